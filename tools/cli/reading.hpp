// How leads are read and scored, from what the user said: what `run`, `why` and `check --leads`
// have in common.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
#include "runtime/pipeline/scoring_run.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/options.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace leadscore::cli {

/// Standard input can be read once only.
[[nodiscard]] std::optional<Error> find_too_many_inputs(const Options& options);

/// Where no moment was given it is now: the only place that reads a clock. Where no threads were,
/// they are as many as there are cores.
[[nodiscard]] Result<runtime::ScoringOptions> reading_of(const Options& options);

/// `2 records could not be read; ...`: what a command says of them that names none.
[[nodiscard]] std::string rejected_text(std::uint64_t rejected);

/// In their order; `loaded` outlives what uses them.
[[nodiscard]] std::vector<const bytecode::Program*> programs_of(
    std::span<const LoadedProgram> loaded);

}  // namespace leadscore::cli
