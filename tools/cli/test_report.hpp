// One run of `leadscore test` over all models: their tests, coverage and changes.
#pragma once

#include "base/result.hpp"
#include "tools/cli/console.hpp"
#include "tools/cli/exit_code.hpp"
#include "tools/cli/options.hpp"

#include <optional>
#include <string>
#include <vector>

namespace leadscore::cli {

/// How a run of the tests ended, and the files that it read: the models and what they use.
struct TestRound {
  ExitCode exit_code = ExitCode::kFine;
  bool is_reader_gone = false;  // of the pipe that the results are written to
  std::vector<std::string> files;
};

/// What the user asked for that cannot be, or nothing.
[[nodiscard]] std::optional<Error> find_wrong_test_options(const Options& options);

/// Runs the tests of all models once, and writes what the options ask for. The options are right.
[[nodiscard]] TestRound run_test_round(const Options& options, Console& console);

}  // namespace leadscore::cli
