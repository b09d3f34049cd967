#include "compiler/check/score_tests.hpp"

#include "compiler/check/grades.hpp"
#include "compiler/check/number_tests.hpp"
#include "compiler/check/numbers.hpp"
#include "compiler/check/right_side.hpp"
#include "compiler/check/score_sum.hpp"
#include "compiler/check/wrong_test.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace leadscore::checking {
namespace {

using ast::TestOperator;
using model::ScoreOperator;

std::optional<ScoreOperator> score_operator(TestOperator op) {
  switch (op) {
    case TestOperator::kIs:
    case TestOperator::kIn:
      return ScoreOperator::kIs;
    case TestOperator::kLess:
      return ScoreOperator::kLess;
    case TestOperator::kLessOrEqual:
      return ScoreOperator::kLessOrEqual;
    case TestOperator::kGreater:
      return ScoreOperator::kGreater;
    case TestOperator::kGreaterOrEqual:
      return ScoreOperator::kGreaterOrEqual;
    case TestOperator::kBetween:
      return ScoreOperator::kBetween;
    default:
      return std::nullopt;
  }
}

/// The same, with both sides negated.
ScoreOperator turned(ScoreOperator op) {
  switch (op) {
    case ScoreOperator::kLess:
      return ScoreOperator::kGreater;
    case ScoreOperator::kLessOrEqual:
      return ScoreOperator::kGreaterOrEqual;
    case ScoreOperator::kGreater:
      return ScoreOperator::kLess;
    case ScoreOperator::kGreaterOrEqual:
      return ScoreOperator::kLessOrEqual;
    case ScoreOperator::kIs:
    case ScoreOperator::kBetween:
      break;
  }
  return op;
}

bool compare(WidePoints left, ScoreOperator op, const std::vector<WidePoints>& right) {
  switch (op) {
    case ScoreOperator::kIs:
      return std::ranges::find(right, left) != right.end();
    case ScoreOperator::kLess:
      return left < right[0];
    case ScoreOperator::kLessOrEqual:
      return left <= right[0];
    case ScoreOperator::kGreater:
      return left > right[0];
    case ScoreOperator::kGreaterOrEqual:
      return left >= right[0];
    case ScoreOperator::kBetween:
      return left >= right[0] && left <= right[1];
  }
  return false;
}

void report_wrong_score_test(Context& context, std::string_view subject, const ast::Test& test) {
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kWrongTest>(
      test.op_span, context.text(test.op_span), subject, "a number of points");
  diagnostic.help.push_back(
      fmt::format("scores are compared with numbers, such as `{} >= 40` or `{} between 10 and 20`",
                  subject, subject));
}

class ScoreTestCheck {
 public:
  ScoreTestCheck(Context& context, const Scope& scope, const ast::Test& test, Span span)
      : context_(context), scope_(scope), test_(test), span_(span) {
    const Span subject = context.file.expressions[test.subject].span;
    subject_.type = model::Type::kNumber;
    subject_.name = context.text(subject);
    subject_.span = subject;
  }

  [[nodiscard]] Checked check() {
    if (!left_.add(test_.subject, 1)) return std::nullopt;
    // A score is always known.
    if (test_.op == TestOperator::kIsKnown || test_.op == TestOperator::kIsUnknown) {
      return always(context_, (test_.op == TestOperator::kIsKnown) != test_.is_negated, span_);
    }
    const auto op = score_operator(test_.op);
    if (!op) {
      report_wrong_score_test(context_, subject_.name, test_);
      return std::nullopt;
    }
    if (test_.op == TestOperator::kIn) return check_list();
    std::vector<ScoreSum> sides;
    for (std::size_t i = 0; i < test_.operands.size(); ++i) {
      sides.emplace_back(context_, scope_);
      if (!add_side(sides.back(), i)) return std::nullopt;
    }
    if (*op != ScoreOperator::kBetween) return build(*op, sides.front());
    return check_between(sides);
  }

