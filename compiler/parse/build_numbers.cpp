// Left sides and arithmetic. Parentheses are read before it is known whether they hold a condition
// or a number; here the two are told apart.
#include "base/check.hpp"
#include "compiler/parse/builder.hpp"
#include "compiler/parse/parse.hpp"

#include <utility>

namespace leadscore::syntax {

namespace {

template <class Node>
bool is_node(const ast::Expression& expression) {
  return std::holds_alternative<Node>(expression.node);
}

ast::AggregateKind aggregate_kind(NodeKind kind) {
  switch (kind) {
    case NodeKind::kCountOf:
      return ast::AggregateKind::kCount;
    case NodeKind::kDaysSince:
      return ast::AggregateKind::kDaysSince;
    case NodeKind::kTotalOf:
      return ast::AggregateKind::kTotal;
    case NodeKind::kHighestOf:
      return ast::AggregateKind::kHighest;
    case NodeKind::kLowestOf:
      return ast::AggregateKind::kLowest;
    default:
      return ast::AggregateKind::kAverage;
  }
}

}  // namespace

// ---- What an expression is ----------------------------------------------------------------------

const ast::Expression& Builder::inside_groups(ast::ExpressionId id) const {
  const ast::Expression* expression = &tree_.expressions[id];
  while (const auto* const group = std::get_if<ast::Group>(&expression->node)) {
    expression = &tree_.expressions[group->inner];
  }
  return *expression;
}

Builder::Shape Builder::shape(ast::ExpressionId id) const {
  const ast::Expression& inner = inside_groups(id);
  if (is_node<ast::NameUse>(inner) || is_node<ast::InvalidExpression>(inner)) return Shape::kEither;
  if (is_node<ast::DomainOf>(inner) || is_node<ast::GradeUse>(inner)) return Shape::kText;
  const bool is_number = is_node<ast::NumberUse>(inner) || is_node<ast::Negation>(inner) ||
                         is_node<ast::Sum>(inner) || is_node<ast::Product>(inner) ||
                         is_node<ast::Aggregate>(inner) || is_node<ast::ScoreUse>(inner);
  return is_number ? Shape::kNumber : Shape::kCondition;
}

ast::ExpressionId Builder::standing_alone(ast::ExpressionId id) {
  const Shape found = shape(id);
  if (found == Shape::kEither || found == Shape::kCondition) return id;
  const Span place = tree_.expressions[id].span;
  report_
      .report<DiagnosticKind::kNotACondition>(place, written(place),
                                              found == Shape::kText ? "a text" : "a number")
      .help.emplace_back(found == Shape::kText ? "write a test after it, such as `is \"A\"`"
                                               : "write a test after it, such as `>= 100`");
  return add(ast::InvalidExpression{}, place);
}

bool Builder::check_value(ast::ExpressionId id) {
  if (shape(id) != Shape::kCondition) return true;
  const Span place = tree_.expressions[id].span;
  report_.report<DiagnosticKind::kConditionAsNumber>(place, written(place))
      .help.emplace_back("a condition holds or not; there is nothing in it to compare or to add");
  return false;
}

bool Builder::check_bare_arithmetic(ast::ExpressionId id) {
  const ast::Expression& subject = tree_.expressions[id];
  if (!is_node<ast::Sum>(subject) && !is_node<ast::Product>(subject)) return true;
  const Span place = subject.span;
  Diagnostic& diagnostic = report_.report<DiagnosticKind::kBareArithmetic>(place, written(place));
  std::string right = "(" + std::string(written(place)) + ")";
  std::string description = fmt::format("write `{}`", right);
  diagnostic.fixes.push_back({place, std::move(right), std::move(description), FixSafety::kSafe});
  return false;
}

// ---- Left sides ---------------------------------------------------------------------------------

ast::ExpressionId Builder::subject(NodeView node) {
  switch (node.kind()) {
    case NodeKind::kName:
      return add(ast::NameUse{name(node)}, span(node.node()));
    case NodeKind::kScore:
      return add(ast::ScoreUse{}, span(node.node()));
    case NodeKind::kNumber:
      return add(ast::NumberUse{number(node)}, span(node.node()));
    case NodeKind::kGroup:
      return group(node);
    case NodeKind::kSum:
      return sum(node);
    case NodeKind::kAggregate:
      return aggregate(node);
    case NodeKind::kDomain:
      return add(ast::DomainOf{name(*node.first_child())}, span(node.node()));
    case NodeKind::kGradeOf: {
      ast::GradeUse grade;
      if (const auto part = node.child(NodeKind::kName)) grade.part = name(*part);
      return add(std::move(grade), span(node.node()));
    }
    default:
      LEADSCORE_CHECK(false, "the left side of a test was expected");
  }
}

ast::ExpressionId Builder::aggregate(NodeView node) {
  const std::vector<NodeView> children = node.children();
  ast::Aggregate result;
  result.kind = aggregate_kind(children[0].kind());
  if (const auto attribute = children[0].child(NodeKind::kName)) {
    result.attribute = name(*attribute);
  }
  result.events = event_test(children[1]);
  return add(std::move(result), span(node.node()));
}

// ---- Arithmetic ---------------------------------------------------------------------------------

ast::ExpressionId Builder::checked_value(ast::ExpressionId id) {
  return check_value(id) ? id : add(ast::InvalidExpression{}, tree_.expressions[id].span);
}

ast::ExpressionId Builder::sum(NodeView node) {
  const std::vector<NodeView> children = node.children();
  if (children.size() == 1) return product(children[0]);
  ast::Sum result;
  result.terms.push_back({.is_subtracted = false, .operand = checked_value(product(children[0]))});
  for (std::size_t i = 2; i < children.size(); i += 2) {
    result.terms.push_back({.is_subtracted = children[i - 1].kind() == NodeKind::kMinus,
                            .operand = checked_value(product(children[i]))});
  }
  return add(std::move(result), span(node.node()));
}

ast::ExpressionId Builder::product(NodeView node) {
  const std::vector<NodeView> children = node.children();
  if (children.size() == 1) return factor(children[0]);
  ast::Product result;
  result.factors.push_back({.is_divisor = false, .operand = checked_value(factor(children[0]))});
  for (std::size_t i = 2; i < children.size(); i += 2) {
    result.factors.push_back({.is_divisor = children[i - 1].kind() == NodeKind::kDivideSign,
                              .operand = checked_value(factor(children[i]))});
  }
  return add(std::move(result), span(node.node()));
}

ast::ExpressionId Builder::factor(NodeView node) {
  const std::vector<NodeView> children = node.children();
  const std::size_t minus_count = children.size() - 1;
  if (depth_ + minus_count > kMaxNesting) {
    report_.report<DiagnosticKind::kTooDeep>(span(children[kMaxNesting - depth_].node()),
                                             kMaxNesting);
    return add(ast::InvalidExpression{}, span(node.node()));
  }
  depth_ += minus_count;
  ast::ExpressionId result = subject(children.back());
  depth_ -= minus_count;
  if (minus_count > 0) result = checked_value(result);
  for (std::size_t i = minus_count; i > 0; --i) {
    Span place = span(children[i - 1].node());
    place.end = node.node().end;
    result = add(ast::Negation{result}, place);
  }
  return result;
}

}  // namespace leadscore::syntax
