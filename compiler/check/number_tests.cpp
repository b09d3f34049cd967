#include "compiler/check/number_tests.hpp"

#include "compiler/check/numbers.hpp"
#include "compiler/check/right_side.hpp"
#include "compiler/check/wrong_test.hpp"
#include "compiler/resolve/suggest.hpp"

#include <algorithm>
#include <variant>

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

/// One number of a right side; written out if it is a literal.
struct Side {
  std::optional<double> literal;
  model::NumberId number;
};

Side side_of(const Context& context, model::NumberId number) {
  const auto* constant = std::get_if<model::Constant>(&context.builder.model.numbers[number]);
  return {constant != nullptr ? std::optional(constant->value) : std::nullopt, number};
}

/// A number on the right side, written out, a field, or worked out; nothing if it is none, which is
/// (or was) reported.
std::optional<Side> read_side(Context& context, const Subject& subject, const ast::Test& test,
                              std::size_t index) {
  const ast::Operand& operand = test.operands[index];
  if (const auto* id = std::get_if<ast::ExpressionId>(&operand)) {
    const auto number = check_number(context, *id);
    if (!number) return std::nullopt;
    return side_of(context, *number);
  }
  if (const auto* name = std::get_if<ast::Name>(&operand)) {
    if (field_named(context, *name) != nullptr) {
      const auto number = number_named(context, *name);
      if (!number) return std::nullopt;
      return Side{std::nullopt, *number};
    }
    // A name that a comparison asks for and nothing declares was reported as an unknown field.
    const bool is_unknown_field =
        test.op != TestOperator::kIs && context.names.find(name->text) == nullptr;
    if (is_unknown_field) return std::nullopt;
  }
  const auto right = read_right_side(context, test, index, Takes::kOne, subject);
  std::vector<double> numbers;
  if (!right || !add_numbers(context, subject, *right, numbers)) return std::nullopt;
  return Side{numbers.front(), context.builder.number(model::Constant{numbers.front()})};
}

model::Test compare(model::NumberId left, model::NumberOperator op, const Side& right) {
  if (right.literal) return model::NumberTest{left, op, {*right.literal}};
  return model::NumberComparison{left, op, right.number};
}

/// `between` with bounds that are worked out: both comparisons, and unknown where one of the three
/// numbers is, as every test is on an unknown value.
model::ConditionId between(Context& context, model::NumberId number, const std::vector<Side>& sides,
                           Span span) {
  model::Builder& builder = context.builder;
  const auto is_in = builder.all_of(
      {builder.test(compare(number, model::NumberOperator::kGreaterOrEqual, sides[0]), span),
       builder.test(compare(number, model::NumberOperator::kLessOrEqual, sides[1]), span)},
      span);
  // A known number is itself, and an unknown one is unknown to be.
  std::vector<model::ConditionId> known;
  for (const Side& side : sides) {
    if (side.literal) continue;
    const auto itself =
        model::NumberComparison{side.number, model::NumberOperator::kIs, side.number};
    known.push_back(builder.test(itself, span));
  }
  const auto all_known = builder.all_of(std::move(known), span);
  const auto in_or_unknown = builder.any_of({is_in, builder.negation(all_known, span)}, span);
  return builder.all_of({in_or_unknown, all_known}, span);
}

}  // namespace

void report_bounds_order(Context& context, Span first, Span second) {
  const std::string_view low = context.text(first);
  const std::string_view high = context.text(second);
  Diagnostic& diagnostic =
      context.diagnostics.report<DiagnosticKind::kBoundsOrder>(join(first, second), low, high);
  diagnostic.help.emplace_back("the smaller bound comes first");
  resolve::suggest(diagnostic, join(first, second), fmt::format("{} and {}", high, low));
}

std::optional<Asked> check_number_literals(Context& context, const Subject& subject,
                                           model::NumberId number, const ast::Test& test) {
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
  return Asked{model::NumberTest{number, *op, std::move(numbers)}, test.is_negated};
}

Checked check_number_test(Context& context, const Subject& subject, model::NumberId number,
                          const ast::Test& test, Span span) {
  const bool is_written_out = std::ranges::all_of(test.operands, [](const ast::Operand& operand) {
    return std::holds_alternative<ast::Literal>(operand) ||
           std::holds_alternative<ast::ListLiteral>(operand);
  });
  const auto op = number_operator(test.op);
  if (is_written_out || !op || test.op == TestOperator::kIn) {
    auto asked = check_number_literals(context, subject, number, test);
    if (!asked) return std::nullopt;
    return add_test(context, std::move(asked->test), asked->is_negated, span);
  }
  std::vector<Side> sides;
  for (std::size_t i = 0; i < test.operands.size(); ++i) {
    const auto side = read_side(context, subject, test, i);
    if (!side) return std::nullopt;
    sides.push_back(*side);
  }
  if (*op != model::NumberOperator::kBetween) {
    return add_test(context, compare(number, *op, sides[0]), test.is_negated, span);
  }
  if (sides[0].literal && sides[1].literal) {
    const model::NumberTest meant{number, *op, {*sides[0].literal, *sides[1].literal}};
    return add_test(context, meant, test.is_negated, span);
  }
  const model::ConditionId condition = between(context, number, sides, span);
  return test.is_negated ? context.builder.negation(condition, span) : condition;
}

}  // namespace leadscore::checking
