#include "compiler/check/numbers.hpp"

#include "compiler/check/event_tests.hpp"
#include "compiler/check/right_side.hpp"
#include "compiler/check/scope.hpp"
#include "compiler/check/wrong_test.hpp"

#include <variant>

namespace leadscore::checking {
namespace {

using Checked = std::optional<model::NumberId>;

model::AggregateKind meaning(ast::AggregateKind kind) {
  switch (kind) {
    case ast::AggregateKind::kCount:
      return model::AggregateKind::kCount;
    case ast::AggregateKind::kDaysSince:
      return model::AggregateKind::kDaysSince;
    case ast::AggregateKind::kTotal:
      return model::AggregateKind::kTotal;
    case ast::AggregateKind::kHighest:
      return model::AggregateKind::kHighest;
    case ast::AggregateKind::kLowest:
      return model::AggregateKind::kLowest;
    case ast::AggregateKind::kAverage:
      return model::AggregateKind::kAverage;
  }
  return model::AggregateKind::kCount;
}

/// Works numbers out; the depth of recursion is that of the parentheses.
class NumberCheck {
 public:
  explicit NumberCheck(Context& context) : context_(context) {}

  [[nodiscard]] Checked check(ast::ExpressionId id) {
    const ast::Expression& expression = context_.file.expressions[id];
    return std::visit([&](const auto& node) { return check(node, expression.span); },
                      expression.node);
  }

 private:
  Checked check(const ast::InvalidExpression&, Span) { return std::nullopt; }

  Checked check(const ast::Group& node, Span) { return check(node.inner); }

  Checked check(const ast::NumberUse& node, Span) {
    return context_.builder.number(model::Constant{node.number.value});
  }

  Checked check(const ast::NameUse& node, Span) { return number_named(context_, node.name); }

  Checked check(const ast::Negation& node, Span) {
    const Checked operand = check(node.operand);
    if (!operand) return std::nullopt;
    return context_.builder.number(model::Negation{*operand});
  }

  Checked check(const ast::Sum& node, Span) {
    using enum model::ArithmeticOperator;
    Checked sum;
    bool is_good = true;
    for (const ast::Sum::Term& term : node.terms) {
      const Checked next = check(term.operand);
      is_good = is_good && next;
      if (is_good)
        sum = sum ? arithmetic(term.is_subtracted ? kSubtract : kAdd, *sum, *next) : next;
    }
    return is_good ? sum : std::nullopt;
  }

  Checked check(const ast::Product& node, Span) {
    using enum model::ArithmeticOperator;
    Checked product;
    bool is_good = true;
    for (const ast::Product::Factor& factor : node.factors) {
      const Checked next = check(factor.operand);
      is_good = is_good && next;
      if (!is_good) continue;
      product =
          product ? arithmetic(factor.is_divisor ? kDivide : kMultiply, *product, *next) : next;
    }
    return is_good ? product : std::nullopt;
  }

  model::NumberId arithmetic(model::ArithmeticOperator op, model::NumberId left,
                             model::NumberId right) {
    return context_.builder.number(model::Arithmetic{op, left, right});
  }

  Checked check(const ast::Aggregate& node, Span) {
    const ast::Expression& events = context_.file.expressions[node.events];
    const auto* test = std::get_if<ast::EventTest>(&events.node);
    if (test == nullptr) return std::nullopt;
    const auto selection = check_selection(context_, *test, events.span, Around::kOther);
    model::Aggregate meant;
    meant.kind = meaning(node.kind);
    if (node.attribute) {
      meant.attribute = attribute_of(*test, *node.attribute);
      if (!meant.attribute) return std::nullopt;
    }
    if (!selection) return std::nullopt;
    meant.selection = *selection;
    return context_.builder.number(meant);
  }

  std::optional<model::AttributeId> attribute_of(const ast::EventTest& test,
                                                 const ast::Name& name) {
    const auto attribute = find_attribute(context_, test, name);
    if (!attribute) return std::nullopt;
    if (attribute->type == model::Type::kNumber) return attribute->attribute_id;
    Diagnostic& diagnostic = report(name.span, resolve::phrase(attribute->type));
    label_type(*attribute, name.span, diagnostic);
    return std::nullopt;
  }

  Checked check(const ast::DomainOf&, Span span) {
    report(span, resolve::phrase(model::Type::kText));
    return std::nullopt;
  }

  Checked check(const ast::GradeUse&, Span span) {
    report(span, "a grade");
    return std::nullopt;
  }

  Checked check(const ast::ScoreUse&, Span span) {
    Diagnostic& diagnostic = report(span, "a number of points");
    diagnostic.help.emplace_back(
        "scores are compared with numbers, and with sums and differences of scores");
    return std::nullopt;
  }

  /// Conditions.
  template <class Node>
  Checked check(const Node&, Span span) {
    Diagnostic& diagnostic = report(span, "a condition");
    diagnostic.help.emplace_back("a number stands here: a field, `count of ...`, or arithmetic");
    return std::nullopt;
  }

