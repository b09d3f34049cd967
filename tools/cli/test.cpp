// `leadscore test FILE...`: runs the tests that models carry.
#include "runtime/output/wording.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/output_file.hpp"
#include "tools/cli/test_run.hpp"

#include <fmt/format.h>

#include <string>

namespace leadscore::cli {
namespace {

std::string closing_text(const TestReport& all, std::size_t models) {
  if (all.passed + all.failed == 0) {
    return fmt::format("note: there are no tests in {}\n",
                       models == 1 ? "this model" : "these models");
  }
  std::string text = fmt::format("{} passed, {} failed", runtime::grouped(all.passed),
                                 runtime::grouped(all.failed));
  if (all.left_out > 0) text += fmt::format(", {} left out", runtime::grouped(all.left_out));
  return text + '\n';
}

}  // namespace

ExitCode test_models(const Options& options, Console& console) {
  const auto paths = find_models(options.files);
  if (!paths) {
    console.say_error(paths.error().message);
    return ExitCode::kUsage;
  }
  OutputFile out(console.out().file);
  TestReport all;
  ExitCode exit_code = ExitCode::kFine;
  for (const std::string& path : *paths) {
    out.flush();
    const UsableModel model = load_usable_model(path, console);
    if (!model.compilation) {
      if (exit_code != ExitCode::kUsage) exit_code = model.exit_code;
      continue;
    }
    const TestReport report = run_tests(*model.compilation, options.filter, console.out());
    if (paths->size() > 1 && !report.text.empty()) out.write(fmt::format("{}\n", path));
    out.write(report.text);
    all.passed += report.passed;
    all.failed += report.failed;
    all.left_out += report.left_out;
  }
  const bool is_filter_wrong = all.passed + all.failed == 0 && all.left_out > 0;
  if (is_filter_wrong) {
    out.flush();
    console.say_error(fmt::format(
        "no test has \"{}\" in its name; there {}", *options.filter,
        all.left_out == 1 ? "is 1 test"
                          : fmt::format("are {} tests", runtime::grouped(all.left_out))));
    exit_code = ExitCode::kUsage;
  } else if (exit_code == ExitCode::kFine || all.passed + all.failed > 0) {
    out.write(closing_text(all, paths->size()));
  }
  if (const auto written = out.finish(); !written) {
    console.say_error(written.error().message);
    return ExitCode::kUsage;
  }
  if (exit_code == ExitCode::kFine && all.failed > 0) return ExitCode::kFindings;
  return exit_code;
}

}  // namespace leadscore::cli
