#include "compiler/prove/case_truths.hpp"

#include <algorithm>
#include <set>
#include <variant>

namespace leadscore::prove {
namespace {

using namespace model;

constexpr std::size_t kMostVisits = 20'000;  // cases × conditions of one question
constexpr std::size_t kMostConditions = 64;  // of one question

bool is_of_outcomes(const Test& test) {
  return std::holds_alternative<ScoreTest>(test) || std::holds_alternative<GradeTest>(test) ||
         std::holds_alternative<StageTest>(test) ||
         std::holds_alternative<DisqualifiedTest>(test) ||
         std::holds_alternative<ScoreChangeTest>(test);
}

/// What a condition asks about; of a large one a part of that.
std::vector<Cells::Key> keys_of(const Model& model, ConditionId condition) {
  std::vector<Cells::Key> keys;
  for (const ConditionId id : with_operands(model, {condition}, kMostConditions)) {
    const auto* use = std::get_if<TestUse>(&model.conditions[id].node);
    if (use == nullptr) continue;
    for (const Cells::Key& key : Cells::keys(model, use->test)) keys.push_back(key);
  }
  return keys;
}

}  // namespace

std::vector<ConditionId> with_operands(const Model& model, const std::vector<ConditionId>& roots,
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

ConditionTruths::ConditionTruths(const Model& model)
    : model_(model), outcomes_(model.tests.size(), 0) {
  for (const TestId id : model.tests.ids()) {
    if (is_of_outcomes(model.tests[id])) narrow(id, kTrue | kFalse);
  }
}

bool ConditionTruths::are_related(ConditionId first, ConditionId second) const {
  const std::vector<Cells::Key> keys = keys_of(model_, first);
  const std::vector<Cells::Key> others = keys_of(model_, second);
  return std::ranges::any_of(keys, [&](const Cells::Key& key) {
    return std::ranges::any_of(others, [&](const Cells::Key& other) {
      return key == other || (Cells::is_count(key) && Cells::is_count(other));
    });
  });
}

bool ConditionTruths::visit_cases(const std::vector<ConditionId>& roots,
                                  const std::function<bool(const CaseTruths&)>& visit) const {
  const std::vector<ConditionId> conditions = with_operands(model_, roots, kMostConditions);
  if (conditions.size() > kMostConditions) return false;
  std::vector<TestId> tests;
  std::vector<TestId> of_outcomes;
  for (const ConditionId id : conditions) {
    const auto* use = std::get_if<TestUse>(&model_.conditions[id].node);
    if (use == nullptr) continue;
    tests.push_back(use->test);
    if (outcomes_[use->test.value] != 0) of_outcomes.push_back(use->test);
  }
  Cells cells(model_, tests, {});
  const std::size_t limit = kMostVisits / conditions.size();
  if (cells.combinations(limit) > limit) return false;
  cells.fill();
  CaseTruths truths;
  bool goes_on = true;
  cells.for_each([&] {
    if (!goes_on) return;
    for (const TestId test : of_outcomes) {
      if ((cells.truths(test) & outcomes_[test.value]) == 0) return;  // no such case
    }
    for (const ConditionId id : conditions) {
      truths[id] = truths_of(
          model_.conditions[id], [&](ConditionId operand) { return truths[operand]; },
          [&](TestId test) { return cells.truths(test); });
    }
    goes_on = visit(truths);
  });
  return true;
}

Truths ConditionTruths::by_cases(ConditionId condition) const {
  Truths all = 0;
  const bool is_complete = visit_cases({condition}, [&](const CaseTruths& truths) {
    all = static_cast<Truths>(all | truths.at(condition));
    return all != kAnyTruth;
  });
  return is_complete ? all : kAnyTruth;
}

void ConditionTruths::find_all() {
  found_.assign(model_.conditions.size(), 0);
  for (const ConditionId id : model_.conditions.ids()) {
    const Truths rough = truths_of(
        model_.conditions[id], [&](ConditionId operand) { return of(operand); },
        [&](TestId test) {
          const Truths of_outcome = outcomes_[test.value];
          return of_outcome != 0 ? of_outcome : kAnyTruth;
        });
    found_[id.value] = static_cast<Truths>(rough & by_cases(id));
  }
}

}  // namespace leadscore::prove
