// Which fields of the lead signals, numbers and rules look at.
#pragma once

#include "bytecode/program.hpp"

#include <cstddef>
#include <vector>

namespace leadscore::runtime {

/// Those that a signal looks at, through the numbers that it compares, at most `most` of them, each
/// once. Attributes of events are no fields.
[[nodiscard]] std::vector<bytecode::FieldId> fields_of(const bytecode::Program& program,
                                                       const bytecode::Signal& signal,
                                                       std::size_t most);

/// The fields that some rule or table looks at, in the order of the program; those that only
/// outcomes ask are not among them.
[[nodiscard]] std::vector<bytecode::FieldId> fields_of_rules(const bytecode::Program& program);

/// By NumberId: whether one of the marked fields (by FieldId) is in it.
[[nodiscard]] std::vector<bool> numbers_with(const bytecode::Program& program,
                                             const std::vector<bool>& fields);

}  // namespace leadscore::runtime
