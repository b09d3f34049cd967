// The table of commands: what each is called, takes and does. Help and the reading of arguments are
// both made from it.
#pragma once

#include "tools/cli/console.hpp"
#include "tools/cli/exit_code.hpp"
#include "tools/cli/options.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace leadscore::cli {

/// Where an argument is kept: a flag, one value, or several.
using OptionTarget = std::variant<bool Options::*, std::optional<std::string> Options::*,
                                  std::vector<std::string> Options::*>;

/// An option (its name begins with dashes) or a positional argument.
struct ArgumentRow {
  std::string_view name;   // "--events", "MODEL"
  std::string_view value;  // what its value is called; empty for a flag and a positional
  std::string_view help;
  OptionTarget target;
  std::string_view alias = {};    // "-q"
  std::string_view choices = {};  // separated by `|`; empty: anything
  bool is_required = false;
  bool takes_last = false;  // of a positional: the last of the list before it
};

struct Command {
  std::string_view name;
  std::string_view summary;
  std::span<const ArgumentRow> arguments;
  std::string_view notes;  // shown at the end of its help
  ExitCode (*run)(const Options& options, Console& console);
};

/// All commands, in the order in which a user meets them.
[[nodiscard]] std::span<const Command> all_commands();

/// The options that every command has.
[[nodiscard]] std::span<const ArgumentRow> common_options();

/// The command of that name, or none.
[[nodiscard]] const Command* find_command(std::string_view name);

// The commands, each in the file of its name.
ExitCode run_leads(const Options& options, Console& console);          // run.cpp
ExitCode explain_lead(const Options& options, Console& console);       // why.cpp
ExitCode start_model(const Options& options, Console& console);        // new.cpp
ExitCode check_models(const Options& options, Console& console);       // check.cpp
ExitCode test_models(const Options& options, Console& console);        // test.cpp
ExitCode compile_model(const Options& options, Console& console);      // compile.cpp
ExitCode disassemble_model(const Options& options, Console& console);  // disassemble.cpp
ExitCode show_library(const Options& options, Console& console);       // stdlib.cpp
ExitCode format_models(const Options& options, Console& console);      // fmt.cpp
ExitCode explain_kind(const Options& options, Console& console);       // explain.cpp
ExitCode show_completions(const Options& options, Console& console);   // completions.cpp
ExitCode show_manual(const Options& options, Console& console);        // manual.cpp
ExitCode serve_editor(const Options& options, Console& console);       // lsp.cpp

}  // namespace leadscore::cli
