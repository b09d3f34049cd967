// Reads a file of events into tables of events by lead.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
#include "runtime/records/event_table.hpp"
#include "runtime/records/record_reader.hpp"

#include <memory>
#include <span>
#include <vector>

namespace leadscore::runtime {

/// Reads all of the file that `options.events` names, into a table for each program. What does not
/// read is counted in `report` and told to `options.on_reject`. Errors: as opening and reading any
/// file of records, a CSV without the columns that it takes, and a full disk.
[[nodiscard]] Result<std::vector<std::unique_ptr<EventTable>>> read_events_file(
    std::span<const bytecode::Program* const> programs, const ReaderOptions& options,
    ReadReport& report);

}  // namespace leadscore::runtime
