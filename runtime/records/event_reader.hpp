// Reads events (language.md §9): from the array `events` of a lead, or from a file of their own;
// Segment's messages among them.
#pragma once

#include "base/text/path.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/columns/text_arena.hpp"
#include "runtime/records/field_reader.hpp"
#include "runtime/records/given_event.hpp"
#include "runtime/records/key_table.hpp"
#include "runtime/records/segment_message.hpp"
#include "runtime/records/traits_reader.hpp"
#include "runtime/records/unread.hpp"

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leadscore::runtime {

/// Where the parts of an event are. What is not given is read as §9 says.
struct EventKeys {
  std::optional<std::string> lead = {};       // the id of its lead; else not asked for
  std::optional<std::string> lead_else = {};  // the same, where there is nothing under `lead`
  std::optional<std::string> type = {};     // the kind of every event, not a key; else under `type`
  std::optional<std::string> time = {};     // else `at`
  std::optional<std::string> subject = {};  // else the kind's subject name, or `subject`
};

/// What became of something that may be an event.
enum class EventOutcome : std::uint8_t {
  kTaken,
  kNoType,   // it says nothing of what happened
  kIgnored,  // a message of Segment that says nothing of attributes or events: `group`, `alias`
};

/// The slots of what an event is asked for. Names of subjects and attributes have those from
/// kFirstName on; what only messages of Segment have comes last.
struct EventSlot {
  enum : std::size_t { kType, kTime, kId, kMessageId, kLead, kLeadElse, kSubject, kFirstName };
};

/// The part of a subject's address, which is read only where it may have such a part; `address`
/// keeps it for the next part.
[[nodiscard]] std::optional<std::string> part_of_address(bytecode::AddressPart part,
                                                         std::string_view subject,
                                                         std::optional<text::PathSubject>& address);

/// One thread at a time. `program` outlives it.
class EventReader {
 public:
  struct AttributeReader {
    FieldReader values;
    std::size_t slot;
    std::string shown_name;  // `seconds of watched`
    bytecode::AddressPart address_part;
  };

  EventReader(const bytecode::Program& program, EventKeys keys);

  /// The record to read from, an object or a row, of a CSV file or of columns in memory.
  void look_at(simdjson::dom::object object);
  template <class Cell>
  void look_at(const KeyTable::Columns& columns, const std::vector<Cell>& row) {
    found_.clear();
    columns.find(row, found_);
    message_type_ = MessageType::kNone;
  }

  /// Appends what was looked at to `given`, as an event or as traits. Values that do not read go to
  /// `unread`, and the event is without. Texts are views of the record or kept in `arena`.
  [[nodiscard]] EventOutcome read(TextArena& arena, GivenEvents& given,
                                  std::vector<Unread>& unread);
  /// The id of its lead: what stands under EventKeys::lead, or what a message of Segment says.
  [[nodiscard]] std::optional<std::string_view> read_lead_id(TextArena& arena);

  /// The kind of a type as records spell it; not valid if the program does not name it.
  [[nodiscard]] bytecode::KindId kind_of(std::string_view type);
  /// Where the subject of that kind's events is, if not in kSubject.
  [[nodiscard]] std::size_t subject_slot(bytecode::KindId kind) const {
    return subject_slots_[kind.value];
  }
  [[nodiscard]] const AttributeReader& attribute(bytecode::AttributeId attribute) const {
    return attributes_[attribute.value];
  }
  /// All keys that an event is asked for, and the end of the slots that are not only for messages.
  [[nodiscard]] const std::vector<WantedKey>& keys() const { return wanted_; }
  [[nodiscard]] std::size_t end_of_names() const {
    return EventSlot::kFirstName + name_slots_.size();
  }

  /// What the columns of a CSV file are for.
  [[nodiscard]] KeyTable::Columns columns(const std::vector<std::string>& names) const;
  [[nodiscard]] bool has_type(const KeyTable::Columns& columns) const;
  [[nodiscard]] bool has_time(const KeyTable::Columns& columns) const;
  [[nodiscard]] bool has_lead(const KeyTable::Columns& columns) const;
  [[nodiscard]] bool has_subject(const KeyTable::Columns& columns) const;

 private:
  [[nodiscard]] std::vector<WantedKey> wanted_keys();
  [[nodiscard]] std::size_t slot_of_name(TextId name);
  void name_kinds();
  void read_attributes_as_declared();
  [[nodiscard]] std::optional<std::string_view> text_of(std::size_t slot, TextArena& arena) const;
  [[nodiscard]] EventOutcome read_event(TextArena& arena, GivenEvents& given,
                                        std::vector<Unread>& unread);
  [[nodiscard]] EventOutcome read_message(TextArena& arena, GivenEvents& given,
                                          std::vector<Unread>& unread);
  void read_traits(TextArena& arena, GivenEvents& given, std::vector<Unread>& unread);
  [[nodiscard]] RawValue find_subject(bytecode::KindId kind, const FoundValues& found) const;
  static void read_subject(const RawValue& subject, TextArena& arena, std::vector<Unread>& unread,
                           GivenEvent& given);
  [[nodiscard]] static std::optional<TimeMs> read_time_of_event(const RawValue& value,
                                                                std::vector<Unread>& unread);
  void read_attributes(const FoundValues& found, TextArena& arena, std::vector<Unread>& unread,
                       GivenEvent& given) const;

  const bytecode::Program& program_;
  EventKeys keys_;
  std::unordered_map<std::string, bytecode::KindId> kinds_;          // by name
  std::unordered_map<std::string, bytecode::KindId> lenient_kinds_;  // by lenient name
  std::unordered_map<std::string, bytecode::KindId> seen_types_;     // as records spell them
  std::unordered_map<TextId, std::size_t> name_slots_;               // of subjects and attributes
  std::vector<std::size_t> subject_slots_;                           // by kind
  std::vector<AttributeReader> attributes_;                          // by AttributeId
  std::vector<WantedKey> names_;        // keys of subjects and attributes
  std::optional<SegmentKeys> segment_;  // none: no message is looked for
  std::vector<WantedKey> wanted_;
  KeyTable table_;
  FoundValues found_;
  KeyTable properties_table_;  // of a message's `properties`
  FoundValues found_properties_;
  std::unique_ptr<TraitsReader> traits_;  // made for the first `identify`
  MessageType message_type_ = MessageType::kNone;
};

}  // namespace leadscore::runtime
