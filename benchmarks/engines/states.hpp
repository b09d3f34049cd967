// The incremental engine, measured.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"

#include <nlohmann/json.hpp>

#include <vector>

namespace leadscore::benchmarks {

/// What one more event costs, from the event to the lead's new score, with what expires until then:
/// the events of leads one after the other, each as of its own time. `clock_ns`: what reading the
/// clock twice takes.
[[nodiscard]] nlohmann::ordered_json measure_states(const bytecode::Program& program,
                                                    const std::vector<runtime::LeadBatch>& batches,
                                                    double clock_ns);

}  // namespace leadscore::benchmarks
