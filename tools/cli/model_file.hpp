// Models from files, compiled.
#pragma once

#include "base/result.hpp"
#include "compiler/compile.hpp"
#include "tools/cli/console.hpp"
#include "tools/cli/exit_code.hpp"

#include <optional>
#include <string>
#include <vector>

namespace leadscore::cli {

/// Reads and compiles a model; `-` is standard input. The error is about the file (missing, a
/// folder, no text), never about what the model says: that is in the compilation's diagnostics.
[[nodiscard]] Result<Compilation> load_model(const std::string& path);

/// A model that can be run, or how the program ends because there is none.
struct UsableModel {
  std::optional<Compilation> compilation;  // with a program
  ExitCode exit_code = ExitCode::kFine;
};

/// Loads a model and tells the user what is wrong with it, on standard error.
[[nodiscard]] UsableModel load_usable_model(const std::string& path, Console& console);

/// The models that the arguments name: files as they are, of a folder every .score file below it,
/// in the order of their names. The error: a folder that cannot be read or has none.
[[nodiscard]] Result<std::vector<std::string>> find_models(const std::vector<std::string>& paths);

}  // namespace leadscore::cli
