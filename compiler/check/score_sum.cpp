#include "compiler/check/score_sum.hpp"

#include "compiler/check/numbers.hpp"
#include "compiler/check/score_tests.hpp"

#include <algorithm>
#include <variant>
#include <vector>

namespace leadscore::checking {

bool ScoreSum::add(ast::ExpressionId id, int sign) {
  const ast::Expression& expression = context_->file.expressions[id];
  const ast::ExpressionNode& node = expression.node;
  if (const auto* group = std::get_if<ast::Group>(&node)) return add(group->inner, sign);
  if (std::holds_alternative<ast::ScoreUse>(node)) {
    return add_score(std::nullopt, sign, expression.span);
  }
  if (const auto* use = std::get_if<ast::NameUse>(&node)) return add(use->name, sign);
  if (const auto* number = std::get_if<ast::NumberUse>(&node)) {
    const auto points = read_points(*context_, number->number);
    if (points) constant += WidePoints{*points} * sign;
    return points.has_value();
  }
  if (const auto* negation = std::get_if<ast::Negation>(&node)) {
    return add(negation->operand, -sign);
  }
  if (const auto* sum = std::get_if<ast::Sum>(&node)) {
    return std::ranges::all_of(sum->terms, [&](const ast::Sum::Term& term) {
      return add(term.operand, term.is_subtracted ? -sign : sign);
    });
  }
  if (!std::holds_alternative<ast::InvalidExpression>(node)) report(expression.span);
  return false;
}

bool ScoreSum::add(const ast::Name& name, int sign) {
  const auto* part = context_->names.find(name.text, resolve::NameKind::kPart);
  if (part != nullptr) return add_score(model::PartId(part->index), sign, name.span);
  // A name that nothing declares was reported as an unknown field.
  const bool is_unknown =
      context_->names.find(name.text) == nullptr && context_->fields.find(name.text) == nullptr;
  if (!is_unknown) report(name.span);
  return false;
}

bool ScoreSum::add_score(std::optional<model::PartId> part, int sign, Span span) {
  if (!may_ask_score(*context_, *scope_, span, std::nullopt)) return false;
  terms[part] += sign;
  return true;
}

void ScoreSum::subtract(const ScoreSum& other) {
  for (const auto& [part, times] : other.terms) terms[part] -= times;
  constant -= other.constant;
}

void ScoreSum::report(Span span) {
  Diagnostic& diagnostic =
      context_->diagnostics.report<DiagnosticKind::kScoreArithmetic>(span, context_->text(span));
  diagnostic.help.emplace_back(
      "scores are exact: they are compared with numbers, with other parts, and with sums and "
      "differences of those, such as `(fit + 10) >= engagement`; anything else is a test of its "
      "own, joined by `and`");
}

bool asks_score(const Context& context, const ast::Test& test) {
  const auto is_part = [&context](const ast::Name& name) {
    return context.names.find(name.text, resolve::NameKind::kPart) != nullptr;
  };
  const auto* left = std::get_if<ast::NameUse>(
      &context.file.expressions[without_groups(context.file, test.subject)].node);
  if (left != nullptr && is_part(left->name)) return true;
  std::vector<ast::ExpressionId> pending;
  if (left == nullptr) pending.push_back(test.subject);
  for (const ast::Operand& operand : test.operands) {
    if (const auto* id = std::get_if<ast::ExpressionId>(&operand)) pending.push_back(*id);
    // `country is fit` lacks the quotes of a text.
    const auto* name = std::get_if<ast::Name>(&operand);
    if (name == nullptr || !is_part(*name)) continue;
    if (left == nullptr || test.op != ast::TestOperator::kIs) return true;
  }
  while (!pending.empty()) {
    const ast::ExpressionNode& node = context.file.expressions[pending.back()].node;
    pending.pop_back();
    if (std::holds_alternative<ast::ScoreUse>(node)) return true;
    const auto* use = std::get_if<ast::NameUse>(&node);
    if (use != nullptr && is_part(use->name)) return true;
    if (const auto* group = std::get_if<ast::Group>(&node)) {
      pending.push_back(group->inner);
    } else if (const auto* negation = std::get_if<ast::Negation>(&node)) {
      pending.push_back(negation->operand);
    } else if (const auto* sum = std::get_if<ast::Sum>(&node)) {
      for (const ast::Sum::Term& term : sum->terms) pending.push_back(term.operand);
    } else if (const auto* product = std::get_if<ast::Product>(&node)) {
      for (const ast::Product::Factor& factor : product->factors) {
        pending.push_back(factor.operand);
      }
    }
  }
  return false;
}

}  // namespace leadscore::checking