  Diagnostic& report(Span span, std::string_view phrase) {
    return context_.diagnostics.report<DiagnosticKind::kNotANumber>(span, context_.text(span),
                                                                    phrase);
  }

  Context& context_;
};

void report_wrong_table(Context& context, Span span, std::string_view phrase) {
  Diagnostic& diagnostic =
      context.diagnostics.report<DiagnosticKind::kWrongTable>(span, context.text(span), phrase);
  diagnostic.help.emplace_back(
      "write the name of a field, `domain of` one, `count of ...`, or arithmetic in parentheses");
}

std::optional<TableSubject> table_field(Context& context, const ast::Name& name, Span span,
                                        bool is_domain) {
  const resolve::Field* field = field_named(context, name);
  if (field == nullptr) {
    const resolve::Declaration* declaration = context.names.find(name.text);
    if (declaration != nullptr) report_wrong_table(context, span, phrase(declaration->kind));
    return std::nullopt;
  }
  if (!field->type) return std::nullopt;
  const Subject subject = subject_of(context, *field, name.span);
  if (is_domain) {
    const auto domain = domain_of(context, subject, span);
    if (!domain) return std::nullopt;
    return TableSubject{meant_text(*domain), domain};
  }
  if (subject.type == model::Type::kNumber) {
    return TableSubject{number_of(context, subject), subject};
  }
  if (subject.type == model::Type::kText || subject.type == model::Type::kOneOf) {
    return TableSubject{meant_text(subject), subject};
  }
  report_wrong_table(
      context, span,
      subject.type == model::Type::kAny ? "not said to be one" : resolve::phrase(subject.type));
  return std::nullopt;
}

}  // namespace

std::optional<Subject> domain_of(Context& context, const Subject& field, Span span) {
  if (field.type != model::Type::kText && field.type != model::Type::kOneOf) {
    Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kWrongTest>(
        Span{span.file, span.begin, field.span.begin}, "domain of", field.name,
        resolve::phrase(field.type));
    label_type(field, span, diagnostic);
    diagnostic.help.emplace_back("a text has a domain, such as an e-mail address");
    return std::nullopt;
  }
  Subject domain = field;
  domain.is_domain = true;
  domain.type = model::Type::kText;
  domain.name = context.text(span);
  domain.span = span;
  return domain;
}

std::optional<model::NumberId> check_number(Context& context, ast::ExpressionId id) {
  return NumberCheck(context).check(id);
}

std::optional<model::NumberId> number_named(Context& context, const ast::Name& name) {
  const resolve::Field* field = field_named(context, name);
  if (field == nullptr) {
    const resolve::Declaration* declaration = context.names.find(name.text);
    if (declaration == nullptr) return std::nullopt;  // reported as an unknown field
    Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kNotANumber>(
        name.span, context.text(name.text), phrase(declaration->kind));
    diagnostic.labels.push_back({declaration->name.span, "declared here"});
    return std::nullopt;
  }
  if (!field->type) return std::nullopt;
  const Subject subject = subject_of(context, *field, name.span);
  if (subject.type == model::Type::kNumber) return number_of(context, subject);
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kNotANumber>(
      name.span, subject.name, resolve::phrase(subject.type));
  label_type(subject, name.span, diagnostic);
  diagnostic.help.emplace_back(
      "here stands a number: one that is written out, a field that is one, `count of ...`, or "
      "arithmetic");
  return std::nullopt;
}

model::NumberId number_of(Context& context, const Subject& subject) {
  return context.builder.number(model::NumberOf{meant(subject)});
}

bool is_worked_out(const ast::ExpressionNode& node) {
  return std::holds_alternative<ast::NumberUse>(node) ||
         std::holds_alternative<ast::Negation>(node) || std::holds_alternative<ast::Sum>(node) ||
         std::holds_alternative<ast::Product>(node) || std::holds_alternative<ast::Aggregate>(node);
}

std::optional<TableSubject> check_table_subject(Context& context, ast::ExpressionId id) {
  const ast::Expression& expression = context.file.expressions[without_groups(context.file, id)];
  if (const auto* use = std::get_if<ast::NameUse>(&expression.node)) {
    return table_field(context, use->name, expression.span, false);
  }
  if (const auto* domain = std::get_if<ast::DomainOf>(&expression.node)) {
    return table_field(context, domain->field, expression.span, true);
  }
  if (is_worked_out(expression.node)) {
    const auto number = check_number(context, id);
    if (!number) return std::nullopt;
    return TableSubject{*number, std::nullopt};
  }
  if (std::holds_alternative<ast::InvalidExpression>(expression.node)) return std::nullopt;
  const bool is_score = std::holds_alternative<ast::ScoreUse>(expression.node);
  if (is_score || std::holds_alternative<ast::GradeUse>(expression.node)) {
    (void)may_ask_score(context, Scope{}, expression.span, std::nullopt);
  } else {
    report_wrong_table(context, expression.span, "a condition");
  }
  return std::nullopt;
}

}  // namespace leadscore::checking
