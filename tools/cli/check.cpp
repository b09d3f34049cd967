// `leadscore check FILE...`: every mistake in models.
#include "compiler/diagnostics/diagnostic.hpp"
#include "runtime/output/wording.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/output_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace leadscore::cli {
namespace {

/// What was found in all files together.
struct Findings {
  std::uint64_t models = 0;
  std::uint64_t errors = 0;
  std::uint64_t warnings = 0;

  void add(const Diagnostics& diagnostics) {
    ++models;
    errors += diagnostics.error_count();
    warnings += static_cast<std::uint64_t>(
        std::ranges::count_if(diagnostics.all(), [](const Diagnostic& diagnostic) {
          return diagnostic.severity == Severity::kWarning;
        }));
  }
};

std::string found_text(const Compilation& compilation, RenderStyle style) {
  std::string text;
  for (const Diagnostic& diagnostic : compilation.diagnostics.all()) {
    text += render(diagnostic, compilation.sources, style) + '\n';
  }
  return text;
}

std::string closing_text(const Findings& findings) {
  std::string text = fmt::format("{} checked: ", runtime::counted(findings.models, "model"));
  if (findings.errors == 0 && findings.warnings == 0) return text + "no mistakes found\n";
  if (findings.errors > 0) text += runtime::counted(findings.errors, "error");
  if (findings.errors > 0 && findings.warnings > 0) text += ", ";
  if (findings.warnings > 0) text += runtime::counted(findings.warnings, "warning");
  return text + '\n';
}

}  // namespace

ExitCode check_models(const Options& options, Console& console) {
  const auto paths = find_models(options.files);
  if (!paths) {
    console.say_error(paths.error().message);
    return ExitCode::kUsage;
  }
  OutputFile out(console.out().file);
  Findings findings;
  ExitCode exit_code = ExitCode::kFine;
  for (const std::string& path : *paths) {
    const auto compilation = load_model(path);
    if (!compilation) {
      out.flush();
      console.say_error(compilation.error().message);
      exit_code = ExitCode::kUsage;
      continue;
    }
    findings.add(compilation->diagnostics);
    out.write(found_text(*compilation, style_of(console.out())));
    if (compilation->diagnostics.was_cut()) {
      out.write(
          fmt::format("{}: only the first {} errors are shown\n\n", path, Diagnostics::kMaxErrors));
    }
  }
  if (findings.models > 0) out.write(closing_text(findings));
  if (const auto written = out.finish(); !written) {
    console.say_error(written.error().message);
    return ExitCode::kUsage;
  }
  if (exit_code == ExitCode::kFine && findings.errors > 0) return ExitCode::kFindings;
  return exit_code;
}

}  // namespace leadscore::cli
