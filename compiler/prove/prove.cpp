#include "compiler/prove/prove.hpp"

#include "compiler/prove/cells.hpp"
#include "compiler/prove/points.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <set>

namespace leadscore::prove {
namespace {

using namespace model;

constexpr std::size_t kMostCombinations = 20'000;
constexpr std::size_t kMostWork = 4'000'000;  // combinations × conditions of one group
constexpr std::size_t kMostConditions = 64;   // of one question about conditions
constexpr std::size_t kMostTried = 20'000;    // sets of rules, of one stage

/// A condition with all that it is made of, operands before what uses them.
std::vector<ConditionId> closure(const Model& model, const std::vector<ConditionId>& roots,
                                 std::size_t limit) {
  std::set<ConditionId> seen;
  std::vector<ConditionId> waiting = roots;
  while (!waiting.empty() && seen.size() <= limit) {
    const ConditionId id = waiting.back();
    waiting.pop_back();
    if (!seen.insert(id).second) continue;
    const auto& node = model.conditions[id].node;
    if (const auto* both = std::get_if<And>(&node)) {
      waiting.insert(waiting.end(), both->operands.begin(), both->operands.end());
    } else if (const auto* either = std::get_if<Or>(&node)) {
      waiting.insert(waiting.end(), either->operands.begin(), either->operands.end());
    } else if (const auto* opposite = std::get_if<Not>(&node)) {
      waiting.push_back(opposite->operand);
    }
  }
  return {seen.begin(), seen.end()};
}

template <class TruthOf, class TestTruth>
Truths combine(const Condition& condition, const TruthOf& of, const TestTruth& of_test) {
  if (const auto* use = std::get_if<TestUse>(&condition.node)) return of_test(use->test);
  if (const auto* opposite = std::get_if<Not>(&condition.node)) {
    return truths_of_not(of(opposite->operand));
  }
  const auto* both = std::get_if<And>(&condition.node);
  Truths result = both != nullptr ? kTrue : kFalse;
  const auto& operands = both != nullptr ? both->operands : std::get<Or>(condition.node).operands;
  for (const ConditionId operand : operands) {
    result =
        both != nullptr ? truths_of_and(result, of(operand)) : truths_of_or(result, of(operand));
  }
  return result;
}

/// What gives points: one contribution of the model.
struct Item {
  std::size_t contribution = 0;
  std::vector<RuleId> rules;
  std::vector<ConditionId> conditions;  // with all that they are made of
  std::vector<TestId> tests;
  std::vector<SelectionId> counted;
};

}  // namespace

struct Prover::State {
  explicit State(const Model& of) : model(of) {}

  const Model& model;
  std::vector<Truths> fixed;          // by test: what outcomes ask of scores; 0: not one of these
  std::vector<Truths> possibilities;  // by condition
  std::vector<Points> rules;
  std::vector<Points> tables;
  std::vector<Points> best_ofs;
  std::vector<Points> parts;
  std::vector<Points> contributions;
  Points score;

