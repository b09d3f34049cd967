#include "tools/cli/test_report.hpp"

#include "runtime/output/wording.hpp"
#include "tools/cli/coverage.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/mutate.hpp"
#include "tools/cli/output_file.hpp"
#include "tools/cli/test_formats.hpp"
#include "tools/cli/test_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace leadscore::cli {
namespace {

/// From 0 to 100.
std::optional<double> read_percent(std::string_view text) {
  double percent = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, percent, std::chars_format::fixed);
  if (read.ec != std::errc() || read.ptr != end || percent < 0 || percent > 100) {
    return std::nullopt;
  }
  return percent;
}

std::optional<std::size_t> read_count(std::string_view text) {
  std::size_t count = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, count);
  if (read.ec != std::errc() || read.ptr != end || count == 0) return std::nullopt;
  return count;
}

/// As the CI systems set it.
bool is_ci(const Options& options) {
  const char* const value = std::getenv("CI");
  return options.is_ci || (value != nullptr &&
                           (std::string_view(value) == "true" || std::string_view(value) == "1"));
}

bool is_text(const Options& options) { return options.format.value_or("text") == "text"; }

class Round {
 public:
  Round(const Options& options, Console& console)
      : options_(options), console_(console), out_(console.out().file) {}

  TestRound run() {
    const auto paths = find_models(options_.files);
    if (!paths) {
      console_.say_error(paths.error().message);
      round_.exit_code = ExitCode::kUsage;
      return std::move(round_);
    }
    for (const std::string& path : *paths) run_model(path, paths->size());
    finish_tests(paths->size());
    finish_changes();
    finish_coverage();
    out_.flush();
    round_.is_reader_gone = out_.is_reader_gone();
    if (const auto written = out_.finish(); !written)
      fail(ExitCode::kUsage, written.error().message);
    return std::move(round_);
  }

 private:
  /// Wrong arguments and files count for more than findings.
  void end_with(ExitCode exit_code) {
    if (round_.exit_code != ExitCode::kUsage) round_.exit_code = exit_code;
  }
  void fail(ExitCode exit_code, std::string_view message) {
    out_.flush();
    console_.say_error(message);
    end_with(exit_code);
  }

  [[nodiscard]] bool wants_coverage() const {
    return options_.coverage || options_.coverage_out || options_.min_coverage;
  }

  void run_model(const std::string& path, std::size_t models) {
    round_.files.push_back(path);
    out_.flush();
    UsableModel model = load_usable_model(path, console_);
    models_.push_back({.path = path, .is_usable = model.compilation.has_value()});
    if (!model.compilation) return end_with(model.exit_code);
    keep_files(*model.compilation);
    TestReport& report = models_.back().report;
    report = run_tests(*model.compilation, options_.filter, console_.out());
    if (is_text(options_)) {
      if (models > 1 && !report.text.empty()) out_.write(fmt::format("{}\n", path));
      out_.write(report.text);
    }
    passed_ += report.passed;
    failed_ += report.failed;
    left_out_ += report.left_out;
    if (options_.mutates) try_changes(*model.compilation, report);
    if (wants_coverage()) add_coverage(std::move(*model.compilation));
  }

  void keep_files(const Compilation& compilation) {
    const std::vector<FileId>& library = compilation.tree.library_files;
    for (std::uint32_t id = 0; id < compilation.sources.file_count(); ++id) {
      if (std::ranges::find(library, FileId(id)) != library.end()) continue;
      round_.files.emplace_back(compilation.sources.name(FileId(id)));
    }
  }

  /// A model without tests notices nothing; one whose tests fail cannot tell.
  void try_changes(const Compilation& compilation, const TestReport& report) {
    if (report.failed > 0) return;
    std::optional<std::size_t> most;
    if (options_.mutate_max) most = read_count(*options_.mutate_max);
    changes_.push_back(try_mutants(compilation, options_.filter, most));
  }

  /// A file that several models use stands once for each of them.
  void add_coverage(Compilation compilation) {
    auto more = measure_coverage(std::move(compilation), options_.filter);
    covered_.insert(covered_.end(), std::make_move_iterator(more.begin()),
                    std::make_move_iterator(more.end()));
  }

  void finish_tests(std::size_t models) {
    const std::string format = options_.format.value_or("text");
    if (format == "plain") out_.write(plain_text_of(models_));
    if (format == "json") out_.write(json_of(models_));
    if (format == "junit") out_.write(junit_of(models_));
    const std::size_t run = passed_ + failed_;
    if (run == 0 && left_out_ > 0) {
      return fail(
          ExitCode::kUsage,
          fmt::format("no test has \"{}\" in its name; there {}", *options_.filter,
                      left_out_ == 1 ? "is 1 test"
                                     : fmt::format("are {} tests", runtime::grouped(left_out_))));
    }
    const bool has_models = round_.exit_code == ExitCode::kFine;
    if (run == 0 && is_ci(options_) && has_models) {
      return fail(ExitCode::kFindings, fmt::format("there are no tests in {}",
                                                   models == 1 ? "this model" : "these models"));
    }
    if (is_text(options_) && (has_models || run > 0)) out_.write(closing_text(models));
    if (failed_ > 0)
      end_with(round_.exit_code == ExitCode::kFine ? ExitCode::kFindings : round_.exit_code);
  }

