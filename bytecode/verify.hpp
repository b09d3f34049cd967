// Whether a program is well-formed, so that engines need not check again.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"

namespace leadscore::bytecode {

/// Checks every id, index, range and register of a program, that each register is written once and
/// before it is read, that parts and score are closed once and before they are compared, that
/// stages are asked after they were reached, and that intervals are sorted, disjoint and not
/// empty. The error names the first instruction or table row that is wrong.
[[nodiscard]] Result<void> verify(const Program& program);

}  // namespace leadscore::bytecode
