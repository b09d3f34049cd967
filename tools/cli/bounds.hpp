// `leadscore check --bounds`: the least and most points of a model, and what reaches its stages.
#pragma once

#include "tools/cli/console.hpp"
#include "tools/cli/exit_code.hpp"
#include "tools/cli/options.hpp"

namespace leadscore::cli {

/// Prints the bounds of each model that the options name, as text or JSON. kFindings if one of them
/// has mistakes, kUsage if one cannot be read.
[[nodiscard]] ExitCode show_bounds(const Options& options, Console& console);

}  // namespace leadscore::cli
