// `leadscore new LEADS`: a first model for a file of leads.
#include "base/text/fold.hpp"
#include "runtime/output/wording.hpp"
#include "runtime/survey/survey.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/output_file.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/reading.hpp"
#include "tools/cli/reject_places.hpp"
#include "tools/cli/replace_file.hpp"
#include "tools/draft/draft.hpp"
#include "tools/draft/write_json.hpp"
#include "tools/draft/write_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace leadscore::cli {
namespace {

namespace fs = std::filesystem;

Result<std::optional<std::uint64_t>> most_records_of(const Options& options) {
  if (!options.most_records) return std::optional<std::uint64_t>();
  const std::string& text = *options.most_records;
  std::uint64_t most = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), most);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || most == 0) {
    return Error{fmt::format("--records is `{}`, but must be a whole number, 1 or more", text)};
  }
  return std::optional(most);
}

/// `model "..."` takes a text of some length.
std::optional<Error> find_bad_name(const Options& options) {
  constexpr std::size_t kMostBytes = 1'000;
  if (!options.model_name) return std::nullopt;
  if (text::trim(*options.model_name).empty()) return Error{"--name is empty: name the model"};
  if (options.model_name->size() <= kMostBytes) return std::nullopt;
  return Error{"--name is too long for a name"};
}

/// A model is work: it is written over only where that was asked for, a file of leads never.
std::optional<Error> find_overwritten(const Options& options) {
  std::error_code ignored;
  if (!options.out || !fs::exists(*options.out, ignored)) return std::nullopt;
  if (fs::is_directory(*options.out, ignored)) {
    return Error{fmt::format("{} is a folder, not a file to write to", *options.out)};
  }
  for (const auto& read : {options.leads, options.events}) {
    if (read && fs::equivalent(*options.out, *read, ignored)) {
      return Error{fmt::format("{} is read and would be overwritten", *options.out)};
    }
  }
  if (options.is_forced || !fs::is_regular_file(*options.out, ignored)) return std::nullopt;
  return Error{fmt::format("{} exists already; --force writes over it", *options.out)};
}

/// `data/inbound_leads.csv.gz` gives "Inbound leads".
std::string model_name_of(const Options& options) {
  if (options.model_name) return *options.model_name;
  if (options.leads == "-") return "New model";
  std::string name = fs::path(*options.leads).filename().string();
  if (const std::size_t point = name.find('.', 1); point != name.npos) name.resize(point);
  std::ranges::replace(name, '_', ' ');
  std::ranges::replace(name, '-', ' ');
  name = text::trim(name);
  if (name.empty()) return "New model";
  if (name.front() >= 'a' && name.front() <= 'z') {
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
  }
  return name;
}

/// One run of `new`.
class New {
 public:
  New(const Options& options, Console& console)
      : options_(options),
        console_(console),
        progress_(console, options.is_quiet ? Progress::Mode::kHidden : Progress::Mode::kShown) {}

  ExitCode run() {
    if (const auto error = find_bad_name(options_)) return fail(*error);
    if (const auto error = find_overwritten(options_)) return fail(*error);
    if (const auto looked = look(); !looked) return fail(looked.error());
    progress_.erase();
    const draft::Draft draft = draft::make_draft(
        *survey_, {.name = model_name_of(options_), .event_subject = options_.event_subject});
    if (draft.fields.empty() && draft.kinds.empty()) {
      console_.say(rejects_.text(survey_->rejected));
      return fail({fmt::format("{} has no fields and no events to make a model of", source())});
    }
    std::string text = draft::write_model(draft, source());
    if (options_.format == "json") text = draft::write_json(draft, text);
    const ExitCode written = write(text);
    if (written != ExitCode::kFine) return written;
    if (!options_.is_quiet) console_.say(summary(draft));
    return survey_->rejected > 0 ? ExitCode::kRejected : ExitCode::kFine;
  }

 private:
  ExitCode fail(const Error& error) {
    progress_.erase();
    console_.say_error(error.message);
    return ExitCode::kUsage;
  }

  [[nodiscard]] std::string source() const {
    if (options_.leads == "-") return "standard input";
    return fs::path(*options_.leads).filename().string();
  }

  Result<void> look() {
    auto reading = reading_of(options_);
    if (!reading) return reading.error();
    const auto most = most_records_of(options_);
    if (!most) return most.error();
    runtime::SurveyOptions survey{.reader = std::move(reading->reader), .most_records = *most};
    survey.reader.on_reject = [this](const runtime::Reject& reject) { rejects_.add(reject); };
    survey.on_progress = [this](std::uint64_t read, std::uint64_t total, std::uint64_t records) {
      progress_.update({.bytes_read = read, .bytes_total = total, .leads = records});
    };
    auto looked = runtime::survey_records(survey);
    if (!looked) return looked.error();
    survey_ = std::move(*looked);
    return {};
  }

  ExitCode write(const std::string& model) {
    if (!options_.out) return print(model, console_);
    std::error_code ignored;
    if (fs::is_regular_file(*options_.out, ignored)) {
      const auto replaced = replace_file(*options_.out, model);
      return replaced ? ExitCode::kFine : fail(replaced.error());
    }
    auto out = OutputFile::create(*options_.out);
    if (!out) return fail(out.error());
    out->write(model);
    const auto finished = out->finish();
    return finished ? ExitCode::kFine : fail(finished.error());
  }

  [[nodiscard]] std::string summary(const draft::Draft& draft) const {
    const runtime::Survey& survey = *survey_;
    std::string text = summary_row(
        "leads", runtime::grouped(survey.leads) + (survey.is_cut ? ", the first of the file" : ""));
    if (survey.messages > 0) {
      text += summary_row("segment", runtime::counted(survey.messages, "message"));
    }
    text += summary_row("fields", runtime::grouped(draft.fields.size()));
    if (survey.events > 0) {
      text += summary_row("events", fmt::format("{} of {}", runtime::grouped(survey.events),
                                                runtime::counted(draft.kinds.size(), "kind")));
    }
    if (survey.unreadable_events > 0) {
      text += summary_row("", fmt::format("{} without a type, or no object",
                                          runtime::counted(survey.unreadable_events, "event")));
    }
    if (!draft.left_out.empty()) {
      text += summary_row("left out", fmt::format("{}; the model says why",
                                                  runtime::counted(draft.left_out.size(), "key")));
    }
    text += rejects_.text(survey.rejected);
    if (options_.out) text += summary_row("model", *options_.out);
    return text;
  }

  const Options& options_;
  Console& console_;
  Progress progress_;
  RejectPlaces rejects_;
  std::unique_ptr<runtime::Survey> survey_;
};

}  // namespace

ExitCode start_model(const Options& options, Console& console) {
  return New(options, console).run();
}

}  // namespace leadscore::cli
