// Every fix that a message offers does what it says: applied alone, its finding is gone, and the
// text reads no worse than before. Those that `check --fix` applies unasked must leave no mistake
// behind.
#include "compiler/compile.hpp"
#include "compiler/diagnostics/render.hpp"
#include "compiler/lint/allow.hpp"
#include "compiler/lint/lint.hpp"
#include "tests/golden/golden_file.hpp"
#include "tools/cli/check_fixes.hpp"
#include "tools/cli/model_file.hpp"

#include <doctest/doctest.h>

namespace leadscore::golden {
namespace {

namespace fs = std::filesystem;

/// The files that a case uses are beside it.
Compilation compile_text(const fs::path& path, const std::string& text) {
  CompileOptions options;
  options.files.read = [folder = path.parent_path()](const std::string& name) {
    return disk_files().read((folder / name).string());
  };
  return compile(path.filename().string(), text, options);
}

/// All that is said of a case: advice too, in the folders of advice.
std::vector<Diagnostic> findings_of(const fs::path& path, const Compilation& compilation) {
  lint::Severities severities;
  const auto own = find_diagnostic_kind(path.parent_path().filename().string());
  if (!own || !is_lint(*own)) return compilation.diagnostics.all();
  if (severities.of(*own) == Severity::kOff) severities.set(*own, Severity::kNote);
  return cli::find_all(compilation, severities);
}

/// What diagnostics.def lists under "Writing".
bool is_of_writing(const Diagnostic& diagnostic) {
  return diagnostic.kind <= DiagnosticKind::kUnknownType;
}

std::string with_fix(std::string text, const Fix& fix) {
  return text.replace(fix.span.begin, fix.span.end - fix.span.begin, fix.text);
}

/// Where a place of the text is after the fix.
std::size_t moved(std::size_t place, const Fix& fix) {
  if (place <= fix.span.begin) return place;
  if (place < fix.span.end) return fix.span.begin;
  return place + fix.text.size() - (fix.span.end - fix.span.begin);
}

bool was_there(const Diagnostic& found, const std::vector<Diagnostic>& before, const Fix& fix) {
  return std::ranges::any_of(before, [&](const Diagnostic& old) {
    return old.kind == found.kind && old.message == found.message &&
           (old.span.file != fix.span.file || moved(old.span.begin, fix) == found.span.begin);
  });
}

struct Case {
  fs::path path;
  std::string text;
  std::vector<Diagnostic> before;
};

void check_fix(const Case& tried, const Diagnostic& diagnostic, const Fix& fix) {
  const Compilation compilation = compile_text(tried.path, with_fix(tried.text, fix));
  const std::vector<Diagnostic> after = findings_of(tried.path, compilation);
  INFO(name_of(tried.path), ": ", kind_name(diagnostic.kind), ": ", diagnostic.message,
       "; fix: ", fix.description, "\nafter it:\n",
       render(after, compilation.sources, RenderStyle::kPlain));
  const bool is_safe = fix.safety == FixSafety::kSafe;
  CHECK_MESSAGE((!is_safe || diagnostic.fixes.size() == 1), "of several fixes none is safe");
  for (const Diagnostic& found : after) {
    const bool is_same = found.kind == diagnostic.kind && found.message == diagnostic.message &&
                         found.span.begin == moved(diagnostic.span.begin, fix);
    CHECK_MESSAGE(!is_same, "the finding is still there");
    if (is_lint(diagnostic.kind)) {
      // The model worked before, so nothing at all may be new.
      CHECK_MESSAGE((is_same || was_there(found, tried.before, fix)),
                    "this is new: ", found.message);
      continue;
    }
    if (found.severity != Severity::kError || (!is_safe && !is_of_writing(found))) continue;
    // Of a statement the first mistake is shown: its next one may be of the same kind.
    const bool is_next = found.kind == diagnostic.kind && found.span.begin > fix.span.begin;
    CHECK_MESSAGE((is_same || is_next || was_there(found, tried.before, fix)),
                  "there is a new mistake: ", found.message);
  }
}

TEST_CASE("fixes: each one that a message offers removes what it is offered for") {
  for (const fs::path& path : files_below(tests_folder() / "diagnostics", ".score")) {
    Case tried{.path = path, .text = read_file(path), .before = {}};
    const Compilation compilation = compile_text(path, tried.text);
    tried.before = findings_of(path, compilation);
    for (const Diagnostic& diagnostic : tried.before) {
      for (const Fix& fix : diagnostic.fixes) {
        if (fix.span.file == compilation.file) check_fix(tried, diagnostic, fix);
      }
    }
  }
}

TEST_CASE("fixes: all safe ones together leave nothing that they could mend, and no new mistake") {
  std::size_t applied = 0;
  for (const fs::path& path : files_below(tests_folder() / "diagnostics", ".score")) {
    CAPTURE(name_of(path));
    const cli::FixedText fixed =
        cli::apply_fixes(path.string(), read_file(path), {}, FixSafety::kSafe);
    CHECK_FALSE(fixed.is_refused);
    applied += fixed.applied;
    const Compilation compilation = compile_text(path, fixed.text);
    for (const Diagnostic& diagnostic : findings_of(path, compilation)) {
      for (const Fix& fix : diagnostic.fixes) {
        if (fix.span.file != compilation.file) continue;
        CHECK_MESSAGE(fix.safety == FixSafety::kUnsafe, diagnostic.message, "; ", fix.description);
      }
    }
  }
  CHECK(applied > 0);
}

}  // namespace
}  // namespace leadscore::golden
