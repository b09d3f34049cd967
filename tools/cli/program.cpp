#include "tools/cli/program.hpp"

#include "base/text/nearest.hpp"
#include "tools/cli/arguments.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/help.hpp"
#include "tools/cli/output_file.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace leadscore::cli {
namespace {

ExitCode refuse_unknown_command(std::string_view name, Console& console) {
  std::vector<std::string_view> known;
  for (const Command& command : all_commands()) known.push_back(command.name);
  const bool is_option = name.starts_with('-');
  std::string message = is_option ? fmt::format("leadscore has no option `{}`", name)
                                  : fmt::format("there is no command `{}`", name);
  if (const auto near = text::nearest(name, known)) {
    message += fmt::format("; did you mean `{}`?", *near);
  }
  console.say_error(message, "`leadscore --help` shows the commands");
  return ExitCode::kUsage;
}

}  // namespace

ExitCode run_program(std::span<const std::string> arguments, Console& console) {
  if (arguments.empty()) return print(program_help(), console);
  const std::string& name = arguments.front();
  if (name == "--version" || name == "-V") {
    return print(fmt::format("leadscore {}\n", LEADSCORE_VERSION), console);
  }
  if (name == "--help" || name == "-h" || name == "help") {
    if (arguments.size() == 1) return print(program_help(), console);
    const Command* command = find_command(arguments[1]);
    if (!command) return refuse_unknown_command(arguments[1], console);
    return print(command_help(*command), console);
  }
  const Command* command = find_command(name);
  if (!command) return refuse_unknown_command(name, console);
  const auto options = read_arguments(*command, arguments.subspan(1));
  if (!options) {
    console.say_error(options.error().message,
                      fmt::format("`leadscore {} --help` shows how it is used", command->name));
    return ExitCode::kUsage;
  }
  if (options->wants_help) return print(command_help(*command), console);
  return command->run(*options, console);
}

}  // namespace leadscore::cli
