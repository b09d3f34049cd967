// Reads a record as a lead (language.md §9): its id, the fields that the program asks for, and its
// events.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/records/event_reader.hpp"
#include "runtime/records/event_table.hpp"
#include "runtime/records/field_reader.hpp"
#include "runtime/records/json_line.hpp"
#include "runtime/records/key_table.hpp"
#include "runtime/records/record.hpp"
#include "runtime/records/text_arena.hpp"
#include "runtime/records/unread.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// A lead as read, before it is taken into a batch. Views last until the next one is read.
struct GivenLead {
  std::string_view id;
  std::vector<FieldValue> fields;  // by FieldId
  std::vector<GivenEvent> events;  // without duplicates
  std::vector<Unread> unread;
  std::uint64_t unreadable_events = 0;
};

/// One thread at a time. `program` outlives it.
class LeadReader {
 public:
  /// `id_key`: else `id`.
  LeadReader(const bytecode::Program& program, const std::optional<std::string>& id_key);

  /// Before the first row of a CSV file. Error: the columns do not serve; `name` is what it calls
  /// the file.
  [[nodiscard]] Result<void> use_columns(std::string_view name,
                                         const std::vector<std::string>& columns);

  /// Reads a record, an object or a row; a record without id has `default_id`. Its events from
  /// `table`, if any, come after its own. Error: the table's.
  [[nodiscard]] Result<void> read(const Record& record, std::string_view default_id,
                                  EventTable* table);

  [[nodiscard]] const GivenLead& lead() const { return lead_; }

  /// Appends the lead that was read to `batch`.
  void add_to(LeadBatch& batch, std::uint64_t line) const;

 private:
  void read_id(std::string_view default_id);
  void read_fields();
  void read_events(bool is_row);
  void read_event_array(simdjson::dom::array array);

  std::vector<FieldReader> fields_;  // by FieldId
  std::size_t id_slot_;              // the slots of fields are their ids
  std::size_t events_slot_;
  std::optional<std::string> id_key_;
  KeyTable table_;
  std::optional<KeyTable::Columns> columns_;
  EventReader event_reader_;
  JsonLine cell_json_;  // of an `events` cell
  bool asks_for_any_kind_;
  FoundValues found_;
  TextArena arena_;
  GivenLead lead_;
};

}  // namespace leadscore::runtime
