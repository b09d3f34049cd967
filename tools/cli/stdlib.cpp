// `leadscore stdlib [NAME]`: the modules of the standard library.
#include "stdlib/stdlib.hpp"

#include "base/text/nearest.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/output_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::cli {
namespace {

/// The first sentence of the comment that a module begins with.
std::string summary_of(std::string_view text) {
  std::string summary;
  while (text.starts_with('#')) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(1, end - 1);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (line.starts_with(' ')) line.remove_prefix(1);
    if (line.empty()) break;
    if (!summary.empty()) summary += ' ';
    summary += line;
    const std::size_t stop = summary.find(". ");
    if (stop != std::string::npos) return summary.substr(0, stop);
  }
  if (summary.ends_with('.')) summary.pop_back();
  return summary;
}

std::string list_of(std::span<const stdlib::EmbeddedFile> modules) {
  std::size_t width = 0;
  for (const stdlib::EmbeddedFile& module : modules) width = std::max(width, module.name.size());
  std::string text;
  for (const stdlib::EmbeddedFile& module : modules) {
    text += fmt::format("{:<{}}  {}\n", module.name, width, summary_of(module.text));
  }
  return text;
}

ExitCode refuse_unknown(const std::string& name, Console& console) {
  std::vector<std::string_view> known;
  for (const stdlib::EmbeddedFile& module : stdlib::files()) known.push_back(module.name);
  std::string message = fmt::format("the standard library has no module `{}`", name);
  if (const auto near = text::nearest(name, known)) {
    message += fmt::format("; did you mean `{}`?", *near);
  }
  console.say_error(message, "`leadscore stdlib` lists the modules");
  return ExitCode::kUsage;
}

}  // namespace

ExitCode show_library(const Options& options, Console& console) {
  std::string text = list_of(stdlib::files());
  if (options.module) {
    const auto found =
        std::ranges::find(stdlib::files(), *options.module, &stdlib::EmbeddedFile::name);
    if (found == stdlib::files().end()) return refuse_unknown(*options.module, console);
    text = found->text;
  }
  return print(text, console);
}

}  // namespace leadscore::cli
