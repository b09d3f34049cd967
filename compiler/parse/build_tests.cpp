#include "base/check.hpp"
#include "compiler/parse/builder.hpp"

namespace leadscore::syntax {

ast::DateLiteral Builder::as_of(NodeView node) { return date(*node.first_child()); }

ast::TestField Builder::test_field(NodeView node) {
  const std::vector<NodeView> children = node.children();
  return {.name = name(children[0]), .value = literal_or_list(children[1])};
}

ast::TestEvent Builder::test_event(NodeView node) {
  const std::vector<NodeView> children = node.children();
  ast::TestEvent event;
  event.kind = name(children[0]);
  event.span = span(node.node());
  for (std::size_t i = 1; i < children.size(); ++i) {
    const NodeView child = children[i];
    switch (child.kind()) {
      case NodeKind::kTimes:
        event.times = count(*child.first_child());
        break;
      case NodeKind::kNow:
        event.time_kind = ast::TestTimeKind::kNow;
        break;
      case NodeKind::kToday:
        event.time_kind = ast::TestTimeKind::kToday;
        break;
      case NodeKind::kYesterday:
        event.time_kind = ast::TestTimeKind::kYesterday;
        break;
      case NodeKind::kOn:
        event.time_kind = ast::TestTimeKind::kOn;
        event.on = date(*child.first_child()).date;
        break;
      case NodeKind::kDaily:
        event.time_kind = ast::TestTimeKind::kDaily;
        event.daily_days = count(*child.first_child());
        break;
      case NodeKind::kMoreThanAgo: {
        const std::vector<NodeView> ago = child.children();  // number, unit
        event.time_kind = ast::TestTimeKind::kAgo;
        event.ago_ms = duration(ago[0], ago[1]);
        break;
      }
      case NodeKind::kAttributes:
        break;  // read by themselves
      default:
        event.subject = text_literal(child);
    }
  }
  return event;
}

ast::Expectation Builder::expectation(NodeView node) {
  ast::Expectation result;
  result.span = span(node.node());
  std::vector<ast::NumberLiteral> numbers;
  for (const NodeView child : node.children()) {
    if (child.kind() == NodeKind::kName) result.name = name(child);
    if (child.kind() == NodeKind::kNumber) numbers.push_back(score_number(child));
    if (child.kind() == NodeKind::kText || child.kind() == NodeKind::kForeignText) {
      result.text = text_literal(child);
    }
  }
  if (!numbers.empty()) {
    result.kind =
        numbers.size() == 2 ? ast::ExpectationKind::kScoreBetween : ast::ExpectationKind::kScoreIs;
    result.first = numbers.front();
    result.second = numbers.back();
    return result;
  }
  result.is_negated =
      node.kind() == NodeKind::kExpectNotMet || node.kind() == NodeKind::kExpectNotDisqualified;
  switch (node.kind()) {
    case NodeKind::kExpectNoStage:
      result.kind = ast::ExpectationKind::kNoStage;
      break;
    case NodeKind::kExpectDisqualified:
    case NodeKind::kExpectNotDisqualified:
      result.kind = ast::ExpectationKind::kDisqualified;
      break;
    case NodeKind::kExpectStageIs:
      result.kind = ast::ExpectationKind::kStageIs;
      break;
    case NodeKind::kExpectGrade:
      result.kind = ast::ExpectationKind::kGradeIs;
      break;
    case NodeKind::kExpectRoute:
      result.kind = ast::ExpectationKind::kRouteIs;
      break;
    case NodeKind::kExpectNoRoute:
      result.kind = ast::ExpectationKind::kNoRoute;
      break;
    case NodeKind::kExpectAlert:
      result.kind = ast::ExpectationKind::kAlert;
      break;
    case NodeKind::kExpectNoAlert:
      result.kind = ast::ExpectationKind::kNoAlert;
      break;
    default:
      result.kind = ast::ExpectationKind::kStageMet;
  }
  return result;
}

}  // namespace leadscore::syntax
