#include "base/check.hpp"
#include "base/decimal.hpp"
#include "base/text/utf8.hpp"
#include "compiler/parse/builder.hpp"
#include "compiler/parse/limits.hpp"
#include "compiler/parse/literals.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace leadscore::syntax {

namespace {

constexpr std::int64_t kMaxPointsThousandths = 1'000'000'000;
constexpr double kMaxPoints = 1'000'000;
constexpr double kMaxScore = 9e15;

}  // namespace

std::string_view Builder::written(const Node& node) const {
  return text_.substr(node.begin, node.end - node.begin);
}

std::string_view Builder::written(Span span) const {
  return text_.substr(span.begin, span.end - span.begin);
}

Span Builder::span(const Node& node) const {
  return {.file = tree_.file, .begin = node.begin, .end = node.end};
}

ast::Name Builder::name(NodeView node) {
  return {.text = texts_.intern(written(node.node())), .span = span(node.node())};
}

ast::TextLiteral Builder::text_literal(NodeView node) {
  const std::string_view inside = inside_quotes(written(node.node()));
  const bool has_escape = inside.find('\\') != inside.npos;
  const TextReading reading = has_escape ? read_text(inside) : TextReading();
  const std::string_view read = has_escape ? reading.text : inside;
  if (read.size() > kMaxTextCharacters && text::count_code_points(read) > kMaxTextCharacters) {
    report_
        .report<DiagnosticKind::kTooLong>(span(node.node()), "text",
                                          limit_words(kMaxTextCharacters), "characters")
        .help.emplace_back("look for a shorter piece of it, which nothing else has");
  }
  const TextId text = texts_.intern(read);
  return {.text = text,
          .pattern = has_escape ? texts_.intern(reading.pattern) : text,
          .span = span(node.node())};
}

std::vector<ast::TextLiteral> Builder::text_literals(NodeView node) {
  std::vector<ast::TextLiteral> literals;
  for (const NodeView child : node.children()) {
    if (child.kind() == NodeKind::kText || child.kind() == NodeKind::kForeignText) {
      literals.push_back(text_literal(child));
    }
  }
  check_length("statement", literals.size(), span(node.node()));
  return literals;
}

void Builder::check_length(std::string_view what, std::size_t items, Span span) {
  if (items <= kMaxListItems) return;
  report_
      .report<DiagnosticKind::kTooLong>({span.file, span.begin, span.begin}, what,
                                        limit_words(kMaxListItems), "values")
      .help.push_back(fmt::format(
          "it has {}: where so many values are meant, let the records say it in a yes/no field",
          limit_words(items)));
}

ast::NumberLiteral Builder::number(NodeView node) {
  const auto literal = read_number_literal(written(node.node()));
  if (!literal) return {.value = 0, .thousandths = 0, .span = span(node.node())};  // was reported
  return {.value = literal->value, .thousandths = literal->thousandths, .span = span(node.node())};
}

/// What cannot be exact was reported: the nearest number stands for it, so that nothing more is
/// said of it later.
ast::NumberLiteral Builder::score_number(NodeView node) {
  ast::NumberLiteral result = number(node);
  const auto literal = read_number_literal(written(node.node()));
  if (!literal || result.thousandths) return result;
  if (literal->has_more_decimals) {
    report_.report<DiagnosticKind::kTooManyDecimals>(result.span, written(node.node()))
        .help.emplace_back("scores are counted in thousandths of a point");
    result.value = std::clamp(result.value, -kMaxScore, kMaxScore);
    result.thousandths = static_cast<std::int64_t>(result.value * 1000);
  } else {
    report_.report<DiagnosticKind::kBadNumber>(result.span, written(node.node()))
        .help.emplace_back("no score can be as large as that");
    result.value = result.value < 0 ? -kMaxScore : kMaxScore;
    result.thousandths = static_cast<std::int64_t>(result.value) * 1000;
  }
  return result;
}

