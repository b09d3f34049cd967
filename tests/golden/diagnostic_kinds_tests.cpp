// Every kind of diagnostic has a golden case and a page, and every case and page has its kind.
#include "compiler/diagnostics/diagnostic.hpp"
#include "tests/golden/golden_file.hpp"

#include <doctest/doctest.h>

#include <set>

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
