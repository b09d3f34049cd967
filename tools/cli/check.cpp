// `leadscore check FILE...`: every mistake in models, and advice.
#include "tools/cli/bounds.hpp"
#include "tools/cli/check_baseline.hpp"
#include "tools/cli/check_config.hpp"
#include "tools/cli/check_findings.hpp"
#include "tools/cli/check_fixes.hpp"
#include "tools/cli/check_formats.hpp"
#include "tools/cli/check_leads.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/output_file.hpp"
#include "tools/cli/replace_file.hpp"
#include "tools/cli/unified_diff.hpp"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

namespace leadscore::cli {
namespace {

/// One run of `check`.
class Check {
 public:
  Check(const Options& options, Console& console) : options_(options), console_(console) {}

  ExitCode run() {
    if (const auto prepared = prepare(); !prepared) return fail(prepared.error());
    for (const std::string& path : paths_) check_file(path);
    if (options_.shows_diff) return end_of_diff();
    if (const auto known = leave_out_known(); !known) return fail(known.error());
    return write_report();
  }

 private:
  ExitCode fail(const Error& error) {
    console_.say_error(error.message);
    return ExitCode::kUsage;
  }

  Result<void> prepare() {
    const bool reads_input = options_.files == std::vector<std::string>{"-"};
    if (options_.input_name && !reads_input) return Error{"`--name` is for FILE `-` alone"};
    if (options_.applies_fixes && reads_input && !options_.shows_diff) {
      return Error{"`--fix` writes files, and there is none for `-`; `--diff` shows the changes"};
    }
    if (options_.takes_unsafe_fixes && !options_.applies_fixes && !options_.shows_diff) {
      return Error{"`--unsafe` goes with `--fix` or `--diff`"};
    }
    if (options_.write_baseline && options_.write_baseline->ends_with(".score")) {
      return Error{"`--write-baseline` would write over a model; name a .json file"};
    }
    const std::string first = options_.input_name.value_or(options_.files.front());
    auto config = options_.config ? read_config(*options_.config) : find_config(first);
    if (!config) return config.error();
    config_ = std::move(*config);
    auto found = find_models(options_.files);
    if (!found) return found.error();
    paths_ = std::move(*found);
    // What the arguments name themselves is checked, whatever is excluded.
    const std::set<std::string> named(options_.files.begin(), options_.files.end());
    std::erase_if(paths_, [&](const std::string& path) {
      return !named.contains(path) && config_.is_excluded(path);
    });
    return {};
  }

  void check_file(const std::string& path) {
    const std::string name = path == "-" ? options_.input_name.value_or(path) : path;
    auto text = read_model_text(path);
    const bool is_readable = static_cast<bool>(text);
    if (!is_readable) {
      exit_code_ = fail(text.error());
      return;
    }
    const lint::Severities severities = config_.severities_for(name);
    if (options_.applies_fixes || options_.shows_diff) fix(name, severities, *text);
    if (options_.shows_diff) return;
    const auto compilation = compile_model_text(name, std::move(*text));
    if (!compilation) {
      exit_code_ = fail(compilation.error());
      return;
    }
    add(*compilation, severities);
  }

  void fix(const std::string& path, const lint::Severities& severities, std::string& text) {
    const FixSafety least = options_.takes_unsafe_fixes ? FixSafety::kUnsafe : FixSafety::kSafe;
    FixedText fixed = apply_fixes(path, text, severities, least);
    if (fixed.is_refused) {
      console_.say(fmt::format("{}: not changed, as the fixes would make new mistakes\n", path));
    }
    if (fixed.text == text) return;
    fixed_ += fixed.applied;
    if (options_.shows_diff) {
      diff_ += unified_diff(path, text, fixed.text);
      return;
    }
    if (const auto replaced = replace_file(path, fixed.text); !replaced) {
      exit_code_ = fail(replaced.error());
      return;
    }
    text = std::move(fixed.text);
  }

