// Reads a record as a lead (language.md §9): its id, the fields that the program asks for, and its
// events; or puts a lead together from messages of Segment.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/columns/text_arena.hpp"
#include "runtime/records/event_reader.hpp"
#include "runtime/records/event_table.hpp"
#include "runtime/records/field_reader.hpp"
#include "runtime/records/given_event.hpp"
#include "runtime/records/json_line.hpp"
#include "runtime/records/key_table.hpp"
#include "runtime/records/record.hpp"
#include "runtime/records/segment_message.hpp"
#include "runtime/records/unread.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// A lead as read, before it is taken into a batch. Views last until the next one is begun.
struct GivenLead {
  std::string_view id;
  std::vector<FieldValue> fields;  // by FieldId
  GivenEvents given;               // after finish(): without duplicates, traits in `fields`
  std::vector<Unread> unread;
  std::uint64_t unreadable_events = 0;
  std::uint64_t ignored_messages = 0;
};

/// The slots of what a record of a lead is asked for: those of fields are their ids, and these come
/// behind them; the last ones are those of SegmentKeys.
struct LeadSlots {
  explicit LeadSlots(const bytecode::Program& program)
      : id(program.fields.size()), events(id + 1), segment(id + 2) {}

  std::size_t id;
  std::size_t events;
  std::size_t segment;
};

/// `id_key`: else `id`.
[[nodiscard]] std::vector<WantedKey> keys_of_leads(const bytecode::Program& program,
                                                   const std::optional<std::string>& id_key);

/// Whether a test asks for events of any kind, those that the program does not name among them.
[[nodiscard]] bool asks_for_any_kind(const bytecode::Program& program);

/// Why a lead with more events than a lead may have is rejected.
[[nodiscard]] std::string too_many_events(std::string_view id);

/// First look_at() a record; if it is no message, read() it; or begin() a lead that is made of
/// messages. Then join() what tables of events hold of it, finish() and add_to() a batch. One
/// thread at a time. `program` outlives it.
class LeadReader {
 public:
  /// `id_key`: else `id`.
  LeadReader(const bytecode::Program& program, const std::optional<std::string>& id_key);

  /// Before the first row of a CSV file. Error: the columns do not serve; `name` is what it calls
  /// the file.
  [[nodiscard]] Result<void> use_columns(std::string_view name,
                                         const std::vector<std::string>& columns);

  void look_at(const Record& record);

  /// Whether the record is no lead but a message of Segment on a line of its own: it has no
  /// `events`, and names the lead as messages do, or nobody at all.
  [[nodiscard]] bool is_message();
  /// Whether it names its lead, if it is one.
  [[nodiscard]] bool names_lead() { return segment_.lead_id(found_, arena_).has_value(); }

  /// Reads the record, an object or a row; without id it has `default_id`.
  void read(std::string_view default_id);
  /// Begins a lead of which nothing is known but its id.
  void begin(std::string_view id);
  /// Error: the table's.
  [[nodiscard]] Result<void> join(EventTable& table);
  /// Whether the lead has more events than a lead may have: not all of them are held then.
  [[nodiscard]] bool has_too_many_events() const;
  void finish();

  [[nodiscard]] const GivenLead& lead() const { return lead_; }

  /// Appends the lead that was read to `batch`.
  void add_to(LeadBatch& batch, std::uint64_t line) const;

 private:
  void forget_lead();
  void read_id(std::string_view default_id);
  void read_fields();
  void read_events();
  void read_event_array(simdjson::dom::array array);
  void take_traits();

  std::vector<FieldReader> fields_;  // by FieldId
  std::vector<bool> is_given_;       // by FieldId: by the record itself
  LeadSlots slots_;
  SegmentKeys segment_;
  std::optional<std::string> id_key_;
  KeyTable table_;
  std::optional<KeyTable::Columns> columns_;
  EventReader event_reader_;
  JsonLine cell_json_;  // of an `events` cell
  bool asks_for_any_kind_;
  FoundValues found_;
  bool is_row_ = false;
  TextArena arena_;
  GivenLead lead_;
};

}  // namespace leadscore::runtime
