// `leadscore why MODEL... LEADS --id X`: one lead's score, rule by rule.
#include "base/text/nearest.hpp"
#include "base/text/shown.hpp"
#include "runtime/output/lead_json.hpp"
#include "runtime/output/wording.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/output_file.hpp"
#include "tools/cli/reading.hpp"
#include "tools/cli/waterfall.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leadscore::cli {
namespace {

constexpr std::size_t kMaxIds = 3;
constexpr std::size_t kShownIdLength = 60;

class WhyCommand : private runtime::LeadsTaker {
 public:
  WhyCommand(const Options& options, std::span<const LoadedProgram> programs, Console& console)
      : options_(options), programs_(programs), console_(console), out_(console.out().file) {}

  ExitCode run() {
    auto reading = reading_of(options_);
    if (!reading) return fail(reading.error().message);
    as_of_ = reading->moments.as_of;
    reading->threads = 1;  // leads are looked at as they come
    auto run = runtime::ScoringRun::open(programs_of(programs_), std::move(*reading));
    if (!run) return fail(run.error().message);
    // To the end, as two records with one id are two leads.
    if (const auto done = run->run(*this); !done) return fail(done.error().message);
    if (const auto written = out_.finish(); !written) return fail(written.error().message);
    const runtime::ReadReport& report = run->report();
    if (found_ == 0) return say_not_found(report);
    if (report.rejected > 0) {
      console_.say(fmt::format("note: {}\n", rejected_text(report.rejected)));
      return ExitCode::kRejected;
    }
    return ExitCode::kFine;
  }

 private:
  ExitCode fail(std::string_view message) {
    console_.say_error(message);
    return ExitCode::kUsage;
  }

  void begin(std::size_t) override {}

  void take(std::size_t, runtime::ScoredLeads& leads) override {
    for (std::size_t i = 0; i < leads.size(); ++i) look_at(leads, i);
  }

  bool put(std::size_t) override { return !out_.has_failed(); }

  void look_at(runtime::ScoredLeads& leads, std::size_t index) {
    const std::string_view id = leads.lead(0, index).batch.id(index);
    if (id != *options_.lead_id) {
      if (found_ == 0) remember(id);
      return;
    }
    for (const std::size_t model : leads.models_for(index)) explain(leads, model, index);
  }

  void explain(runtime::ScoredLeads& leads, std::size_t model, std::size_t index) {
    runtime::ScoredLead lead = leads.lead(model, index);
    const runtime::Explanation explanation = leads.explain(model, index);
    lead.explanation = &explanation;
    std::string text;
    if (options_.format == "json") {
      runtime::append_why_json(text, lead, as_of_);
      text += '\n';
    } else {
      if (found_ > 0) text += '\n';
      text += waterfall(lead, as_of_, console_.out());
    }
    out_.write(text);
    out_.flush();
    ++found_;
  }

  void remember(std::string_view id) {
    if (first_ids_.size() < kMaxIds) first_ids_.push_back(text::shown(id, kShownIdLength));
    if (near_ids_.size() == kMaxIds) return;
    const std::array candidate{id};
    if (text::nearest(*options_.lead_id, candidate))
      near_ids_.push_back(text::shown(id, kShownIdLength));
  }

  ExitCode say_not_found(const runtime::ReadReport& report) {
    std::string help;
    if (!near_ids_.empty()) {
      help = fmt::format("ids that are near to it: {}", fmt::join(near_ids_, ", "));
    } else if (!first_ids_.empty()) {
      help = fmt::format("the first ids are {}; --id-key KEY names the key of the id",
                         fmt::join(first_ids_, ", "));
    }
    if (report.rejected > 0) {
      help += fmt::format("{}{}", help.empty() ? "" : "; ", rejected_text(report.rejected));
    }
    console_.say_error(
        fmt::format(
            "no lead has the id \"{}\"; {} searched", *options_.lead_id,
            report.leads == 1 ? "1 lead was" : runtime::grouped(report.leads) + " leads were"),
        help);
    return ExitCode::kUsage;
  }

  const Options& options_;
  std::span<const LoadedProgram> programs_;
  Console& console_;
  OutputFile out_;
  TimeMs as_of_ = 0;
  std::uint64_t found_ = 0;
  std::vector<std::string> first_ids_;
  std::vector<std::string> near_ids_;
};

}  // namespace

ExitCode explain_lead(const Options& options, Console& console) {
  if (const auto error = find_too_many_inputs(options)) {
    console.say_error(error->message);
    return ExitCode::kUsage;
  }
  const LoadedPrograms loaded = load_programs(options.files, console);
  if (loaded.programs.empty()) return loaded.exit_code;
  return WhyCommand(options, loaded.programs, console).run();
}

}  // namespace leadscore::cli
