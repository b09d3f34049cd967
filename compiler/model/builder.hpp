// Builds a model with every distinct selection, number, test and condition once.
#pragma once

#include "base/number_table.hpp"
#include "compiler/model/model.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace leadscore::model {

/// Fill the declarations of `model` directly; conditions are made here. Each call costs time linear
/// in what it is given.
class Builder {
 public:
  Model model;

  /// Makes room for so many conditions at once.
  void reserve(std::size_t count);

  TextId text(std::string_view text) { return model.texts.intern(text); }

  /// Events that tests, numbers and rules look at. Its lists must be in their canonical order.
  SelectionId selection(Selection selection);

  /// A number that is worked out; its operands were made here before.
  NumberId number(Number number);

  /// A test alone, as a `where` asks it. Its lists must be in their canonical order.
  TestId test_id(Test test);

  /// A condition that asks this test. Its lists must be in their canonical order.
  ConditionId test(Test test, Span span);

  /// All, or any, of the operands, each kept once; a single one stands for itself.
  ConditionId all_of(std::vector<ConditionId> operands, Span span);
  ConditionId any_of(std::vector<ConditionId> operands, Span span);

  /// The negation; of a negation, what was negated.
  ConditionId negation(ConditionId operand, Span span);

 private:
  ConditionId condition(Condition condition);

  // Where each of them is, by what it is.
  NumberTable selections_;
  NumberTable numbers_;
  NumberTable tests_;
  NumberTable conditions_;
};

}  // namespace leadscore::model
