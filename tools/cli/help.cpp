#include "tools/cli/help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace leadscore::cli {
namespace {

constexpr std::size_t kColumns = 98;

constexpr std::string_view kExamples =
    R"(Examples:
  leadscore run inbound.score leads.jsonl              scores every lead
  leadscore why inbound.score leads.jsonl --id 7       explains the score of lead 7
  leadscore check inbound.score                        finds the mistakes in a model
  leadscore test inbound.score                         runs the tests in a model

`leadscore COMMAND --help` says more of a command.

Exit codes: 0 fine; 1 mistakes in a model, or a test that failed; 2 wrong arguments, or a file that
cannot be read or written; 3 finished, but some records were rejected; 4 finished, but a lead breaks
a `never`; 70 a bug in leadscore.
)";

bool is_option(const ArgumentRow& row) { return row.name.starts_with('-'); }

std::string spelled(const ArgumentRow& row) {
  std::string text;
  if (!row.alias.empty()) text += fmt::format("{}, ", row.alias);
  text += row.name;
  if (!row.value.empty()) text += fmt::format(" {}", row.value);
  return text;
}

/// `text` broken at blanks, each further line indented.
std::string wrapped(std::string_view text, std::size_t indent) {
  std::string shown;
  std::size_t column = indent;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    if (column > indent && column + 1 + word.size() > kColumns) {
      shown += '\n';
      shown.append(indent, ' ');
      column = indent;
    } else if (column > indent) {
      shown += ' ';
      ++column;
    }
    shown += word;
    column += word.size();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return shown;
}

std::string rows_text(std::string_view heading, const std::vector<ArgumentRow>& rows) {
  if (rows.empty()) return {};
  std::string text = fmt::format("{}:\n", heading);
  std::size_t width = 0;
  for (const ArgumentRow& row : rows) width = std::max(width, spelled(row).size());
  for (const ArgumentRow& row : rows) {
    text += fmt::format("  {:<{}}  {}\n", spelled(row), width, wrapped(row.help, width + 4));
  }
  return text;
}

std::string usage_of(const Command& command) {
  std::string text = fmt::format("leadscore {}", command.name);
  for (const ArgumentRow& row : command.arguments) {
    if (!row.is_required && !is_option(row)) text += fmt::format(" [{}]", row.name);
    if (!row.is_required) continue;
    text += fmt::format(" {}", spelled(row));
    if (std::holds_alternative<std::vector<std::string> Options::*>(row.target)) text += "...";
  }
  const bool has_options = std::ranges::any_of(
      command.arguments, [](const ArgumentRow& row) { return is_option(row) && !row.is_required; });
  return has_options ? text + " [OPTIONS]" : text;
}

}  // namespace

std::string program_help() {
  std::string text =
      "leadscore: scores leads by the rules of a .score file, and says why.\n\n"
      "Usage: leadscore COMMAND ...\n\nCommands:\n";
  for (const Command& command : all_commands()) {
    text += fmt::format("  {:<11}  {}\n", command.name, command.summary);
  }
  text += "\nOptions:\n  -h, --help     show this help\n  -V, --version  show the version\n\n";
  return text + std::string(kExamples);
}

std::string command_help(const Command& command) {
  std::vector<ArgumentRow> positionals;
  std::vector<ArgumentRow> options;
  for (const ArgumentRow& row : command.arguments) {
    (is_option(row) ? options : positionals).push_back(row);
  }
  options.insert(options.end(), common_options().begin(), common_options().end());
  std::string arguments = rows_text("Arguments", positionals);
  if (!arguments.empty()) arguments += '\n';
  return fmt::format("leadscore {}: {}\n\nUsage: {}\n\n{}{}\n{}", command.name, command.summary,
                     usage_of(command), arguments, rows_text("Options", options), command.notes);
}

}  // namespace leadscore::cli