  /// What is wrong with a file that several models use is said once.
  void add(const Compilation& compilation, const lint::Severities& severities) {
    report_.paths.emplace_back(compilation.sources.name(compilation.file));
    for (const Diagnostic& diagnostic : find_all(compilation, severities)) {
      Finding finding = finding_of(compilation, diagnostic, style_of(console_.out()));
      if (said_.emplace(finding.path, diagnostic.span.begin, finding.kind, finding.message)
              .second) {
        report_.findings.push_back(std::move(finding));
      }
    }
    if (compilation.diagnostics.was_cut()) {
      console_.say(fmt::format("{}: only the first {} errors are shown\n", report_.paths.back(),
                               Diagnostics::kMaxErrors));
    }
  }

  ExitCode end_of_diff() {
    if (const ExitCode printed = print(diff_, console_); printed != ExitCode::kFine) return printed;
    if (exit_code_ != ExitCode::kFine) return exit_code_;
    return diff_.empty() ? ExitCode::kFine : ExitCode::kFindings;
  }

  Result<void> leave_out_known() {
    if (options_.write_baseline) return write_baseline();
    const auto path = options_.baseline ? options_.baseline : config_.baseline;
    if (!path) return {};
    const auto text = read_model_text(*path);
    if (!text) return text.error();
    const auto baseline = Baseline::read(*text);
    if (!baseline) return Error{fmt::format("{}: {}", *path, baseline.error().message)};
    const std::vector<std::string> stale = baseline->remove_from(report_);
    if (stale.empty()) return {};
    console_.say(fmt::format("{} lists {} not there any more:\n", *path,
                             stale.size() == 1
                                 ? std::string("1 finding that is")
                                 : fmt::format("{} findings that are", stale.size())));
    for (const std::string& line : stale) console_.say(fmt::format("  {}\n", line));
    return {};
  }

  Result<void> write_baseline() {
    auto file = OutputFile::create(*options_.write_baseline);
    if (!file) return file.error();
    const Baseline baseline = Baseline::of(report_);
    file->write(baseline.text());
    static_cast<void>(baseline.remove_from(report_));
    return file->finish();
  }

  ExitCode write_report() {
    const std::string format = options_.format.value_or(config_.format.value_or("text"));
    std::string text;
    if (!report_.paths.empty() || format != "text") text = report_text(report_, format);
    if (const ExitCode printed = print(text, console_); printed != ExitCode::kFine) return printed;
    if (fixed_ > 0) console_.say(fmt::format("{} applied\n", fixes_text()));
    if (exit_code_ != ExitCode::kFine) return exit_code_;
    const bool fails = report_.count(Severity::kError) > 0 ||
                       (options_.denies_warnings && report_.count(Severity::kWarning) > 0);
    return fails ? ExitCode::kFindings : ExitCode::kFine;
  }

  std::string fixes_text() const {
    return fixed_ == 1 ? std::string("1 fix") : fmt::format("{} fixes", fixed_);
  }

  const Options& options_;
  Console& console_;
  ProjectConfig config_;
  std::vector<std::string> paths_;
  CheckReport report_;
  std::set<std::tuple<std::string, std::uint32_t, DiagnosticKind, std::string>> said_;
  std::string diff_;
  std::size_t fixed_ = 0;
  ExitCode exit_code_ = ExitCode::kFine;
};

/// What says how leads are read does nothing where there are none.
std::optional<std::string_view> find_option_of_leads(const Options& options) {
  if (options.is_strict) return "--strict";
  if (options.id_key) return "--id";
  if (options.as_of) return "--as-of";
  if (options.events) return "--events";
  if (options.event_lead) return "--event-lead";
  if (options.event_type) return "--event-type";
  if (options.event_time) return "--event-time";
  if (options.event_subject) return "--event-subject";
  return std::nullopt;
}

}  // namespace

ExitCode check_models(const Options& options, Console& console) {
  if (options.leads) return check_leads(options, console);
  if (const auto option = find_option_of_leads(options)) {
    console.say_error(fmt::format("{} is about --leads, which is not there", *option));
    return ExitCode::kUsage;
  }
  if (options.shows_bounds) return show_bounds(options, console);
  return Check(options, console).run();
}

}  // namespace leadscore::cli
