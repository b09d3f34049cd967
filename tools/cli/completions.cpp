// `leadscore completions SHELL`: what a shell needs to complete our commands, made from the table
// of commands.
#include "tools/cli/commands.hpp"
#include "tools/cli/output_file.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace leadscore::cli {
namespace {

bool is_option(const ArgumentRow& row) { return row.name.starts_with('-'); }

std::vector<ArgumentRow> rows_of(const Command& command) {
  std::vector<ArgumentRow> rows(command.arguments.begin(), command.arguments.end());
  rows.insert(rows.end(), common_options().begin(), common_options().end());
  return rows;
}

/// `text|json` as `text json`.
std::string choices_of(const ArgumentRow& row) {
  std::string choices(row.choices);
  for (char& c : choices) {
    if (c == '|') c = ' ';
  }
  return choices;
}

/// In single quotes for bash, zsh and fish alike; what would end them is left out.
std::string shell_quoted(std::string_view text, std::string_view left_out = "'\\") {
  std::string shown;
  for (const char c : text) {
    if (left_out.find(c) == std::string_view::npos) shown += c;
  }
  return fmt::format("'{}'", shown);
}

std::string names_of_commands() {
  std::string names;
  for (const Command& command : all_commands()) {
    if (!names.empty()) names += ' ';
    names += command.name;
  }
  return names;
}

std::string bash_case(const Command& command) {
  std::string options;
  std::string words;
  std::string values;
  std::string files;
  for (const ArgumentRow& row : rows_of(command)) {
    if (!is_option(row)) {
      if (!row.choices.empty()) words += ' ' + choices_of(row);
      continue;
    }
    options += fmt::format(" {}", row.name);
    std::string spelled(row.name);
    if (!row.alias.empty()) {
      options += fmt::format(" {}", row.alias);
      spelled += fmt::format("|{}", row.alias);
    }
    if (row.value.empty()) continue;
    if (!row.choices.empty()) {
      values += fmt::format("        {}) COMPREPLY=($(compgen -W '{}' -- \"$word\")); return ;;\n",
                            spelled, choices_of(row));
    } else {
      files += (files.empty() ? "" : "|") + spelled;
    }
  }
  if (!files.empty()) {
    values += fmt::format(
        "        {}) IFS=$'\\n'; COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n", files);
  }
  std::string text = fmt::format("    {})\n", command.name);
  if (!values.empty()) text += fmt::format("      case \"$before\" in\n{}      esac\n", values);
  text += fmt::format("      options='{}'\n      words='{}'\n      ;;\n",
                      std::string_view(options).substr(1),
                      words.empty() ? "" : std::string_view(words).substr(1));
  return text;
}

std::string bash_completions() {
  std::string cases;
  for (const Command& command : all_commands()) cases += bash_case(command);
  return fmt::format(
      R"(# Completions of leadscore for bash, written by `leadscore completions bash`.
_leadscore() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}"
  local options='' words='' IFS=$' \t\n'
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '{} help --help --version' -- "$word"))
    return
  fi
  case "${{COMP_WORDS[1]}}" in
{}    help) words='{}' ;;
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
    *)
      if [ -n "$words" ]; then
        COMPREPLY=($(compgen -W "$words" -- "$word"))
      else
        IFS=$'\n'
        COMPREPLY=($(compgen -f -- "$word"))
      fi
      ;;
  esac
}}
complete -o filenames -F _leadscore leadscore
)",
      names_of_commands(), cases, names_of_commands());
}

/// What zsh does with the value of an option or with an argument.
std::string zsh_values(const ArgumentRow& row) {
  return row.choices.empty() ? std::string("_files") : fmt::format("({})", choices_of(row));
}

std::string zsh_case(const Command& command) {
  std::string text = fmt::format("    {})\n      _arguments", command.name);
  for (const ArgumentRow& row : rows_of(command)) {
    constexpr std::string_view kSpecial = "'\\[]:";
    const std::string help = shell_quoted(row.help, kSpecial);
    const std::string_view inside = std::string_view(help).substr(1, help.size() - 2);
    if (!is_option(row)) {
      const bool is_list = std::holds_alternative<std::vector<std::string> Options::*>(row.target);
      text += fmt::format(" \\\n        '{}:{}:{}'", is_list ? "*" : "", row.name, zsh_values(row));
      continue;
    }
    const std::string value =
        row.value.empty() ? "" : fmt::format(":{}:{}", row.value, zsh_values(row));
    text += fmt::format(" \\\n        '{}[{}]{}'", row.name, inside, value);
    if (!row.alias.empty()) {
      text += fmt::format(" \\\n        '{}[{}]{}'", row.alias, inside, value);
    }
  }
  return text + "\n      ;;\n";
}

std::string zsh_completions() {
  std::string commands;
  std::string cases;
  for (const Command& command : all_commands()) {
    commands +=
        fmt::format("    {}\n", shell_quoted(fmt::format("{}:{}", command.name, command.summary)));
    cases += zsh_case(command);
  }
  return fmt::format(R"(#compdef leadscore
# Completions of leadscore for zsh, written by `leadscore completions zsh`.
_leadscore() {{
  local -a commands
  commands=(
{})
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
{}  esac
}}
_leadscore "$@"
)",
                     commands, cases);
}

std::string fish_completions() {
  std::string text =
      "# Completions of leadscore for fish, written by `leadscore completions fish`.\n";
  for (const Command& command : all_commands()) {
    text += fmt::format("complete -c leadscore -n __fish_use_subcommand -f -a {} -d {}\n",
                        command.name, shell_quoted(command.summary));
    for (const ArgumentRow& row : rows_of(command)) {
      const std::string when =
          fmt::format("complete -c leadscore -n '__fish_seen_subcommand_from {}'", command.name);
      const std::string choices =
          row.choices.empty() ? "" : fmt::format(" -f -a '{}'", choices_of(row));
      if (!is_option(row)) {
        if (!choices.empty())
          text += fmt::format("{}{} -d {}\n", when, choices, shell_quoted(row.help));
        continue;
      }
      text += fmt::format("{} -l {}", when, row.name.substr(2));
      if (!row.alias.empty()) text += fmt::format(" -s {}", row.alias.substr(1));
      if (!row.value.empty()) text += choices.empty() ? std::string(" -r") : " -x" + choices;
      text += fmt::format(" -d {}\n", shell_quoted(row.help));
    }
  }
  return text;
}

}  // namespace

ExitCode show_completions(const Options& options, Console& console) {
  if (*options.shell == "bash") return print(bash_completions(), console);
  return print(*options.shell == "zsh" ? zsh_completions() : fish_completions(), console);
}

}  // namespace leadscore::cli
