// Reads a file of events into tables of events by lead.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
#include "runtime/records/event_reader.hpp"
#include "runtime/records/event_table.hpp"
#include "runtime/records/record_reader.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// Where the parts of an event are in the file that `options.events` names: the id of its lead
/// under what the caller names for the events, or what they name for the leads, else under
/// `lead_id` (§9).
[[nodiscard]] EventKeys event_keys_of(const ReaderOptions& options);

/// Error: a CSV without a column that it takes. `reader` was made with event_keys_of(); `file` is
/// what the message calls the file.
[[nodiscard]] Result<void> check_event_columns(const EventReader& reader, std::string_view file,
                                               const std::vector<std::string>& names,
                                               const ReaderOptions& options);

/// Why an event that names no lead is rejected.
[[nodiscard]] std::string event_without_lead(const ReaderOptions& options);

/// Reads all of the file that `options.events` names, into a table for each program. What does not
/// read is counted in `report` and told to `options.on_reject`. Errors: as opening and reading any
/// file of records, a CSV without the columns that it takes, and a full disk.
[[nodiscard]] Result<std::vector<std::unique_ptr<EventTable>>> read_events_file(
    std::span<const bytecode::Program* const> programs, const ReaderOptions& options,
    ReadReport& report);

}  // namespace leadscore::runtime
