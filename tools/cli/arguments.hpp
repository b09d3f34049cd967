// The words of the command line to options, by the table of a command.
#pragma once

#include "base/result.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/options.hpp"

#include <span>
#include <string>

namespace leadscore::cli {

/// Reads the arguments that follow the command's name. Errors are for the user: an option that the
/// command does not have (with the nearest one that it has), a value that is missing or is none of
/// the choices, an argument too many or too few.
[[nodiscard]] Result<Options> read_arguments(const Command& command,
                                             std::span<const std::string> arguments);

}  // namespace leadscore::cli
