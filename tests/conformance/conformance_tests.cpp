// The conformance cases that lie beside the checkout, each by its name, from where they are; and
// our own in the same form, tests/language/records: what `test` blocks cannot write.
#include "compiler/compile.hpp"
#include "tests/conformance/conformance_case.hpp"
#include "tests/conformance/scored_leads.hpp"
#include "tools/cli/test_run.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace leadscore::conformance {
namespace {

std::filesystem::path folder_of_cases() {
  const char* given = std::getenv("LEADSCORE_SHARED_DIR");
  return std::filesystem::path(given != nullptr ? given : LEADSCORE_SHARED_DIR) / "conformance" /
         "cases";
}

std::filesystem::path folder_of_own_cases() {
  return std::filesystem::path(LEADSCORE_SOURCE_DIR) / "tests" / "language" / "records";
}

std::vector<std::filesystem::path> paths_of_cases(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  if (!std::filesystem::is_directory(folder)) return paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// The case's model with its files and its library; the model itself is one of the files.
Compilation compile_case(const ConformanceCase& one) {
  CompileOptions options;
  options.library = one.library;
  options.files.read = [&one](const std::string& path) -> Result<std::string> {
    const auto file = one.files.find(path);
    if (file == one.files.end()) return Error{"there is no such file"};
    return file->second;
  };
  return compile("model.score", one.model, options);
}

std::string describe_errors(const Compilation& compilation) {
  std::string errors;
  for (const Diagnostic& diagnostic : compilation.diagnostics.all()) {
    const Location place = compilation.sources.locate(diagnostic.span.file, diagnostic.span.begin);
    errors += fmt::format("{}:{}:{}: {} [{}]\n", compilation.sources.name(diagnostic.span.file),
                          place.line, place.column, diagnostic.message, kind_name(diagnostic.kind));
  }
  return errors;
}

/// An error lies on one of the lines.
void check_refused(const ConformanceCase& one, const Compilation& compilation) {
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

void check_answers(const ConformanceCase& one, const std::vector<Json>& answers,
                   std::string_view whose) {
  REQUIRE(answers.size() == one.expected.size());
  for (std::size_t lead = 0; lead < answers.size(); ++lead) {
    const std::string found = difference(one.expected[lead], answers[lead]);
    CHECK_MESSAGE(found.empty(), whose, " says of lead ", lead + 1, " (", answers[lead].dump(),
                  "): ", found);
  }
}

/// The model's own `test` blocks, as `leadscore test` runs them.
void check_own_tests(const ConformanceCase& one, const Compilation& compilation) {
  const cli::TestReport report = cli::run_tests(compilation, std::nullopt, cli::Stream{});
  CHECK_MESSAGE((report.failed == 0) == *one.tests_pass, report.text);
}

void check_case(const ConformanceCase& one) {
  const Compilation compilation = compile_case(one);
  if (one.is_invalid) {
    check_refused(one, compilation);
    return;
  }
  REQUIRE_MESSAGE(compilation.program.has_value(), describe_errors(compilation));
  check_answers(one, score_leads(*compilation.program, one.leads, one.as_of), "the engine");
  check_answers(one, score_leads_slowly(compilation, one.leads, one.as_of), "the twin");
  if (one.tests_pass) check_own_tests(one, compilation);
}

void check_case_of(const std::filesystem::path& path) {
  const ConformanceCase one = read_case(path);
  INFO(one.why);
  REQUIRE(one.name == path.stem().string());
  check_case(one);
}

}  // namespace

TEST_CASE("every conformance case passes") {
  const std::vector<std::filesystem::path> paths = paths_of_cases(folder_of_cases());
  if (paths.empty()) {
    MESSAGE("skipped: there are no conformance cases in " << folder_of_cases().string());
    return;
  }
  for (const std::filesystem::path& path : paths) {
    SUBCASE(path.stem().c_str()) { check_case_of(path); }
  }
}

TEST_CASE("every case of records of our own passes") {
  const std::vector<std::filesystem::path> paths = paths_of_cases(folder_of_own_cases());
  REQUIRE(!paths.empty());
  for (const std::filesystem::path& path : paths) {
    SUBCASE(path.stem().c_str()) { check_case_of(path); }
  }
}

}  // namespace leadscore::conformance
