// Reads a file of events into a table of events by lead.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
#include "runtime/records/event_table.hpp"
#include "runtime/records/record_reader.hpp"

#include <memory>

namespace leadscore::runtime {

/// Reads all of the file that `options.events` names. What does not read is counted in `report` and
/// told to `options.on_reject`. Errors: as opening and reading any file of records, a CSV without
/// the columns that it takes, and a full disk.
[[nodiscard]] Result<std::unique_ptr<EventTable>> read_events_file(const bytecode::Program& program,
                                                                   const ReaderOptions& options,
                                                                   ReadReport& report);

}  // namespace leadscore::runtime
