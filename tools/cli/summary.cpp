#include "tools/cli/summary.hpp"

#include "runtime/output/wording.hpp"
#include "tools/cli/console.hpp"

#include <fmt/format.h>

#include <string_view>

namespace leadscore::cli {
namespace {

constexpr std::size_t kMaxPlaces = 3;
constexpr std::size_t kMaxValueColumns = 40;

std::string row(std::string_view name, std::string_view text) {
  return fmt::format("{:<9} {}\n", name, text);
}

std::string article(std::string_view type) {
  return fmt::format("{} {}", type.find_first_of("aeiou") == 0 ? "an" : "a", type);
}

std::string unread_text(const runtime::UnreadValue& unread) {
  return fmt::format("{}: {} did not read as {}; the first is \"{}\" at {}:{}", unread.name,
                     runtime::counted(unread.count, "value"), article(unread.type),
                     cut_to_width(unread.value, kMaxValueColumns), unread.file, unread.line);
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

Summary::Summary(const bytecode::Program& program)
    : program_(program), by_stage_(program.stages.size(), 0) {}

void Summary::count(const runtime::ScoredLead& scored) {
  const std::int32_t stage = scored.scores.stage(scored.lead);
  if (scored.scores.disqualified[scored.lead] != 0) {
    ++disqualified_;
  } else if (stage == runtime::ScoreBatch::kNoStage) {
    ++without_stage_;
  } else {
    ++by_stage_[static_cast<std::size_t>(stage)];
  }
}

void Summary::add_reject(const runtime::Reject& reject) {
  if (first_rejects_.size() == kMaxPlaces) return;
  first_rejects_.push_back({reject.file, reject.line, reject.reason});
}

std::string Summary::stages_text() const {
  std::string text;
  for (std::size_t i = 0; i < by_stage_.size(); ++i) {
    const bytecode::StageId stage(static_cast<std::uint32_t>(i));
    text += fmt::format("{} {}, ", program_.texts.text(program_.stages[stage].name),
                        runtime::grouped(by_stage_[i]));
  }
  if (!program_.disqualifications.empty()) {
    text += fmt::format("disqualified {}, ", runtime::grouped(disqualified_));
  }
  return text + fmt::format("none {}", runtime::grouped(without_stage_));
}

std::string Summary::rejects_text(std::uint64_t count) const {
  std::string text = row("rejected", runtime::counted(count, "record"));
  for (const Place& place : first_rejects_) {
    text += row("", fmt::format("{}:{}: {}", place.file, place.line, place.reason));
  }
  if (count > first_rejects_.size()) {
    text += row("", fmt::format("and {} more", runtime::grouped(count - first_rejects_.size())));
  }
  return text;
}

std::string Summary::text(const runtime::ReadReport& report, const Closing& closing) const {
  const std::string_view name = program_.name ? program_.texts.text(*program_.name) : "(no name)";
  std::string text = row("model", fmt::format("{}, {}", name, program_.hash));
  text += row("as of", format_time(closing.as_of));
  std::string leads = runtime::grouped(report.leads);
  if (closing.is_selection)
    leads += fmt::format(", of which {} are shown", runtime::grouped(shown_));
  text += row("leads", leads);
  if (!by_stage_.empty() || !program_.disqualifications.empty()) {
    text += row("stages", stages_text());
  }
  std::string_view title = "unread";
  for (const runtime::UnreadValue& unread : report.unread_values) {
    text += row(title, unread_text(unread));
    title = "";
  }
  if (report.unreadable_events > 0) {
    text += row("events", fmt::format("{} without a type, or no object",
                                      runtime::counted(report.unreadable_events, "event")));
  }
  if (report.unjoined_events > 0) {
    text += row("events", fmt::format("{} of no lead in the file of leads",
                                      runtime::counted(report.unjoined_events, "event")));
  }
  if (report.rejected > 0) text += rejects_text(report.rejected);
  return text + row("time", time_text(report.leads, closing.seconds));
}

}  // namespace leadscore::cli
