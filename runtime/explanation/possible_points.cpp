#include "runtime/explanation/possible_points.hpp"

#include "base/decimal.hpp"
#include "runtime/explanation/possible_truths.hpp"
#include "runtime/vm/points.hpp"

#include <algorithm>
#include <optional>
#include <variant>
#include <vector>

namespace leadscore::runtime {
namespace {

class PointsFinder {
 public:
  PointsFinder(const Scorer& scorer, const LeadBatch& batch, std::size_t lead, TimeMs as_of,
               Workspace& workspace)
      : program_(scorer.program()),
        scorer_(scorer),
        as_of_(as_of),
        workspace_(workspace),
        truths_(possible_truths(program_, batch, lead, workspace)) {}

  PossiblePoints operator()(bytecode::RuleId id) {
    const TruthSet truth = truths_.registers[program_.rules[id].condition_register];
    PossiblePoints result;
    if (!truth.has(Truth::kTrue)) return result;
    const std::int64_t points = points_of_rule(program_, scorer_.decays(), id, as_of_, workspace_);
    result = {points, points};
    if (truth.can_fail()) include(0, result);
    return result;
  }

  /// The first row that fits: every row that may, up to one that must.
  PossiblePoints operator()(bytecode::TableId id) const {
    std::optional<PossiblePoints> result;
    for (const bytecode::Row& row : program_.tables[id].rows) {
      const Truth wanted = row.is_negated ? Truth::kFalse : Truth::kTrue;
      TruthSet truth(wanted);  // of `otherwise`
      if (row.signal.is_valid()) truth = truths_.signals[row.signal.value];
      if (!truth.has(wanted)) continue;
      include(row.points_thousandths, result);
      const bool may_fail = truth.has(negate(wanted)) || truth.has(Truth::kUnknown);
      if (!may_fail) return *result;
    }
    include(0, result);
    return *result;
  }

  /// At least the best of those that must hold, at most the best of those that may.
  PossiblePoints operator()(bytecode::BestOfId id) {
    std::optional<std::int64_t> best_that_must;
    std::optional<PossiblePoints> may;
    for (const bytecode::RuleId rule : program_.best_ofs[id].rules) {
      const TruthSet truth = truths_.registers[program_.rules[rule].condition_register];
      if (!truth.has(Truth::kTrue)) continue;
      const std::int64_t points =
          points_of_rule(program_, scorer_.decays(), rule, as_of_, workspace_);
      include(points, may);
      if (!truth.can_fail()) best_that_must = std::max(best_that_must.value_or(points), points);
    }
    if (best_that_must) return {*best_that_must, may->most_thousandths};
    include(0, may);
    return *may;
  }

  [[nodiscard]] PossiblePoints score() {
    std::vector<PointsSum> least(program_.parts.size());
    std::vector<PointsSum> most(program_.parts.size());
    PointsSum least_score;
    PointsSum most_score;
    for (const bytecode::Contribution& contribution : program_.contributions) {
      const PossiblePoints points = std::visit(*this, contribution.source);
      const bytecode::PartId part = contribution.part;
      (part.is_valid() ? least[part.value] : least_score).add(points.least_thousandths);
      (part.is_valid() ? most[part.value] : most_score).add(points.most_thousandths);
    }
    for (const bytecode::PartId part : program_.parts.ids()) {
      least_score.add(bounded(least[part.value], program_.parts[part].bounds));
      most_score.add(bounded(most[part.value], program_.parts[part].bounds));
    }
    return {bounded(least_score, program_.score_bounds).saturated(),
            bounded(most_score, program_.score_bounds).saturated()};
  }

 private:
  static void include(std::int64_t points, PossiblePoints& range) {
    range.least_thousandths = std::min(range.least_thousandths, points);
    range.most_thousandths = std::max(range.most_thousandths, points);
  }
  static void include(std::int64_t points, std::optional<PossiblePoints>& range) {
    if (range) return include(points, *range);
    range = {points, points};
  }

  const bytecode::Program& program_;
  const Scorer& scorer_;
  TimeMs as_of_;
  Workspace& workspace_;
  PossibleTruths truths_;
};

}  // namespace

PossiblePoints possible_score(const Scorer& scorer, const LeadBatch& batch, std::size_t lead,
                              TimeMs as_of, Workspace& workspace) {
  return PointsFinder(scorer, batch, lead, as_of, workspace).score();
}

}  // namespace leadscore::runtime
