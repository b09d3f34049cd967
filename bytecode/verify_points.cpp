#include "base/decimal.hpp"
#include "bytecode/verify_parts.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::bytecode {
namespace {

constexpr Problem kNoSuchPart = "a part that does not exist";
constexpr Problem kNoSuchScore = "points that are out of range";

/// Checks rows one by one. Each check answers with what is wrong.
class PointsVerifier {
 public:
  explicit PointsVerifier(const Program& program)
      : program_(program),
        is_rule_used_(program.rules.size()),
        is_table_used_(program.tables.size()),
        is_best_of_used_(program.best_ofs.size()) {}

  [[nodiscard]] Problem check(const Part& part) const;
  [[nodiscard]] Problem check(const Rule& rule) const;
  [[nodiscard]] Problem check(const Table& table) const;
  [[nodiscard]] Problem check(const BestOf& best_of);
  [[nodiscard]] Problem check(const Contribution& contribution);
  [[nodiscard]] Problem check(const Grade& grade) const;
  [[nodiscard]] Problem check(const Stage& stage) const;
  [[nodiscard]] Problem check(const Disqualification& row) const;
  [[nodiscard]] Problem check(const Route& route) const;
  [[nodiscard]] Problem check(const Alert& alert) const;
  [[nodiscard]] Problem check(const Never& never) const;
  [[nodiscard]] Problem check(const ScoreSum& sum) const;
  [[nodiscard]] Problem check(const ScoreChange& change) const;

  /// What is of no contribution, once all contributions were checked; empty: nothing.
  [[nodiscard]] Problem find_unused() const;

 private:
  [[nodiscard]] bool has(TextId text) const { return text.value < program_.texts.size(); }
  [[nodiscard]] Problem check_wording(const Wording& wording) const;
  [[nodiscard]] Problem check_row(const Row& row) const;

