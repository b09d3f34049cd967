#include "base/decimal.hpp"
#include "base/text/nearest.hpp"
#include "compiler/parse/literals.hpp"
#include "compiler/parse/messages.hpp"
#include "compiler/parse/written_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leadscore::syntax {

namespace {

constexpr std::array<std::string_view, 6> kUnits = {"minutes", "hours",  "days",
                                                    "weeks",   "months", "years"};
constexpr std::array<std::string_view, 6> kTypes = {"text", "number",       "yes/no",
                                                    "time", "list of text", "one of"};

constexpr FixSafety kUnsafe = FixSafety::kUnsafe;

constexpr MeantWords kTypeWords[] = {
    {"string", "text"},        {"str", "text"},           {"email", "text"},
    {"url", "text"},           {"int", "number"},         {"integer", "number"},
    {"float", "number"},       {"decimal", "number"},     {"money", "number"},
    {"boolean", "yes/no"},     {"bool", "yes/no"},        {"yes or no", "yes/no"},
    {"flag", "yes/no"},        {"checkbox", "yes/no"},    {"date", "time"},
    {"datetime", "time"},      {"timestamp", "time"},     {"list", "list of text"},
    {"texts", "list of text"}, {"array", "list of text"}, {"enum", "one of"},
    {"picklist", "one of"},    {"dropdown", "one of"},
};

void report_unknown_unit(const Context& context, const Node& node) {
  const std::string_view written = context.written(node);
  Diagnostic& diagnostic =
      context.report.report<DiagnosticKind::kUnknownUnit>(context.span(node), written);
  if (const auto near = text::nearest(written, kUnits)) {
    return offer(diagnostic, context.span(node), std::string(*near));
  }
  diagnostic.help.emplace_back("the units are minutes, hours, days, weeks, months and years");
}

void report_missing_ago(const Context& context, const Node& node) {
  const bool is_of_days = std::ranges::any_of(context.reading.nodes, [&node](const Node& other) {
    return other.kind == NodeKind::kDaysSince && other.begin < node.begin;
  });
  if (is_of_days) {
    Diagnostic& diagnostic = context.report.report<DiagnosticKind::kUnexpected>(
        context.span(node), context.written(node));
    diagnostic.help.emplace_back(
        "`days since` is a number of days already: `days since visited() more than 30`");
    return offer_safe(diagnostic, context.span(node), "");
  }
  Diagnostic& diagnostic =
      context.report.report<DiagnosticKind::kMissingAgo>(context.span(node), context.written(node));
  offer(diagnostic, context.span(node.end, node.end), " ago");
}

void report_less_than_ago(const Context& context, const Node& node) {
  const std::string words = with_single_blanks(context.written(node));
  Diagnostic& diagnostic =
      context.report.report<DiagnosticKind::kWrongWords>(context.span(node), words);
  constexpr std::string_view kBegin = "less than ";
  constexpr std::string_view kEnd = " ago";
  offer_safe(diagnostic, context.span(node),
             fmt::format("in the last {}",
                         words.substr(kBegin.size(), words.size() - kBegin.size() - kEnd.size())));
}

/// `more than 3` is at least 4; nothing where no number says it.
std::string right_quantity(std::string_view sign, std::int64_t count) {
  const auto times = [](std::string_view words, std::int64_t number) {
    return number < 0 ? "" : fmt::format("{} {} {}", words, number, number == 1 ? "time" : "times");
  };
  if (sign == "more than" || sign == ">") return times("at least", count + 1);
  if (sign == "less than" || sign == "fewer than" || sign == "<") {
    return times("at most", count - 1);
  }
  if (sign == "<=" || sign == "=<") return times("at most", count);
  if (sign == "=" || sign == "==") return times("exactly", count);
  return times("at least", count);
}

/// `more than 3 times`, `>= 3`, `3 times`, `twice`.
void report_wrong_quantity(const Context& context, const Node& node) {
  Node whole = node;
  const std::string_view rest = context.text.substr(node.end, context.end - node.end);
  const std::string_view next = first_word(trim_left(rest));
  if (!context.written(node).ends_with('s') && (next == "times" || next == "time")) {
    whole.end += static_cast<std::uint32_t>(next.data() + next.size() - rest.data());
  }
  const std::string words = with_single_blanks(context.written(whole));
  Diagnostic& diagnostic =
      context.report.report<DiagnosticKind::kWrongWords>(context.span(whole), words);
  diagnostic.help.emplace_back(
      "how often is said with `at least 3 times`, `at most 3 times` or `exactly 3 times`");
  const std::size_t digits = words.find_first_of("0123456789");
  if (digits == words.npos) {
    return offer(diagnostic, context.span(whole),
                 words == "twice" ? "at least 2 times" : "at least 1 time");
  }
  const std::size_t end = std::min(words.find_first_not_of("0123456789", digits), words.size());
  const auto number = read_number_literal(words.substr(digits, end - digits));
  if (!number || number->value > 1e9) return;
  const std::string_view sign = trim_right(std::string_view(words).substr(0, digits));
  const std::string right = right_quantity(sign, static_cast<std::int64_t>(number->value));
  // `3 times` alone may be meant as exactly so many.
  if (!right.empty()) {
    offer(diagnostic, context.span(whole), right, sign.empty() ? kUnsafe : FixSafety::kSafe);
  }
}

void report_once(const Context& context, const Node& node) {
  Diagnostic& diagnostic =
      context.report.report<DiagnosticKind::kWrongWords>(context.span(node), context.written(node));
  offer_safe(diagnostic, context.span(node),
             context.written(node) == "twice" ? "2 times" : "1 time");
}

/// The name before a place: `seats` in `seats at least 3 times`.
const Node* name_before(const Context& context, const Node& node) {
  const Node* found = nullptr;
  for (const Node& other : context.reading.nodes) {
    if (other.begin >= node.begin) break;
    if (other.kind == NodeKind::kName) found = &other;
  }
  return found;
}

void report_quantity_of_name(const Context& context, const Node& node) {
  const Node* name = name_before(context, node);
  if (name == nullptr) return report_unexpected(context);
  Diagnostic& diagnostic = context.report.report<DiagnosticKind::kQuantityOfField>(
      context.span(*name), context.written(*name));
  diagnostic.help.emplace_back("an event is always written with parentheses");
  offer(diagnostic, context.span(*name), fmt::format("{}()", context.written(*name)));
}

void report_later(const Context& context, const Node& node) {
  const std::string words = fmt::format("`{}`", with_single_blanks(context.written(node)));
  context.report.report<DiagnosticKind::kNotYet>(context.span(node), words);
}

/// `1 000`: thousands behind a blank.
bool report_blank_in_number(const Context& context, const Node& node, std::string_view digits) {
  constexpr std::string_view kDigits = "0123456789";
  if (digits.size() != 3 || digits.find_first_not_of(kDigits) != digits.npos) return false;
  const std::string_view before = context.text.substr(context.begin, node.begin - context.begin);
  const std::size_t last = before.find_last_not_of(" \t");
  if (last == before.npos || kDigits.find(before[last]) == kDigits.npos) return false;
  const std::size_t begin = before.find_last_not_of(kDigits, last) + 1;
  if (last - begin > 2) return false;
  const auto from = context.begin + static_cast<std::uint32_t>(begin);
  const Span span = context.span(from, node.begin + 3);
  Diagnostic& diagnostic = context.report.report<DiagnosticKind::kBadNumber>(
      span, context.text.substr(span.begin, span.end - span.begin));
  diagnostic.help.emplace_back("thousands stand together, or with a `_` between");
  offer(diagnostic, span, fmt::format("{}_{}", before.substr(begin, last + 1 - begin), digits));
  return true;
}

/// `employees 10 to 50`.
bool report_range_without_between(const Context& context, const Node& node,
                                  std::string_view digits) {
  const auto end = node.begin + static_cast<std::uint32_t>(digits.size());
  std::string_view rest = context.text.substr(end, context.end - end);
  const std::string words = with_single_blanks(rest.substr(0, 64));
  for (const std::string_view sign :
       {"to ", "... ", "...", ".. ", "..", "- ", "-", "\u2013 ", "\u2013"}) {
    if (!words.starts_with(sign)) continue;
    const std::string_view second = std::string_view(words).substr(sign.size());
    const std::size_t size = std::min(second.find_first_not_of("0123456789._kMB"), second.size());
    if (size == 0) return false;
    if (sign.starts_with('-') && second.find_first_of("+-", size) == second.npos) return false;
    const std::string_view number = second.substr(0, size);
    const auto from = static_cast<std::uint32_t>(rest.find(number));
    const Span span = context.span(node.begin, end + from + static_cast<std::uint32_t>(size));
    Diagnostic& diagnostic = context.report.report<DiagnosticKind::kWrongWords>(
        span, with_single_blanks(context.text.substr(span.begin, span.end - span.begin)));
    offer(diagnostic, span, fmt::format("between {} and {}", digits, number));
    return true;
  }
  return false;
}

void report_unsigned_points(const Context& context, const Node& node) {
  const std::string_view written = context.written(node);
  const std::size_t digits = std::min(written.find_first_of(" \t\n\r"), written.size());
  if (report_blank_in_number(context, node, written.substr(0, digits))) return;
  if (report_range_without_between(context, node, written.substr(0, digits))) return;
  if (report_age_as_points(context, node.begin, written.substr(0, digits))) return;
  Diagnostic& diagnostic = context.report.report<DiagnosticKind::kMissingSign>(
      context.span(node.begin, node.begin + static_cast<std::uint32_t>(digits)),
      written.substr(0, digits));
  diagnostic.help.emplace_back("points always have their sign: `+15` gives, `-15` takes");
  offer(diagnostic, context.span(node), fmt::format("+{}", written.substr(0, digits)));
}

/// `when visited() each +5`: what follows the points stands before them.
bool report_points_behind(const Context& context, const Node& node) {
  const std::string_view rest = context.text.substr(node.begin, context.end - node.begin);
  const std::size_t sign = rest.rfind('+') == rest.npos ? rest.rfind('-') : rest.rfind('+');
  if (sign == rest.npos || sign == 0 || rest.find('"') != rest.npos) return false;
  std::string qualities = with_single_blanks(rest.substr(0, sign));
  if (qualities.ends_with(',')) qualities.pop_back();
  const std::string points = with_single_blanks(rest.substr(sign));
  if (qualities.empty() || !read_number_literal(points)) return false;
  Diagnostic& diagnostic = context.report.report<DiagnosticKind::kWrongOrder>(
      context.span(node.begin,
                   node.begin + static_cast<std::uint32_t>(thing_at(context, node.begin).size())),
      thing_at(context, node.begin));
  diagnostic.help.emplace_back(
      "the points come first: `when CONDITION +15 each, up to 50, decays 50% every 30 days`");
  Span all = context.span(node.begin, context.end);
  while (all.end > all.begin && context.text[all.end - 1] <= ' ') --all.end;
  offer_safe(diagnostic, all, fmt::format("{} {}", points, qualities));
  return true;
}

void report_missing_points(const Context& context, const Node& node) {
  if (report_points_behind(context, node)) return;
  const std::uint32_t place = node.begin;
  context.report.report<DiagnosticKind::kMissingPoints>(context.span(place, place))
      .help.emplace_back("write them after the condition: `when CONDITION +15`");
}

void report_missing_condition(const Context& context, const Node& node) {
  context.report.report<DiagnosticKind::kMissingCondition>(context.span(context.begin, node.begin))
      .help.emplace_back("write the condition before the points: `when job_title is \"CTO\" +20`");
}

void report_unknown_type(const Context& context, const Node& node) {
  const std::string words = with_single_blanks(context.written(node));
  Diagnostic& diagnostic =
      context.report.report<DiagnosticKind::kUnknownType>(context.span(node), words);
  const MeantWords* const right = meant_words(kTypeWords, words);
  const auto near = right ? std::optional(right->right) : text::nearest(words, kTypes);
  if (near && *near == "one of") {
    diagnostic.help.emplace_back("write `one of \"a\", \"b\"` with its values");
  } else if (near) {
    offer(diagnostic, context.span(node), std::string(*near), right ? right->safety : kUnsafe);
  } else {
    diagnostic.help.emplace_back(
        "the types are `text`, `number`, `yes/no`, `time`, `list of text` and `one of \"a\", "
        "\"b\"`");
  }
}

void report_points_first(const Context& context, const Node& node) {
  const std::string_view written = context.written(node);
  const std::size_t begin = written.find_first_of("+-0123456789");
  const std::size_t end = std::min(written.find_first_of(" \t\n\r", begin), written.size());
  std::string points(written.substr(begin, end - begin));
  if (!points.starts_with('+') && !points.starts_with('-')) points = "+" + points;
  context.report.report<DiagnosticKind::kPointsFirst>(context.span(node))
      .help.push_back(fmt::format("write `when CONDITION {}`", points));
}

std::string_view words_of_place(Place place) {
  switch (place) {
    case Place::kPart:
      return "a part of the score";
    case Place::kBestOf:
      return "`best of { }`";
    case Place::kTable:
      return "`points by`";
    case Place::kLead:
    case Place::kTestLead:
      return "`lead { }`";
    case Place::kAttributes:
    case Place::kTestAttributes:
      return "the attributes of an event";
    case Place::kTest:
      return "a test";
    case Place::kFile:
      return "a file";
  }
  return "";
}

void report_misplaced(const Context& context, const Node& node) {
  std::string_view word = thing_at(context, node.begin);
  Diagnostic& diagnostic = context.report.report<DiagnosticKind::kMisplacedStatement>(
      context.span(node.begin, node.begin + static_cast<std::uint32_t>(word.size())), word,
      words_of_place(context.place));
  diagnostic.help.emplace_back(context.place == Place::kPart
                                   ? "in `score NAME { }` stand rules: `when CONDITION +15`"
                                   : "write it outside the `{ }`");
}

void report_missing_semicolon(const Context& context, const Node& node) {
  const std::string_view word = thing_at(context, node.end);
  Diagnostic& diagnostic = context.report.report<DiagnosticKind::kMissingSemicolon>(
      context.span(node.end, node.end + static_cast<std::uint32_t>(word.size())));
  diagnostic.help.emplace_back(node.end > node.begin
                                   ? "no comma stands between them, but a line end or a `;`"
                                   : "a statement stands on its own line, or after a `;`");
  const std::string_view before = context.text.substr(0, node.begin);
  const auto end = static_cast<std::uint32_t>(before.find_last_not_of(" \t\r\n") + 1);
  const bool is_comma = node.end > node.begin;
  diagnostic.fixes.push_back({context.span(end, is_comma ? node.begin + 1 : end), ";",
                              is_comma ? "write `;` for the `,`" : "write `;` before it",
                              FixSafety::kSafe});
}

/// Mistakes in tests, windows and quantities.
bool report_condition(const Context& context, const Node& node) {
  switch (node.kind) {
    case NodeKind::kUnknownUnit:
      report_unknown_unit(context, node);
      return true;
    case NodeKind::kMissingAgo:
      report_missing_ago(context, node);
      return true;
    case NodeKind::kWrongLast: {
      const std::string words = with_single_blanks(context.written(node));
      offer_safe(context.report.report<DiagnosticKind::kWrongWords>(context.span(node), words),
                 context.span(node), "in the last");
      return true;
    }
    case NodeKind::kLessThanAgo:
      report_less_than_ago(context, node);
      return true;
    case NodeKind::kWrongQuantity:
      report_wrong_quantity(context, node);
      return true;
    case NodeKind::kOnce:
      report_once(context, node);
      return true;
    case NodeKind::kQuantityOfName:
      report_quantity_of_name(context, node);
      return true;
    case NodeKind::kWrongOperator:
      report_wrong_operator(context, node);
      return true;
    default:
      return false;
  }
}

/// Mistakes in rules and declarations.
bool report_statement(const Context& context, const Node& node) {
  switch (node.kind) {
    case NodeKind::kMissingCondition:
      report_missing_condition(context, node);
      return true;
    case NodeKind::kUnsignedPoints:
      report_unsigned_points(context, node);
      return true;
    case NodeKind::kMissingPoints:
      report_missing_points(context, node);
      return true;
    case NodeKind::kUnknownType:
      report_unknown_type(context, node);
      return true;
    case NodeKind::kForeignElse:
      context.report.report<DiagnosticKind::kForeignElse>(context.span(node), context.written(node))
          .help.emplace_back("write a rule of its own: `when not CONDITION +5`");
      return true;
    case NodeKind::kPointsFirst:
      report_points_first(context, node);
      return true;
    case NodeKind::kMisplaced:
      report_misplaced(context, node);
      return true;
    case NodeKind::kReservedStage:
      context.report
          .report<DiagnosticKind::kReservedName>(context.span(node), context.written(node))
          .help.emplace_back("give the stage another name");
      return true;
    case NodeKind::kMissingSemicolon:
      report_missing_semicolon(context, node);
      return true;
    default:
      return false;
  }
}

}  // namespace

void report_stop(const Context& context, const Node& node) {
  if (report_value_stop(context, node) || report_condition(context, node) ||
      report_statement(context, node) || report_condition_stop(context, node) ||
      report_rule_stop(context, node)) {
    return;
  }
  if (node.kind == NodeKind::kLater) return report_later(context, node);
  report_unexpected(context);
}

}  // namespace leadscore::syntax
