// The conformance cases that lie beside the checkout, each by its name, from where they are.
#include "compiler/compile.hpp"
#include "tests/conformance/conformance_case.hpp"
#include "tests/conformance/scored_leads.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

namespace leadscore::conformance {
namespace {

std::filesystem::path folder_of_cases() {
  const char* given = std::getenv("LEADSCORE_SHARED_DIR");
  return std::filesystem::path(given != nullptr ? given : LEADSCORE_SHARED_DIR) / "conformance" /
         "cases";
}

std::vector<std::filesystem::path> paths_of_cases() {
  std::vector<std::filesystem::path> paths;
  if (!std::filesystem::is_directory(folder_of_cases())) return paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder_of_cases())) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// What in_scope.txt says of cases, by their names.
struct Scope {
  std::set<std::string> now;
  std::set<std::string> later;  // the model compiles, but the records do not read yet
};

Scope read_scope() {
  static constexpr std::string_view kLater = "later ";
  std::ifstream file(LEADSCORE_SOURCE_DIR "/tests/conformance/in_scope.txt");
  Scope scope;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (line.starts_with(kLater)) {
      scope.later.insert(line.substr(kLater.size()));
    } else {
      scope.now.insert(line);
    }
  }
  return scope;
}

std::string describe_errors(const Compilation& compilation) {
  std::string errors;
  for (const Diagnostic& diagnostic : compilation.diagnostics.all()) {
    const Location place = compilation.sources.locate(diagnostic.span.file, diagnostic.span.begin);
    errors += fmt::format("{}:{}: {} [{}]\n", place.line, place.column, diagnostic.message,
                          kind_name(diagnostic.kind));
  }
  return errors;
}

bool is_not_yet(const Compilation& compilation) {
  const auto& all = compilation.diagnostics.all();
  return std::any_of(all.begin(), all.end(), [](const Diagnostic& diagnostic) {
    return kind_name(diagnostic.kind) == "not-yet";
  });
}

/// An error lies on one of the lines, and none of them is that something is not there yet.
void check_refused(const ConformanceCase& one, const Compilation& compilation) {
  CHECK_FALSE(is_not_yet(compilation));
  const auto& all = compilation.diagnostics.all();
  const bool is_refused = std::any_of(all.begin(), all.end(), [&](const Diagnostic& diagnostic) {
    const std::uint32_t line =
        compilation.sources.locate(diagnostic.span.file, diagnostic.span.begin).line;
    return severity_of(diagnostic.kind) == Severity::kError &&
           std::count(one.error_lines.begin(), one.error_lines.end(), line) > 0;
  });
  CHECK_MESSAGE(is_refused, "no error on the line that is wrong, but:\n",
                describe_errors(compilation));
}

void check_leads(const ConformanceCase& one, const Compilation& compilation) {
  const std::vector<Json> answers = score_leads(*compilation.program, one.leads, one.as_of);
  REQUIRE(answers.size() == one.expected.size());
  for (std::size_t lead = 0; lead < answers.size(); ++lead) {
    const std::string found = difference(one.expected[lead], answers[lead]);
    CHECK_MESSAGE(found.empty(), "lead ", lead + 1, " (", answers[lead].dump(), "): ", found);
  }
  const std::vector<Json> slow = score_leads_slowly(*compilation.model, one.leads, one.as_of);
  REQUIRE(slow.size() == one.expected.size());
  for (std::size_t lead = 0; lead < slow.size(); ++lead) {
    Json expected = one.expected[lead];
    expected.erase("contributions");
    const std::string found = difference(expected, slow[lead]);
    CHECK_MESSAGE(found.empty(), "the twin says of lead ", lead + 1, ": ", found);
  }
}

/// The leads do not have the expected answers: else the case belongs into the scope.
void check_not_read_yet(const ConformanceCase& one, const Compilation& compilation) {
  REQUIRE_MESSAGE(compilation.program.has_value(), describe_errors(compilation));
  const std::vector<Json> answers = score_leads(*compilation.program, one.leads, one.as_of);
  bool is_as_expected = answers.size() == one.expected.size();
  for (std::size_t lead = 0; is_as_expected && lead < answers.size(); ++lead) {
    is_as_expected = difference(one.expected[lead], answers[lead]).empty();
  }
  CHECK_MESSAGE(!is_as_expected, "it passes: take away `later` in in_scope.txt");
}

/// Runs `leadscore test` on the model.
void check_own_tests(const ConformanceCase& one) {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / (one.name + ".conformance.score");
  std::ofstream(file, std::ios::binary) << one.model;
  const std::string command = fmt::format("\"{}\" test \"{}\"", LEADSCORE_BINARY, file.string());
  const bool is_passed = std::system(command.c_str()) == 0;
  std::filesystem::remove(file);
  CHECK(is_passed == *one.tests_pass);
}

void check_case_in_scope(const ConformanceCase& one) {
  const Compilation compilation = compile("model.score", one.model);
  if (one.is_invalid) {
    check_refused(one, compilation);
    return;
  }
  REQUIRE_MESSAGE(compilation.program.has_value(), describe_errors(compilation));
  check_leads(one, compilation);
  if (one.tests_pass) check_own_tests(one);
}

}  // namespace

TEST_CASE("in_scope.txt names conformance cases only") {
  const std::vector<std::filesystem::path> paths = paths_of_cases();
  if (paths.empty()) {
    MESSAGE("skipped: there are no conformance cases in " << folder_of_cases().string());
    return;
  }
  Scope scope = read_scope();
  MESSAGE(fmt::format("{} conformance cases, {} of them in scope", paths.size(), scope.now.size()));
  for (const std::filesystem::path& path : paths) {
    scope.now.erase(path.stem().string());
    scope.later.erase(path.stem().string());
  }
  scope.now.merge(scope.later);
  for (const std::string& name : scope.now) FAIL_CHECK("there is no case " << name);
}

TEST_CASE("a conformance case passes, or is refused as not there yet") {
  const Scope scope = read_scope();
  for (const std::filesystem::path& path : paths_of_cases()) {
    SUBCASE(path.stem().c_str()) {
      const ConformanceCase one = read_case(path);
      INFO(one.why);
      REQUIRE(one.name == path.stem().string());
      if (scope.now.contains(one.name)) {
        check_case_in_scope(one);
      } else if (scope.later.contains(one.name)) {
        check_not_read_yet(one, compile("model.score", one.model));
      } else {
        const Compilation compilation = compile("model.score", one.model);
        CHECK_MESSAGE(is_not_yet(compilation),
                      "is not refused as not there yet: in_scope.txt should name it\n",
                      describe_errors(compilation));
      }
    }
  }
}

}  // namespace leadscore::conformance
