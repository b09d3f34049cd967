#include "tools/cli/summary.hpp"

#include "runtime/output/wording.hpp"
#include "tools/cli/console.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace leadscore::cli {
namespace {

constexpr std::size_t kMaxValueColumns = 40;

std::string article(std::string_view type) {
  return fmt::format("{} {}", type.find_first_of("aeiou") == 0 ? "an" : "a", type);
}

std::string unread_text(const runtime::UnreadValue& unread) {
  return fmt::format("{}: {} did not read as {}; the first is \"{}\" at {}:{}", unread.name,
                     runtime::counted(unread.count, "value"), article(unread.type),
                     cut_to_width(unread.value, kMaxValueColumns), unread.file, unread.line);
}

/// What was read otherwise than as leads and events.
std::string reading_text(const runtime::ReadReport& report) {
  std::string text;
  std::string_view title = "unread";
  for (const runtime::UnreadValue& unread : report.unread_values) {
    text += summary_row(title, unread_text(unread));
    title = "";
  }
  if (report.unreadable_events > 0) {
    text += summary_row("events", fmt::format("{} without a type, or no object",
                                              runtime::counted(report.unreadable_events, "event")));
  }
  if (report.unjoined_events > 0) {
    text += summary_row("events", fmt::format("{} of no lead in the file of leads",
                                              runtime::counted(report.unjoined_events, "event")));
  }
  if (report.messages > 0) {
    text += summary_row("segment", fmt::format("{} on lines of their own, grouped by userId, else "
                                               "anonymousId",
                                               runtime::counted(report.messages, "message")));
  }
  if (report.ignored_messages > 0) {
    text +=
        summary_row("segment", fmt::format("{} ignored: they say nothing of attributes or events "
                                           "(group, alias)",
                                           runtime::counted(report.ignored_messages, "message")));
  }
  return text;
}

std::string time_text(std::uint64_t leads, double seconds) {
  std::string text = fmt::format("{:.2f} s", seconds);
  if (seconds >= 0.01 && leads > 0) {
    const auto speed = static_cast<std::uint64_t>(static_cast<double>(leads) / seconds);
    text += fmt::format(" ({} leads/s)", runtime::grouped(speed));
  }
  return text;
}

}  // namespace

void ModelCounts::Tally::count(std::string_view name) {
  const auto found =
      std::ranges::find(counts_, name, &std::pair<std::string_view, std::uint64_t>::first);
  if (found != counts_.end()) ++found->second;
}

void ModelCounts::Tally::add(const Tally& more) {
  for (std::size_t at = 0; at < counts_.size(); ++at) counts_[at].second += more.counts_[at].second;
}

std::string ModelCounts::Tally::text() const {
  std::string text;
  for (const auto& [name, count] : counts_) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, runtime::grouped(count));
  }
  return text;
}

ModelCounts::ModelCounts(const LoadedProgram& loaded) : loaded_(loaded) {
  const bytecode::Program& program = loaded.program;
  const auto name_all = [&](const auto& outcomes, Tally& tally) {
    std::vector<TextId> known;
    for (const auto& outcome : outcomes) {
      if (std::ranges::find(known, outcome.name) != known.end()) continue;
      known.push_back(outcome.name);
      tally.name(program.texts.text(outcome.name));
    }
  };
  name_all(program.stages, stages_);
  if (!program.disqualifications.empty()) stages_.name("disqualified");
  name_all(program.routes, routes_);
  name_all(program.alerts, alerts_);
  fired_ = alerts_;
}

void ModelCounts::count(const runtime::ScoredLead& scored) {
  if (!scored.scores.applies(scored.lead)) {
    ++outside_;
    return;
  }
  if (const auto stage = runtime::stage_name_of(scored)) {
    stages_.count(*stage);
  } else {
    ++without_stage_;
  }
  if (const auto route = runtime::route_name_of(scored)) {
    routes_.count(*route);
  } else {
    ++without_route_;
  }
  if (!alerts_.empty()) {
    for (const std::string_view alert : runtime::alert_names_of(scored)) alerts_.count(alert);
    if (scored.earlier != nullptr) {
      for (const std::string_view alert : runtime::fired_alert_names_of(scored)) {
        fired_.count(alert);
      }
    }
  }
  const auto nevers = loaded_.program.nevers.ids();
  if (std::ranges::any_of(nevers, [&](bytecode::NeverId never) {
        return scored.scores.is_broken(scored.lead, never);
      })) {
    ++broken_;
  }
}

void ModelCounts::add(const ModelCounts& more) {
  stages_.add(more.stages_);
  routes_.add(more.routes_);
  alerts_.add(more.alerts_);
  fired_.add(more.fired_);
  without_stage_ += more.without_stage_;
  without_route_ += more.without_route_;
  outside_ += more.outside_;
  broken_ += more.broken_;
}

std::string ModelCounts::title() const {
  const bytecode::Program& program = loaded_.program;
  return fmt::format("{}, {}", program.name ? program.texts.text(*program.name) : "(no name)",
                     program.hash);
}

std::vector<ModelCounts::Row> ModelCounts::rows(bool has_since) const {
  std::vector<Row> rows;
  if (outside_ > 0) {
    rows.push_back({"outside", fmt::format("{} that the model is not for",
                                           runtime::counted(outside_, "lead"))});
  }
  if (!stages_.empty()) {
    rows.push_back(
        {"stages", fmt::format("{}, none {}", stages_.text(), runtime::grouped(without_stage_))});
  }
  if (!routes_.empty()) {
    rows.push_back(
        {"routes", fmt::format("{}, none {}", routes_.text(), runtime::grouped(without_route_))});
  }
  if (!alerts_.empty()) rows.push_back({"alerts", alerts_.text()});
  if (!alerts_.empty() && has_since) rows.push_back({"fired", fired_.text()});
  if (broken_ > 0) {
    rows.push_back(
        {"broken", fmt::format("{} {} a promise of the model", runtime::counted(broken_, "lead"),
                               broken_ == 1 ? "breaks" : "break")});
  }
  return rows;
}

Summary::Summary(std::span<const LoadedProgram> programs) {
  for (const LoadedProgram& loaded : programs) models_.emplace_back(loaded);
}

std::string Summary::text(const runtime::ReadReport& report, const Closing& closing) const {
  std::string text;
  const auto add_models_own = [&](const ModelCounts& model) {
    for (const ModelCounts::Row& one : model.rows(closing.since.has_value())) {
      text += summary_row(one.title, one.text);
    }
  };
  const bool is_one = models_.size() == 1;
  if (is_one) text += summary_row("model", models_.front().title());
  text += summary_row("as of", format_time(closing.as_of));
  if (closing.since) text += summary_row("since", format_time(*closing.since));
  std::string leads = runtime::grouped(report.leads);
  if (closing.is_selection) {
    leads += is_one ? fmt::format(", of which {} are shown", runtime::grouped(shown_))
                    : fmt::format("; {} of scores are shown", runtime::counted(shown_, "line"));
  }
  text += summary_row("leads", leads);
  if (is_one) add_models_own(models_.front());
  text += reading_text(report);
  text += rejects_.text(report.rejected);
  for (const ModelCounts& model : models_) {
    if (is_one) break;
    text += summary_row("model", model.title());
    add_models_own(model);
  }
  return text + summary_row("time", time_text(report.leads, closing.seconds));
}

}  // namespace leadscore::cli
