// The array `events` of a lead straight into the columns of a batch, where nothing is out of the
// ordinary (see quick_lead_reader).
#pragma once

#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/jit/line_shape.hpp"
#include "runtime/records/event_reader.hpp"
#include "runtime/records/event_shape.hpp"
#include "runtime/records/key_table.hpp"
#include "runtime/records/learned_keys.hpp"
#include "runtime/records/raw_value.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// One thread at a time. `program` outlives it.
class QuickEventReader {
 public:
  explicit QuickEventReader(const bytecode::Program& program);
  QuickEventReader(const QuickEventReader&) = delete;
  QuickEventReader& operator=(const QuickEventReader&) = delete;

  /// Adds the events of the array that stands at `at` to the lead begun last and returns the place
  /// behind it. Null: given up; then the lead is to be dropped. Given up are messages of Segment,
  /// events with the same id, what is no event, values that do not read, and what JSON's scanner
  /// gives up.
  [[nodiscard]] const char* read(const char* at, LeadBatch& batch);

  // The parts of read(), for native code that reads what it can of an array.
  /// Begins an array.
  void begin_array() { ids_.clear(); }
  /// Adds the event that stands at `at` and returns the place behind it; null: given up.
  [[nodiscard]] const char* read_one(const char* at, LeadBatch& batch) {
    return *at == '{' ? read_event(at, batch) : nullptr;
  }
  /// An event of the array has that id.
  void note_id(std::string_view id) { ids_.push_back(id); }
  /// Whether two events of the array have the same id: then it is given up.
  [[nodiscard]] bool has_duplicates();

  /// Says how the events look that were read.
  void describe(jit::LineShape& shape) const;

 private:
  static constexpr unsigned kSeenTypeBits = 8;
  /// What tells most types apart.
  struct TypeEnds {
    std::uint64_t first = 0;  // its first bytes, filled up with zeros
    std::uint64_t last = 0;   // its last ones; of a text of at most kSize as `first`
    static constexpr std::size_t kSize = sizeof first;
    friend bool operator==(const TypeEnds&, const TypeEnds&) = default;
  };
  struct SeenType {
    TypeEnds ends;
    std::string text;
    bytecode::KindId kind;
    bool is_message = false;
    bool has_attributes = false;
    std::size_t subject_slot = EventSlot::kSubject;  // where the subject is looked for first
    std::uint64_t count = 0;                         // of events
  };

  [[nodiscard]] const char* read_object(const char* at, LearnedKeys& keys, LeadBatch& batch);
  [[nodiscard]] const char* take(LearnedKey& key, const char* at, LeadBatch& batch);
  [[nodiscard]] const char* read_event(const char* at, LeadBatch& batch);
  void find_text(std::uint32_t slot, std::string_view text);
  [[nodiscard]] std::size_t read_plain_events(const char*& at, std::size_t most, LeadBatch& batch);
  [[nodiscard]] bool add_plain_event(const EventShape::PlainEvent& event, BatchRows& rows);
  [[nodiscard]] bool add_event(LeadBatch& batch);
  [[nodiscard]] bool take_attributes(bytecode::KindId kind, std::string_view subject,
                                     std::size_t row, LeadBatch& batch);
  [[nodiscard]] bool take_address_part(const EventReader::AttributeReader& attribute,
                                       std::string_view subject,
                                       std::optional<text::PathSubject>& address,
                                       ValueColumn& column, std::size_t row, TextArena& arena);
  [[nodiscard]] SeenType& seen_type(std::string_view type);
  [[nodiscard]] SeenType& type_in_line(std::string_view type);
  [[nodiscard]] SeenType& seen_type(std::string_view type, const TypeEnds& ends);
  void see_type(std::string_view type, const TypeEnds& ends, SeenType& seen);
  /// What stands under a slot of the event at hand; null if nothing does.
  [[nodiscard]] const RawValue* given(std::size_t slot) const {
    return met_[slot] == event_ ? given_of(found_[slot]) : nullptr;
  }
  [[nodiscard]] static const RawValue* given_of(const RawValue& value);
  void describe_types(jit::LineShape& shape) const;

  const bytecode::Program& program_;
  EventReader general_;
  bool asks_for_any_kind_;
  KeyTable table_;
  LearnedKeys keys_;
  EventShape shape_;
  std::size_t others_ = 0;             // events of another shape since it was learned
  std::vector<RawValue> found_;        // by slot
  std::vector<std::uint64_t> met_;     // by slot: the last event that had it
  std::uint64_t event_ = 0;            // the one at hand
  std::vector<std::string_view> ids_;  // of the events of the lead
  std::array<SeenType, 1U << kSeenTypeBits> seen_types_{};  // by the first bits of their hash
  FieldValue scratch_;
};

}  // namespace leadscore::runtime
