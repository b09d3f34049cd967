#include "base/decimal.hpp"
#include "compiler/lint/finder.hpp"
#include "compiler/prove/points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::lint {
namespace {

using namespace model;
using prove::Points;

// ---- Where a score makes a difference -----------------------------------------------------------

/// What outcomes ask of the score: whether it reaches certain points, and nothing else.
struct Asked {
  std::vector<std::int64_t> bounds_thousandths;
  std::vector<bool> parts;      // by PartId: whether its points are asked for, or graded, as such
  bool asks_for_more = false;   // a change of the score, a sum with it
  bool has_open_stage = false;  // some stage is reached by some leads only, as to its points
};

void add_bounds(const ScoreTest& test, std::vector<std::int64_t>& bounds) {
  const auto& literals = test.literals;
  switch (test.op) {
    case ScoreOperator::kIs:
      for (const std::int64_t literal : literals)
        bounds.insert(bounds.end(), {literal, literal + 1});
      return;
    case ScoreOperator::kLess:
    case ScoreOperator::kGreaterOrEqual:
      bounds.push_back(literals[0]);
      return;
    case ScoreOperator::kLessOrEqual:
    case ScoreOperator::kGreater:
      bounds.push_back(literals[0] + 1);
      return;
    case ScoreOperator::kBetween:
      bounds.insert(bounds.end(), {literals[0], literals[1] + 1});
      return;
  }
}

void add_test(const Test& test, Asked& asked) {
  if (const auto* change = std::get_if<ScoreChangeTest>(&test)) {
    if (change->part) asked.parts[change->part->value] = true;
    asked.asks_for_more = asked.asks_for_more || !change->part;
  }
  const auto* of_score = std::get_if<ScoreTest>(&test);
  if (of_score == nullptr) return;
  if (of_score->terms.size() == 1 && !of_score->terms[0].part && of_score->terms[0].times == 1) {
    add_bounds(*of_score, asked.bounds_thousandths);
    return;
  }
  for (const ScoreTerm& term : of_score->terms) {
    if (term.part) asked.parts[term.part->value] = true;
    asked.asks_for_more = asked.asks_for_more || !term.part;
  }
}

Asked find_asked(const Finder& finder) {
  const Model& model = finder.model;
  Asked asked;
  asked.parts.resize(model.parts.size());
  const prove::Range score = finder.prover->score();
  for (const Stage& stage : model.stages) {
    if (!stage.at_thousandths) continue;
    const std::int64_t at = *stage.at_thousandths;
    asked.bounds_thousandths.push_back(at);
    const bool is_open = (!score.least || *score.least < at) && (!score.most || *score.most >= at);
    asked.has_open_stage = asked.has_open_stage || is_open;
  }
  for (const Grade& grade : model.grades) {
    if (grade.part) asked.parts[grade.part->value] = true;
    for (const GradeStep& step : grade.steps) {
      if (!grade.part) asked.bounds_thousandths.push_back(step.at_thousandths);
    }
  }
  for (const Test& test : model.tests) add_test(test, asked);
  return asked;
}

// ---- What points can come together --------------------------------------------------------------

/// Points that can be: in the range, and a multiple of the step; a step of 0: only no points.
struct Amount {
  Points range;
  std::int64_t step = 0;
};

Amount operator+(const Amount& left, const Amount& right) {
  return {sum(left.range, right.range), std::gcd(left.step, right.step)};
}

Amount within(const Amount& amount, const Bounds& bounds) {
  Amount result{prove::within(amount.range, bounds), amount.step};
  const auto& [up_to, down_to] = bounds;
  if (up_to && *up_to < amount.range.most) result.step = std::gcd(result.step, *up_to);
  if (down_to && *down_to > amount.range.least) result.step = std::gcd(result.step, *down_to);
  return result;
}

Points points_of(const prove::Range& range) {
  return {range.least.value_or(Points::kNoLeast), range.most.value_or(Points::kNoMost)};
}

std::int64_t step_of(const Rule& rule) {
  if (rule.decay) return 1;
  return std::gcd(rule.points_thousandths, rule.up_to_thousandths.value_or(0));
}

Amount amount_of(const Finder& finder, const Contribution& contribution) {
  if (const auto* rule = std::get_if<RuleId>(&contribution.source)) {
    return {points_of(finder.prover->range(*rule)), step_of(finder.model.rules[*rule])};
  }
  Amount amount;
  if (const auto* table = std::get_if<TableId>(&contribution.source)) {
    amount.range = points_of(finder.prover->range(*table));
    for (const Row& row : finder.model.tables[*table].rows) {
      amount.step = std::gcd(amount.step, row.points_thousandths);
    }
    return amount;
  }
  const BestOfId best_of = std::get<BestOfId>(contribution.source);
  amount.range = points_of(finder.prover->range(best_of));
  for (const RuleId rule : finder.model.best_ofs[best_of].rules) {
    amount.step = std::gcd(amount.step, step_of(finder.model.rules[rule]));
  }
  return amount;
}

/// Sums of all but one.
class Others {
 public:
  explicit Others(const std::vector<Amount>& amounts)
      : before_(amounts.size() + 1), behind_(amounts.size() + 1) {
    for (std::size_t i = 0; i < amounts.size(); ++i) before_[i + 1] = before_[i] + amounts[i];
    for (std::size_t i = amounts.size(); i > 0; --i) behind_[i - 1] = amounts[i - 1] + behind_[i];
  }
  [[nodiscard]] Amount without(std::size_t i) const { return before_[i] + behind_[i + 1]; }
  [[nodiscard]] Amount all() const { return behind_[0]; }

