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
      TextTest{FieldId(0), TextOperator::kContains, {text}},
      TextTest{FieldId(0), TextOperator::kIs, {text, builder.text("b")}},
      NumberTest{FieldId(0), NumberOperator::kIs, {1}},
      NumberTest{FieldId(0), NumberOperator::kIs, {1.5}},
      ListTest{FieldId(0), false, {text}},
      ListTest{FieldId(0), true, {text}},
      EventTest{},
      EventTest{KindId(0), {}, {}, 1, {}},
      EventTest{KindId(0), {}, week, 1, {}},
      EventTest{KindId(0), {}, {}, 2, {}},
      EventTest{KindId(0), {}, {}, 1, 1},
      EventTest{KindId(0), {text}, {}, 1, {}},
      ScoreTest{{}, ScoreOperator::kLess, {5}},
      ScoreTest{PartId(0), ScoreOperator::kLess, {5}},
      StageTest{StageId(0)},
      TimeTest{FieldId(0), week},
      TimeTest{FieldId(0), {WindowKind::kMoreThanAgo, 7}},
  };
  for (const Test& test : tests) (void)builder.test(test, {});
  for (const Test& test : tests) (void)builder.test(test, {});
  CHECK(builder.model.tests.size() == tests.size());
  CHECK(builder.model.conditions.size() == tests.size());
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
