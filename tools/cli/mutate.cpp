#include "tools/cli/mutate.hpp"

#include "tools/cli/mutants.hpp"
#include "tools/cli/test_run.hpp"

#include <fmt/format.h>

#include <unordered_set>
#include <utility>

namespace leadscore::cli {
namespace {

/// At most `most` of them, evenly spread.
std::vector<Mutant> chosen_of(std::vector<Mutant> all, std::optional<std::size_t> most) {
  if (!most || all.size() <= *most) return all;
  std::vector<Mutant> chosen;
  for (std::size_t i = 0; i < *most; ++i) {
    chosen.push_back(std::move(all[i * all.size() / *most]));
  }
  return chosen;
}

/// On one line, shortened.
std::string shown(std::string_view text) {
  constexpr std::size_t kMost = 60;
  std::string line;
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!is_blank) line += c;
    if (is_blank && !line.empty() && line.back() != ' ') line += ' ';
  }
  while (line.ends_with(' ')) line.pop_back();
  if (line.size() <= kMost) return line;
  std::size_t end = kMost;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
  return line.substr(0, end) + "...";
}

}  // namespace

MutationReport try_mutants(const Compilation& compilation, std::optional<std::string_view> filter,
                           std::optional<std::size_t> most) {
  const SourceMap& sources = compilation.sources;
  const std::string_view text = sources.text(compilation.file);
  MutationReport report{.path = std::string(sources.name(compilation.file)), .survivors = {}};
  std::vector<Mutant> all = find_mutants(compilation);
  const std::size_t found = all.size();
  const std::vector<Mutant> chosen = chosen_of(std::move(all), most);
  report.skipped = found - chosen.size();
  std::unordered_set<std::string> met{compilation.program->hash};
  const CompileOptions options{.files = disk_files(), .library = {}};
  for (const Mutant& mutant : chosen) {
    std::string changed(text.substr(0, mutant.begin));
    changed += mutant.replacement;
    changed += text.substr(mutant.end);
    const Compilation compiled = compile(report.path, std::move(changed), options);
    if (!compiled.program || !met.insert(compiled.program->hash).second) continue;
    if (!all_tests_pass(compiled, filter)) {
      ++report.killed;
      continue;
    }
    report.survivors.push_back(
        {.line = sources.line_of(compilation.file, mutant.begin),
         .before = shown(text.substr(mutant.begin, mutant.end - mutant.begin)),
         .after = shown(mutant.replacement)});
  }
  return report;
}

std::string mutation_text(const std::vector<MutationReport>& reports) {
  std::string text;
  std::size_t killed = 0;
  std::size_t tried = 0;
  std::size_t skipped = 0;
  for (const MutationReport& report : reports) {
    killed += report.killed;
    tried += report.tried();
    skipped += report.skipped;
    for (const Survivor& survivor : report.survivors) {
      const std::string what =
          survivor.after.empty()
              ? fmt::format("`{}` left out", survivor.before)
              : fmt::format("`{}` changed to `{}`", survivor.before, survivor.after);
      text += fmt::format("{}:{}: no test noticed {}\n", report.path, survivor.line, what);
    }
  }
  text += fmt::format("tests noticed {} of {} changes ({:.1f}%)", killed, tried,
                      percent_killed(reports));
  if (skipped > 0) text += fmt::format("; {} more were not tried", skipped);
  return text + '\n';
}

double percent_killed(const std::vector<MutationReport>& reports) {
  std::size_t killed = 0;
  std::size_t tried = 0;
  for (const MutationReport& report : reports) {
    killed += report.killed;
    tried += report.tried();
  }
  return tried == 0 ? 100 : 100.0 * static_cast<double>(killed) / static_cast<double>(tried);
}

}  // namespace leadscore::cli
