// What conditions can be: in every case that their tests can tell apart, and over all cases.
#pragma once

#include "compiler/model/model.hpp"
#include "compiler/prove/cells.hpp"

#include <functional>
#include <map>
#include <vector>

namespace leadscore::prove {

/// Of some conditions in one case.
using CaseTruths = std::map<model::ConditionId, Truths>;

/// The conditions with all that they are made of, operands before what uses them; about `limit` of
/// them at most.
[[nodiscard]] std::vector<model::ConditionId> with_operands(
    const model::Model& model, const std::vector<model::ConditionId>& roots, std::size_t limit);

/// What a condition is where its operands are `of_operand(id)` and its test is `of_test(id)`.
template <class OfOperand, class OfTest>
[[nodiscard]] Truths truths_of(const model::Condition& condition, const OfOperand& of_operand,
                               const OfTest& of_test) {
  if (const auto* use = std::get_if<model::TestUse>(&condition.node)) return of_test(use->test);
  if (const auto* opposite = std::get_if<model::Not>(&condition.node)) {
    return truths_of_not(of_operand(opposite->operand));
  }
  const auto* both = std::get_if<model::And>(&condition.node);
  const auto& operands =
      both != nullptr ? both->operands : std::get<model::Or>(condition.node).operands;
  Truths result = both != nullptr ? kTrue : kFalse;
  for (const model::ConditionId operand : operands) {
    const Truths next = of_operand(operand);
    result = both != nullptr ? truths_of_and(result, next) : truths_of_or(result, next);
  }
  return result;
}

/// What the conditions of a model can be. Tests of scores, grades and stages are narrowed from
/// outside, once scores are known.
class ConditionTruths {
 public:
  explicit ConditionTruths(const model::Model& model);

  /// Works out what each condition can be. Time: about linear in the model.
  void find_all();

  /// Says what a test of an outcome can be; find_all() then takes it into account.
  void narrow(model::TestId test, Truths truths) { outcomes_[test.value] = truths; }

  /// Over all cases; before find_all() not to be asked.
  [[nodiscard]] Truths of(model::ConditionId condition) const { return found_[condition.value]; }

  /// Whether they ask about the same field, number or score, or both about events: others have
  /// nothing to do with each other.
  [[nodiscard]] bool are_related(model::ConditionId first, model::ConditionId second) const;

  /// Calls `visit` with the truths of the roots, and of what they are made of, in every case, until
  /// it says false. Returns false, without a visit, if that would be too many cases.
  bool visit_cases(const std::vector<model::ConditionId>& roots,
                   const std::function<bool(const CaseTruths&)>& visit) const;

 private:
  [[nodiscard]] Truths by_cases(model::ConditionId condition) const;

  const model::Model& model_;
  std::vector<Truths> outcomes_;  // by test: what those of outcomes can be; 0: not one of these
  std::vector<Truths> found_;     // by condition
};

}  // namespace leadscore::prove
