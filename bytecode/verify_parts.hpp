// The two halves of verify().
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"

namespace leadscore::bytecode {

/// Checks each row of each table for itself; registers are left to verify_code.
[[nodiscard]] Result<void> verify_tables(const Program& program);

/// Checks the instructions of a program whose tables are well-formed.
[[nodiscard]] Result<void> verify_code(const Program& program);

}  // namespace leadscore::bytecode