ast::DateLiteral Builder::date(NodeView node) {
  const auto literal = read_date_literal(written(node.node()));
  return {.date = literal.value_or(leadscore::DateLiteral{}), .span = span(node.node())};
}

ast::Literal Builder::literal(NodeView node) {
  switch (node.kind()) {
    case NodeKind::kText:
    case NodeKind::kForeignText:
      return text_literal(node);
    case NodeKind::kNumber:
      return number(node);
    case NodeKind::kDate:
      return date(node);
    case NodeKind::kYes:
    case NodeKind::kNo:
      return ast::YesNoLiteral{.value = node.kind() == NodeKind::kYes, .span = span(node.node())};
    default:
      LEADSCORE_CHECK(false, "a literal was expected");
  }
}

ast::ListLiteral Builder::list(NodeView node) {
  ast::ListLiteral result{.items = {}, .span = span(node.node())};
  result.items.reserve(node.child_count());
  for (const NodeView item : node.children()) result.items.push_back(literal(item));
  check_length("list", result.items.size(), result.span);
  return result;
}

std::variant<ast::Literal, ast::ListLiteral> Builder::literal_or_list(NodeView node) {
  if (node.kind() == NodeKind::kList) return list(node);
  return literal(node);
}

ast::Operand Builder::operand(NodeView node) {
  if (node.kind() == NodeKind::kName) return name(node);
  if (node.kind() == NodeKind::kList) return list(node);
  if (node.kind() == NodeKind::kAggregate || node.kind() == NodeKind::kGroup ||
      node.kind() == NodeKind::kScore) {
    return checked_value(subject(node));
  }
  return literal(node);
}

std::uint32_t Builder::count(NodeView node) {
  const auto literal = read_number_literal(written(node.node()));
  if (!literal) return 1;
  const std::int64_t thousandths = literal->thousandths.value_or(-1);
  const std::int64_t whole = thousandths / 1000;
  if (thousandths >= 0 && thousandths % 1000 == 0 &&
      whole <= std::numeric_limits<std::uint32_t>::max()) {
    return static_cast<std::uint32_t>(whole);
  }
  report_.report<DiagnosticKind::kBadCount>(span(node.node()), written(node.node()))
      .help.emplace_back("it is a whole number, not below 0");
  return 1;
}

DurationMs Builder::duration(NodeView number_node, NodeView unit) {
  if (!read_number_literal(written(number_node.node()))) return kMsPerDay;
  const auto length = duration_of(written(number_node.node()), unit_ms(unit.kind()));
  if (length) return *length;
  Node whole = number_node.node();
  // In `between 7 and 14 days ago` the unit is said of both, and stands behind the second only.
  const std::string_view between = text_.substr(whole.end, unit.node().begin - whole.end);
  if (between.find_first_not_of(" \t") == between.npos) whole.end = unit.node().end;
  report_.report<DiagnosticKind::kBadDuration>(span(whole), written(whole))
      .help.emplace_back(
          "it is more than 0, a whole number of milliseconds, and at most 100 years");
  return kMsPerDay;
}

ast::Points Builder::points(NodeView node) {
  const Node& whole = node.node();
  const NodeView digits = *node.child(NodeKind::kNumber);
  const auto literal = read_number_literal(written(digits.node()));
  if (!literal) return {.thousandths = 0, .span = span(whole)};
  const std::int64_t thousandths = literal->thousandths.value_or(0);
  if (literal->value > kMaxPoints || thousandths > kMaxPointsThousandths) {
    report_.report<DiagnosticKind::kPointsTooLarge>(span(whole), written(whole))
        .help.emplace_back("a rule gives or takes at most 1,000,000 points");
  } else if (!literal->thousandths) {
    report_.report<DiagnosticKind::kTooManyDecimals>(span(whole), written(whole))
        .help.emplace_back("points are counted in thousandths");
  }
  const bool is_given = text_[whole.begin] == '+';
  return {.thousandths = is_given ? thousandths : -thousandths, .span = span(whole)};
}

}  // namespace leadscore::syntax
