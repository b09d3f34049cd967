#include "tests/differential/explanation.hpp"

#include "base/decimal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace leadscore::differential {
namespace {

using reference::Given;
using reference::Truth;

/// Whether a reason is about what the twin says that counted.
struct IsAboutTheSame {
  const runtime::Reason& reason;
  const model::Model& model;
  const reference::Answer& twin;
  const Given& given;

  bool operator()(model::RuleId rule) const {
    return static_cast<int>(reason.truth) == static_cast<int>(twin.rules[rule.value]);
  }
  bool operator()(model::TableId) const { return reason.row == given.chosen; }
  bool operator()(model::BestOfId best_of) const {
    if ((reason.truth == runtime::Truth::kTrue) != given.chosen.has_value()) return false;
    const auto& rules = model.best_ofs[best_of].rules;
    return !given.chosen || reason.rule.value == rules[*given.chosen].value;
  }
};

// What its events gave, bounded by its `up to`, is what it gives.
bool counts_right(const runtime::Reason& reason) {
  if (reason.counted_events == 0) return true;
  if (reason.counted.size() !=
      std::min<std::uint64_t>(reason.counted_events, runtime::Evidence::kMaxEvents)) {
    return false;
  }
  PointsSum sum;
  for (const runtime::CountedEvent& event : reason.counted) sum.add(event.points_thousandths);
  const bool is_whole = reason.counted.size() == reason.counted_events;
  return (!is_whole || sum.saturated() == reason.sum_thousandths) &&
         std::abs(reason.points_thousandths) <= std::abs(reason.sum_thousandths);
}

// The reasons and bounds of a part, or of everything, add up.
std::int64_t sum_of(const runtime::Explanation& why, const model::Model& model,
                    std::optional<std::uint32_t> part) {
  PointsSum sum;
  for (std::size_t at = 0; at < why.reasons.size(); ++at) {
    const auto& of = model.contributions[at].part;
    if (!part || (of && of->value == *part)) sum.add(why.reasons[at].points_thousandths);
  }
  for (const runtime::BoundStep& step : why.bounds) {
    if (!part || (step.part.is_valid() && step.part.value == *part)) {
      sum.add(step.points_thousandths);
    }
  }
  return sum.saturated();
}

}  // namespace

std::optional<std::string> wrong_explanation(const runtime::Explanation& why,
                                             const model::Model& model,
                                             const reference::Answer& twin) {
  if (why.is_inside != twin.applies) return "whether the lead is inside";
  if (!twin.applies) return std::nullopt;
  if (why.score_thousandths != twin.score_thousandths ||
      why.parts_thousandths != twin.parts_thousandths) {
    return "score or parts";
  }
  if (why.reasons.size() != twin.contributions.size()) return "how many reasons there are";
  for (std::size_t at = 0; at < why.reasons.size(); ++at) {
    const runtime::Reason& reason = why.reasons[at];
    const Given& given = twin.contributions[at];
    if (reason.points_thousandths != given.points_thousandths) {
      return fmt::format("reason {} gives {}, not {}", at, format_points(reason.points_thousandths),
                         format_points(given.points_thousandths));
    }
    if (!std::visit(IsAboutTheSame{reason, model, twin, given}, model.contributions[at].source)) {
      return fmt::format("what reason {} is about", at);
    }
    if (!counts_right(reason)) return fmt::format("what the events of reason {} gave", at);
  }
  for (const model::PartId part : model.parts.ids()) {
    if (sum_of(why, model, part.value) != twin.parts_thousandths[part.value]) {
      return fmt::format("the sum of part {}", part.value);
    }
  }
  if (sum_of(why, model, std::nullopt) != twin.score_thousandths) return "the sum of the score";
  return std::nullopt;
}

}  // namespace leadscore::differential
