// Which group each signal of a program belongs to, by what it looks at.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/batch/plan.hpp"

#include <cstdint>
#include <vector>

namespace leadscore::runtime::batch {

/// Fills `groups` and, by SignalId, the group of each signal; signals on attributes of events have
/// none.
void group_signals(const bytecode::Program& program, std::vector<SignalGroup>& groups,
                   std::vector<std::uint32_t>& group_of_signal);

/// Whether a signal counts events of a selection that the events' index knows.
[[nodiscard]] bool is_plain_count(const bytecode::Program& program,
                                  const bytecode::EventSignal& signal);

}  // namespace leadscore::runtime::batch