 private:
  std::vector<Amount> before_;
  std::vector<Amount> behind_;
};

bool has_multiple(std::int64_t step, std::int64_t first, std::int64_t last) {
  if (first > last) return false;
  if (step == 0) return first <= 0 && last >= 0;
  const std::int64_t below = last % step >= 0 ? last % step : last % step + step;
  std::int64_t largest = 0;
  return __builtin_sub_overflow(last, below, &largest) || largest >= first;
}

std::int64_t plus(std::int64_t left, std::int64_t right) {
  return prove::sum({left, left}, {right, right}).most;
}

std::int64_t minus(std::int64_t left, std::int64_t right) {
  if (right == Points::kNoMost) return Points::kNoLeast;
  if (right == Points::kNoLeast) return Points::kNoMost;
  return plus(left, -right);
}

/// By how much a sum within bounds can change if `given` is added to `others`.
Points change_of(const Points& others, const Points& given, const Bounds& bounds) {
  const Points without = prove::within(others, bounds);
  const Points with = prove::within(sum(others, given), bounds);
  Points change{std::min<std::int64_t>(given.least, 0), std::max<std::int64_t>(given.most, 0)};
  if (bounds.up_to_thousandths) {
    change.most = std::min(change.most, minus(*bounds.up_to_thousandths, without.least));
    change.least = std::max(change.least, minus(with.least, *bounds.up_to_thousandths));
  }
  if (bounds.down_to_thousandths) {
    change.most = std::min(change.most, minus(with.most, *bounds.down_to_thousandths));
    change.least = std::max(change.least, minus(*bounds.down_to_thousandths, without.most));
  }
  return {std::min<std::int64_t>(change.least, 0), std::max<std::int64_t>(change.most, 0)};
}

/// Whether some sum that can be is on the other side of the bound after the change.
bool may_cross(const Amount& total, const Points& change, std::int64_t bound) {
  const std::int64_t below = std::min(total.range.most, bound - 1);
  const std::int64_t above = std::max(total.range.least, bound);
  const bool rises =
      change.most > 0 &&
      has_multiple(total.step, std::max(total.range.least, minus(bound, change.most)), below);
  const bool falls =
      change.least < 0 &&
      has_multiple(total.step, above, std::min(total.range.most, minus(bound - 1, change.least)));
  return rises || falls;
}

// ---- Rules without effect -----------------------------------------------------------------------

class EffectSearch {
 public:
  EffectSearch(const Finder& finder, Asked asked)
      : finder_(finder), model_(finder.model), asked_(std::move(asked)) {
    std::erase_if(asked_.bounds_thousandths, [&](std::int64_t bound) {
      const Bounds& bounds = model_.score_bounds;
      return (bounds.up_to_thousandths && *bounds.up_to_thousandths < bound) ||
             (bounds.down_to_thousandths && *bounds.down_to_thousandths >= bound);
    });
  }

