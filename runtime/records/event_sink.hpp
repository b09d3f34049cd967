// Takes records that are events, or messages, into tables of events: one table for each program.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/text_arena.hpp"
#include "runtime/records/event_reader.hpp"
#include "runtime/records/event_table.hpp"
#include "runtime/records/given_event.hpp"
#include "runtime/records/record.hpp"
#include "runtime/records/unread.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// First look_at() a record, then take() it. The programs outlive it.
class EventSink {
 public:
  [[nodiscard]] static Result<EventSink> create(std::span<const bytecode::Program* const> programs,
                                                const EventKeys& keys);

  /// The reader that says what the columns of a CSV file are for, before the first row.
  [[nodiscard]] const EventReader& reader() const { return readers_.front().events; }
  void use_columns(const std::vector<std::string>& names);

  void look_at(const Record& record);
  /// The id of the lead whose event was looked at. Lasts until the next look.
  [[nodiscard]] std::optional<std::string_view> read_lead_id();

  /// What the record says, read by each program's reader; values that did not read are in unread().
  [[nodiscard]] EventOutcome read();
  [[nodiscard]] const std::vector<Unread>& unread() const { return unread_; }
  /// Keeps what was read. Error: the disk is full.
  [[nodiscard]] Result<void> keep(std::string_view lead_id);
  /// Counts an event that belongs to no lead at all.
  void pass_over();

  /// The tables, in the order of the programs, ready to be asked.
  [[nodiscard]] Result<std::vector<std::unique_ptr<EventTable>>> finish();

 private:
  struct Reader {
    EventReader events;
    std::optional<KeyTable::Columns> columns;
    GivenEvents given;
    std::unique_ptr<EventTable> table;
  };

  EventSink() = default;

  std::vector<Reader> readers_;
  TextArena arena_;
  std::vector<Unread> unread_;
  std::vector<Unread> unread_of_one_;
};

}  // namespace leadscore::runtime