 private:
  bool add_side(ScoreSum& side, std::size_t index) {
    const ast::Operand& operand = test_.operands[index];
    if (const auto* id = std::get_if<ast::ExpressionId>(&operand)) return side.add(*id, 1);
    if (const auto* name = std::get_if<ast::Name>(&operand)) {
      const resolve::Declaration* declaration = context_.names.find(name->text);
      const bool is_list = declaration != nullptr && declaration->kind == resolve::NameKind::kList;
      // `score is NAME` is no use of a field by itself: NAME may be nothing at all.
      const bool is_bare_word = test_.op == TestOperator::kIs && declaration == nullptr &&
                                context_.fields.find(name->text) == nullptr;
      if (!is_list && !is_bare_word) return side.add(*name, 1);
    }
    const auto right = read_right_side(context_, test_, index, Takes::kOne, subject_);
    if (!right) return false;
    const auto points = read(*right, *right->values.front());
    if (points) side.constant += *points;
    return points.has_value();
  }

  std::optional<std::int64_t> read(const RightSide& right, const ast::Literal& value) {
    const auto* number = std::get_if<ast::NumberLiteral>(&value);
    if (number != nullptr) return read_points(context_, *number);
    report_wrong_value(context_, subject_, right, value);
    return std::nullopt;
  }

  Checked check_list() {
    const auto right = read_right_side(context_, test_, 0, Takes::kList, subject_);
    if (!right) return std::nullopt;
    std::vector<WidePoints> values;
    for (const ast::Literal* value : right->values) {
      const auto points = read(*right, *value);
      if (!points) return std::nullopt;
      values.push_back(WidePoints{*points} - left_.constant);
    }
    return finish(left_.terms, ScoreOperator::kIs, std::move(values), test_.is_negated);
  }

  Checked check_between(const std::vector<ScoreSum>& sides) {
    const bool are_numbers = sides[0].terms.empty() && sides[1].terms.empty();
    if (!are_numbers) {
      // Scores are always known, so that both comparisons are all there is to it.
      const Checked low = compare_with(ScoreOperator::kGreaterOrEqual, sides[0]);
      const Checked high = compare_with(ScoreOperator::kLessOrEqual, sides[1]);
      if (!low || !high) return std::nullopt;
      const model::ConditionId both = context_.builder.all_of({*low, *high}, span_);
      return test_.is_negated ? context_.builder.negation(both, span_) : both;
    }
    const bool are_literals = std::ranges::all_of(test_.operands, [](const ast::Operand& operand) {
      return std::holds_alternative<ast::Literal>(operand);
    });
    if (sides[0].constant > sides[1].constant && are_literals) {
      report_bounds_order(context_, ast::span_of(std::get<ast::Literal>(test_.operands[0])),
                          ast::span_of(std::get<ast::Literal>(test_.operands[1])));
      return std::nullopt;
    }
    return finish(left_.terms, ScoreOperator::kBetween,
                  {sides[0].constant - left_.constant, sides[1].constant - left_.constant},
                  test_.is_negated);
  }

  Checked build(ScoreOperator op, const ScoreSum& right) {
    const Checked condition = compare_with(op, right);
    if (!condition || !test_.is_negated) return condition;
    return context_.builder.negation(*condition, span_);
  }

  /// Scores to the left, numbers to the right.
  Checked compare_with(ScoreOperator op, const ScoreSum& right) {
    ScoreSum difference = left_;
    difference.subtract(right);
    return finish(difference.terms, op, {-difference.constant}, false);
  }

