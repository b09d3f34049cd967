// The only file that includes CLI11: it alone costs seconds to compile.
#include "tools/cli/arguments.hpp"

#include "base/text/nearest.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace leadscore::cli {
namespace {

bool is_option(std::string_view name) { return name.starts_with('-'); }

void add_row(CLI::App& app, const ArgumentRow& row, Options& options) {
  if (row.takes_last) return;
  std::string names(row.name);
  if (!row.alias.empty()) names += fmt::format(",{}", row.alias);
  if (const auto* flag = std::get_if<bool Options::*>(&row.target)) {
    app.add_flag(names, options.*(*flag));
  } else if (const auto* value = std::get_if<std::optional<std::string> Options::*>(&row.target)) {
    app.add_option_function<std::string>(
           names, [&options, target = *value](const std::string& text) { options.*target = text; })
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  } else {
    app.add_option(names, options.*std::get<std::vector<std::string> Options::*>(row.target));
  }
}

/// The rows of the command and those of all commands.
std::vector<ArgumentRow> rows_of(const Command& command) {
  std::vector<ArgumentRow> rows(command.arguments.begin(), command.arguments.end());
  rows.insert(rows.end(), common_options().begin(), common_options().end());
  return rows;
}

bool is_given(const ArgumentRow& row, const Options& options) {
  if (const auto* value = std::get_if<std::optional<std::string> Options::*>(&row.target)) {
    return (options.*(*value)).has_value();
  }
  if (const auto* list = std::get_if<std::vector<std::string> Options::*>(&row.target)) {
    return !(options.*(*list)).empty();
  }
  return options.*std::get<bool Options::*>(row.target);
}

/// Gives a positional that stands behind a list the last of it, and leaves at least one there.
void take_last(const Command& command, Options& options) {
  for (std::size_t at = 1; at < command.arguments.size(); ++at) {
    const ArgumentRow& row = command.arguments[at];
    if (!row.takes_last) continue;
    auto& list =
        options.*std::get<std::vector<std::string> Options::*>(command.arguments[at - 1].target);
    if (list.size() < 2) continue;
    options.*std::get<std::optional<std::string> Options::*>(row.target) = std::move(list.back());
    list.pop_back();
  }
}

std::vector<std::string_view> choices_of(const ArgumentRow& row) {
  std::vector<std::string_view> choices;
  for (std::string_view rest = row.choices; !rest.empty();) {
    const std::size_t end = std::min(rest.find('|'), rest.size());
    choices.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return choices;
}

Error unknown_argument(const Command& command, std::string_view argument) {
  if (!is_option(argument)) {
    return Error{
        fmt::format("`leadscore {}` does not know what to do with `{}`", command.name, argument)};
  }
  const std::string_view name = argument.substr(0, argument.find('='));
  std::vector<std::string_view> known;
  for (const ArgumentRow& row : rows_of(command)) {
    if (is_option(row.name)) known.push_back(row.name);
  }
  std::string message = fmt::format("`leadscore {}` has no option `{}`", command.name, name);
  if (const auto near = text::nearest(name, known)) {
    message += fmt::format("; did you mean `{}`?", *near);
  }
  return Error{message};
}

/// What CLI11 says begins with the name of the option (`--format: 1 required TEXT missing`).
Error wrong_value(const Command& command, std::string_view message) {
  const std::string_view name = message.substr(0, message.find(':'));
  for (const ArgumentRow& row : command.arguments) {
    if (row.name != name) continue;
    if (row.value.empty()) return Error{fmt::format("`{}` takes no value", name)};
    return Error{fmt::format("`{}` needs {} ({})", name, row.value, row.help)};
  }
  return Error{std::string(message)};
}

std::optional<Error> find_missing(const Command& command, const Options& options) {
  for (const ArgumentRow& row : command.arguments) {
    if (!row.is_required || is_given(row, options)) continue;
    const std::string what =
        is_option(row.name) ? fmt::format("{} {}", row.name, row.value) : std::string(row.name);
    return Error{fmt::format("`leadscore {}` needs {} ({})", command.name, what, row.help)};
  }
  return std::nullopt;
}

std::optional<Error> find_wrong_choice(const Command& command, const Options& options) {
  for (const ArgumentRow& row : command.arguments) {
    const std::vector<std::string_view> choices = choices_of(row);
    if (choices.empty() || !is_given(row, options)) continue;
    const std::string& value =
        *(options.*std::get<std::optional<std::string> Options::*>(row.target));
    if (std::ranges::find(choices, value) != choices.end()) continue;
    std::string message =
        fmt::format("{} is `{}`, but must be one of {}", row.name, value, fmt::join(choices, ", "));
    if (const auto near = text::nearest(value, choices)) {
      message += fmt::format("; did you mean `{}`?", *near);
    }
    return Error{message};
  }
  return std::nullopt;
}

}  // namespace

Result<Options> read_arguments(const Command& command, std::span<const std::string> arguments) {
  Options options;
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  for (const ArgumentRow& row : rows_of(command)) add_row(app, row, options);
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError& error) {
    return wrong_value(command, error.what());
  }
  if (options.wants_help) return options;
  take_last(command, options);
  const std::vector<std::string> unknown = app.remaining();
  if (!unknown.empty()) return unknown_argument(command, unknown.front());
  if (const auto error = find_missing(command, options)) return *error;
  if (const auto error = find_wrong_choice(command, options)) return *error;
  return options;
}

}  // namespace leadscore::cli
