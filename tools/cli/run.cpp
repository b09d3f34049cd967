// `leadscore run MODEL... LEADS`: leads in, scores out.
#include "base/text/nearest.hpp"
#include "runtime/output/wording.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/lead_format.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/output_file.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/reading.hpp"
#include "tools/cli/rejects_file.hpp"
#include "tools/cli/summary.hpp"
#include "tools/cli/top_leads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace leadscore::cli {
namespace {

constexpr std::string_view kNoStage = "none";
constexpr std::string_view kDisqualified = "disqualified";
constexpr std::size_t kMaxIdColumns = 60;

/// A table unless the user or the name of the file says otherwise; it does not matter whether a
/// person looks on, so that a script gets what its author saw.
std::string format_of(const Options& options) {
  if (options.format) return *options.format;
  const std::string_view out = options.out ? std::string_view(*options.out) : "";
  if (out.ends_with(".csv")) return "csv";
  if (out.ends_with(".jsonl") || out.ends_with(".json") || out.ends_with(".ndjson")) return "jsonl";
  return "table";
}

/// `--out scores.xlsx` would hold a table of text, which no spreadsheet opens.
std::optional<Error> find_unknown_ending(const Options& options) {
  if (!options.out || options.format) return std::nullopt;
  const std::string ending = std::filesystem::path(*options.out).extension().string();
  for (const std::string_view known : {"", ".csv", ".jsonl", ".json", ".ndjson", ".txt"}) {
    if (ending == known) return std::nullopt;
  }
  return Error{fmt::format(
      "{} ends in `{}`, which is none of the formats; write .csv, .jsonl or .txt, or name one by "
      "--format",
      *options.out, ending)};
}

Result<std::optional<std::size_t>> top_of(const Options& options) {
  if (!options.top) return std::optional<std::size_t>();
  const std::string& text = *options.top;
  std::size_t most = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), most);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || most == 0) {
    return Error{fmt::format("--top is `{}`, but must be a whole number, 1 or more", text)};
  }
  return std::optional(most);
}

bool has_stage(const bytecode::Program& program, std::string_view name) {
  return std::ranges::any_of(program.stages, [&](const bytecode::Stage& stage) {
    return program.texts.text(stage.name) == name;
  });
}

/// Of several models, one that has the stage is enough.
std::optional<Error> find_unknown_stage(const Options& options,
                                        std::span<const LoadedProgram> programs) {
  if (!options.stage || options.stage == kNoStage || options.stage == kDisqualified) return {};
  std::vector<std::string_view> known;
  for (const auto& [path, program] : programs) {
    for (const bytecode::Stage& stage : program.stages) {
      const std::string_view name = program.texts.text(stage.name);
      if (name == *options.stage) return {};
      if (std::ranges::find(known, name) == known.end()) known.push_back(name);
    }
  }
  const bool is_one = programs.size() == 1;
  std::string message =
      fmt::format("{} no stage `{}`", is_one ? "the model has" : "the models have", *options.stage);
  if (const auto near = text::nearest(*options.stage, known)) {
    return Error{message + fmt::format("; did you mean `{}`?", *near)};
  }
  if (known.empty()) {
    return Error{message + (is_one ? "; it has no stages at all" : "; they have no stages at all")};
  }
  return Error{message +
               fmt::format("; {} stages are {}", is_one ? "its" : "their", fmt::join(known, ", "))};
}

/// `/dev/null` and the like take any number of writers.
bool is_device(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_character_file(path, ignored);
}

/// Where a file is or, if there is none yet, would be made, whatever links lead there; empty if
/// that cannot be told.
std::filesystem::path file_written_at(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  fs::path place = fs::absolute(path, ignored);
  // A link to nothing is written through, too.
  constexpr int kMostLinks = 40;
  for (int links = 0; links < kMostLinks && fs::is_symlink(place, ignored); ++links) {
    place = place.parent_path() / fs::read_symlink(place, ignored);
  }
  return fs::weakly_canonical(place, ignored);
}

bool are_one_file(const std::string& left, const std::string& right) {
  std::error_code ignored;
  const std::filesystem::path place = file_written_at(left);
  return std::filesystem::equivalent(left, right, ignored) ||
         (!place.empty() && place == file_written_at(right));
}

/// Writing to a file that is read would destroy it.
std::optional<Error> find_overwritten(const Options& options) {
  namespace fs = std::filesystem;
  for (const auto& written : {options.out, options.rejects}) {
    std::vector<std::string> all_read = options.files;
    for (const auto& read : {options.leads, options.events}) {
      if (read) all_read.push_back(*read);
    }
    for (const std::string& read : all_read) {
      std::error_code ignored;
      if (!written || !fs::is_regular_file(*written, ignored)) continue;
      if (fs::equivalent(*written, read, ignored)) {
        return Error{fmt::format("{} is read and would be overwritten", *written)};
      }
    }
  }
  if (options.out && options.rejects && are_one_file(*options.out, *options.rejects) &&
      !is_device(*options.out)) {
    return Error{fmt::format("{} cannot take both the scores and the rejects", *options.out)};
  }
  return std::nullopt;
}

