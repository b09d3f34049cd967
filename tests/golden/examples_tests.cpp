// The models that stand for real use: their own tests pass, and the leads beside them score what
// was worked out by hand.
#include "base/decimal.hpp"
#include "base/time.hpp"
#include "compiler/diagnostics/render.hpp"
#include "compiler/lint/lint.hpp"
#include "runtime/output/wording.hpp"
#include "runtime/records/record_reader.hpp"
#include "runtime/scorer.hpp"
#include "tests/golden/golden_file.hpp"
#include "tools/cli/check_fixes.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/test_run.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>
#include <sstream>

namespace leadscore::golden {
namespace {

namespace fs = std::filesystem;

constexpr TimeMs kAsOf = 1'769'817'600'000;  // 2026-01-31
constexpr std::size_t kBlockLeads = 100;

/// What `check` finds, without a configuration: `43: decay-left-out`, a line each.
std::string findings_of(const Compilation& compilation) {
  std::string text;
  for (const Diagnostic& diagnostic : cli::find_all(compilation, lint::Severities())) {
    const auto place = compilation.sources.locate(diagnostic.span.file, diagnostic.span.begin);
    text += fmt::format("{}: {}\n", place.line, kind_name(diagnostic.kind));
  }
  return text;
}

/// The model, compiled; `check` has nothing to say about it but what stands in its `.warnings`.
std::optional<Compilation> compile_example(const fs::path& path) {
  auto compilation = cli::load_model(path.string());
  REQUIRE(compilation);
  CHECK_MESSAGE(
      findings_of(*compilation) == read_file(fs::path(path).replace_extension(".warnings")),
      render(cli::find_all(*compilation, lint::Severities()), compilation->sources,
             RenderStyle::kPlain));
  CHECK(compilation->program);
  if (!compilation->program) return std::nullopt;
  return std::move(*compilation);
}

void check_own_tests(const Compilation& compilation) {
  const cli::TestReport report = cli::run_tests(compilation, std::nullopt, cli::Stream{});
  CHECK_MESSAGE(report.failed == 0, report.text);
}

/// `id,score,stage` of each lead.
std::string scores_of(const bytecode::Program& program, const fs::path& leads) {
  auto reader = runtime::RecordReader::open(program, {.path = leads.string()});
  REQUIRE(reader);
  const runtime::Scorer scorer(program);
  runtime::LeadBatch batch(program);
  runtime::Workspace workspace;
  runtime::ScoreBatch scores;
  std::string text = "id,score,stage\n";
  while ((*reader)->read(batch, kBlockLeads) && batch.size() > 0) {
    scorer.score(batch, kAsOf, workspace, scores);
    for (std::size_t lead = 0; lead < batch.size(); ++lead) {
      const auto stage = runtime::stage_name_of(
          {.program = program, .batch = batch, .scores = scores, .lead = lead});
      text += fmt::format("{},{},{}\n", batch.id(lead),
                          scores.applies(lead) ? format_points(scores.scores[lead]) : "",
                          stage.value_or(""));
    }
  }
  CHECK((*reader)->report().rejected == 0);
  return text;
}

TEST_CASE("examples: the tests in each model pass") {
  for (const fs::path& path : files_below(fs::path(LEADSCORE_SOURCE_DIR) / "examples", ".score")) {
    CAPTURE(path.string());
    if (const auto compilation = compile_example(path)) check_own_tests(*compilation);
  }
}

TEST_CASE("examples: the leads beside a model score what was worked out by hand") {
  std::size_t examples = 0;
  for (const fs::path& answer : files_below(fs::path(LEADSCORE_SOURCE_DIR) / "examples", ".csv")) {
    CAPTURE(answer.string());
    const fs::path model = fs::path(answer).replace_extension().replace_extension(".score");
    const auto compilation = compile_example(model);
    if (!compilation) continue;
    CHECK(scores_of(*compilation->program, answer.parent_path() / "leads.jsonl") ==
          read_file(answer));
    ++examples;
  }
  CHECK(examples > 0);
}

TEST_CASE("the standard library: the tests of each module pass") {
  const auto tests = files_below(tests_folder() / "stdlib", ".score");
  for (const fs::path& module : files_below(fs::path(LEADSCORE_SOURCE_DIR) / "stdlib", ".score")) {
    const bool is_tested = std::ranges::any_of(
        tests, [&](const fs::path& test) { return test.stem() == module.stem(); });
    CHECK_MESSAGE(is_tested, module.string(), " has no tests in tests/stdlib");
  }
  for (const fs::path& path : tests) {
    CAPTURE(name_of(path));
    if (const auto compilation = compile_example(path)) check_own_tests(*compilation);
  }
}

/// A module is no model, which is all that may be said about it.
TEST_CASE("the standard library: `check` finds nothing in its modules") {
  for (const fs::path& path : files_below(fs::path(LEADSCORE_SOURCE_DIR) / "stdlib", ".score")) {
    CAPTURE(path.string());
    const auto compilation = cli::load_model(path.string());
    REQUIRE(compilation);
    for (const Diagnostic& diagnostic : cli::find_all(*compilation, lint::Severities())) {
      CHECK_MESSAGE(diagnostic.kind == DiagnosticKind::kEmptyModel, diagnostic.message);
    }
  }
}

/// The models of the tutorial that compile; those that show mistakes are left out.
TEST_CASE("the tutorial: `check` finds nothing in its models but what the page shows") {
  const std::string whole = read_file(fs::path(LEADSCORE_SOURCE_DIR) / "docs" / "tutorial.md");
  std::istringstream page(whole);
  std::map<std::string, std::string> files;  // as they are at that place of the page
  CompileOptions options;
  options.files.read = [&files](const std::string& name) -> Result<std::string> {
    return files.contains(name) ? Result<std::string>(files[name]) : Error{"not there yet"};
  };
  std::size_t count = 0;
  for (std::string line; std::getline(page, line);) {
    if (!line.starts_with("```score ")) continue;
    const std::string name = line.substr(line.find(' ') + 1);
    std::string& text = files[name] = "";
    for (std::string row; std::getline(page, row) && row != "```";) text += row + '\n';
    const Compilation compilation = compile(name, text, options);
    if (compilation.diagnostics.has_errors()) continue;
    CAPTURE(name);
    for (const Diagnostic& diagnostic : cli::find_all(compilation, lint::Severities())) {
      const std::string shown = fmt::format("warning[{}]: ", kind_name(diagnostic.kind));
      CHECK_MESSAGE(whole.find(shown + diagnostic.message) != std::string::npos, shown,
                    diagnostic.message);
    }
    ++count;
  }
  CHECK(count > 1);
}

}  // namespace
}  // namespace leadscore::golden
