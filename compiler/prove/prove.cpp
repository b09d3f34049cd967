#include "compiler/prove/prove.hpp"

#include "compiler/prove/case_truths.hpp"
#include "compiler/prove/points.hpp"
#include "compiler/prove/score_ranges.hpp"
#include "compiler/prove/smallest.hpp"

#include <bit>
#include <utility>
#include <variant>

namespace leadscore::prove {

using namespace model;

struct Prover::State {
  explicit State(const Model& of) : model(of), truths(of) {
    truths.find_all();
    ranges = find_score_ranges(model, truths);
    narrow_outcomes();
    truths.find_all();
  }

  /// Scores are known now: what tests of them can be.
  void narrow_outcomes() {
    for (const TestId id : model.tests.ids()) {
      const Test& test = model.tests[id];
      if (const auto* of_score = std::get_if<ScoreTest>(&test)) {
        truths.narrow(id, truths_of(*of_score, ranges));
      }
      if (const auto* of_grade = std::get_if<GradeTest>(&test)) {
        truths.narrow(id, truths_of(model, *of_grade, ranges));
      }
    }
  }

  const Model& model;
  ConditionTruths truths;
  ScoreRanges ranges;
};

namespace {

Possibility possibility_of(Truths truths) {
  if ((truths & kTrue) == 0) return Possibility::kNever;
  return truths == kTrue ? Possibility::kAlways : Possibility::kSometimes;
}

// Truths are single bits that rise from false over unknown to true.
Truths most_of(Truths truths) { return std::bit_floor(truths); }
Truths least_of(Truths truths) { return static_cast<Truths>(truths & -truths); }

}  // namespace

Prover::Prover(const Model& model) : state_(std::make_unique<State>(model)) {}
Prover::~Prover() = default;
Prover::Prover(Prover&&) noexcept = default;
Prover& Prover::operator=(Prover&&) noexcept = default;

Possibility Prover::possibility(ConditionId condition) const {
  return possibility_of(state_->truths.of(condition));
}

Possibility Prover::possibility(TableId table, std::size_t row) const {
  const auto& rows = state_->model.tables[table].rows;
  const auto* range = std::get_if<NumberRange>(&rows[row].match);
  if (range == nullptr) return Possibility::kSometimes;
  for (std::size_t i = 0; i < row; ++i) {
    const auto* before = std::get_if<NumberRange>(&rows[i].match);
    if (before == nullptr) continue;
    const bool takes_low =
        before->low < range->low ||
        (before->low == range->low && (before->includes_low || !range->includes_low));
    const bool takes_high =
        before->high > range->high ||
        (before->high == range->high && (before->includes_high || !range->includes_high));
    if (takes_low && takes_high) return Possibility::kNever;
  }
  return Possibility::kSometimes;
}

std::optional<Conflict> Prover::conflict(ConditionId condition) const {
  const auto* both = std::get_if<And>(&state_->model.conditions[condition].node);
  constexpr std::size_t kMostOperands = 32;  // pairs are tried
  if (both == nullptr || both->operands.size() > kMostOperands) return std::nullopt;
  for (std::size_t last = 1; last < both->operands.size(); ++last) {
    for (std::size_t first = 0; first < last; ++first) {
      if (excludes(both->operands[first], both->operands[last])) {
        return Conflict{both->operands[first], both->operands[last]};
      }
    }
  }
  return std::nullopt;
}

bool Prover::implies(ConditionId premise, ConditionId conclusion) const {
  if (possibility(premise) == Possibility::kNever) return true;
  if (possibility(conclusion) == Possibility::kAlways) return true;
  if (!state_->truths.are_related(premise, conclusion)) return false;
  bool holds = true;
  const bool is_complete =
      state_->truths.visit_cases({premise, conclusion}, [&](const CaseTruths& truths) {
        holds = (truths.at(premise) & kTrue) == 0 || truths.at(conclusion) == kTrue;
        return holds;
      });
  return holds && is_complete;
}

bool Prover::is_within(ConditionId premise, ConditionId conclusion) const {
  if (premise == conclusion) return true;
  if (!state_->truths.are_related(premise, conclusion)) return false;
  bool holds = true;
  const bool is_complete =
      state_->truths.visit_cases({premise, conclusion}, [&](const CaseTruths& truths) {
        holds = most_of(truths.at(premise)) <= least_of(truths.at(conclusion));
        return holds;
      });
  return holds && is_complete;
}

bool Prover::excludes(ConditionId first, ConditionId second) const {
  if (possibility(first) == Possibility::kNever) return true;
  if (possibility(second) == Possibility::kNever) return true;
  if (!state_->truths.are_related(first, second)) return false;
  bool holds = true;
  const bool is_complete =
      state_->truths.visit_cases({first, second}, [&](const CaseTruths& truths) {
        holds = (truths.at(first) & truths.at(second) & kTrue) == 0;
        return holds;
      });
  return holds && is_complete;
}

Range Prover::range(RuleId rule) const { return range_of(state_->ranges.rules[rule.value]); }
Range Prover::range(TableId table) const { return range_of(state_->ranges.tables[table.value]); }
Range Prover::range(BestOfId id) const { return range_of(state_->ranges.best_ofs[id.value]); }
Range Prover::range(PartId part) const { return range_of(state_->ranges.parts[part.value]); }
Range Prover::score() const { return range_of(state_->ranges.score); }

StageReach Prover::reach(StageId id) const {
  const Stage& stage = state_->model.stages[id];
  StageReach reach;
  reach.range = score();
  Truths truths = kTrue;
  if (stage.condition) truths = state_->truths.of(*stage.condition);
  if (stage.at_thousandths) {
    const Points& score = state_->ranges.score;
    const std::int64_t at = *stage.at_thousandths;
    const Truths reached = score.least >= at ? kTrue
                           : score.most < at ? kFalse
                                             : static_cast<Truths>(kTrue | kFalse);
    truths = truths_of_and(truths, reached);
    if (score.most < at) {
      reach.short_by_thousandths = at - score.most;
    } else if (score.least < at) {
      Smallest smallest = find_smallest(state_->model, state_->truths, state_->ranges, at);
      reach.smallest = std::move(smallest.contributions);
      reach.is_smallest_proved = smallest.is_proved;
    }
  }
  reach.possibility = possibility_of(truths);
  // A lead that is disqualified, or outside the model, is in no stage.
  const bool may_be_out = state_->model.applies_to || !state_->model.disqualifications.empty();
  if (reach.possibility == Possibility::kAlways && may_be_out) {
    reach.possibility = Possibility::kSometimes;
  }
  return reach;
}

}  // namespace leadscore::prove
