#include "compiler/check/value_tests.hpp"

#include "compiler/check/number_tests.hpp"
#include "compiler/check/numbers.hpp"
#include "compiler/check/right_side.hpp"
#include "compiler/check/text_tests.hpp"
#include "compiler/check/wrong_test.hpp"

namespace leadscore::checking {
namespace {

using ast::TestOperator;

Asked known_test(const Subject& subject, const ast::Test& test) {
  model::KnownTest meant;
  std::visit([&meant](const auto& id) { meant.subject = id; }, meant_text(subject));
  const bool asks_unknown = test.op == TestOperator::kIsUnknown;
  return {meant, asks_unknown != test.is_negated};
}

/// No use says what it is, so its right side names something that it should not.
void report_untyped(Context& context, const Subject& subject, const ast::Test& test) {
  if (test.operands.empty()) return;
  const Takes takes = test.op == TestOperator::kIn ? Takes::kList : Takes::kOne;
  (void)read_right_side(context, test, 0, takes, subject);
}

std::optional<Asked> check_yes_no_test(Context& context, const Subject& subject,
                                       const ast::Test& test) {
  if (test.op != TestOperator::kIs) {
    report_wrong_test(context, subject, test);
    return std::nullopt;
  }
  const auto right = read_right_side(context, test, 0, Takes::kOne, subject);
  if (!right) return std::nullopt;
  const auto* literal = std::get_if<ast::YesNoLiteral>(right->values.front());
  if (literal == nullptr) {
    report_wrong_value(context, subject, *right, *right->values.front());
    return std::nullopt;
  }
  return Asked{model::YesTest{meant(subject)}, literal->value == test.is_negated};
}

}  // namespace

std::optional<Asked> check_value_test(Context& context, const Subject& subject,
                                      const ast::Test& test) {
  if (test.op == TestOperator::kIsKnown || test.op == TestOperator::kIsUnknown) {
    return known_test(subject, test);
  }
  switch (subject.type) {
    case model::Type::kText:
    case model::Type::kOneOf:
      return check_text_test(context, subject, test);
    case model::Type::kNumber:
      return check_number_literals(context, subject, number_of(context, subject), test);
    case model::Type::kYesNo:
      return check_yes_no_test(context, subject, test);
    case model::Type::kListOfText:
      return check_list_test(context, subject, test);
    case model::Type::kAny:
      report_untyped(context, subject, test);
      return std::nullopt;
    case model::Type::kTime:
      report_wrong_test(context, subject, test);
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace leadscore::checking
