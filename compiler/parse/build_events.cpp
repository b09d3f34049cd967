// Tests of events, sequences, windows and quantities.
#include "base/check.hpp"
#include "compiler/parse/builder.hpp"

#include <utility>

namespace leadscore::syntax {

namespace {

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

}  // namespace

ast::ExpressionId Builder::behaviour(NodeView node) {
  const std::vector<NodeView> children = node.children();
  const ast::ExpressionId first = event_test(children[0]);
  if (children.size() == 1) return first;
  const NodeView tail = children[1];
  const std::vector<NodeView> parts = tail.children();  // event, within, [window]
  ast::Sequence sequence;
  sequence.first = first;
  sequence.is_not_followed = tail.kind() == NodeKind::kNotFollowedBy;
  sequence.second = event_test(parts[0]);
  const std::vector<NodeView> within = parts[1].children();
  sequence.within_ms = duration(within[0], within[1]);
  if (parts.size() > 2) sequence.window = window(parts[2]);
  return add(std::move(sequence), span(node.node()));
}

ast::ExpressionId Builder::event_test(NodeView node) {
  ast::EventTest test;
  for (const NodeView child : node.children()) {
    if (child.kind() == NodeKind::kKindCore || child.kind() == NodeKind::kActivityCore) {
      event_core(child, test);
    } else if (child.kind() == NodeKind::kWhere) {
      for (const NodeView one : child.children()) test.where.push_back(field_test(one));
    } else if (child.kind() == NodeKind::kQuantity) {
      test.quantity = quantity(child);
    } else {
      test.window = window(child);
    }
  }
  return add(std::move(test), span(node.node()));
}

void Builder::event_core(NodeView node, ast::EventTest& test) {
  bool is_kind_next = node.kind() == NodeKind::kKindCore;
  for (const NodeView child : node.children()) {
    if (is_kind_next) {
      test.kind = name(child);
      is_kind_next = false;
    } else if (child.kind() == NodeKind::kName) {
      test.patterns.emplace_back(name(child));
    } else {
      test.patterns.emplace_back(text_literal(child));
    }
  }
  check_length("statement", test.patterns.size(), span(node.node()));
}

ast::Quantity Builder::quantity(NodeView node) {
  ast::Quantity result{.kind = ast::QuantityKind::kAtLeast, .count = 1, .span = span(node.node())};
  for (const NodeView child : node.children()) {
    switch (child.kind()) {
      case NodeKind::kNumber:
        result.count = count(child);
        break;
      case NodeKind::kAtMost:
        result.kind = ast::QuantityKind::kAtMost;
        break;
      case NodeKind::kExactly:
        result.kind = ast::QuantityKind::kExactly;
        break;
      case NodeKind::kDifferent:
        result.kind = ast::QuantityKind::kDifferent;
        break;
      case NodeKind::kOnDays:
        result.kind = ast::QuantityKind::kOnDays;
        result.count = count(*child.first_child());
        break;
      default:
        break;
    }
  }
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
