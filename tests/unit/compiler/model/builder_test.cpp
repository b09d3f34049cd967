#include "compiler/model/builder.hpp"

#include <doctest/doctest.h>

namespace leadscore::model {
namespace {

TEST_CASE("an equal test is one test, and one condition where it was first written") {
  Builder builder;
  const ConditionId first = builder.test(YesTest{FieldId(0)}, {FileId(0), 5, 9});
  const ConditionId second = builder.test(YesTest{FieldId(0)}, {FileId(0), 20, 24});
  const ConditionId other = builder.test(KnownTest{FieldId(0)}, {FileId(0), 30, 34});
  CHECK(first == second);
  CHECK(first != other);
  CHECK(builder.model.tests.size() == 2);
  CHECK(builder.model.conditions[first].span.begin == 5);
}

TEST_CASE("tests differ by every part of them") {
  Builder builder;
  const TextId text = builder.text("a");
  const Window week{WindowKind::kInTheLast, 7};
  const std::vector<Test> tests = {
      TextTest{FieldId(0), TextOperator::kIs, {text}},
      TextTest{FieldId(1), TextOperator::kIs, {text}},
      TextTest{AttributeId(0), TextOperator::kIs, {text}},
      TextTest{DomainOf{FieldId(0)}, TextOperator::kIs, {text}},
      TextTest{FieldId(0), TextOperator::kContains, {text}},
      TextTest{FieldId(0), TextOperator::kIs, {text, builder.text("b")}},
      NumberTest{NumberId(0), NumberOperator::kIs, {1}},
      NumberTest{NumberId(0), NumberOperator::kIs, {1.5}},
      NumberTest{NumberId(1), NumberOperator::kIs, {1}},
      NumberComparison{NumberId(0), NumberOperator::kIs, NumberId(1)},
      NumberComparison{NumberId(0), NumberOperator::kLess, NumberId(1)},
      NumberComparison{NumberId(1), NumberOperator::kLess, NumberId(0)},
      EqualityTest{FieldId(0), FieldId(1)},
      YesTest{FieldId(0)},
      YesTest{AttributeId(0)},
      KnownTest{FieldId(0)},
      KnownTest{NumberId(0)},
      ListTest{FieldId(0), false, {text}},
      ListTest{FieldId(0), true, {text}},
      EventTest{SelectionId(0), EventMeasure::kTimes, 1, {}},
      EventTest{SelectionId(1), EventMeasure::kTimes, 1, {}},
      EventTest{SelectionId(0), EventMeasure::kDays, 1, {}},
      EventTest{SelectionId(0), EventMeasure::kTimes, 2, {}},
      EventTest{SelectionId(0), EventMeasure::kTimes, 1, 1},
      SequenceTest{SelectionId(0), SelectionId(1), 5, false},
      SequenceTest{SelectionId(0), SelectionId(1), 5, true},
      SequenceTest{SelectionId(1), SelectionId(0), 5, false},
      ScoreTest{{{{}, 1}}, ScoreOperator::kLess, {5}},
      ScoreTest{{{PartId(0), 1}}, ScoreOperator::kLess, {5}},
      ScoreTest{{{PartId(0), 2}}, ScoreOperator::kLess, {5}},
      ScoreChangeTest{{}, ChangeKind::kRose, 5, 7},
      ScoreChangeTest{{}, ChangeKind::kFell, 5, 7},
      GradeTest{GradeId(0), {0}},
      GradeTest{GradeId(0), {0, 1}},
      StageTest{StageId(0)},
      DisqualifiedTest{},
      TimeTest{FieldId(0), week},
      TimeTest{FieldId(0), {WindowKind::kMoreThanAgo, 7}},
  };
  for (const Test& test : tests) (void)builder.test(test, {});
  for (const Test& test : tests) (void)builder.test(test, {});
  CHECK(builder.model.tests.size() == tests.size());
  CHECK(builder.model.conditions.size() == tests.size());
}

TEST_CASE("an equal selection or number is there once") {
  Builder builder;
  const TextId text = builder.text("a");
  const Window week{WindowKind::kInTheLast, 7};
  const std::vector<Selection> selections = {
      {},
      {KindId(0), {}, {}, {}},
      {KindId(0), {text}, {}, {}},
      {KindId(0), {}, {{TestId(0), false}}, {}},
      {KindId(0), {}, {{TestId(0), true}}, {}},
      {KindId(0), {}, {}, week},
  };
  for (const Selection& selection : selections) (void)builder.selection(selection);
  for (const Selection& selection : selections) (void)builder.selection(selection);
  CHECK(builder.model.selections.size() == selections.size());
  const std::vector<Number> numbers = {
      NumberOf{FieldId(0)},
      NumberOf{AttributeId(0)},
      Constant{1},
      Constant{-1},
      Arithmetic{ArithmeticOperator::kAdd, NumberId(0), NumberId(2)},
      Arithmetic{ArithmeticOperator::kDivide, NumberId(0), NumberId(2)},
      Negation{NumberId(0)},
      Aggregate{AggregateKind::kCount, SelectionId(0), {}},
      Aggregate{AggregateKind::kTotal, SelectionId(0), AttributeId(0)},
  };
  for (const Number& number : numbers) (void)builder.number(number);
  for (const Number& number : numbers) (void)builder.number(number);
  CHECK(builder.model.numbers.size() == numbers.size());
}

TEST_CASE("operands are kept once, and a single one stands for itself") {
  Builder builder;
  const ConditionId a = builder.test(YesTest{FieldId(0)}, {});
  const ConditionId b = builder.test(YesTest{FieldId(1)}, {});
  CHECK(builder.all_of({a, a}, {}) == a);
  CHECK(builder.any_of({b}, {}) == b);
  const ConditionId both = builder.all_of({a, b, a}, {});
  CHECK(std::get<And>(builder.model.conditions[both].node).operands == std::vector{a, b});
  CHECK(builder.all_of({a, b}, {}) == both);
  CHECK(builder.any_of({a, b}, {}) != both);
}

TEST_CASE("the negation of a negation is what was negated") {
  Builder builder;
  const ConditionId a = builder.test(YesTest{FieldId(0)}, {});
  const ConditionId negation = builder.negation(a, {});
  CHECK(negation != a);
  CHECK(builder.negation(a, {}) == negation);
  CHECK(builder.negation(negation, {}) == a);
}

}  // namespace
}  // namespace leadscore::model
