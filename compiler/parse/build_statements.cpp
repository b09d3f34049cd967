#include "base/check.hpp"
#include "compiler/parse/builder.hpp"

#include <utility>

namespace leadscore::syntax {

std::size_t NodeView::skip_mistakes(std::size_t index) const {
  while (index < node().next && (*nodes_)[index].kind >= NodeKind::kCapitals) {
    index = (*nodes_)[index].next;
  }
  return index;
}

std::size_t NodeView::child_count() const {
  std::size_t count = 0;
  for (std::size_t i = skip_mistakes(index_ + 1); i < node().next;
       i = skip_mistakes((*nodes_)[i].next)) {
    ++count;
  }
  return count;
}

std::optional<NodeView> NodeView::first_child() const {
  const std::size_t index = skip_mistakes(index_ + 1);
  if (index >= node().next) return std::nullopt;
  return NodeView(*nodes_, index);
}

std::optional<NodeView> NodeView::child(NodeKind wanted) const {
  for (std::size_t i = index_ + 1; i < node().next; i = (*nodes_)[i].next) {
    if ((*nodes_)[i].kind == wanted) return NodeView(*nodes_, i);
  }
  return std::nullopt;
}

ast::ExpressionId Builder::condition_of(NodeView statement) {
  return condition(*statement.child(NodeKind::kOr));
}

std::optional<ast::TextLiteral> Builder::because(NodeView statement) {
  const auto node = statement.child(NodeKind::kBecause);
  if (!node) return std::nullopt;
  return text_literal(*node->first_child());
}

ast::StatementNode Builder::statement(NodeView node) {
  switch (node.kind()) {
    case NodeKind::kRule:
      return rule(node);
    case NodeKind::kTableHead:
      return ast::TableStatement{.subject = checked_value(subject(*node.first_child())),
                                 .rows = {}};
    case NodeKind::kBestOfHead:
      return ast::BestOfStatement{};
    case NodeKind::kUse:
      return use(node);
    case NodeKind::kScoreBounds: {
      ast::PartStatement bounds;
      part_qualities(node, bounds);
      return ast::ScoreBoundsStatement{bounds.bounds};
    }
    case NodeKind::kGrade:
      return grade(node);
    case NodeKind::kRoute: {
      ast::RouteStatement route{.name = text_literal(*node.first_child()), .condition = {}};
      if (node.child(NodeKind::kOr)) route.condition = condition_of(node);
      return route;
    }
    case NodeKind::kAlert:
      return ast::AlertStatement{.name = text_literal(*node.first_child()),
                                 .condition = condition_of(node)};
    case NodeKind::kNever:
      return ast::NeverStatement{.condition = condition_of(node)};
    case NodeKind::kStage:
      return stage(node);
    case NodeKind::kDisqualification:
      return ast::DisqualifyStatement{.condition = condition_of(node), .because = because(node)};
    case NodeKind::kModel: {
      ast::ModelStatement model{.name = text_literal(*node.first_child()), .applies_to = {}};
      if (node.child(NodeKind::kOr)) model.applies_to = condition_of(node);
      return model;
    }
    case NodeKind::kLeadHead:
      return ast::LeadBlock{};
    case NodeKind::kEvent:
      return event_declaration(node);
    case NodeKind::kListDeclaration:
      return ast::ListStatement{.name = name(*node.child(NodeKind::kDeclaredName)),
                                .items = list(*node.child(NodeKind::kList))};
    case NodeKind::kDefinition:
      return ast::DefineStatement{.name = name(*node.child(NodeKind::kDeclaredName)),
                                  .condition = condition_of(node)};
    case NodeKind::kPartHead: {
      ast::PartStatement part;
      part.name = name(*node.child(NodeKind::kDeclaredName));
      part_qualities(node, part);
      return part;
    }
    case NodeKind::kTestHead: {
      ast::TestStatement test;
      test.name = text_literal(*node.first_child());
      return test;
    }
    default:
      LEADSCORE_CHECK(false, "a statement was expected");
  }
}

ast::StatementNode Builder::use(NodeView node) {
  ast::UseStatement result;
  for (const NodeView child : node.children()) {
    if (child.kind() == NodeKind::kName) {
      result.what.emplace_back(name(child));
    } else {
      result.what.emplace_back(text_literal(child));
    }
  }
  return result;
}

ast::StatementNode Builder::event_declaration(NodeView node) {
  ast::EventDeclaration event{.kind = name(*node.child(NodeKind::kDeclaredName)),
                              .subject = name(*node.child(NodeKind::kName)),
                              .is_path = node.child(NodeKind::kPath).has_value(),
                              .attributes = {},
                              .from = text_literals(node),
                              .unread_names = {}};
  return event;
}

ast::StatementNode Builder::stage(NodeView node) {
  ast::StageStatement result{.name = name(*node.child(NodeKind::kDeclaredName)),
                             .at = std::nullopt,
                             .condition = std::nullopt};
  if (const auto at = node.child(NodeKind::kNumber)) result.at = score_number(*at);
  if (node.child(NodeKind::kOr)) result.condition = condition_of(node);
  const std::string_view called = texts_.text(result.name.text);
  if (called == "alert" || called == "route") {
    report_.warn<DiagnosticKind::kOutcomeAsStage>(result.name.span, called)
        .help.push_back(fmt::format("{} has a name in quotes: `{} \"...\" when ...`",
                                    called == "alert" ? "an alert" : "a route", called));
  }
  return result;
}

ast::Type Builder::type(NodeView node) {
  ast::Type result{.kind = ast::TypeKind::kText, .known_values = {}, .span = span(node.node())};
  switch (node.kind()) {
    case NodeKind::kTypeNumber:
      result.kind = ast::TypeKind::kNumber;
      break;
    case NodeKind::kTypeYesNo:
      result.kind = ast::TypeKind::kYesNo;
      break;
    case NodeKind::kTypeTime:
      result.kind = ast::TypeKind::kTime;
      break;
    case NodeKind::kTypeListOfText:
      result.kind = ast::TypeKind::kListOfText;
      break;
    case NodeKind::kTypeOneOf:
      result.kind = ast::TypeKind::kOneOf;
      result.known_values = text_literals(node);
      break;
    default:
      break;
  }
  return result;
}

ast::FieldDeclaration Builder::field_declaration(NodeView node) {
  const std::vector<NodeView> children = node.children();
  ast::FieldDeclaration field{.name = name(children[0]),
                              .type = type(children[1]),
                              .default_value = std::nullopt,
                              .from = std::nullopt,
                              .unknown_as = {},
                              .span = span(node.node())};
  for (std::size_t i = 2; i < children.size(); ++i) {
    switch (children[i].kind()) {
      case NodeKind::kDefault:
        field.default_value = literal_or_list(*children[i].first_child());
        break;
      case NodeKind::kFrom:
        field.from = text_literal(*children[i].first_child());
        break;
      default:
        for (const NodeView value : children[i].children()) {
          field.unknown_as.push_back(literal(value));
        }
    }
  }
  return field;
}

ast::FieldDeclaration Builder::attribute_declaration(NodeView node) {
  ast::FieldDeclaration attribute = field_declaration(node);
  for (const NodeView child : node.children()) {
    if (child.kind() != NodeKind::kDefault && child.kind() != NodeKind::kFrom) continue;
    const Span place = span(child.node());
    report_.report<DiagnosticKind::kUnexpected>(place, written(place))
        .help.emplace_back("an attribute of an event has neither a default nor a key of its own");
    attribute.default_value.reset();
    attribute.from.reset();
  }
  return attribute;
}

}  // namespace leadscore::syntax
