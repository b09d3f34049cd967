// Rules, tables, parts and grades.
#include "base/check.hpp"
#include "compiler/parse/builder.hpp"
#include "compiler/parse/literals.hpp"

#include <array>
#include <utility>

namespace leadscore::syntax {

namespace {

constexpr std::string_view kRuleForm =
    "the order is `when CONDITION +15 each, up to 50, decays 50% every 30 days because \"...\"`";
constexpr std::string_view kPartForm =
    "the order is `score NAME up to 100 down to 0, decays 50% every 30 days { ... }`";

/// The place in the order of what follows points or the name of a part. Two of one rank cannot
/// stand together.
int rank(NodeKind kind) {
  switch (kind) {
    case NodeKind::kEach:
    case NodeKind::kEachDay:
      return 1;
    case NodeKind::kUpTo:
      return 2;
    case NodeKind::kDownTo:
      return 3;
    case NodeKind::kDecays:
    case NodeKind::kFades:
    case NodeKind::kNeverDecays:
      return 4;
    case NodeKind::kBecause:
      return 5;
    default:
      return 0;
  }
}

ast::RowKind row_kind(NodeKind kind) {
  switch (kind) {
    case NodeKind::kRowUnder:
      return ast::RowKind::kUnder;
    case NodeKind::kRowTo:
      return ast::RowKind::kTo;
    case NodeKind::kRowToUnder:
      return ast::RowKind::kToUnder;
    case NodeKind::kRowOrMore:
      return ast::RowKind::kOrMore;
    case NodeKind::kRowOver:
      return ast::RowKind::kOver;
    case NodeKind::kRowNumber:
      return ast::RowKind::kNumber;
    case NodeKind::kRowValues:
      return ast::RowKind::kValues;
    case NodeKind::kRowUnknown:
      return ast::RowKind::kUnknown;
    default:
      return ast::RowKind::kOtherwise;
  }
}

constexpr std::int64_t kMinPercentHundredths = 100;
constexpr std::int64_t kMaxPercentHundredths = 10'000;

}  // namespace

// ---- What follows the points, or the name of a part ---------------------------------------------

void Builder::check_order(NodeView node, std::string_view form) {
  int before = 0;
  for (const NodeView child : node.children()) {
    const int found = rank(child.kind());
    if (found == 0) continue;
    if (found <= before) {
      const Span place = span(child.node());
      report_.report<DiagnosticKind::kWrongOrder>(place, written(place)).help.emplace_back(form);
      return;
    }
    before = found;
  }
}

ast::NumberLiteral Builder::bound(NodeView node) { return score_number(*node.first_child()); }

std::uint32_t Builder::percent_hundredths(NodeView rate) {
  std::string_view digits = written(rate.node());
  digits.remove_suffix(1);  // the sign
  while (digits.ends_with(' ') || digits.ends_with('\t')) digits.remove_suffix(1);
  const auto literal = read_number_literal(digits);
  const std::int64_t thousandths = literal ? literal->thousandths.value_or(-1) : std::int64_t{-1};
  const std::int64_t hundredths = thousandths / 10;
  if (thousandths >= 0 && thousandths % 10 == 0 && hundredths >= kMinPercentHundredths &&
      hundredths <= kMaxPercentHundredths) {
    return static_cast<std::uint32_t>(hundredths);
  }
  report_.report<DiagnosticKind::kBadPercentage>(span(rate.node()), written(rate.node()))
      .help.emplace_back("points decay by 1% to 100%, with at most two decimals");
  return kMaxPercentHundredths / 2;
}

DurationMs Builder::decay_period(NodeView number, NodeView unit, bool is_fade) {
  const DurationMs period = duration(number, unit);
  Span place = span(number.node());
  place.end = unit.node().end;
  if (is_fade && period % kMsPerDay != 0) {
    report_.report<DiagnosticKind::kBadDuration>(place, written(place))
        .help.emplace_back("points fade over a whole number of days");
    return kMsPerDay;
  }
  if (period < kMsPerHour) {
    report_.report<DiagnosticKind::kBadDuration>(place, written(place))
        .help.emplace_back("points decay every hour at most");
    return kMsPerHour;
  }
  return period;
}

ast::Decay Builder::decay(NodeView node) {
  ast::Decay result{.kind = ast::DecayKind::kNever, .span = span(node.node())};
  const std::vector<NodeView> children = node.children();
  if (node.kind() == NodeKind::kDecays) {
    result.kind = ast::DecayKind::kDecays;
    result.percent_hundredths = percent_hundredths(children[0]);
    result.period_ms = decay_period(children[1], children[2], false);
  } else if (node.kind() == NodeKind::kFades) {
    result.kind = ast::DecayKind::kFades;
    result.period_ms = decay_period(children[0], children[1], true);
  }
  return result;
}

// ---- Rules --------------------------------------------------------------------------------------

ast::StatementNode Builder::rule(NodeView node) {
  ast::RuleStatement result;
  result.condition = condition_of(node);
  result.points = points(*node.child(NodeKind::kPoints));
  check_order(node, kRuleForm);
  for (const NodeView child : node.children()) {
    switch (child.kind()) {
      case NodeKind::kEach:
        result.each = {.kind = ast::EachKind::kEvent, .span = span(child.node())};
        break;
      case NodeKind::kEachDay:
        result.each = {.kind = ast::EachKind::kDay, .span = span(child.node())};
        break;
      case NodeKind::kUpTo:
        result.up_to = bound(child);
        break;
      case NodeKind::kDecays:
      case NodeKind::kFades:
      case NodeKind::kNeverDecays:
        result.decay = decay(child);
        break;
      default:
        break;
    }
  }
  result.because = because(node);
  return result;
}

ast::TableRow Builder::row(NodeView node) {
  const NodeView match = *node.first_child();
  ast::TableRow result;
  result.kind = row_kind(match.kind());
  std::vector<ast::NumberLiteral> numbers;
  for (const NodeView child : match.children()) {
    if (child.kind() == NodeKind::kNumber) {
      numbers.push_back(number(child));
    } else if (child.kind() == NodeKind::kName) {
      result.values.emplace_back(name(child));
    } else {
      result.values.emplace_back(text_literal(child));
    }
  }
  check_length("row", result.values.size(), span(node.node()));
  if (!numbers.empty()) result.first = numbers.front();
  if (numbers.size() > 1) result.second = numbers.back();
  result.points = points(*node.child(NodeKind::kPoints));
  result.because = because(node);
  result.match_span = span(match.node());
  result.span = span(node.node());
  return result;
}

// ---- Parts and grades ---------------------------------------------------------------------------

void Builder::part_qualities(NodeView node, ast::PartStatement& part) {
  check_order(node, kPartForm);
  for (const NodeView child : node.children()) {
    switch (child.kind()) {
      case NodeKind::kUpTo:
        part.bounds.up_to = bound(child);
        break;
      case NodeKind::kDownTo:
        part.bounds.down_to = bound(child);
        break;
      case NodeKind::kDecays:
      case NodeKind::kFades:
      case NodeKind::kNeverDecays:
        part.decay = decay(child);
        break;
      default:
        break;
    }
  }
}

ast::StatementNode Builder::grade(NodeView node) {
  ast::GradeStatement result;
  bool has_otherwise = false;
  for (const NodeView child : node.children()) {
    const std::vector<NodeView> parts = child.children();
    switch (child.kind()) {
      case NodeKind::kName:
        result.part = name(child);
        break;
      case NodeKind::kGradeStep:
      case NodeKind::kGradeOtherwise:
        if (has_otherwise) {
          const Span place = span(child.node());
          report_.report<DiagnosticKind::kWrongOrder>(place, written(place))
              .help.emplace_back(
                  "`otherwise` comes last, once: `\"A\" at 40, \"B\" at 25, otherwise \"C\"`");
        } else if (child.kind() == NodeKind::kGradeStep) {
          result.steps.push_back({.name = text_literal(parts[0]), .at = score_number(parts[1])});
        } else {
          result.otherwise = text_literal(parts[0]);
          has_otherwise = true;
        }
        break;
      default:
        break;
    }
  }
  if (!has_otherwise) {
    const std::uint32_t end = node.node().end;
    report_
        .report<DiagnosticKind::kMissingOtherwise>(
            Span{.file = tree_.file, .begin = end, .end = end})
        .help.emplace_back("write it last: `\"A\" at 40, \"B\" at 25, otherwise \"C\"`");
    const TextId stand_in = texts_.intern("otherwise");  // so that the rest is checked, too
    result.otherwise = {.text = stand_in, .pattern = stand_in, .span = span(node.node())};
  }
  return result;
}

}  // namespace leadscore::syntax
