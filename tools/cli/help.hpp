// The help, made from the table of commands.
#pragma once

#include "tools/cli/commands.hpp"

#include <string>

namespace leadscore::cli {

/// What `leadscore` alone and `leadscore --help` show.
[[nodiscard]] std::string program_help();

/// What `leadscore COMMAND --help` shows.
[[nodiscard]] std::string command_help(const Command& command);

}  // namespace leadscore::cli
