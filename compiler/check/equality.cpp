#include "compiler/check/equality.hpp"

#include "compiler/check/numbers.hpp"
#include "compiler/check/wrong_test.hpp"

#include <algorithm>

namespace leadscore::checking {
namespace {

using model::Type;

/// Types as `is` compares them: known values make no difference.
Type compared(Type type) { return type == Type::kOneOf ? Type::kText : type; }

void report_types(Context& context, const Subject& left, const Subject& right) {
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kWrongValue>(
      right.span, left.name, resolve::phrase(left.type), resolve::phrase(right.type));
  label_type(left, right.span, diagnostic);
  label_type(right, right.span, diagnostic);
  diagnostic.help.push_back(
      fmt::format("a field is compared with one of the same type; if the word itself is meant, "
                  "write `\"{}\"`",
                  right.name));
}

/// Yes/no is never unknown: both are yes, or both are no.
model::ConditionId both_alike(Context& context, const Subject& left, const Subject& right,
                              Span span) {
  model::Builder& builder = context.builder;
  const auto is_left = builder.test(model::YesTest{meant(left)}, span);
  const auto is_right = builder.test(model::YesTest{meant(right)}, span);
  const auto both = builder.all_of({is_left, is_right}, span);
  const auto neither =
      builder.all_of({builder.negation(is_left, span), builder.negation(is_right, span)}, span);
  return builder.any_of({both, neither}, span);
}

}  // namespace

Checked check_equality(Context& context, const Subject& left, const Subject& right,
                       const ast::Test& test, Span span) {
  const Type type = compared(left.type);
  if (type != compared(right.type)) {
    report_types(context, left, right);
    return std::nullopt;
  }
  if (type == Type::kListOfText || type == Type::kAny) {
    report_wrong_test(context, left, test);
    return std::nullopt;
  }
  if (type == Type::kNumber) {
    const model::NumberComparison meant{number_of(context, left), model::NumberOperator::kIs,
                                        number_of(context, right)};
    return add_test(context, meant, test.is_negated, span);
  }
  if (type == Type::kYesNo) {
    const model::ConditionId alike = both_alike(context, left, right, span);
    return test.is_negated ? context.builder.negation(alike, span) : alike;
  }
  if (left.is_domain) {
    return add_test(context, model::EqualityTest{left.id, right.id, true}, test.is_negated, span);
  }
  const model::EqualityTest meant{std::min(left.id, right.id), std::max(left.id, right.id), false};
  return add_test(context, meant, test.is_negated, span);
}

}  // namespace leadscore::checking
