// The whole program: from the words of the command line to an exit code.
#pragma once

#include "tools/cli/console.hpp"
#include "tools/cli/exit_code.hpp"

#include <span>
#include <string>

namespace leadscore::cli {

/// Runs the command that the arguments (without the program's own name) ask for.
[[nodiscard]] ExitCode run_program(std::span<const std::string> arguments, Console& console);

}  // namespace leadscore::cli