  const Program& program_;
  std::vector<bool> is_rule_used_;
  std::vector<bool> is_table_used_;
  std::vector<bool> is_best_of_used_;
};

bool is_sum(std::int64_t thousandths) {
  return thousandths >= -kMaxSumThousandths && thousandths <= kMaxSumThousandths;
}

bool is_points(std::int64_t thousandths) {
  return thousandths >= -kMostPointsThousandths && thousandths <= kMostPointsThousandths;
}

Problem check_bounds(const Bounds& bounds) {
  const std::int64_t high = bounds.up_to_thousandths.value_or(kMaxSumThousandths);
  const std::int64_t low = bounds.down_to_thousandths.value_or(-kMaxSumThousandths);
  if (!is_sum(high) || !is_sum(low)) return kNoSuchScore;
  return low <= high ? kFine : "bounds that leave nothing";
}

Problem check_decay(const Decay& decay) {
  if (decay.period_ms > kMostDurationMs) return "a decay that is too slow";
  if (decay.is_fade) {
    const bool is_whole_days = decay.period_ms > 0 && decay.period_ms % kMsPerDay == 0;
    return is_whole_days && decay.percent_hundredths == 0 ? kFine : "a fade that is impossible";
  }
  const bool is_possible = decay.period_ms >= kMsPerHour && decay.percent_hundredths >= 100 &&
                           decay.percent_hundredths <= 10'000;
  return is_possible ? kFine : "a decay that is impossible";
}

/// Whether a first use; marks it.
Problem use(std::vector<bool>& is_used, std::uint32_t index) {
  if (index >= is_used.size()) return "a source of points that does not exist";
  if (is_used[index]) return "a source of points that has given already";
  is_used[index] = true;
  return kFine;
}

bool has_unused(const std::vector<bool>& is_used) {
  return std::find(is_used.begin(), is_used.end(), false) != is_used.end();
}

Problem PointsVerifier::check_wording(const Wording& wording) const {
  if (!has(wording.condition)) return kNoSuchText;
  if (wording.file && !has(*wording.file)) return kNoSuchText;
  return !wording.because || has(*wording.because) ? kFine : kNoSuchText;
}

Problem PointsVerifier::check(const Part& part) const {
  return has(part.name) ? check_bounds(part.bounds) : kNoSuchText;
}

Problem PointsVerifier::check(const Rule& rule) const {
  if (!is_points(rule.points_thousandths)) return kNoSuchScore;
  if (rule.each > Each::kDay) return "an `each` that does not exist";
  const std::int64_t up_to = rule.up_to_thousandths.value_or(0);
  if (up_to < 0 || !is_sum(up_to)) return kNoSuchScore;
  if (rule.decay) {
    if (const Problem problem = check_decay(*rule.decay); !problem.empty()) return problem;
  }
  const bool must_count = rule.each != Each::kOnce || rule.decay.has_value();
  if (must_count != rule.counted.is_valid())
    return "events to count where it asks for none, or none";
  if (!has_row_or_none(program_.selections, rule.counted)) return "a selection that does not exist";
  return check_wording(rule.wording);
}

Problem PointsVerifier::check_row(const Row& row) const {
  if (!is_points(row.points_thousandths)) return kNoSuchScore;
  if (!has_row_or_none(program_.signals, row.signal)) return "a signal that does not exist";
  if (!row.signal.is_valid()) {
    if (row.is_negated) return "a row that never fits";
  } else if (is_of_event(program_, program_.signals[row.signal])) {
    return "a signal of the event at hand";
  }
  return check_wording(row.wording);
}

Problem PointsVerifier::check(const Table& table) const {
  for (const Row& row : table.rows) {
    if (const Problem problem = check_row(row); !problem.empty()) return problem;
  }
  return check_wording(table.wording);
}

Problem PointsVerifier::check(const BestOf& best_of) {
  for (const RuleId rule : best_of.rules) {
    if (const Problem problem = use(is_rule_used_, rule.value); !problem.empty()) return problem;
  }
  return check_wording(best_of.wording);
}

Problem PointsVerifier::check(const Contribution& contribution) {
  if (!has_row_or_none(program_.parts, contribution.part)) return kNoSuchPart;
  if (const auto* rule = std::get_if<RuleId>(&contribution.source)) {
    return use(is_rule_used_, rule->value);
  }
  if (const auto* table = std::get_if<TableId>(&contribution.source)) {
    return use(is_table_used_, table->value);
  }
  return use(is_best_of_used_, std::get<BestOfId>(contribution.source).value);
}

Problem PointsVerifier::find_unused() const {
  if (has_unused(is_rule_used_)) return "a rule that gives nowhere";
  if (has_unused(is_table_used_)) return "a table that gives nowhere";
  return has_unused(is_best_of_used_) ? "a `best of` that gives nowhere" : kFine;
}

Problem PointsVerifier::check(const Grade& grade) const {
  if (!has_row_or_none(program_.parts, grade.part)) return kNoSuchPart;
  const GradeStep* before = nullptr;
  for (const GradeStep& step : grade.steps) {
    if (!has(step.name)) return kNoSuchText;
    if (!is_sum(step.at_thousandths)) return kNoSuchScore;
    if (before != nullptr && before->at_thousandths <= step.at_thousandths) {
      return "bounds of a grade that do not fall";
    }
    before = &step;
  }
  return has(grade.otherwise) ? kFine : kNoSuchText;
}

Problem PointsVerifier::check(const Stage& stage) const {
  if (!is_sum(stage.at_thousandths.value_or(0))) return kNoSuchScore;
  return has(stage.name) ? check_wording(stage.wording) : kNoSuchText;
}

Problem PointsVerifier::check(const Disqualification& row) const {
  return check_wording(row.wording);
}

Problem PointsVerifier::check(const Route& route) const {
  return has(route.name) ? check_wording(route.wording) : kNoSuchText;
}

Problem PointsVerifier::check(const Alert& alert) const {
  return has(alert.name) ? check_wording(alert.wording) : kNoSuchText;
}

Problem PointsVerifier::check(const Never& never) const { return check_wording(never.wording); }

Problem PointsVerifier::check(const ScoreSum& sum) const {
  for (const ScoreTerm& term : sum) {
    if (!has_row_or_none(program_.parts, term.part)) return kNoSuchPart;
  }
  return kFine;
}

Problem PointsVerifier::check(const ScoreChange& change) const {
  if (!has_row_or_none(program_.parts, change.part)) return kNoSuchPart;
  if (change.kind > ChangeKind::kMoved) return "a change that does not exist";
  if (change.amount_thousandths < 0 || !is_sum(change.amount_thousandths)) return kNoSuchScore;
  return change.within_ms > 0 && change.within_ms <= kMostDurationMs
             ? kFine
             : "a duration that is out of range";
}

Problem check_score_range(const ScoreRange& range) {
  const ScoreInterval* before = nullptr;
  for (const ScoreInterval& interval : range) {
    if (interval.low > interval.high) return "an interval that is empty";
    if (before != nullptr && before->high >= interval.low) {
      return "intervals that are not sorted and disjoint";
    }
    before = &interval;
  }
  return kFine;
}

Problem check_grade_set(const std::vector<std::uint32_t>& steps) {
  const bool rises =
      std::adjacent_find(steps.begin(), steps.end(), std::greater_equal<>()) == steps.end();
  return rises ? kFine : "steps that are not sorted and distinct";
}

}  // namespace

Result<void> verify_points(const Program& program) {
  if (const Problem problem = check_bounds(program.score_bounds); !problem.empty()) {
    return Error{fmt::format("the program is damaged: {}", problem)};
  }
  PointsVerifier verifier(program);
  const auto check = [&verifier](const auto& row) { return verifier.check(row); };
  Result<void> results[] = {
      verify_rows("part", program.parts, check),
      verify_rows("rule", program.rules, check),
      verify_rows("table", program.tables, check),
      verify_rows("best of", program.best_ofs, check),
      verify_rows("contribution", program.contributions, check),
      verify_rows("grade", program.grades, check),
      verify_rows("stage", program.stages, check),
      verify_rows("disqualification", program.disqualifications, check),
      verify_rows("route", program.routes, check),
      verify_rows("alert", program.alerts, check),
      verify_rows("never", program.nevers, check),
      verify_rows("score sum", program.score_sums, check),
      verify_rows("score range", program.score_ranges, check_score_range),
      verify_rows("score change", program.score_changes, check),
      verify_rows("grade set", program.grade_sets, check_grade_set),
  };
  for (Result<void>& result : results) {
    if (!result) return std::move(result);
  }
  if (const Problem problem = verifier.find_unused(); !problem.empty()) {
    return Error{fmt::format("the program is damaged: {}", problem)};
  }
  return {};
}

}  // namespace leadscore::bytecode
