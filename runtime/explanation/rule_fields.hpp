// Which fields the rules of a program look at.
#pragma once

#include "bytecode/program.hpp"

#include <vector>

namespace leadscore::runtime {

/// The fields that some rule's condition asks, in the order of the program; those that only
/// outcomes ask are not among them.
[[nodiscard]] std::vector<bytecode::FieldId> fields_of_rules(const bytecode::Program& program);

}  // namespace leadscore::runtime