  void look() {
    const std::size_t loose = model_.parts.size();
    std::vector<std::vector<std::size_t>> places(loose + 1);  // contributions, by part; loose ones
    for (std::size_t i = 0; i < model_.contributions.size(); ++i) {
      const auto& part = model_.contributions[i].part;
      places[part ? part->value : loose].push_back(i);
    }
    std::vector<Others> inside;
    std::vector<Amount> sums;
    for (std::size_t place = 0; place <= loose; ++place) {
      std::vector<Amount> amounts;
      for (const std::size_t i : places[place]) {
        amounts.push_back(amount_of(finder_, model_.contributions[i]));
      }
      inside.emplace_back(amounts);
      sums.push_back(within(inside.back().all(), bounds_of(place)));
    }
    const Others outside(sums);
    for (std::size_t place = 0; place <= loose; ++place) {
      if (place < loose && asked_.parts[place]) continue;
      for (std::size_t i = 0; i < places[place].size(); ++i) {
        look_at(places[place][i], inside[place].without(i), outside.without(place),
                bounds_of(place));
      }
    }
  }

 private:
  [[nodiscard]] Bounds bounds_of(std::size_t place) const {
    if (place == model_.parts.size()) return {};
    return model_.parts[PartId(static_cast<std::uint32_t>(place))].bounds;
  }

  void look_at(std::size_t contribution, const Amount& in_part, const Amount& outside,
               const Bounds& bounds) const {
    const auto* id = std::get_if<RuleId>(&model_.contributions[contribution].source);
    if (id == nullptr) return;
    const Rule& rule = model_.rules[*id];
    const bool may_hold = finder_.prover->possibility(rule.condition) != prove::Possibility::kNever;
    if (rule.points_thousandths == 0 || !may_hold) return;  // said already
    const Points change = change_of(in_part.range, points_of(finder_.prover->range(*id)), bounds);
    const Amount total = outside + within(in_part, bounds);
    const bool has_effect = std::ranges::any_of(asked_.bounds_thousandths, [&](std::int64_t bound) {
      return may_cross(total, change, bound);
    });
    if (has_effect) return;
    Diagnostic& found = finder_.found.report<DiagnosticKind::kRuleWithoutEffect>(rule.span);
    found.help.push_back(why(change, total.step));
  }

  static std::string why(const Points& change, std::int64_t step) {
    if (change.least == 0 && change.most == 0) {
      return "the other rules of its part take the part to its bound without this one: leave it "
             "out, or move the bound";
    }
    return fmt::format(
        "all other points come in steps of {}, and these are too few to take a lead from one step "
        "over the points that a stage asks for: give more, or leave the rule out",
        format_points(step));
  }

  const Finder& finder_;
  const Model& model_;
  Asked asked_;
};

// ---- Nothing that takes points away -------------------------------------------------------------

bool takes_points_away(const Model& model) {
  if (model.applies_to || !model.disqualifications.empty()) return true;
  const auto is_negative = [](const auto& giver) { return giver.points_thousandths < 0; };
  return std::ranges::any_of(model.rules, is_negative) ||
         std::ranges::any_of(model.tables, [&](const Table& table) {
           return std::ranges::any_of(table.rows, is_negative);
         });
}

Span span_of(const Finder& finder, const Contribution& contribution) {
  const auto& source = contribution.source;
  if (const auto* rule = std::get_if<RuleId>(&source)) return finder.model.rules[*rule].span;
  if (const auto* table = std::get_if<TableId>(&source)) {
    return finder.model.tables[*table].subject_span;
  }
  return finder.model.best_ofs[std::get<BestOfId>(source)].span;
}

void look_at_subtraction(const Finder& finder) {
  if (!finder.is_on(DiagnosticKind::kNothingSubtracts)) return;
  if (finder.model.contributions.empty() || takes_points_away(finder.model)) return;
  finder.found
      .report<DiagnosticKind::kNothingSubtracts>(
          span_of(finder, finder.model.contributions.front()))
      .help.emplace_back(
          "say what speaks against a lead, such as `when visited(\"/careers\") -10`, or "
          "`disqualify when ...`");
}

}  // namespace

void look_at_effects(const Finder& finder) {
  look_at_subtraction(finder);
  if (!finder.prover || !finder.is_on(DiagnosticKind::kRuleWithoutEffect)) return;
  Asked asked = find_asked(finder);
  if (asked.has_open_stage && !asked.asks_for_more) EffectSearch(finder, std::move(asked)).look();
}

}  // namespace leadscore::lint
