// `leadscore manual`: the manual page, in roff, made from the table of commands.
#include "tools/cli/commands.hpp"
#include "tools/cli/output_file.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace leadscore::cli {
namespace {

/// As roff wants a text: backslashes and hyphens are the characters themselves, and no line begins
/// with a command.
std::string in_roff(std::string_view text) {
  std::string shown;
  bool begins_line = true;
  for (const char c : text) {
    if (begins_line && (c == '.' || c == '\'')) shown += "\\&";
    begins_line = c == '\n';
    if (c == '\\') {
      shown += "\\e";
    } else if (c == '-') {
      shown += "\\-";
    } else {
      shown += c;
    }
  }
  return shown;
}

bool is_option(const ArgumentRow& row) { return row.name.starts_with('-'); }

std::string row_text(const ArgumentRow& row) {
  std::string spelled = fmt::format("\\fB{}\\fR", in_roff(row.name));
  if (!row.alias.empty()) spelled += fmt::format(", \\fB{}\\fR", in_roff(row.alias));
  if (!row.value.empty()) spelled += fmt::format(" \\fI{}\\fR", in_roff(row.value));
  return fmt::format(".TP\n{}\n{}\n", spelled, in_roff(row.help));
}

std::string command_text(const Command& command) {
  std::string text = fmt::format(".SS {}\n{}\n", in_roff(command.name), in_roff(command.summary));
  for (const ArgumentRow& row : command.arguments) {
    if (!is_option(row)) text += row_text(row);
  }
  for (const ArgumentRow& row : command.arguments) {
    if (is_option(row)) text += row_text(row);
  }
  return text + fmt::format(".PP\n.nf\n{}.fi\n", in_roff(command.notes));
}

}  // namespace

ExitCode show_manual(const Options&, Console& console) {
  std::string text = fmt::format(
      ".TH LEADSCORE 1 \"\" \"leadscore {}\" \"User Commands\"\n"
      ".SH NAME\nleadscore \\- scores leads by the rules of a .score file, and says why\n"
      ".SH SYNOPSIS\n\\fBleadscore\\fR \\fICOMMAND\\fR ...\n.SH COMMANDS\n",
      in_roff(LEADSCORE_VERSION));
  for (const Command& command : all_commands()) text += command_text(command);
  text += ".SH OPTIONS\n";
  for (const ArgumentRow& row : common_options()) text += row_text(row);
  text +=
      ".TP\n\\fB\\-\\-version\\fR, \\fB\\-V\\fR\nshow the version\n"
      ".SH EXIT STATUS\n"
      ".TP\n0\nfine\n"
      ".TP\n1\nmistakes in a model, or a test that failed\n"
      ".TP\n2\nwrong arguments, or a file that cannot be read or written\n"
      ".TP\n3\nfinished, but some records were rejected\n"
      ".TP\n4\nfinished, but a lead breaks a promise of its model\n"
      ".TP\n70\na bug in leadscore\n";
  return print(text, console);
}

}  // namespace leadscore::cli
