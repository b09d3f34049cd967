// Builds a model with every distinct test and every distinct condition once.
#pragma once

#include "compiler/model/model.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leadscore::model {

/// Fill the declarations of `model` directly; conditions are made here. Each call costs time linear
/// in what it is given.
class Builder {
 public:
  Model model;

  TextId text(std::string_view text) { return model.texts.intern(text); }

  /// A condition that asks this test. Its lists must be in their canonical order.
  ConditionId test(Test test, Span span);

  /// All, or any, of the operands, each kept once; a single one stands for itself.
  ConditionId all_of(std::vector<ConditionId> operands, Span span);
  ConditionId any_of(std::vector<ConditionId> operands, Span span);

  /// The negation; of a negation, what was negated.
  ConditionId negation(ConditionId operand, Span span);

 private:
  ConditionId condition(std::string key, Condition condition);

  std::unordered_map<std::string, TestId> tests_;
  std::unordered_map<std::string, ConditionId> conditions_;
};

}  // namespace leadscore::model
