// A program as text for people: tables, then one instruction a line. Golden tests read it.
#pragma once

#include <string>

#include "bytecode/program.hpp"

namespace leadscore::bytecode {

[[nodiscard]] std::string disassemble(const Program& program);

}  // namespace leadscore::bytecode
