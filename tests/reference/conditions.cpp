#include "tests/reference/evaluation.hpp"

#include <algorithm>

namespace leadscore::reference {

// §1.4: "Kleene's three-valued logic". Remembered, as named conditions are shared.
Truth Evaluation::condition(model::ConditionId id) {
  const auto known = conditions_.find(id.value);
  if (known != conditions_.end()) return known->second;
  const Truth truth = std::visit(*this, model_.conditions[id].node);
  conditions_[id.value] = truth;
  return truth;
}

Truth Evaluation::operator()(const model::TestUse& use) {
  return std::visit(*this, model_.tests[use.test]);
}

Truth Evaluation::operator()(const model::And& both) {
  Truth least = Truth::kTrue;
  for (const model::ConditionId id : both.operands) least = std::min(least, condition(id));
  return least;
}

Truth Evaluation::operator()(const model::Or& either) {
  Truth most = Truth::kFalse;
  for (const model::ConditionId id : either.operands) most = std::max(most, condition(id));
  return most;
}

Truth Evaluation::operator()(const model::Not& negated) {
  const Truth truth = condition(negated.operand);
  if (truth == Truth::kUnknown) return Truth::kUnknown;
  return truth == Truth::kTrue ? Truth::kFalse : Truth::kTrue;
}

}  // namespace leadscore::reference