/// `never mql and unsubscribed, line 12 of inbound.score`
std::string promise_text(const LoadedProgram& loaded, bytecode::NeverId never) {
  const bytecode::Wording& wording = loaded.program.nevers[never].wording;
  return fmt::format(
      "never {}, line {} of {}", loaded.program.texts.text(wording.condition), wording.line,
      wording.file ? loaded.program.texts.text(*wording.file) : std::string_view(loaded.path));
}

/// A row that may be among the highest.
struct TopRow {
  std::int64_t score = 0;
  LeadRow row;
};

/// What became of the leads of a job.
struct ShownLeads {
  LeadRows rows;
  std::vector<ModelCounts> counts;           // by model
  std::string broken;                        // what is said of promises
  std::optional<TopLeads<TopRow>> top = {};  // instead of rows: no more than are asked for
};

class RunCommand : private runtime::LeadsTaker {
 public:
  RunCommand(const Options& options, std::span<const LoadedProgram> programs, Console& console)
      : options_(options),
        programs_(programs),
        console_(console),
        out_(console.out().file),
        summary_(programs),
        progress_(console, options.is_quiet ? Progress::Mode::kHidden : Progress::Mode::kShown) {}

  ExitCode run() {
    const auto done = prepare();
    if (!done) return fail(done.error());
    const auto read = run_->run(*this);
    if (!read) console_.say_error(read.error().message);
    return finish(read ? ExitCode::kFine : ExitCode::kUsage);
  }

 private:
  ExitCode fail(const Error& error) {
    progress_.erase();
    console_.say_error(error.message);
    return ExitCode::kUsage;
  }

  /// Everything is opened before the first score is written, and what is read before what is
  /// written.
  Result<void> prepare() {
    const auto top = top_of(options_);
    if (!top) return top.error();
    if (*top) top_.emplace(**top);
    if (const auto error = find_unknown_stage(options_, programs_)) return *error;
    if (const auto error = find_unknown_ending(options_)) return *error;
    if (const auto error = find_overwritten(options_)) return *error;
    auto reading = reading_of(options_);
    if (!reading) return reading.error();
    reading->reader.on_reject = [this](const runtime::Reject& reject) { take_reject(reject); };
    moments_ = reading->moments;
    auto run = runtime::ScoringRun::open(programs_of(programs_), std::move(*reading));
    if (!run) return run.error();
    run_.emplace(std::move(*run));
    jobs_.resize(run_->job_count());
    open_rejects();
    if (rejects_failure_) return *rejects_failure_;
    if (options_.out) {
      auto out = OutputFile::create(*options_.out);
      if (!out) return out.error();
      out_ = std::move(*out);
    }
    const Stream stream = options_.out ? Stream{} : console_.out();
    const std::string format = format_of(options_);
    format_ =
        make_lead_format({.format = format,
                          .reasons = options_.shows_reasons ? Reasons::kShown : Reasons::kNone,
                          .fired = moments_.since ? FiredAlerts::kShown : FiredAlerts::kNone},
                         programs_, stream);
    return {};
  }

  void take_reject(const runtime::Reject& reject) {
    summary_.add_reject(reject);
    open_rejects();
    if (rejects_) rejects_->write(reject_line(reject));
  }

  /// The file for rejects, made at the first one (records of the file of events are rejected while
  /// the leads are opened) or once all that is read is open: without rejects it is empty.
  void open_rejects() {
    if (!options_.rejects || rejects_ || rejects_failure_) return;
    auto rejects = OutputFile::create(*options_.rejects);
    if (rejects) {
      rejects_.emplace(std::move(*rejects));
    } else {
      rejects_failure_ = rejects.error();
    }
  }

  void begin(std::size_t job) override {
    ShownLeads& shown = jobs_[job];
    shown.rows.clear();
    shown.broken.clear();
    shown.top = top_ ? std::optional<TopLeads<TopRow>>(top_->most()) : std::nullopt;
    shown.counts.clear();
    for (const LoadedProgram& loaded : programs_) shown.counts.emplace_back(loaded);
  }

  void take(std::size_t job, runtime::ScoredLeads& leads) override {
    ShownLeads& shown = jobs_[job];
    for (std::size_t i = 0; i < leads.size(); ++i) {
      for (std::size_t model = 0; model < programs_.size(); ++model) {
        shown.counts[model].count(leads.lead(model, i));
      }
      for (const std::size_t model : leads.models_for(i)) take_lead(leads, model, i, shown);
    }
  }

  bool put(std::size_t job) override {
    ShownLeads& shown = jobs_[job];
    for (std::size_t model = 0; model < shown.counts.size(); ++model) {
      summary_.add_counts(model, shown.counts[model]);
    }
    say_broken(shown.broken);
    if (shown.top) {
      for (TopRow& top : shown.top->take()) top_->keep(top.score, std::move(top));
    }
    show(shown.rows);
    progress_.update({.bytes_read = run_->bytes_read(),
                      .bytes_total = run_->bytes_total(),
                      .leads = run_->report().leads});
    return !out_.has_failed() && !(rejects_ && rejects_->has_failed());
  }

