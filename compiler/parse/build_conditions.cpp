#include "base/check.hpp"
#include "compiler/parse/builder.hpp"
#include "compiler/parse/parse.hpp"

#include <optional>
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
    {NodeKind::kIsExactly, ast::TestOperator::kIsExactly, false},
    {NodeKind::kIsNotExactly, ast::TestOperator::kIsExactly, true},
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
    {NodeKind::kMatchesRegex, ast::TestOperator::kMatchesRegex, false},
    {NodeKind::kNotMatchRegex, ast::TestOperator::kMatchesRegex, true},
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

/// What stands below a node alone, as it mostly does; nothing where there is more, or none.
std::optional<NodeView> only_child(NodeView node) {
  const std::optional<NodeView> first = node.first_child();
  if (!first || first->node().next != node.node().next) return std::nullopt;
  return first;
}

bool is_window(NodeKind kind) { return kind >= NodeKind::kInTheLast && kind <= NodeKind::kOn; }

}  // namespace

ast::ExpressionId Builder::add(ast::ExpressionNode node, Span place) {
  return tree_.expressions.add({.node = std::move(node), .span = place});
}

ast::ExpressionId Builder::condition(NodeView node) {
  if (const auto only = only_child(node)) return and_condition(*only);
  std::vector<ast::ExpressionId> operands;
  for (const NodeView child : node.children()) operands.push_back(and_condition(child));
  if (operands.size() == 1) return operands.front();
  for (ast::ExpressionId& operand : operands) operand = standing_alone(operand);
  return add(ast::Or{std::move(operands)}, span(node.node()));
}

ast::ExpressionId Builder::and_condition(NodeView node) {
  if (const auto only = only_child(node)) return negated(*only);
  std::vector<ast::ExpressionId> operands;
  for (const NodeView child : node.children()) operands.push_back(negated(child));
  if (operands.size() == 1) return operands.front();
  for (ast::ExpressionId& operand : operands) operand = standing_alone(operand);
  return add(ast::And{std::move(operands)}, span(node.node()));
}

ast::ExpressionId Builder::negated(NodeView node) {
  if (const auto only = only_child(node); only && depth_ <= kMaxNesting) return primary(*only);
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
  if (not_count > 0) result = standing_alone(result);
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
      return standing_alone(group(node));
    case NodeKind::kNoTest:
      return add(ast::Not{.operand = primary(*node.first_child()), .is_no = true},
                 span(node.node()));
    case NodeKind::kBehaviour:
      return behaviour(node);
    case NodeKind::kFieldTest:
      return field_test(node);
    case NodeKind::kScoreChange:
      return score_change(node);
    case NodeKind::kDisqualifiedTest:
      return add(ast::DisqualifiedUse{}, span(node.node()));
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
  ++group_depth_;
  const ast::ExpressionId inner = condition(*node.first_child());
  --group_depth_;
  --depth_;
  return add(ast::Group{inner}, span(node.node()));
}

ast::ExpressionId Builder::field_test(NodeView node) {
  const std::vector<NodeView> children = node.children();
  const bool is_bare_sum = children.front().kind() == NodeKind::kSum && children.size() > 1;
  const ast::ExpressionId subject = this->subject(children.front());
  // What stands alone in parentheses may be arithmetic; their outside tells.
  if (children.size() == 1) return group_depth_ > 0 ? subject : standing_alone(subject);
  if (is_bare_sum && !check_bare_arithmetic(subject)) {
    return add(ast::InvalidExpression{}, span(node.node()));
  }
  if (!check_value(subject)) return add(ast::InvalidExpression{}, span(node.node()));
  if (is_window(children[1].kind())) {
    return add(ast::TimeTest{.subject = subject, .window = window(children[1])}, span(node.node()));
  }
  const OperatorRow& row = operator_of(children[1].kind());
  ast::Test test{.subject = subject,
                 .op = row.op,
                 .is_negated = row.is_negated,
                 .op_span = span(children[1].node()),
                 .operands = {}};
  test.operands.reserve(children.size() - 2);
  for (std::size_t i = 2; i < children.size(); ++i) test.operands.push_back(operand(children[i]));
  return add(std::move(test), span(node.node()));
}

ast::ExpressionId Builder::score_change(NodeView node) {
  const std::vector<NodeView> children = node.children();  // subject, verb, amount, number, unit
  ast::ScoreChange change;
  if (children[0].kind() == NodeKind::kName) change.part = name(children[0]);
  if (children[1].kind() == NodeKind::kFell) change.kind = ast::ChangeKind::kFell;
  if (children[1].kind() == NodeKind::kMoved) change.kind = ast::ChangeKind::kMoved;
  change.amount = score_number(children[2]);
  change.within_ms = duration(children[3], children[4]);
  return add(std::move(change), span(node.node()));
}

}  // namespace leadscore::syntax
