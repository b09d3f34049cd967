#include "compiler/check/score_tests.hpp"

#include "compiler/check/number_tests.hpp"
#include "compiler/check/right_side.hpp"

#include <algorithm>

namespace leadscore::checking {
namespace {

using ast::TestOperator;

std::optional<model::ScoreOperator> score_operator(TestOperator op) {
  switch (op) {
    case TestOperator::kIs:
    case TestOperator::kIn:
      return model::ScoreOperator::kIs;
    case TestOperator::kLess:
      return model::ScoreOperator::kLess;
    case TestOperator::kLessOrEqual:
      return model::ScoreOperator::kLessOrEqual;
    case TestOperator::kGreater:
      return model::ScoreOperator::kGreater;
    case TestOperator::kGreaterOrEqual:
      return model::ScoreOperator::kGreaterOrEqual;
    case TestOperator::kBetween:
      return model::ScoreOperator::kBetween;
    default:
      return std::nullopt;
  }
}

void report_wrong_test(Context& context, Span subject, const ast::Test& test) {
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kWrongTest>(
      test.op_span, context.text(test.op_span), context.text(subject), "a number of points");
  const bool asks_known = test.op == TestOperator::kIsKnown || test.op == TestOperator::kIsUnknown;
  if (asks_known) diagnostic.help.emplace_back("scores are always known");
  diagnostic.help.push_back(
      fmt::format("scores are compared with numbers, such as `{} >= 40` or `{} between 10 and 20`",
                  context.text(subject), context.text(subject)));
}

bool add_points(Context& context, const Subject& subject, const RightSide& right,
                std::vector<std::int64_t>& points) {
  for (const ast::Literal* value : right.values) {
    const auto* number = std::get_if<ast::NumberLiteral>(value);
    if (number == nullptr) {
      report_wrong_value(context, subject, right, *value);
      return false;
    }
    const auto thousandths = read_points(context, *number);
    if (!thousandths) return false;
    points.push_back(*thousandths);
  }
  return true;
}

}  // namespace

std::optional<std::int64_t> read_points(Context& context, const ast::NumberLiteral& number) {
  if (number.thousandths) return number.thousandths;
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kScoreDecimals>(number.span);
  diagnostic.help.emplace_back("write a number with at most three decimals, such as `12.5`");
  return std::nullopt;
}

Checked check_score_test(Context& context, const Scope& scope, std::optional<model::PartId> part,
                         Span subject, const ast::Test& test, Span span) {
  if (!may_ask_score(context, scope, subject, std::nullopt)) {
    return std::nullopt;
  }
  const auto op = score_operator(test.op);
  if (!op) {
    report_wrong_test(context, subject, test);
    return std::nullopt;
  }
  const Takes takes = test.op == TestOperator::kIn ? Takes::kList : Takes::kOne;
  Subject number;
  number.type = model::Type::kNumber;
  number.name = context.text(subject);
  std::vector<std::int64_t> points;
  for (std::size_t i = 0; i < test.operands.size(); ++i) {
    const auto right = read_right_side(context, test, i, takes, number);
    if (!right || !add_points(context, number, *right, points)) return std::nullopt;
  }
  if (*op == model::ScoreOperator::kBetween && points[0] > points[1]) {
    report_bounds_order(context, ast::span_of(std::get<ast::Literal>(test.operands[0])),
                        ast::span_of(std::get<ast::Literal>(test.operands[1])));
    return std::nullopt;
  }
  if (*op == model::ScoreOperator::kIs) {
    std::ranges::sort(points);
    points.erase(std::ranges::unique(points).begin(), points.end());
  }
  return add_test(context, model::ScoreTest{part, *op, std::move(points)}, test.is_negated, span);
}

}  // namespace leadscore::checking
