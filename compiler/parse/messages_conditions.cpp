// What is said of behaviour and arithmetic that is written in another way.
#include "compiler/parse/messages.hpp"
#include "compiler/parse/written_words.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace leadscore::syntax {

namespace {

constexpr std::uint32_t kNowhere = ~std::uint32_t{0};

/// The last node of a kind that begins before a place.
const Node* last_before(const Context& context, std::uint32_t place, NodeKind kind) {
  const Node* found = nullptr;
  for (const Node& other : context.reading.nodes) {
    if (other.begin >= place) break;
    if (other.kind == kind) found = &other;
  }
  return found;
}

std::string lower_with_underscores(std::string_view words) {
  std::string result = with_single_blanks(words);
  for (char& character : result) {
    if (character == ' ') character = '_';
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
  }
  return result;
}

Diagnostic& wrong_words(const Context& context, const Node& node) {
  return context.report.report<DiagnosticKind::kWrongWords>(
      context.span(node), with_single_blanks(context.written(node)));
}

/// `employees > 5 or 6`: each number takes a comparison of its own; whether it was that.
bool report_compared_values(const Context& context, const Node& node, Diagnostic& diagnostic) {
  constexpr std::string_view kComparisons[] = {
      "<", "<=", ">", ">=", "less than", "at least", "at most", "more than"};
  constexpr std::size_t kLongest = 32;  // with blanks
  std::string_view head = context.text.substr(context.begin, node.begin - context.begin);
  if (head.size() > kLongest) head.remove_prefix(head.size() - kLongest);
  const std::string words = with_single_blanks(head);
  const auto* const comparison = std::ranges::find_if(
      kComparisons, [&words](std::string_view one) { return words.ends_with(one); });
  if (comparison == std::end(kComparisons)) return false;
  diagnostic.help.back() = "after `or` stands a whole test, with the name of what it asks";
  const Node* const name = last_before(context, node.begin, NodeKind::kName);
  const std::string values = with_single_blanks(context.written(node));
  const std::size_t joint = values.find(" or ");
  if (name == nullptr || joint == values.npos || joint != values.rfind(" or ")) return true;
  const std::string_view before =
      last_word(context.text.substr(context.begin, name->begin - context.begin));
  const bool is_whole =
      (before == "when" || before == "and" || before == "or") &&
      with_single_blanks(context.text.substr(name->end, node.begin - name->end)) == *comparison;
  if (!is_whole || last_before(context, node.begin, NodeKind::kWhere) != nullptr) return true;
  const std::string test = fmt::format("{} {}", context.written(*name), *comparison);
  offer(
      diagnostic, context.span(name->begin, node.end),
      fmt::format("{} {} or {} {}", test, values.substr(0, joint), test, values.substr(joint + 4)));
  return true;
}

/// `is "a" or "b"`: a list in brackets, and `in` for `is`.
void report_values_by_or(const Context& context, const Node& node) {
  Diagnostic& diagnostic = wrong_words(context, node);
  diagnostic.help.emplace_back("several values stand in a list, in brackets");
  std::string values;
  std::string_view rest = context.written(node);
  bool is_quoted = false;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '"') is_quoted = !is_quoted;
    const bool is_or = !is_quoted && rest.substr(i).starts_with("or") && i > 0 &&
                       (rest[i - 1] == ' ' || rest[i - 1] == '\n' || rest[i - 1] == '\t');
    if (is_or) {
      while (values.ends_with(' ') || values.ends_with(',')) values.pop_back();
      values += ',';
      ++i;
    } else {
      values += rest[i];
    }
  }
  values = fmt::format("[{}]", with_single_blanks(values));
  const Node* const is = last_before(context, node.begin, NodeKind::kIs);
  const Node* const is_not = last_before(context, node.begin, NodeKind::kIsNot);
  const Node* const before =
      is_not != nullptr && (is == nullptr || is_not->begin > is->begin) ? is_not : is;
  const std::string_view between = before == nullptr
                                       ? std::string_view("x")
                                       : context.text.substr(before->end, node.begin - before->end);
  if (between.find_first_not_of(" \t\r\n") != between.npos) {
    if (report_compared_values(context, node, diagnostic)) return;
    return offer(diagnostic, context.span(node), values);
  }
  // `is not "a" or "b"` says little, whatever was meant by it.
  offer(diagnostic, context.span(before->begin, node.end),
        fmt::format("{} {}", before == is ? "in" : "not in", values),
        before == is ? FixSafety::kSafe : FixSafety::kUnsafe);
}

