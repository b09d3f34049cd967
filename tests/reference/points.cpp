// §6: what gives points.
#include "base/decimal.hpp"
#include "base/text/glob.hpp"
#include "tests/reference/evaluation.hpp"

#include <algorithm>
#include <map>

namespace leadscore::reference {
namespace {

__extension__ using Wide = __int128;

// "rounded to the nearest thousandth, halves away from zero".
Wide divide_rounded(Wide dividend, Wide divisor) {
  const Wide size = dividend < 0 ? -dividend : dividend;
  const Wide rounded = (2 * size + divisor) / (2 * divisor);
  return dividend < 0 ? -rounded : rounded;
}

// "f₀ = 10⁹, fₙ = ⌊fₙ₋₁ × (100 − P) / 100⌋".
std::int64_t decay_factor(std::int64_t steps, std::uint32_t percent_hundredths) {
  std::int64_t factor = 1'000'000'000;
  for (std::int64_t step = 0; step < steps && factor > 0; ++step) {
    factor = factor * (10'000 - std::int64_t{percent_hundredths}) / 10'000;
  }
  return factor;
}

Wide bounded(Wide sum, const model::Bounds& bounds) {
  if (bounds.up_to_thousandths) sum = std::min(sum, Wide{*bounds.up_to_thousandths});
  if (bounds.down_to_thousandths) sum = std::max(sum, Wide{*bounds.down_to_thousandths});
  return sum;
}

// "saturate once, at ±9×10¹⁵ points".
std::int64_t saturated(Wide sum) {
  return static_cast<std::int64_t>(
      std::clamp(sum, Wide{-kMaxSumThousandths}, Wide{kMaxSumThousandths}));
}

// "An event without a time counts ... as the latest."
const Event* latest_of(const std::vector<const Event*>& events) {
  const Event* latest = nullptr;
  for (const Event* event : events) {
    if (!event->time) return event;
    if (latest == nullptr || *event->time > *latest->time) latest = event;
  }
  return latest;
}

bool is_in_range(const model::NumberRange& range, double number) {
  const bool is_above = range.includes_low ? number >= range.low : number > range.low;
  const bool is_below = range.includes_high ? number <= range.high : number < range.high;
  return is_above && is_below;
}

}  // namespace

// "an event's points are multiplied by (1 − P)^⌊age/D⌋"; "`fades over D`: points × max(0, H − ⌊age
// in hours⌋) / H with H = D in hours". An event without a time never decays (§5).
std::int64_t Evaluation::decayed(const model::Rule& rule, const Event& event) const {
  const Wide points = rule.points_thousandths;
  if (!rule.decay || !event.time) return rule.points_thousandths;
  const std::int64_t age = as_of_ - *event.time;
  if (rule.decay->is_fade) {
    const std::int64_t hours = rule.decay->period_ms / kMsPerHour;
    const std::int64_t left = std::max<std::int64_t>(0, hours - age / kMsPerHour);
    return static_cast<std::int64_t>(divide_rounded(points * left, hours));
  }
  const std::int64_t factor =
      decay_factor(age / rule.decay->period_ms, rule.decay->percent_hundredths);
  return static_cast<std::int64_t>(divide_rounded(points * factor, 1'000'000'000));
}

// "`each`: once per matching event; `each day`: once per UTC day with one (its latest event counts
// for decay). `up to N` bounds the rule's sum (its size, whichever sign)." "Without `each`, the
// latest matching event counts."
std::int64_t Evaluation::rule_points(const model::Rule& rule) {
  Wide sum = 0;
  if (!rule.counted || (rule.each == model::Each::kOnce && !rule.decay)) {
    sum = rule.points_thousandths;
  } else if (rule.each == model::Each::kEvent) {
    for (const Event* event : selected(*rule.counted)) sum += decayed(rule, *event);
  } else if (rule.each == model::Each::kDay) {
    std::map<std::int64_t, std::vector<const Event*>> days;
    for (const Event* event : selected(*rule.counted)) {
      if (event->time) days[utc_day(*event->time)].push_back(event);
    }
    for (const auto& [day, events] : days) sum += decayed(rule, *latest_of(events));
  } else if (const Event* latest = latest_of(selected(*rule.counted)); latest != nullptr) {
    sum = decayed(rule, *latest);
  }
  if (rule.up_to_thousandths) {
    sum = std::clamp(sum, -Wide{*rule.up_to_thousandths}, Wide{*rule.up_to_thousandths});
  }
  return saturated(sum);
}

// "A condition that holds gives its points once."
Given Evaluation::operator()(model::RuleId id) {
  const model::Rule& rule = model_.rules[id];
  const Truth truth = condition(rule.condition);
  answer_.rules[id.value] = truth;
  const std::int64_t points = truth == Truth::kTrue ? rule_points(rule) : 0;
  answer_.rule_points[id.value] = points;
  return {points, std::nullopt};
}

// "the first row that fits": "for both: `unknown`, and last `otherwise` (whatever no row took,
// unknown included)".
bool Evaluation::row_fits(const model::Table& table, const model::Row& row) {
  if (std::holds_alternative<model::RowOtherwise>(row.match)) return true;
  const auto* by_number = std::get_if<model::NumberId>(&table.subject);
  const std::optional<double> given = by_number != nullptr ? number(*by_number) : std::nullopt;
  const std::optional<std::string> text =
      by_number != nullptr ? std::nullopt : folded(std::get<model::TextSubject>(table.subject));
  if (std::holds_alternative<model::RowUnknown>(row.match)) return !given && !text;
  if (const auto* range = std::get_if<model::NumberRange>(&row.match)) {
    return given && is_in_range(*range, *given);
  }
  const auto& globs = std::get<std::vector<TextId>>(row.match);
  return text && std::any_of(globs.begin(), globs.end(), [&](TextId glob) {
           return text::Glob::parse(model_.texts.text(glob)).matches(*text);
         });
}

Given Evaluation::operator()(model::TableId id) {
  const model::Table& table = model_.tables[id];
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (row_fits(table, table.rows[row])) return {table.rows[row].points_thousandths, row};
  }
  return {};
}

// "only the rule that gives most counts (the first of equals; nothing if none holds)".
Given Evaluation::operator()(model::BestOfId id) {
  const std::vector<model::RuleId>& rules = model_.best_ofs[id].rules;
  Given best;
  for (std::size_t at = 0; at < rules.size(); ++at) {
    const Given given = (*this)(rules[at]);
    if (answer_.rules[rules[at].value] != Truth::kTrue) continue;
    if (!best.chosen || given.points_thousandths > best.points_thousandths) {
      best = {given.points_thousandths, at};
    }
  }
  for (std::size_t at = 0; at < rules.size(); ++at) {
    if (at != best.chosen) answer_.rule_points[rules[at].value] = 0;
  }
  return best;
}

// "Order: an event's points, decayed; their sum, bounded by the rule's `up to`; the part's sum,
// bounded by the part's; the sum of parts and loose rules, bounded by the score's."
void Evaluation::sum_points() {
  answer_.rules.assign(model_.rules.size(), Truth::kFalse);
  answer_.rule_points.assign(model_.rules.size(), 0);
  std::vector<Wide> parts(model_.parts.size(), 0);
  Wide score = 0;
  for (const model::Contribution& contribution : model_.contributions) {
    const Given given = std::visit(*this, contribution.source);
    answer_.contributions.push_back(given);
    Wide& sum = contribution.part ? parts[contribution.part->value] : score;
    sum += given.points_thousandths;
  }
  for (const model::PartId part : model_.parts.ids()) {
    const Wide sum = bounded(parts[part.value], model_.parts[part].bounds);
    answer_.parts_thousandths.push_back(saturated(sum));
    score += sum;
  }
  answer_.score_thousandths = saturated(bounded(score, model_.score_bounds));
}

}  // namespace leadscore::reference
