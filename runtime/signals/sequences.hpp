// Sequences (language.md §5): `E1 then E2 within D`, `E1 not followed by E2 within D`.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/workspace.hpp"

#include <cstdint>
#include <vector>

namespace leadscore::runtime {

/// Whether some events make the sequence, of those that the workspace says are selected. Takes
/// n log n steps.
[[nodiscard]] bool has_sequence(const bytecode::SequenceSignal& signal, TimeMs as_of,
                                Workspace& workspace);

/// The events, by index, that make it so: of `then` the second ones, else those not followed.
[[nodiscard]] std::vector<std::size_t> events_in_sequence(const bytecode::SequenceSignal& signal,
                                                          TimeMs as_of, Workspace& workspace);

}  // namespace leadscore::runtime
