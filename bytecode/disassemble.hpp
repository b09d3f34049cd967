// A program as text for people: tables, then one instruction a line. Golden tests read it.
#pragma once

#include "bytecode/program.hpp"

#include <string>

namespace leadscore::bytecode {

/// Lists a program that verify() accepted; the same program gives the same text. The hash is left
/// out.
[[nodiscard]] std::string disassemble(const Program& program);

}  // namespace leadscore::bytecode
