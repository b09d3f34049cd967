// Runs the folders of golden cases: what an author sees of syntax, mistakes, tests and programs.
#include "bytecode/disassemble.hpp"
#include "compiler/ast/print.hpp"
#include "compiler/compile.hpp"
#include "compiler/diagnostics/render.hpp"
#include "compiler/lint/allow.hpp"
#include "compiler/lint/lint.hpp"
#include "compiler/parse/parse.hpp"
#include "tests/golden/golden_file.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/test_run.hpp"

#include <doctest/doctest.h>

namespace leadscore::golden {
namespace {

namespace fs = std::filesystem;

fs::path answer_of(fs::path input) { return input.replace_extension(".expected"); }

/// Files that a case uses are beside it, so that no answer shows where the checkout is.
Compilation compile_file(const fs::path& path) {
  const fs::path folder = path.parent_path();
  CompileOptions options;
  options.files.read = [folder](const std::string& name) {
    return disk_files().read((folder / name).string());
  };
  return compile(path.filename().string(), read_file(path), options);
}

std::string diagnostics_of(const Compilation& compilation) {
  return render(compilation.diagnostics, compilation.sources, RenderStyle::kPlain);
}

/// Without a program the case has failed, and the next one is looked at.
bool has_program(const Compilation& compilation) {
  CHECK_MESSAGE(compilation.program.has_value(), diagnostics_of(compilation));
  return compilation.program.has_value();
}

/// The cases of a folder; a folder without cases is a test that shows nothing.
std::vector<fs::path> cases_of(std::string_view folder) {
  std::vector<fs::path> cases = files_below(tests_folder() / folder, ".score");
  CHECK_MESSAGE(!cases.empty(), "there are no cases in tests/", folder);
  return cases;
}

TEST_CASE("syntax: the tree of each file, and what is wrong with it") {
  for (const fs::path& path : cases_of("syntax")) {
    CAPTURE(name_of(path));
    SourceMap sources;
    Interner texts;
    Diagnostics diagnostics;
    const FileId file = sources.add(path.filename().string(), read_file(path));
    const ast::File tree = parse(sources, file, texts, diagnostics);
    diagnostics.sort();
    std::string actual = ast::print(tree, texts, sources);
    const std::string found = render(diagnostics, sources, RenderStyle::kPlain);
    if (!found.empty()) actual += "\n" + found;
    check_golden(answer_of(path), actual);
  }
}

TEST_CASE("diagnostics: all messages for each mistake") {
  for (const fs::path& path : cases_of("diagnostics")) {
    CAPTURE(name_of(path));
    const Compilation compilation = compile_file(path);
    const std::string kind = path.parent_path().filename().string();
    // A case called `none` is a near miss, of which nothing is said.
    const bool is_near_miss = path.stem() == "none";
    // Advice is shown in the cases of advice only.
    const auto own = find_diagnostic_kind(kind);
    lint::Severities severities;
    if (own && severities.of(*own) == Severity::kOff) severities.set(*own, Severity::kNote);
    const std::vector<Diagnostic> all =
        lint::apply_allows(compilation, severities,
                           own && is_lint(*own) ? lint::with_advice(compilation, severities)
                                                : compilation.diagnostics.all());
    const bool shows_kind = std::ranges::any_of(
        all, [&](const Diagnostic& diagnostic) { return kind_name(diagnostic.kind) == kind; });
    CHECK_MESSAGE(shows_kind != is_near_miss, name_of(path),
                  is_near_miss ? " shows " : " does not show ", kind, ":\n",
                  diagnostics_of(compilation));
    check_golden(answer_of(path), compilation.diagnostics.was_cut()
                                      ? diagnostics_of(compilation)
                                      : render(all, compilation.sources, RenderStyle::kPlain));
  }
}

TEST_CASE("language: the tests in each model pass") {
  for (const fs::path& path : cases_of("language")) {
    CAPTURE(name_of(path));
    const auto compilation = cli::load_model(path.string());  // with the files that it uses
    REQUIRE(compilation);
    if (!has_program(*compilation)) continue;
    const cli::TestReport report = cli::run_tests(*compilation, std::nullopt, cli::Stream{});
    CHECK_MESSAGE(report.failed == 0, report.text);
    CHECK_MESSAGE(report.passed > 0, name_of(path), " has no tests");
  }
}

TEST_CASE("disassembly: the program of each model") {
  for (const fs::path& path : cases_of("disassembly")) {
    CAPTURE(name_of(path));
    const Compilation compilation = compile_file(path);
    if (!has_program(compilation)) continue;
    check_golden(answer_of(path), bytecode::disassemble(*compilation.program));
  }
}

}  // namespace
}  // namespace leadscore::golden
