#include "compiler/check/number_tests.hpp"

#include "compiler/check/right_side.hpp"
#include "compiler/check/wrong_test.hpp"
#include "compiler/resolve/suggest.hpp"

#include <algorithm>

namespace leadscore::checking {
namespace {

using ast::TestOperator;

std::optional<model::NumberOperator> number_operator(TestOperator op) {
  switch (op) {
    case TestOperator::kIs:
    case TestOperator::kIn:
      return model::NumberOperator::kIs;
    case TestOperator::kLess:
      return model::NumberOperator::kLess;
    case TestOperator::kLessOrEqual:
      return model::NumberOperator::kLessOrEqual;
    case TestOperator::kGreater:
      return model::NumberOperator::kGreater;
    case TestOperator::kGreaterOrEqual:
      return model::NumberOperator::kGreaterOrEqual;
    case TestOperator::kBetween:
      return model::NumberOperator::kBetween;
    default:
      return std::nullopt;
  }
}

/// Adds the numbers of one right side; false if one is none, which is reported.
bool add_numbers(Context& context, const Subject& subject, const RightSide& right,
                 std::vector<double>& numbers) {
  for (const ast::Literal* value : right.values) {
    const auto* literal = std::get_if<ast::NumberLiteral>(value);
    if (literal == nullptr) {
      report_wrong_value(context, subject, right, *value);
      return false;
    }
    numbers.push_back(literal->value);
  }
  return true;
}

Span span_of(const ast::Operand& operand) { return ast::span_of(std::get<ast::Literal>(operand)); }

}  // namespace

void report_bounds_order(Context& context, Span first, Span second) {
  const std::string_view low = context.text(first);
  const std::string_view high = context.text(second);
  Diagnostic& diagnostic =
      context.diagnostics.report<DiagnosticKind::kBoundsOrder>(join(first, second), low, high);
  diagnostic.help.emplace_back("the smaller bound comes first");
  resolve::suggest(diagnostic, join(first, second), fmt::format("{} and {}", high, low));
}

Checked check_number_test(Context& context, const Subject& subject, const ast::Test& test,
                          Span span) {
  const auto op = number_operator(test.op);
  if (!op) {
    report_wrong_test(context, subject, test);
    return std::nullopt;
  }
  const Takes takes = test.op == TestOperator::kIn ? Takes::kList : Takes::kOne;
  std::vector<double> numbers;
  for (std::size_t i = 0; i < test.operands.size(); ++i) {
    const auto right = read_right_side(context, test, i, takes, subject);
    if (!right || !add_numbers(context, subject, *right, numbers)) return std::nullopt;
  }
  if (*op == model::NumberOperator::kBetween && numbers[0] > numbers[1]) {
    report_bounds_order(context, span_of(test.operands[0]), span_of(test.operands[1]));
    return std::nullopt;
  }
  if (*op == model::NumberOperator::kIs) {
    std::ranges::sort(numbers);
    numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
  }
  return add_test(context, model::NumberTest{subject.id, *op, std::move(numbers)}, test.is_negated,
                  span);
}

}  // namespace leadscore::checking
