// Models from files, compiled now or before.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
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

/// The text of a model; `-` is standard input. The error: it cannot be read.
[[nodiscard]] Result<std::string> read_model_text(const std::string& path);

/// Compiles a text that was read, under the name of `path`, from which the files begin that it
/// uses.
[[nodiscard]] Result<Compilation> compile_model_text(const std::string& path, std::string text);

/// A model that can be run, or how the program ends because there is none.
struct UsableModel {
  std::optional<Compilation> compilation;  // with a program
  ExitCode exit_code = ExitCode::kFine;
};

/// Loads a model and tells the user what is wrong with it, on standard error.
[[nodiscard]] UsableModel load_usable_model(const std::string& path, Console& console);

/// A program to score with, and the file that it is from.
struct LoadedProgram {
  std::string path;
  bytecode::Program program;
};

/// Programs that can be run, or how the program ends because one of them cannot.
struct LoadedPrograms {
  std::vector<LoadedProgram> programs;  // in the order of the files; empty if one cannot be run
  ExitCode exit_code = ExitCode::kFine;
};

/// Loads models and compiled models (found out by looking at the file), and tells the user what is
/// wrong with them.
[[nodiscard]] LoadedPrograms load_programs(const std::vector<std::string>& paths, Console& console);

/// The models that the arguments name: files as they are, of a folder every .score file below it,
/// in the order of their names. The error: a folder that cannot be read or has none.
[[nodiscard]] Result<std::vector<std::string>> find_models(const std::vector<std::string>& paths);

}  // namespace leadscore::cli