  void visit_cases(const std::vector<ConditionId>& roots,
                   const std::function<bool(const std::map<ConditionId, Truths>&)>& visit,
                   bool& is_complete) const;
  Truths exact(ConditionId condition) const;
  void find_possibilities();
  void find_points();
  void find_outcomes();
  Item item_of(std::size_t contribution) const;
  enum class Links { kKeysAndParts, kKeys, kNone };
  std::vector<std::vector<Item>> groups(std::vector<Item> items, Links links) const;
  Points points_of_item(const Item& item, const Cells& cells,
                        const std::map<ConditionId, Truths>& truths);
  Points points_of_table(const Table& table) const;
  void add_group(const std::vector<Item>& group, Points& free_total, Points& whole,
                 std::vector<Points>& part_sums);
  bool is_bounded(const std::optional<PartId>& part) const;
  Points points_of_sum(const std::vector<ScoreTerm>& terms) const;
  Truths answer(const ScoreTest& test) const;
  Truths answer(const GradeTest& test) const;
  void find_smallest(const Stage& stage, StageReach& reach) const;
};

/// Calls `visit` with the truths in every case, until it says false.
void Prover::State::visit_cases(
    const std::vector<ConditionId>& roots,
    const std::function<bool(const std::map<ConditionId, Truths>&)>& visit,
    bool& is_complete) const {
  const std::vector<ConditionId> conditions = closure(model, roots, kMostConditions);
  is_complete = conditions.size() <= kMostConditions;
  if (!is_complete) return;
  std::vector<TestId> tests;
  for (const ConditionId id : conditions) {
    const auto* use = std::get_if<TestUse>(&model.conditions[id].node);
    if (use != nullptr && fixed[use->test.value] == 0) tests.push_back(use->test);
  }
  Cells cells(model, tests, {});
  is_complete = cells.combinations(kMostCombinations / conditions.size()) <=
                kMostCombinations / conditions.size();
  if (!is_complete) return;
  cells.fill();
  std::map<ConditionId, Truths> truths;
  bool goes_on = true;
  cells.for_each([&] {
    if (!goes_on) return;
    for (const ConditionId id : conditions) {
      truths[id] = combine(
          model.conditions[id], [&](ConditionId operand) { return truths[operand]; },
          [&](TestId test) {
            return fixed[test.value] != 0 ? fixed[test.value] : cells.truths(test);
          });
    }
    goes_on = visit(truths);
  });
}

Truths Prover::State::exact(ConditionId condition) const {
  Truths all = 0;
  bool is_complete = true;
  visit_cases(
      {condition},
      [&](const std::map<ConditionId, Truths>& truths) {
        all = static_cast<Truths>(all | truths.at(condition));
        return all != kAnyTruth;
      },
      is_complete);
  return is_complete ? all : kAnyTruth;
}

void Prover::State::find_possibilities() {
  possibilities.assign(model.conditions.size(), 0);
  for (const ConditionId id : model.conditions.ids()) {
    const Truths rough = combine(
        model.conditions[id], [&](ConditionId operand) { return possibilities[operand.value]; },
        [&](TestId test) { return fixed[test.value] != 0 ? fixed[test.value] : kAnyTruth; });
    possibilities[id.value] = static_cast<Truths>(rough & exact(id));
  }
}

Item Prover::State::item_of(std::size_t contribution) const {
  Item item;
  item.contribution = contribution;
  const auto& source = model.contributions[contribution].source;
  if (const auto* rule = std::get_if<RuleId>(&source)) item.rules = {*rule};
  if (const auto* best = std::get_if<BestOfId>(&source)) item.rules = model.best_ofs[*best].rules;
  std::vector<ConditionId> roots;
  for (const RuleId rule : item.rules) {
    roots.push_back(model.rules[rule].condition);
    if (model.rules[rule].counted) item.counted.push_back(*model.rules[rule].counted);
  }
  item.conditions = closure(model, roots, kMostWork);
  for (const ConditionId id : item.conditions) {
    if (const auto* use = std::get_if<TestUse>(&model.conditions[id].node)) {
      item.tests.push_back(use->test);
    }
  }
  return item;
}

Points Prover::State::points_of_table(const Table& table) const {
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

Points Prover::State::points_of_item(const Item& item, const Cells& cells,
                                     const std::map<ConditionId, Truths>& truths) {
  const auto& source = model.contributions[item.contribution].source;
  if (const auto* table = std::get_if<TableId>(&source)) return tables[table->value];
  std::optional<Points> sure;   // the most of the rules that hold
  std::optional<Points> maybe;  // of those that may
  for (const RuleId id : item.rules) {
    const Rule& rule = model.rules[id];
    const Truths truth = truths.at(rule.condition);
    if ((truth & kTrue) == 0) continue;
    Count count = rule.counted ? cells.count(*rule.counted) : Count{1, 1};
    if (count.most == 0) continue;
    count.least = std::max<std::int64_t>(count.least, 1);
    const Points given = points_of(rule, count);
    maybe = maybe ? Points{std::min(maybe->least, given.least), std::max(maybe->most, given.most)}
                  : given;
    if (truth == kTrue) {
      sure = sure ? Points{std::max(sure->least, given.least), std::max(sure->most, given.most)}
                  : given;
    }
  }
  if (!maybe) return {};
  if (!sure) return maybe->hull({});
  return {sure->least, std::max(sure->most, maybe->most)};
}

bool Prover::State::is_bounded(const std::optional<PartId>& part) const {
  if (!part) return false;
  const Bounds& bounds = model.parts[*part].bounds;
  return bounds.up_to_thousandths || bounds.down_to_thousandths;
}

/// Adds what a group gives: to each part, to all that no part bounds, and to the whole.
void Prover::State::add_group(const std::vector<Item>& group, Points& free_total, Points& whole,
                              std::vector<Points>& part_sums) {
  std::vector<TestId> tests;
  std::vector<SelectionId> counted;
  std::set<ConditionId> conditions;
  for (const Item& item : group) {
    tests.insert(tests.end(), item.tests.begin(), item.tests.end());
    counted.insert(counted.end(), item.counted.begin(), item.counted.end());
    conditions.insert(item.conditions.begin(), item.conditions.end());
  }
  Cells cells(model, tests, counted);
  const std::size_t limit =
      std::min(kMostCombinations, kMostWork / (conditions.size() + group.size() + 1));
  const bool is_exact = cells.combinations(limit) <= limit;
  std::map<ConditionId, Truths> truths;
  std::map<std::size_t, Points> of_part;  // parts, and behind them: free, whole
  bool is_first = true;
  const std::size_t free_place = model.parts.size();
  const auto add_case = [&] {
    std::map<std::size_t, Points> now;
    now[free_place] = {};
    for (const ConditionId id : conditions) {
      truths[id] = combine(
          model.conditions[id], [&](ConditionId operand) { return truths[operand]; },
          [&](TestId test) { return is_exact ? cells.truths(test) : kAnyTruth; });
      truths[id] = static_cast<Truths>(truths[id] & possibilities[id.value]);
    }
    for (const Item& item : group) {
      const Points given = points_of_item(item, cells, truths);
      Points& known = contributions[item.contribution];
      known = is_first ? given : known.hull(given);
      const auto& part = model.contributions[item.contribution].part;
      if (part) now[part->value] = sum(now[part->value], given);
      if (!is_bounded(part)) now[free_place] = sum(now[free_place], given);
      now[free_place + 1] = sum(now[free_place + 1], given);
    }
    for (const auto& [place, given] : now) {
      of_part[place] = is_first ? given : of_part[place].hull(given);
    }
    is_first = false;
  };
  if (is_exact) {
    cells.fill();
    cells.for_each(add_case);
  } else {
    for (const Item& item : group) {  // each alone: any count, any truth
      for (const ConditionId id : item.conditions) truths[id] = possibilities[id.value];
      const Cells none(model, {}, {});
      const Points given = points_of_item(item, none, truths);
      contributions[item.contribution] = given;
      const auto& part = model.contributions[item.contribution].part;
      if (part) of_part[part->value] = sum(of_part[part->value], given);
      if (!is_bounded(part)) of_part[free_place] = sum(of_part[free_place], given);
      of_part[free_place + 1] = sum(of_part[free_place + 1], given);
    }
  }
  for (const auto& [place, given] : of_part) {
    Points& total = place < free_place    ? part_sums[place]
                    : place == free_place ? free_total
                                          : whole;
    total = sum(total, given);
  }
}

/// Items that share a field, a number or a count of events (or count events that are part of each
/// other) are one group; one that is too large falls apart by the next weaker links.
std::vector<std::vector<Item>> Prover::State::groups(std::vector<Item> items, Links links) const {
  if (links == Links::kNone) {
    std::vector<std::vector<Item>> single;
    for (Item& item : items) single.push_back({std::move(item)});
    return single;
  }
  std::vector<std::size_t> parent(items.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  std::map<Cells::Key, std::size_t> first_of;
  for (std::size_t i = 0; i < items.size(); ++i) {
    std::vector<Cells::Key> keys;
    for (const TestId test : items[i].tests) {
      for (const Cells::Key& key : Cells::keys(model, test)) keys.push_back(key);
    }
    for (const SelectionId selection : items[i].counted) keys.push_back(Cells::key(selection));
    for (const Cells::Key& key : keys) {
      const auto [place, is_new] = first_of.emplace(key, i);
      if (!is_new) parent[root(i)] = root(place->second);
    }
  }
  if (links == Links::kKeysAndParts) {
    std::vector<Cells::Key> keys;
    for (const auto& [key, first] : first_of) keys.push_back(key);
    for (const auto& [inner, outer] : Cells::linked(model, keys)) {
      parent[root(first_of.at(inner))] = root(first_of.at(outer));
    }
  }
  std::map<std::size_t, std::vector<Item>> by_root;
  for (std::size_t i = 0; i < items.size(); ++i) by_root[root(i)].push_back(std::move(items[i]));
  std::vector<std::vector<Item>> result;
  for (auto& [first, group] : by_root) {
    std::vector<TestId> tests;
    std::vector<SelectionId> counted;
    std::size_t conditions = group.size() + 1;
    for (const Item& item : group) {
      tests.insert(tests.end(), item.tests.begin(), item.tests.end());
      counted.insert(counted.end(), item.counted.begin(), item.counted.end());
      conditions += item.conditions.size();
    }
    const std::size_t limit = std::min(kMostCombinations, kMostWork / conditions);
    if (Cells(model, tests, counted).combinations(limit) <= limit) {
      result.push_back(std::move(group));
      continue;
    }
    const Links weaker = links == Links::kKeysAndParts ? Links::kKeys : Links::kNone;
    for (auto& smaller : groups(std::move(group), weaker)) result.push_back(std::move(smaller));
  }
  return result;
}

void Prover::State::find_points() {
  for (const Table& table : model.tables) tables.push_back(points_of_table(table));
  contributions.resize(model.contributions.size());
  std::vector<Item> items;
  for (std::size_t i = 0; i < model.contributions.size(); ++i) items.push_back(item_of(i));
  parts.resize(model.parts.size());
  Points free_total;
  Points whole;
  for (const auto& group : groups(std::move(items), Links::kKeysAndParts)) {
    add_group(group, free_total, whole, parts);
  }
  bool binds = false;
  for (const PartId id : model.parts.ids()) {
    const Points bounded = within(parts[id.value], model.parts[id].bounds);
    binds = binds || bounded.least != parts[id.value].least || bounded.most != parts[id.value].most;
    parts[id.value] = bounded;
    if (is_bounded(id)) free_total = sum(free_total, bounded);
  }
  score = within(binds ? free_total : whole, model.score_bounds);
  rules.resize(model.rules.size());
  best_ofs.resize(model.best_ofs.size());
  for (const RuleId id : model.rules.ids()) {
    const Rule& rule = model.rules[id];
    const Truths truth = possibilities[rule.condition.value];
    if ((truth & kTrue) == 0) continue;
    const Points given = points_of(rule, rule.counted ? Count{1, Count::kNoMost} : Count{1, 1});
    rules[id.value] = truth == kTrue ? given : given.hull({});
  }
  for (std::size_t i = 0; i < model.contributions.size(); ++i) {
    const auto& source = model.contributions[i].source;
    if (const auto* rule = std::get_if<RuleId>(&source)) rules[rule->value] = contributions[i];
    if (const auto* best = std::get_if<BestOfId>(&source)) {
      best_ofs[best->value] = contributions[i];
    }
  }
}

Points Prover::State::points_of_sum(const std::vector<ScoreTerm>& terms) const {
  if (terms.size() != 1 || (terms[0].times != 1 && terms[0].times != -1)) {
    return {Points::kNoLeast, Points::kNoMost};
  }
  const Points of = terms[0].part ? parts[terms[0].part->value] : score;
  if (terms[0].times == 1) return of;
  return {of.most == Points::kNoMost ? Points::kNoLeast : -of.most,
          of.least == Points::kNoLeast ? Points::kNoMost : -of.least};
}

Truths Prover::State::answer(const ScoreTest& test) const {
  const Points of = points_of_sum(test.terms);
  const auto within_of = [&](std::int64_t first, std::int64_t last) -> Truths {
    if (of.least >= first && of.most <= last) return kTrue;
    return of.most < first || of.least > last ? kFalse : static_cast<Truths>(kTrue | kFalse);
  };
  const auto& literals = test.literals;
  switch (test.op) {
    case ScoreOperator::kIs: {
      Truths all = kFalse;
      for (const std::int64_t literal : literals) {
        all = truths_of_or(all, within_of(literal, literal));
      }
      return all;
    }
    case ScoreOperator::kLess:
      return truths_of_not(within_of(literals[0], Points::kNoMost));
    case ScoreOperator::kLessOrEqual:
      return within_of(Points::kNoLeast, literals[0]);
    case ScoreOperator::kGreater:
      return truths_of_not(within_of(Points::kNoLeast, literals[0]));
    case ScoreOperator::kGreaterOrEqual:
      return within_of(literals[0], Points::kNoMost);
    case ScoreOperator::kBetween:
      return within_of(literals[0], literals[1]);
  }
  return kTrue | kFalse;
}

Truths Prover::State::answer(const GradeTest& test) const {
  const Grade& grade = model.grades[test.grade];
  const Points of = grade.part ? parts[grade.part->value] : score;
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

/// Scores are known now: what tests of them can be.
void Prover::State::find_outcomes() {
  for (const TestId id : model.tests.ids()) {
    const Test& test = model.tests[id];
    if (const auto* of_score = std::get_if<ScoreTest>(&test)) fixed[id.value] = answer(*of_score);
    if (const auto* of_grade = std::get_if<GradeTest>(&test)) fixed[id.value] = answer(*of_grade);
  }
}

void Prover::State::find_smallest(const Stage& stage, StageReach& reach) const {
  struct Giver {
    std::size_t contribution = 0;
    std::int64_t most = 0;
  };
  std::vector<Giver> givers;
  for (std::size_t i = 0; i < contributions.size(); ++i) {
    if (contributions[i].most > 0) givers.push_back({i, contributions[i].most});
  }
  std::ranges::stable_sort(givers, std::greater{}, &Giver::most);
  const auto total = [&](const std::vector<std::size_t>& chosen) {
    std::map<std::uint32_t, Points> by_part;
    Points all;
    for (const std::size_t i : chosen) {
      const Points given{contributions[i].most, contributions[i].most};
      const auto& part = model.contributions[i].part;
      Points& sums = part ? by_part[part->value] : all;
      sums = sum(sums, given);
    }
    for (const auto& [part, given] : by_part) {
      all = sum(all, within(given, model.parts[PartId{part}].bounds));
    }
    return within(all, model.score_bounds).most;
  };
  const auto go_together = [&](std::size_t a, std::size_t b) {
    const auto* first = std::get_if<RuleId>(&model.contributions[a].source);
    const auto* second = std::get_if<RuleId>(&model.contributions[b].source);
    if (first == nullptr || second == nullptr) return true;
    bool can_be = false;
    bool is_complete = true;
    const ConditionId one = model.rules[*first].condition;
    const ConditionId other = model.rules[*second].condition;
    visit_cases(
        {one, other},
        [&](const std::map<ConditionId, Truths>& truths) {
          can_be = (truths.at(one) & truths.at(other) & kTrue) != 0;
          return !can_be;
        },
        is_complete);
    return can_be || !is_complete;
  };
  std::size_t tried = 0;
  std::vector<std::size_t> chosen;
  const std::function<bool(std::size_t, std::size_t)> choose = [&](std::size_t from,
                                                                   std::size_t left) {
    if (left == 0) return total(chosen) >= *stage.at_thousandths;
    std::int64_t best = total(chosen);
    for (std::size_t i = from; i < std::min(from + left, givers.size()); ++i) {
      best = sum({best, best}, {givers[i].most, givers[i].most}).most;
    }
    const bool has_lower_bound = model.score_bounds.down_to_thousandths.has_value();
    if (best < *stage.at_thousandths && !has_lower_bound) return false;
    for (std::size_t i = from; i < givers.size() && tried < kMostTried; ++i) {
      ++tried;
      if (!std::ranges::all_of(chosen, [&](std::size_t other) {
            return go_together(other, givers[i].contribution);
          })) {
        continue;
      }
      chosen.push_back(givers[i].contribution);
      if (choose(i + 1, left - 1)) return true;
      chosen.pop_back();
    }
    return false;
  };
  constexpr std::size_t kMostRules = 12;
  for (std::size_t size = 0; size <= std::min(kMostRules, givers.size()); ++size) {
    if (!choose(0, size)) continue;
    std::ranges::sort(chosen);
    reach.smallest = chosen;
    reach.is_smallest_proved = tried < kMostTried;
    return;
  }
}

namespace {

Possibility possibility_of(Truths truths) {
  if ((truths & kTrue) == 0) return Possibility::kNever;
  return truths == kTrue ? Possibility::kAlways : Possibility::kSometimes;
}

}  // namespace

Prover::Prover(const Model& model) : state_(std::make_unique<State>(model)) {
  state_->fixed.assign(model.tests.size(), 0);
  for (const TestId id : model.tests.ids()) {
    const Test& test = model.tests[id];
    if (std::holds_alternative<ScoreTest>(test) || std::holds_alternative<GradeTest>(test) ||
        std::holds_alternative<StageTest>(test) || std::holds_alternative<DisqualifiedTest>(test) ||
        std::holds_alternative<ScoreChangeTest>(test)) {
      state_->fixed[id.value] = kTrue | kFalse;
    }
  }
  state_->find_possibilities();
  state_->find_points();
  state_->find_outcomes();
  state_->find_possibilities();
}

Prover::~Prover() = default;
Prover::Prover(Prover&&) noexcept = default;
Prover& Prover::operator=(Prover&&) noexcept = default;

Possibility Prover::possibility(ConditionId condition) const {
  return possibility_of(state_->possibilities[condition.value]);
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
  bool holds = true;
  bool is_complete = true;
  state_->visit_cases(
      {premise, conclusion},
      [&](const std::map<ConditionId, Truths>& truths) {
        holds = (truths.at(premise) & kTrue) == 0 || truths.at(conclusion) == kTrue;
        return holds;
      },
      is_complete);
  return holds && is_complete;
}

bool Prover::excludes(ConditionId first, ConditionId second) const {
  bool holds = true;
  bool is_complete = true;
  state_->visit_cases(
      {first, second},
      [&](const std::map<ConditionId, Truths>& truths) {
        holds = (truths.at(first) & truths.at(second) & kTrue) == 0;
        return holds;
      },
      is_complete);
  return holds && is_complete;
}

Range Prover::range(RuleId rule) const { return range_of(state_->rules[rule.value]); }
Range Prover::range(TableId table) const { return range_of(state_->tables[table.value]); }
Range Prover::range(BestOfId best_of) const { return range_of(state_->best_ofs[best_of.value]); }
Range Prover::range(PartId part) const { return range_of(state_->parts[part.value]); }
Range Prover::score() const { return range_of(state_->score); }

StageReach Prover::reach(StageId id) const {
  const Stage& stage = state_->model.stages[id];
  StageReach reach;
  reach.range = score();
  Truths truths = kTrue;
  if (stage.condition) truths = state_->possibilities[stage.condition->value];
  if (stage.at_thousandths) {
    const Points& score = state_->score;
    const std::int64_t at = *stage.at_thousandths;
    const Truths reached = score.least >= at ? kTrue
                           : score.most < at ? kFalse
                                             : static_cast<Truths>(kTrue | kFalse);
    truths = truths_of_and(truths, reached);
    if (score.most < at) {
      reach.short_by_thousandths = at - score.most;
    } else if (score.least < at) {
      state_->find_smallest(stage, reach);
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
