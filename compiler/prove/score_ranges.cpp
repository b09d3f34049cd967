#include "compiler/prove/score_ranges.hpp"

#include "compiler/prove/cells.hpp"
#include "compiler/prove/givers.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace leadscore::prove {
namespace {

using namespace model;

Points points_of_table(const Table& table) {
  std::optional<Points> all;
  bool takes_rest = false;
  for (const Row& row : table.rows) {
    const Points given{row.points_thousandths, row.points_thousandths};
    all = all ? all->hull(given) : given;
    takes_rest = takes_rest || std::holds_alternative<RowOtherwise>(row.match);
  }
  if (!all) return {};
  return takes_rest ? *all : all->hull({});
}

/// What the contributions of a group give together: in each part, in all that no part bounds, and
/// in the whole.
class Sums {
 public:
  explicit Sums(const Model& model) : model_(model) { places_[free_place()] = {}; }

  void add(const std::optional<PartId>& part, const Points& given) {
    if (part) add(part->value, given);
    if (!is_bounded(part)) add(free_place(), given);
    add(whole_place(), given);
  }

  void add(const Sums& other) {
    for (const auto& [place, given] : other.places_) add(place, given);
  }

  /// What one of two cases gives.
  void widen(const Sums& other) {
    for (const auto& [place, given] : other.places_) {
      const auto [known, is_new] = places_.emplace(place, given);
      if (!is_new) known->second = known->second.hull(given);
    }
  }

  [[nodiscard]] Points part(PartId id) const { return at(id.value); }
  [[nodiscard]] Points free() const { return at(free_place()); }
  [[nodiscard]] Points whole() const { return at(whole_place()); }

  [[nodiscard]] bool is_bounded(const std::optional<PartId>& part) const {
    if (!part) return false;
    const Bounds& bounds = model_.parts[*part].bounds;
    return bounds.up_to_thousandths || bounds.down_to_thousandths;
  }

 private:
  [[nodiscard]] std::size_t free_place() const { return model_.parts.size(); }
  [[nodiscard]] std::size_t whole_place() const { return model_.parts.size() + 1; }

  void add(std::size_t place, const Points& given) { places_[place] = sum(places_[place], given); }

  [[nodiscard]] Points at(std::size_t place) const {
    const auto found = places_.find(place);
    return found == places_.end() ? Points{} : found->second;
  }

  const Model& model_;
  std::map<std::size_t, Points> places_;
};

class Search {
 public:
  Search(const Model& model, const ConditionTruths& truths) : model_(model), truths_(truths) {}

  ScoreRanges find() {
    for (const Table& table : model_.tables) found_.tables.push_back(points_of_table(table));
    found_.contributions.resize(model_.contributions.size());
    Sums total(model_);
    for (const std::vector<Giver>& group : groups_of_givers(model_)) total.add(sums_of(group));
    find_score(total);
    find_rules();
    return std::move(found_);
  }

 private:
  [[nodiscard]] Sums sums_of(const std::vector<Giver>& group) {
    std::vector<TestId> tests;
    std::vector<SelectionId> counted;
    std::set<ConditionId> conditions;
    for (const Giver& giver : group) {
      tests.insert(tests.end(), giver.tests.begin(), giver.tests.end());
      counted.insert(counted.end(), giver.counted.begin(), giver.counted.end());
      conditions.insert(giver.conditions.begin(), giver.conditions.end());
    }
    Cells cells(model_, tests, counted);
    const std::size_t limit = most_cases(group);
    if (cells.combinations(limit) > limit) return sums_of_each_alone(group);
    cells.fill();
    CaseTruths truths;
    std::optional<Sums> all;
    cells.for_each([&] {
      for (const ConditionId id : conditions) {
        const Truths now = truths_of(
            model_.conditions[id], [&](ConditionId operand) { return truths[operand]; },
            [&](TestId test) { return cells.truths(test); });
        truths[id] = static_cast<Truths>(now & truths_.of(id));
      }
      const Sums sums = sums_of_case(group, cells, truths, !all);
      if (!all) {
        all.emplace(sums);
      } else {
        all->widen(sums);
      }
    });
    return all ? *std::move(all) : Sums(model_);
  }

  [[nodiscard]] Sums sums_of_case(const std::vector<Giver>& group, const Cells& cells,
                                  const CaseTruths& truths, bool is_first) {
    Sums sums(model_);
    for (const Giver& giver : group) {
      const Points given = points_of_giver(giver, cells, truths);
      Points& known = found_.contributions[giver.contribution];
      known = is_first ? given : known.hull(given);
      sums.add(model_.contributions[giver.contribution].part, given);
    }
    return sums;
  }

  /// Of a group with too many cases: any count, any truth.
  [[nodiscard]] Sums sums_of_each_alone(const std::vector<Giver>& group) {
    const Cells none(model_, {}, {});
    CaseTruths truths;
    for (const Giver& giver : group) {
      for (const ConditionId id : giver.conditions) truths[id] = truths_.of(id);
    }
    return sums_of_case(group, none, truths, true);
  }