  [[nodiscard]] std::string closing_text(std::size_t models) const {
    if (passed_ + failed_ == 0) {
      return fmt::format("note: there are no tests in {}\n",
                         models == 1 ? "this model" : "these models");
    }
    std::string text =
        fmt::format("{} passed, {} failed", runtime::grouped(passed_), runtime::grouped(failed_));
    if (left_out_ > 0) text += fmt::format(", {} left out", runtime::grouped(left_out_));
    return text + '\n';
  }

  void finish_changes() {
    if (!options_.mutates) return;
    if (failed_ > 0) {
      fail(
          ExitCode::kFindings,
          "a model whose tests fail is not changed: first make them pass, then ask again what they "
          "do not notice");
    }
    if (changes_.empty()) return;
    const std::string text = mutation_text(changes_);
    if (is_text(options_) || options_.format == "plain") {
      out_.write(is_text(options_) ? '\n' + text : text);
    } else {
      out_.flush();
      console_.say(text);  // results are for a program
    }
    if (!options_.min_killed) return;
    const double least = read_percent(*options_.min_killed).value_or(0);
    if (percent_killed(changes_) >= least) return;
    fail(ExitCode::kFindings, fmt::format("the tests notice {:.1f}% of the changes, less than {}%",
                                          percent_killed(changes_), *options_.min_killed));
  }

  void finish_coverage() {
    if (!wants_coverage() || covered_.empty()) return;
    const std::string format = options_.coverage.value_or("text");
    std::string text;
    if (format == "text") text = coverage_text(covered_);
    if (format == "lcov") text = coverage_lcov(covered_);
    if (format == "html") text = coverage_html(covered_);
    if (format == "json") text = coverage_json(covered_);
    if (options_.coverage_out) {
      write_coverage(text);
    } else if (is_text(options_) || options_.format == "plain") {
      out_.write(is_text(options_) ? '\n' + text : text);
    } else {
      out_.flush();
      console_.say(text);
    }
    if (!options_.min_coverage) return;
    const double least = read_percent(*options_.min_coverage).value_or(0);
    const CoverageCount count = count_coverage(covered_);
    if (count.percent() >= least) return;
    fail(ExitCode::kFindings, fmt::format("the coverage is {:.1f}%, less than {}%", count.percent(),
                                          *options_.min_coverage));
  }

  /// Writing to a model would destroy it.
  void write_coverage(std::string_view text) {
    for (const std::string& read : round_.files) {
      std::error_code ignored;
      if (std::filesystem::equivalent(*options_.coverage_out, read, ignored)) {
        return fail(ExitCode::kUsage,
                    fmt::format("{} is read and would be overwritten", *options_.coverage_out));
      }
    }
    auto file = OutputFile::create(*options_.coverage_out);
    if (!file) return fail(ExitCode::kUsage, file.error().message);
    file->write(text);
    if (const auto written = file->finish(); !written) {
      fail(ExitCode::kUsage, written.error().message);
    }
  }

  const Options& options_;
  Console& console_;
  OutputFile out_;
  TestRound round_;
  std::vector<ModelTests> models_;
  std::vector<MutationReport> changes_;
  std::vector<CoveredFile> covered_;
  std::size_t passed_ = 0;
  std::size_t failed_ = 0;
  std::size_t left_out_ = 0;
};

std::optional<Error> find_wrong_percent(std::string_view name,
                                        const std::optional<std::string>& text) {
  if (!text || read_percent(*text)) return std::nullopt;
  return Error{fmt::format("{} is `{}`, but must be a percentage from 0 to 100", name, *text)};
}

}  // namespace

std::optional<Error> find_wrong_test_options(const Options& options) {
  if (auto error = find_wrong_percent("--min", options.min_coverage)) return error;
  if (auto error = find_wrong_percent("--min-killed", options.min_killed)) return error;
  if (options.mutate_max && !read_count(*options.mutate_max)) {
    return Error{fmt::format("--mutate-max is `{}`, but must be a whole number, 1 or more",
                             *options.mutate_max)};
  }
  if (!options.mutates && (options.mutate_max || options.min_killed)) {
    return Error{fmt::format("{} is about --mutate, which is not there",
                             options.mutate_max ? "--mutate-max" : "--min-killed")};
  }
  if (options.coverage && *options.coverage != "text" && !options.coverage_out) {
    return Error{fmt::format("--coverage {} needs a file: --coverage-out FILE", *options.coverage)};
  }
  const bool reads_standard_input = std::ranges::find(options.files, "-") != options.files.end();
  if (options.is_watching && reads_standard_input) {
    return Error{"--watch cannot watch standard input; name the model's file"};
  }
  return std::nullopt;
}

TestRound run_test_round(const Options& options, Console& console) {
  return Round(options, console).run();
}

}  // namespace leadscore::cli