void report_text_after_name(const Context& context, const Node& node) {
  const Node* const name = last_before(context, node.begin, NodeKind::kName);
  if (name == nullptr) return report_unexpected(context);
  const std::string_view written = context.written(*name);
  const std::string_view text = context.written(node);
  if (report_verb_without_name(context, name->begin)) return;
  const bool is_event = text.starts_with("\"/") || written.ends_with("ed");
  if (is_event) {
    Diagnostic& diagnostic = context.report.report<DiagnosticKind::kEventWithoutParentheses>(
        context.span(*name), written);
    return offer(diagnostic, context.span(name->begin, node.end),
                 fmt::format("{}({})", written, text));
  }
  Diagnostic& diagnostic =
      context.report.report<DiagnosticKind::kUnexpected>(context.span(node), text);
  diagnostic.help.push_back(fmt::format("between `{}` and {} a test is missing", written, text));
  offer(diagnostic, context.span(node.begin, node.begin), "is ");
}

void report_spaced_name(const Context& context, const Node& node) {
  const Node* const name = last_before(context, node.begin, NodeKind::kName);
  if (name == nullptr) return report_unexpected(context);
  const std::string words =
      with_single_blanks(context.text.substr(name->begin, node.end - name->begin));
  Span place = context.span(name->begin, node.end);
  while (place.end > place.begin && context.text[place.end - 1] <= ' ') --place.end;
  if (report_any_event(context, place)) return;
  Diagnostic& diagnostic = context.report.report<DiagnosticKind::kWrongWords>(place, words);
  diagnostic.help.emplace_back(
      "a name is one word, with `_` for its blanks; records are read without regard to that");
  const std::size_t blank = words.find(' ');
  const std::string_view first = std::string_view(words).substr(0, blank);
  const std::string_view second = std::string_view(words).substr(blank + 1);
  if (second == "domain") diagnostic.help.back() = "the domain of an address is asked so";
  if (second == "domain") return offer_safe(diagnostic, place, fmt::format("domain of {}", first));
  const bool is_address = second.ends_with("mail") && second.find(' ') == second.npos;
  if (first == "domain" && is_address) {
    diagnostic.help.back() = "the domain of an address is asked so";
    return offer_safe(diagnostic, place, fmt::format("domain of {}", second));
  }
  if (first == "grade") diagnostic.help.back() = "the name of the part comes first";
  if (first == "grade") return offer_safe(diagnostic, place, fmt::format("{} grade", second));
  offer(diagnostic, place, lower_with_underscores(words));
}

void report_or_after_where(const Context& context, const Node& node) {
  Diagnostic& diagnostic = context.report.report<DiagnosticKind::kOrAfterWhere>(context.span(node));
  diagnostic.help.emplace_back("it could go on with the test of the event, or with another test");
  std::uint32_t begin = kNowhere;
  std::uint32_t end = kNowhere;
  for (const Node& other : context.reading.nodes) {
    if (other.begin >= node.begin) break;
    if (other.kind == NodeKind::kKindCore || other.kind == NodeKind::kActivityCore) {
      begin = other.begin;
    }
    if (other.kind == NodeKind::kWhere) end = other.end;
  }
  if (begin == kNowhere || end == kNowhere || end <= begin) return;
  std::string right = fmt::format("({})", context.text.substr(begin, end - begin));
  diagnostic.fixes.push_back(
      {context.span(begin, end), std::move(right), "put the event and its `where` in parentheses"});
}

void report_arithmetic(const Context& context, const Node& node) {
  std::string_view sign = context.written(node);
  const Node* const name = last_before(context, node.begin, NodeKind::kName);
  if (sign.starts_with('/') && name != nullptr &&
      report_path_without_parentheses(context, *name, node)) {
    return;
  }
  sign = sign.substr(0, 1);
  Diagnostic& diagnostic = context.report.report<DiagnosticKind::kBareArithmetic>(
      context.span(node.begin, node.begin + 1), sign);
  diagnostic.help.emplace_back(
      "arithmetic stands in parentheses, before the test or behind it: "
      "`(revenue / employees) > 10k`");
  if (node.kind == NodeKind::kSignInGroup) {
    diagnostic.help.emplace_back("points stand behind the last `)`");
  }
}

