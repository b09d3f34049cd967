// The user's reference, docs/language: its examples are valid, and sections.md names every test of
// the language.
#include "compiler/compile.hpp"
#include "compiler/diagnostics/render.hpp"
#include "tests/golden/golden_file.hpp"
#include "tools/cli/test_run.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>
#include <sstream>

namespace leadscore::golden {
namespace {

namespace fs = std::filesystem;

fs::path reference_folder() { return fs::path(LEADSCORE_SOURCE_DIR) / "docs" / "language"; }

/// A block between ```score and ```: a model that can be used as it stands.
struct Example {
  std::string name;  // the page and the line where it begins
  std::string text;
};

std::vector<Example> examples_of(const fs::path& page) {
  std::vector<Example> examples;
  std::istringstream lines(read_file(page));
  bool is_inside = false;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.starts_with("```")) {
      is_inside = !is_inside && line == "```score";
      if (is_inside) {
        examples.push_back({fmt::format("{}:{}", page.filename().string(), number), ""});
      }
    } else if (is_inside) {
      examples.back().text += line + "\n";
    }
  }
  return examples;
}

/// The names between backticks that are those of tests: `s5_text`, `s9-keys`.
std::set<std::string> tests_named_in(std::string_view page) {
  std::set<std::string> names;
  std::size_t begin = page.find('`');
  while (begin != std::string_view::npos) {
    const std::size_t end = page.find('`', begin + 1);
    if (end == std::string_view::npos) break;
    const std::string_view name = page.substr(begin + 1, end - begin - 1);
    const bool is_test = name.size() > 3 && name[0] == 's' && name[1] >= '1' && name[1] <= '9' &&
                         (name[2] == '_' || name[2] == '-');
    if (is_test) names.emplace(name);
    begin = page.find('`', end + 1);
  }
  return names;
}

std::set<std::string> stems_in(const fs::path& folder, std::string_view extension) {
  std::set<std::string> stems;
  for (const fs::path& path : files_below(folder, extension)) {
    if (path.parent_path() == folder) stems.insert(path.stem().string());
  }
  return stems;
}

TEST_CASE("reference: every example is valid, and its tests pass") {
  std::size_t count = 0;
  for (const fs::path& page : files_below(reference_folder(), ".md")) {
    for (const Example& example : examples_of(page)) {
      CAPTURE(example.name);
      const Compilation compilation = compile(example.name, example.text);
      CHECK_MESSAGE(compilation.program.has_value(),
                    render(compilation.diagnostics, compilation.sources, RenderStyle::kPlain));
      if (!compilation.program) continue;
      const cli::TestReport report = cli::run_tests(compilation, std::nullopt, cli::Stream{});
      CHECK_MESSAGE(report.failed == 0, report.text);
      ++count;
    }
  }
  CHECK(count > 0);
}

TEST_CASE("reference: sections.md names every test of the language, and no other") {
  const std::set<std::string> named = tests_named_in(read_file(reference_folder() / "sections.md"));
  std::set<std::string> present = stems_in(tests_folder() / "language", ".score");
  present.merge(stems_in(tests_folder() / "language" / "records", ".json"));
  for (const std::string& name : named) {
    CHECK_MESSAGE(present.contains(name), "sections.md names ", name, ", which does not exist");
  }
  for (const std::string& name : present) {
    CHECK_MESSAGE(named.contains(name), "sections.md does not name ", name);
  }
}

}  // namespace
}  // namespace leadscore::golden
