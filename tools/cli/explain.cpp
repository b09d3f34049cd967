// `leadscore explain [KIND]`: the page of a diagnostic, or all kinds with a line each.
#include "base/text/nearest.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/diagnostic_pages.hpp"
#include "tools/cli/output_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace leadscore::cli {
namespace {

/// The first line below the title.
std::string_view summary_of(std::string_view page) {
  page.remove_prefix(std::min(page.find('\n'), page.size()));
  page.remove_prefix(std::min(page.find_first_not_of('\n'), page.size()));
  std::string_view line = page.substr(0, page.find('\n'));
  if (line.ends_with('.')) line.remove_suffix(1);
  return line;
}

std::string list_of_kinds() {
  std::size_t width = 0;
  for (const auto& page : diagnostic_pages::files()) width = std::max(width, page.name.size());
  std::string text;
  for (const auto& page : diagnostic_pages::files()) {
    const auto kind = find_diagnostic_kind(page.name);
    if (!kind) continue;
    text += fmt::format("{:<{}}  {:<7}  {}\n", page.name, width, severity_name(severity_of(*kind)),
                        summary_of(page.text));
  }
  return text;
}

}  // namespace

ExitCode explain_kind(const Options& options, Console& console) {
  if (!options.kind) return print(list_of_kinds(), console);
  std::vector<std::string_view> known;
  for (const auto& page : diagnostic_pages::files()) {
    if (page.name == *options.kind) return print(page.text, console);
    known.push_back(page.name);
  }
  std::string message = fmt::format("there is no message called `{}`", *options.kind);
  if (const auto near = text::nearest(*options.kind, known)) {
    message += fmt::format("; did you mean `{}`?", *near);
  }
  console.say_error(message, "`leadscore explain` lists all of them");
  return ExitCode::kUsage;
}

}  // namespace leadscore::cli
