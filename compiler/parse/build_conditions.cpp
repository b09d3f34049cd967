#include "base/check.hpp"
#include "compiler/parse/builder.hpp"
#include "compiler/parse/parse.hpp"

#include <utility>

namespace leadscore::syntax {

namespace {

struct OperatorRow {
  NodeKind kind;
  ast::TestOperator op;
  bool is_negated;
};

constexpr OperatorRow kOperators[] = {
    {NodeKind::kIs, ast::TestOperator::kIs, false},
    {NodeKind::kIsNot, ast::TestOperator::kIs, true},
    {NodeKind::kIn, ast::TestOperator::kIn, false},
    {NodeKind::kNotIn, ast::TestOperator::kIn, true},
    {NodeKind::kContains, ast::TestOperator::kContains, false},
    {NodeKind::kNotContain, ast::TestOperator::kContains, true},
    {NodeKind::kMentions, ast::TestOperator::kMentions, false},
    {NodeKind::kNotMention, ast::TestOperator::kMentions, true},
    {NodeKind::kStartsWith, ast::TestOperator::kStartsWith, false},
    {NodeKind::kNotStartWith, ast::TestOperator::kStartsWith, true},
    {NodeKind::kEndsWith, ast::TestOperator::kEndsWith, false},
    {NodeKind::kNotEndWith, ast::TestOperator::kEndsWith, true},
    {NodeKind::kMatches, ast::TestOperator::kMatches, false},
    {NodeKind::kNotMatch, ast::TestOperator::kMatches, true},
    {NodeKind::kIncludes, ast::TestOperator::kIncludes, false},
    {NodeKind::kNotInclude, ast::TestOperator::kIncludes, true},
    {NodeKind::kIncludesAny, ast::TestOperator::kIncludesAnyOf, false},
    {NodeKind::kNotIncludeAny, ast::TestOperator::kIncludesAnyOf, true},
    {NodeKind::kIncludesAll, ast::TestOperator::kIncludesAllOf, false},
    {NodeKind::kNotIncludeAll, ast::TestOperator::kIncludesAllOf, true},
    {NodeKind::kLess, ast::TestOperator::kLess, false},
    {NodeKind::kLessOrEqual, ast::TestOperator::kLessOrEqual, false},
    {NodeKind::kGreater, ast::TestOperator::kGreater, false},
    {NodeKind::kGreaterOrEqual, ast::TestOperator::kGreaterOrEqual, false},
    {NodeKind::kBetween, ast::TestOperator::kBetween, false},
    {NodeKind::kIsKnown, ast::TestOperator::kIsKnown, false},
    {NodeKind::kIsNotKnown, ast::TestOperator::kIsKnown, true},
    {NodeKind::kIsUnknown, ast::TestOperator::kIsUnknown, false},
    {NodeKind::kIsNotUnknown, ast::TestOperator::kIsUnknown, true},
};

const OperatorRow& operator_of(NodeKind kind) {
  for (const OperatorRow& row : kOperators) {
    if (row.kind == kind) return row;
  }
  LEADSCORE_CHECK(false, "an operator was expected");
}

ast::WindowKind window_kind(NodeKind kind) {
  switch (kind) {
    case NodeKind::kInTheLast:
    case NodeKind::kBareIn:
      return ast::WindowKind::kInTheLast;
    case NodeKind::kInTheNext:
      return ast::WindowKind::kInTheNext;
    case NodeKind::kMoreThanAgo:
      return ast::WindowKind::kMoreThanAgo;
    case NodeKind::kBetweenAgo:
      return ast::WindowKind::kBetweenAgo;
    case NodeKind::kBetweenDates:
      return ast::WindowKind::kBetweenDates;
    case NodeKind::kBefore:
      return ast::WindowKind::kBefore;
    case NodeKind::kSince:
      return ast::WindowKind::kSince;
    case NodeKind::kAfter:
      return ast::WindowKind::kAfter;
    case NodeKind::kOn:
      return ast::WindowKind::kOn;
    default:
      LEADSCORE_CHECK(false, "a window was expected");
  }
}

bool is_window(NodeKind kind) { return kind >= NodeKind::kInTheLast && kind <= NodeKind::kOn; }

}  // namespace

ast::ExpressionId Builder::add(ast::ExpressionNode node, Span place) {
  return tree_.expressions.add({.node = std::move(node), .span = place});
}

ast::ExpressionId Builder::condition(NodeView node) {
  std::vector<ast::ExpressionId> operands;
  for (const NodeView child : node.children()) operands.push_back(and_condition(child));
  if (operands.size() == 1) return operands.front();
  return add(ast::Or{std::move(operands)}, span(node.node()));
}

ast::ExpressionId Builder::and_condition(NodeView node) {
  std::vector<ast::ExpressionId> operands;
  for (const NodeView child : node.children()) operands.push_back(negated(child));
  if (operands.size() == 1) return operands.front();
  return add(ast::And{std::move(operands)}, span(node.node()));
}

ast::ExpressionId Builder::negated(NodeView node) {
  const std::vector<NodeView> children = node.children();
  const std::size_t not_count = children.size() - 1;
  if (depth_ + not_count > kMaxNesting) {
    report_.report<DiagnosticKind::kTooDeep>(span(children[kMaxNesting - depth_].node()),
                                             kMaxNesting);
    return add(ast::InvalidExpression{}, span(node.node()));
  }
  depth_ += not_count;
  ast::ExpressionId result = primary(children.back());
  depth_ -= not_count;
  for (std::size_t i = not_count; i > 0; --i) {
    Span place = span(children[i - 1].node());
    place.end = node.node().end;
    result = add(ast::Not{.operand = result, .is_no = false}, place);
  }
  return result;
}

ast::ExpressionId Builder::primary(NodeView node) {
  switch (node.kind()) {
    case NodeKind::kGroup:
      return group(node);
    case NodeKind::kNoTest:
      return add(ast::Not{.operand = primary(*node.first_child()), .is_no = true},
                 span(node.node()));
    case NodeKind::kKindTest:
    case NodeKind::kActivityTest:
      return event_test(node);
    case NodeKind::kFieldTest:
      return field_test(node);
    default:
      LEADSCORE_CHECK(false, "a test was expected");
  }
}

ast::ExpressionId Builder::group(NodeView node) {
  if (depth_ >= kMaxNesting) {
    report_.report<DiagnosticKind::kTooDeep>(span(node.node()), kMaxNesting);
    return add(ast::InvalidExpression{}, span(node.node()));
  }
  ++depth_;
  const ast::ExpressionId inner = condition(*node.first_child());
  --depth_;
  return add(ast::Group{inner}, span(node.node()));
}

ast::ExpressionId Builder::field_test(NodeView node) {
  const std::vector<NodeView> children = node.children();
  const NodeView subject_node = children.front();
  const ast::ExpressionId subject =
      subject_node.kind() == NodeKind::kScore
          ? add(ast::ScoreUse{}, span(subject_node.node()))
          : add(ast::NameUse{name(subject_node)}, span(subject_node.node()));
  if (children.size() == 1) return subject;
  if (is_window(children[1].kind())) {
    return add(ast::TimeTest{.subject = subject, .window = window(children[1])}, span(node.node()));
  }
  const OperatorRow& row = operator_of(children[1].kind());
  ast::Test test{.subject = subject,
                 .op = row.op,
                 .is_negated = row.is_negated,
                 .op_span = span(children[1].node()),
                 .operands = {}};
  for (std::size_t i = 2; i < children.size(); ++i) test.operands.push_back(operand(children[i]));
  return add(std::move(test), span(node.node()));
}

ast::ExpressionId Builder::event_test(NodeView node) {
  ast::EventTest test;
  bool is_kind_next = node.kind() == NodeKind::kKindTest;
  for (const NodeView child : node.children()) {
    if (is_kind_next) {
      test.kind = name(child);
      is_kind_next = false;
    } else if (child.kind() == NodeKind::kName) {
      test.patterns.emplace_back(name(child));
    } else if (child.kind() == NodeKind::kQuantity) {
      test.quantity = quantity(child);
    } else if (is_window(child.kind())) {
      test.window = window(child);
    } else {
      test.patterns.emplace_back(text_literal(child));
    }
  }
  return add(std::move(test), span(node.node()));
}

ast::Quantity Builder::quantity(NodeView node) {
  const std::vector<NodeView> children = node.children();
  ast::Quantity result{
      .kind = ast::QuantityKind::kAtLeast, .count = count(children[1]), .span = span(node.node())};
  if (children[0].kind() == NodeKind::kAtMost) result.kind = ast::QuantityKind::kAtMost;
  if (children[0].kind() == NodeKind::kExactly) result.kind = ast::QuantityKind::kExactly;
  return result;
}

ast::Window Builder::window(NodeView node) {
  ast::Window result;
  result.kind = window_kind(node.kind());
  result.span = span(node.node());
  result.is_bare_in =
      node.kind() == NodeKind::kBareIn || written(node.node()).starts_with("within");
  const std::vector<NodeView> children = node.children();
  if (children.front().kind() == NodeKind::kDate) {
    result.first_date = date(children.front()).date;
    if (children.size() > 1) result.second_date = date(children[1]).date;
    return result;
  }
  const bool has_first_unit = children.size() == 4 || children.size() == 2;
  result.first_duration_ms = duration(children[0], has_first_unit ? children[1] : children[2]);
  if (children.size() > 2) {
    result.second_duration_ms = duration(children[children.size() - 2], children.back());
  }
  return result;
}

}  // namespace leadscore::syntax
