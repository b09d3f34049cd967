// Every kind of diagnostic has a golden case and a page, and every case and page has its kind.
#include "compiler/diagnostics/diagnostic.hpp"
#include "tests/golden/golden_file.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>
#include <sstream>

namespace leadscore::golden {
namespace {

namespace fs = std::filesystem;

std::set<std::string> kinds() {
  std::set<std::string> names;
  for (const DiagnosticKind kind : all_diagnostic_kinds()) names.emplace(kind_name(kind));
  return names;
}

fs::path pages_folder() { return fs::path(LEADSCORE_SOURCE_DIR) / "docs" / "diagnostics"; }

TEST_CASE("every diagnostic has a golden case") {
  for (const std::string& kind : kinds()) {
    const fs::path folder = tests_folder() / "diagnostics" / kind;
    CHECK_MESSAGE(!files_below(folder, ".score").empty(), "there is no case in tests/diagnostics/",
                  kind);
  }
}

TEST_CASE("every piece of advice has a near miss, of which it says nothing") {
  for (const DiagnosticKind kind : all_diagnostic_kinds()) {
    if (!is_lint(kind)) continue;
    const fs::path near_miss =
        tests_folder() / "diagnostics" / std::string(kind_name(kind)) / "none.score";
    CHECK_MESSAGE(fs::exists(near_miss), near_miss.string(), " is missing");
  }
}

TEST_CASE("every folder of golden cases is named for a diagnostic") {
  const std::set<std::string> known = kinds();
  for (const auto& entry : fs::directory_iterator(tests_folder() / "diagnostics")) {
    const std::string name = entry.path().filename().string();
    CHECK_MESSAGE(known.contains(name), "tests/diagnostics/", name, " is no kind of diagnostic");
  }
}

TEST_CASE("every diagnostic has a page that says its name") {
  for (const std::string& kind : kinds()) {
    const fs::path page = pages_folder() / (kind + ".md");
    CHECK_MESSAGE(read_file(page).find(kind) != std::string::npos, "docs/diagnostics/", kind,
                  ".md is missing or does not name it");
  }
}

/// How the row of a finding begins in the tables of docs/language/lints.md.
std::string row_of(DiagnosticKind kind) {
  return fmt::format("| [`{0}`](../diagnostics/{0}.md) | {1} | ", kind_name(kind),
                     severity_name(severity_of(kind)));
}

TEST_CASE("docs/language/lints.md has a row for every finding that is no error, and for no other") {
  std::set<std::string> expected;
  for (const DiagnosticKind kind : all_diagnostic_kinds()) {
    if (severity_of(kind) != Severity::kError) expected.insert(row_of(kind));
  }
  std::istringstream page(
      read_file(fs::path(LEADSCORE_SOURCE_DIR) / "docs" / "language" / "lints.md"));
  for (std::string line; std::getline(page, line);) {
    if (!line.starts_with("| [`")) continue;
    const std::size_t cells = line.find(" | ", line.find(" | ") + 1) + 3;
    CHECK_MESSAGE(expected.erase(line.substr(0, cells)) == 1,
                  "lints.md has a row too many: ", line);
    CHECK_MESSAGE(cells < line.size(), "lints.md does not say what this is about: ", line);
  }
  for (const std::string& row : expected) {
    FAIL_CHECK("docs/language/lints.md lacks this row, with a few words behind it: ", row);
  }
}

TEST_CASE("every page is about a diagnostic") {
  const std::set<std::string> known = kinds();
  for (const fs::path& page : files_below(pages_folder(), ".md")) {
    const std::string name = page.stem().string();
    if (name == "README") continue;
    CHECK_MESSAGE(known.contains(name), "docs/diagnostics/", name, ".md is about no diagnostic");
  }
}

}  // namespace
}  // namespace leadscore::golden