  Checked finish(const ScoreTerms& terms, ScoreOperator op, std::vector<WidePoints> literals,
                 bool is_negated) {
    model::ScoreTest meant;
    for (const auto& [part, times] : terms) {
      if (times != 0) meant.terms.push_back({part, static_cast<std::int32_t>(times)});
    }
    if (meant.terms.empty()) {
      return always(context_, compare(0, op, literals) != is_negated, span_);
    }
    meant.op = op;
    if (meant.terms.front().times < 0) turn(meant, literals);
    if (op == ScoreOperator::kIs) {
      std::ranges::sort(literals);
      literals.erase(std::ranges::unique(literals).begin(), literals.end());
    }
    for (const WidePoints literal : literals) {
      if (literal > std::numeric_limits<std::int64_t>::max() ||
          literal < std::numeric_limits<std::int64_t>::min()) {
        context_.diagnostics.report<DiagnosticKind::kScoreTooLarge>(span_).help.emplace_back(
            "a score is at most 9,000,000,000,000,000 points");
        return std::nullopt;
      }
      meant.literals.push_back(static_cast<std::int64_t>(literal));
    }
    return add_test(context_, std::move(meant), is_negated, span_);
  }

  /// Both sides negated, so that the first score is added.
  static void turn(model::ScoreTest& test, std::vector<WidePoints>& literals) {
    for (model::ScoreTerm& term : test.terms) term.times = -term.times;
    for (WidePoints& literal : literals) literal = -literal;
    if (test.op == ScoreOperator::kBetween) std::swap(literals[0], literals[1]);
    test.op = turned(test.op);
  }

  Context& context_;
  const Scope& scope_;
  const ast::Test& test_;
  Span span_;
  Subject subject_;
  ScoreSum left_{context_, scope_};
};

model::ChangeKind meaning(ast::ChangeKind kind) {
  switch (kind) {
    case ast::ChangeKind::kRose:
      return model::ChangeKind::kRose;
    case ast::ChangeKind::kFell:
      return model::ChangeKind::kFell;
    case ast::ChangeKind::kMoved:
      return model::ChangeKind::kMoved;
  }
  return model::ChangeKind::kRose;
}

}  // namespace

Checked check_score_test(Context& context, const Scope& scope, const ast::Test& test, Span span) {
  return ScoreTestCheck(context, scope, test, span).check();
}

Checked check_score_change(Context& context, const Scope& scope, const ast::ScoreChange& change,
                           Span span) {
  if (!may_ask_change(context, scope, span, std::nullopt)) return std::nullopt;
  model::ScoreChangeTest meant;
  if (change.part) {
    const auto* part = context.names.find(change.part->text, resolve::NameKind::kPart);
    if (part == nullptr) {
      if (!context.names.is_unread(change.part->text)) report_unknown_part(context, *change.part);
      return std::nullopt;
    }
    meant.part = model::PartId(part->index);
  }
  const auto amount = read_points(context, change.amount);
  if (!amount) return std::nullopt;
  if (*amount < 0) {
    Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kBadBound>(
        change.amount.span, context.text(change.amount.span));
    diagnostic.help.emplace_back(
        "the way down is asked with `fell`, such as `score fell 20 in 7 days`");
    return std::nullopt;
  }
  meant.kind = meaning(change.kind);
  meant.amount_thousandths = *amount;
  meant.within_ms = change.within_ms;
  return add_test(context, meant, false, span);
}

model::ConditionId always(Context& context, bool truth, Span span) {
  // Of any events there are none or more.
  model::EventTest any;
  any.selection = context.builder.selection({});
  any.least = 0;
  return add_test(context, any, !truth, span);
}

std::optional<std::int64_t> read_points(Context& context, const ast::NumberLiteral& number) {
  constexpr double kMaxPoints = 9e15;
  if (std::abs(number.value) > kMaxPoints) {
    Diagnostic& diagnostic =
        context.diagnostics.report<DiagnosticKind::kScoreTooLarge>(number.span);
    diagnostic.help.emplace_back("a score is at most 9,000,000,000,000,000 points");
    return std::nullopt;
  }
  if (number.thousandths) return number.thousandths;
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kScoreDecimals>(number.span);
  diagnostic.help.emplace_back("write a number with at most three decimals, such as `12.5`");
  return std::nullopt;
}

}  // namespace leadscore::checking