void report_missing_within(const Context& context, const Node& node) {
  Diagnostic& diagnostic =
      context.report.report<DiagnosticKind::kMissingWithin>(context.span(node.begin, node.begin));
  diagnostic.help.emplace_back("write it after the second event: `within 7 days`");
}

void report_last_unit(const Context& context, const Node& node) {
  Diagnostic& diagnostic = wrong_words(context, node);
  diagnostic.help.emplace_back("time is counted back from now, not by the calendar");
  const std::string_view written = context.written(node);
  constexpr std::pair<std::string_view, std::string_view> kUnits[] = {
      {"minute", "1 minute"}, {"hour", "1 hour"},     {"day", "1 day"},    {"week", "7 days"},
      {"month", "30 days"},   {"quarter", "90 days"}, {"year", "365 days"}};
  for (const auto& [unit, length] : kUnits) {
    if (written.find(unit) != written.npos) {
      return offer(diagnostic, context.span(node), fmt::format("in the last {}", length));
    }
  }
}

void report_times_of_count(const Context& context, const Node& node) {
  Diagnostic& diagnostic = wrong_words(context, node);
  diagnostic.help.emplace_back("a count is a number, and is compared without `times`");
  std::string words = with_single_blanks(context.written(node));
  words = words.substr(0, words.rfind(' '));
  if (words.starts_with("exactly")) words = "is" + words.substr(std::string_view("exactly").size());
  offer_safe(diagnostic, context.span(node), words);
}

void report_wrong_days(const Context& context, const Node& node) {
  Diagnostic& diagnostic = wrong_words(context, node);
  diagnostic.help.emplace_back("days with such an event are counted with `on at least 3 days`");
  const std::string_view written = context.written(node);
  if (written.find("most") != written.npos || written.find("exactly") != written.npos) return;
  const std::size_t digits = written.find_first_of("0123456789");
  const std::size_t end = std::min(written.find_first_not_of("0123456789", digits), written.size());
  if (written.find("more") == written.npos) {
    offer(diagnostic, context.span(node),
          fmt::format("on at least {} days", written.substr(digits, end - digits)));
  }
}

void report_number_in_where(const Context& context, const Node& node) {
  const std::string words = with_single_blanks(context.written(node));
  context.report.report<DiagnosticKind::kUnexpected>(context.span(node), words)
      .help.emplace_back(
          "in a `where`, an attribute is compared with a text, a number, a date or a list");
}

}  // namespace

bool report_condition_stop(const Context& context, const Node& node) {
  switch (node.kind) {
    case NodeKind::kValuesByOr:
      report_values_by_or(context, node);
      return true;
    case NodeKind::kTextAfterName:
      report_text_after_name(context, node);
      return true;
    case NodeKind::kSpacedName:
      report_spaced_name(context, node);
      return true;
    case NodeKind::kOrAfterWhere:
      report_or_after_where(context, node);
      return true;
    case NodeKind::kArithmeticOutside:
    case NodeKind::kSignInGroup:
      report_arithmetic(context, node);
      return true;
    case NodeKind::kMissingWithin:
      report_missing_within(context, node);
      return true;
    case NodeKind::kInForWithin:
      offer(wrong_words(context, node), context.span(node), "within");
      return true;
    case NodeKind::kLastUnit:
      report_last_unit(context, node);
      return true;
    case NodeKind::kTimesOfCount:
      report_times_of_count(context, node);
      return true;
    case NodeKind::kWrongDifferent:
      wrong_words(context, node)
          .help.emplace_back("different subjects are counted with `at least 3 different`");
      return true;
    case NodeKind::kWrongOnDays:
      report_wrong_days(context, node);
      return true;
    case NodeKind::kNumberInWhere:
      report_number_in_where(context, node);
      return true;
    case NodeKind::kOperandDomain:
      wrong_words(context, node)
          .help.emplace_back("a domain stands on the left: `domain of email is \"acme.com\"`");
      return true;
    case NodeKind::kByInChange:
      wrong_words(context, node).help.emplace_back("write `score rose 20 in 7 days`");
      return true;
    case NodeKind::kWrongChangeWindow:
      offer_safe(wrong_words(context, node), context.span(node), "in");
      return true;
    default:
      return false;
  }
}

}  // namespace leadscore::syntax