  /// On the thread of the job, as are all that it calls.
  void take_lead(runtime::ScoredLeads& leads, std::size_t model, std::size_t index,
                 ShownLeads& shown) const {
    runtime::ScoredLead lead = leads.lead(model, index);
    add_broken(programs_[model], lead, shown.broken);
    if (!is_wanted(lead)) return;
    // A lead that the model is not for has no score, and so is not among the highest.
    if (shown.top && !lead.scores.applies(index)) return;
    const std::int64_t score = lead.scores.scores[index];
    if (shown.top && !shown.top->would_keep(score)) return;
    if (!options_.shows_reasons) return show_lead(model, lead, score, shown);
    const runtime::Explanation explanation = leads.explain(model, index);
    lead.explanation = &explanation;
    show_lead(model, lead, score, shown);
  }

  void show_lead(std::size_t model, const runtime::ScoredLead& lead, std::int64_t score,
                 ShownLeads& shown) const {
    if (shown.top) {
      shown.top->keep(score, {score, format_->make_row(model, lead)});
    } else {
      format_->add_row(shown.rows, model, lead);
    }
  }

  /// Every promise that the lead breaks, with or without a summary: nobody wanted this to happen.
  static void add_broken(const LoadedProgram& loaded, const runtime::ScoredLead& lead,
                         std::string& text) {
    for (const bytecode::NeverId never : loaded.program.nevers.ids()) {
      if (!lead.scores.is_broken(lead.lead, never)) continue;
      text += fmt::format("broken: lead {} breaks a promise: {}\n",
                          cut_to_width(lead.batch.id(lead.lead), kMaxIdColumns),
                          promise_text(loaded, never));
    }
  }

  void say_broken(std::string_view text) {
    if (text.empty()) return;
    has_broken_ = true;
    progress_.erase();
    console_.say(text);
  }

  bool is_wanted(const runtime::ScoredLead& lead) const {
    if (!options_.stage) return true;
    const auto stage = runtime::stage_name_of(lead);
    if (stage) return *stage == *options_.stage;
    return *options_.stage == kNoStage && !has_stage(lead.program, kNoStage) &&
           lead.scores.applies(lead.lead);
  }

  void show(LeadRows& rows) {
    if (rows.count == 0) return;
    if (console_.out().is_terminal && !options_.out) progress_.erase();
    summary_.count_shown(rows.count);
    format_->write(rows, out_);
  }

  ExitCode finish(ExitCode exit_code) {
    progress_.erase();
    if (top_) {
      LeadRows rows;
      for (TopRow& top : top_->take()) rows.add(std::move(top.row));
      show(rows);
    }
    format_->finish(out_);
    const bool is_reader_gone = out_.is_reader_gone();
    if (const auto written = out_.finish(); !written) return fail(written.error());
    if (rejects_) {
      if (const auto written = rejects_->finish(); !written) return fail(written.error());
    }
    if (is_reader_gone) return ExitCode::kFine;
    const runtime::ReadReport& report = run_->report();
    if (exit_code == ExitCode::kFine) note_empty(report);
    if (!options_.is_quiet) {
      const bool is_selection = options_.stage || options_.top;
      if (console_.out().is_terminal && !options_.out) console_.say("\n");
      console_.say(summary_.text(report, {.as_of = moments_.as_of,
                                          .since = moments_.since,
                                          .seconds = progress_.seconds(),
                                          .is_selection = is_selection}));
    }
    if (exit_code != ExitCode::kFine) return exit_code;
    if (has_broken_) return ExitCode::kBrokenPromise;
    return report.rejected > 0 ? ExitCode::kRejected : ExitCode::kFine;
  }

  void note_empty(const runtime::ReadReport& report) {
    if (report.leads > 0 || options_.is_quiet) return;
    console_.say(fmt::format("note: there are no leads in {}\n",
                             options_.leads == "-" ? "standard input" : *options_.leads));
  }

  const Options& options_;
  std::span<const LoadedProgram> programs_;
  Console& console_;
  OutputFile out_;
  std::optional<OutputFile> rejects_;
  std::optional<Error> rejects_failure_;
  std::optional<runtime::ScoringRun> run_;
  std::unique_ptr<LeadFormat> format_;
  std::optional<TopLeads<TopRow>> top_;
  std::vector<ShownLeads> jobs_;
  runtime::Moments moments_;
  bool has_broken_ = false;  // a promise of a model
  Summary summary_;
  Progress progress_;
};

}  // namespace

ExitCode run_leads(const Options& options, Console& console) {
  if (const auto error = find_too_many_inputs(options)) {
    console.say_error(error->message);
    return ExitCode::kUsage;
  }
  const LoadedPrograms loaded = load_programs(options.files, console);
  if (loaded.programs.empty()) return loaded.exit_code;
  return RunCommand(options, loaded.programs, console).run();
}

}  // namespace leadscore::cli