  [[nodiscard]] Points points_of_giver(const Giver& giver, const Cells& cells,
                                       const CaseTruths& truths) const {
    const auto& source = model_.contributions[giver.contribution].source;
    if (const auto* table = std::get_if<TableId>(&source)) return found_.tables[table->value];
    std::optional<Points> sure;   // the most of the rules that hold
    std::optional<Points> maybe;  // of those that may
    for (const RuleId id : giver.rules) {
      const Rule& rule = model_.rules[id];
      const Truths truth = truths.at(rule.condition);
      if ((truth & kTrue) == 0) continue;
      Count count = rule.counted ? cells.count(*rule.counted) : Count{1, 1};
      if (count.most == 0) continue;
      count.least = std::max<std::int64_t>(count.least, 1);
      const Points given = points_of(rule, count);
      maybe = maybe ? maybe->hull(given) : given;
      if (truth == kTrue) {
        sure = sure ? Points{std::max(sure->least, given.least), std::max(sure->most, given.most)}
                    : given;
      }
    }
    if (!maybe) return {};
    if (!sure) return maybe->hull({});
    return {sure->least, std::max(sure->most, maybe->most)};
  }

  void find_score(const Sums& total) {
    Points free = total.free();
    bool binds = false;
    for (const PartId id : model_.parts.ids()) {
      const Points given = total.part(id);
      const Points bounded = within(given, model_.parts[id].bounds);
      binds = binds || bounded.least != given.least || bounded.most != given.most;
      found_.parts.push_back(bounded);
      if (total.is_bounded(id)) free = sum(free, bounded);
    }
    found_.score = within(binds ? free : total.whole(), model_.score_bounds);
  }

  void find_rules() {
    found_.rules.resize(model_.rules.size());
    found_.best_ofs.resize(model_.best_ofs.size());
    for (const RuleId id : model_.rules.ids()) {
      const Rule& rule = model_.rules[id];
      const Truths truth = truths_.of(rule.condition);
      if ((truth & kTrue) == 0) continue;
      const Points given = points_of(rule, rule.counted ? Count{1, Count::kNoMost} : Count{1, 1});
      found_.rules[id.value] = truth == kTrue ? given : given.hull({});
    }
    for (std::size_t i = 0; i < model_.contributions.size(); ++i) {
      const auto& source = model_.contributions[i].source;
      const Points& given = found_.contributions[i];
      if (const auto* rule = std::get_if<RuleId>(&source)) found_.rules[rule->value] = given;
      if (const auto* best = std::get_if<BestOfId>(&source)) found_.best_ofs[best->value] = given;
    }
  }

  const Model& model_;
  const ConditionTruths& truths_;
  ScoreRanges found_;
};

Points points_of_sum(const std::vector<ScoreTerm>& terms, const ScoreRanges& ranges) {
  if (terms.size() != 1 || (terms[0].times != 1 && terms[0].times != -1)) {
    return {Points::kNoLeast, Points::kNoMost};
  }
  const Points of = terms[0].part ? ranges.parts[terms[0].part->value] : ranges.score;
  if (terms[0].times == 1) return of;
  return {of.most == Points::kNoMost ? Points::kNoLeast : -of.most,
          of.least == Points::kNoLeast ? Points::kNoMost : -of.least};
}

}  // namespace

ScoreRanges find_score_ranges(const Model& model, const ConditionTruths& truths) {
  return Search(model, truths).find();
}

Truths truths_of(const ScoreTest& test, const ScoreRanges& ranges) {
  const Points of = points_of_sum(test.terms, ranges);
  const auto is_within = [&](std::int64_t first, std::int64_t last) -> Truths {
    if (of.least >= first && of.most <= last) return kTrue;
    return of.most < first || of.least > last ? kFalse : static_cast<Truths>(kTrue | kFalse);
  };
  const auto& literals = test.literals;
  switch (test.op) {
    case ScoreOperator::kIs: {
      Truths all = kFalse;
      for (const std::int64_t literal : literals) {
        all = truths_of_or(all, is_within(literal, literal));
      }
      return all;
    }
    case ScoreOperator::kLess:
      return truths_of_not(is_within(literals[0], Points::kNoMost));
    case ScoreOperator::kLessOrEqual:
      return is_within(Points::kNoLeast, literals[0]);
    case ScoreOperator::kGreater:
      return truths_of_not(is_within(Points::kNoLeast, literals[0]));
    case ScoreOperator::kGreaterOrEqual:
      return is_within(literals[0], Points::kNoMost);
    case ScoreOperator::kBetween:
      return is_within(literals[0], literals[1]);
  }
  return kTrue | kFalse;
}

Truths truths_of(const Model& model, const GradeTest& test, const ScoreRanges& ranges) {
  const Grade& grade = model.grades[test.grade];
  const Points of = grade.part ? ranges.parts[grade.part->value] : ranges.score;
  const auto step_of = [&](std::int64_t points) {
    std::uint32_t step = 0;
    while (step < grade.steps.size() && points < grade.steps[step].at_thousandths) ++step;
    return step;
  };
  Truths all = 0;
  for (std::uint32_t step = step_of(of.most); step <= step_of(of.least); ++step) {
    const bool is_asked = std::ranges::find(test.steps, step) != test.steps.end();
    all = static_cast<Truths>(all | (is_asked ? kTrue : kFalse));
  }
  return all;
}

}  // namespace leadscore::prove
