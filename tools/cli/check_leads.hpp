// `leadscore check MODEL --leads FILE`: a model's rules held against leads.
#pragma once

#include "tools/cli/console.hpp"
#include "tools/cli/exit_code.hpp"
#include "tools/cli/options.hpp"

namespace leadscore::cli {

/// Scores the leads of Options::leads with each model and says how often each rule fires, what the
/// data does not have, values that are nearly those of the model, and values that do not read. One
/// pass for each model, in bounded memory. Findings are a failure with `--strict` only.
[[nodiscard]] ExitCode check_leads(const Options& options, Console& console);

}  // namespace leadscore::cli
