// Habits of everyday language, of mathematics and of other tools, in what is asked of fields:
// `10 < employees`, `employees over 100`, `older than 7 days`, `is CEO/CTO`.
#include "base/decimal.hpp"
#include "compiler/parse/spot.hpp"

#include <string>
#include <vector>

namespace leadscore::syntax {

namespace {

constexpr std::string_view kDigits = "0123456789";

/// What a sign is when both sides change places.
constexpr WrongWord kTurned[] = {{"<=", ">="}, {"=<", ">="},     {">=", "<="},         {"=>", "<="},
                                 {"==", "is"}, {"!=", "is not"}, {"is not", "is not"}, {"<", ">"},
                                 {">", "<"},   {"=", "is"},      {"is", "is"}};
constexpr std::string_view kMore[] = {"over", "above", "exceeds", "exceeding", "beyond", "topping"};
constexpr std::string_view kLess[] = {"under", "below", "beneath"};

/// The length of a sign of kTurned at the begin of a text; 0 if there is none.
std::size_t length_of_sign(std::string_view text) {
  for (const WrongWord& row : kTurned) {
    if (!text.starts_with(row.wrong)) continue;
    const std::size_t size = row.wrong.size();
    const bool is_word = is_name_character(row.wrong.front());
    if (!is_word || text.size() == size || !is_name_character(text[size])) return size;
  }
  return 0;
}

// ---- Sides and numbers --------------------------------------------------------------------------

/// `10 < employees`, `10 < employees < 50`, `"US" = country`.
bool report_value_first(const Spot& spot) {
  if (!spot.may_be(Expected::kCondition) || spot.may_be(Expected::kValue)) return false;
  const bool is_text = spot.thing.size() > 1 && spot.thing.starts_with('"');
  if (!is_text && !read_number_literal(spot.thing)) return false;
  const std::string_view after = trim_left(spot.rest.substr(spot.thing.size()));
  const std::string_view sign = after.substr(0, length_of_sign(after));
  if (sign.empty()) return false;
  const std::string_view right = trim_left(after.substr(sign.size()));
  const std::string_view name = first_word(right);
  if (name.empty() || kDigits.find(name.front()) != kDigits.npos || is_reserved(name)) return false;
  const std::string test = fmt::format("{} {} {}", name, right_word(kTurned, sign), spot.thing);
  Diagnostic& diagnostic = spot.unexpected();
  diagnostic.help.push_back(
      fmt::format("a test begins with the name of what it asks: `{} ...`", name));
  const std::string_view behind = trim_left(right.substr(name.size()));
  if (behind.starts_with('(') || first_word(behind) == "of") return true;
  const std::string_view second = behind.substr(0, length_of_sign(behind));
  const std::string_view bound = first_word(trim_left(behind.substr(second.size())));
  if (second.empty() || bound.empty() || !read_number_literal(bound)) {
    offer_safe(diagnostic, spot.span(spot.at, spot.end_of(name)), test);
  } else {
    offer_safe(diagnostic, spot.span(spot.at, spot.end_of(bound)),
               fmt::format("{} and {} {} {}", test, name, second, bound));
  }
  return true;
}

/// `10'000`, as the Swiss write it.
bool report_apostrophe_in_number(const Spot& spot) {
  constexpr std::string_view kCurly = "\u2019";
  const std::string_view mark = spot.rest.starts_with('\'')     ? spot.rest.substr(0, 1)
                                : spot.rest.starts_with(kCurly) ? kCurly
                                                                : std::string_view();
  if (mark.empty() || spot.before_end() != spot.at) return false;
  const std::string_view whole = last_word(spot.before);
  if (whole.empty() || whole.size() > 3 || whole.find_first_not_of(kDigits) != whole.npos) {
    return false;
  }
  std::string right(whole);
  std::size_t end = 0;
  while (spot.rest.substr(end).starts_with(mark)) {
    std::string_view group = spot.rest.substr(end + mark.size());
    group = group.substr(0, std::min(group.find_first_not_of("0123456789."), group.size()));
    if (group.size() < 3 || group.substr(0, 3).find('.') != group.npos) break;
    if (group.size() > 3 && group[3] != '.') break;
    right += fmt::format("_{}", group);
    end += mark.size() + group.size();
  }
  if (end == 0) return false;
  const Span span = spot.span(spot.before_end() - whole.size(), spot.at + end);
  Diagnostic& diagnostic =
      spot.context.report.report<DiagnosticKind::kBadNumber>(span, spot.written(span));
  diagnostic.help.emplace_back("thousands stand together, or with a `_` between");
  offer_safe(diagnostic, span, right);
  return true;
}

/// The words of `before` that begin a test of one value: where they begin, and whether there are
/// any.
struct Operator {
  std::string_view words;  // empty: a name stands there
  std::size_t begin = 0;
};

Operator operator_before(const Spot& spot, std::string_view before) {
  before = trim_right(before);
  const std::string_view word = last_word(before);
  if (word == "is" || word == "in" || word == "between" || word == "contains" ||
      word == "mentions") {
    return {word, spot.begin_of(word)};
  }
  std::size_t begin = before.size();
  while (begin > 0 && before[begin - 1] == '=') --begin;
  const bool is_other = begin > 0 && std::string_view("<>!").find(before[begin - 1]) != before.npos;
  if (is_other) begin = before.size();
  return {before.substr(begin), spot.begin_of(before) + begin};
}

/// `employees 10..20`, `is 10-20`: the ends of a range that stands at `first`, with its words.
bool report_range(const Spot& spot, std::string_view first, std::string_view second) {
  if (!read_number_literal(first) || !read_number_literal(second)) return false;
  const Operator test =
      operator_before(spot, spot.before.substr(0, spot.begin_of(first) - spot.context.begin));
  const Span span = spot.span(spot.begin_of(first), spot.end_of(second));
  Diagnostic& diagnostic = spot.wrong_words(span);
  diagnostic.help.emplace_back("both ends of a range are named: `employees between 10 and 49`");
  const std::string right = fmt::format("between {} and {}", first, second);
  if (!test.words.empty() && test.words != "contains" && test.words != "mentions") {
    offer_safe(diagnostic, spot.span(test.begin, span.end), right);
  } else if (test.begin > spot.context.begin &&
             is_name_character(spot.context.text[test.begin - 1])) {
    offer_safe(diagnostic, span, right);
  }
  return true;
}

/// `10..20`, `10...20`; `is 10-20 +5`, which was read as 10 and two times points.
bool report_range_of_numbers(const Spot& spot) {
  if (spot.thing.starts_with("..") && spot.before_end() == spot.at) {
    const std::size_t dots = std::min(spot.rest.find_first_not_of('.'), spot.rest.size());
    const std::string_view first = last_word(spot.before);
    return dots <= 3 && report_range(spot, first, first_word(spot.rest.substr(dots)));
  }
  if (spot.thing != "+" && spot.thing != "-") return false;
  const std::string_view second = last_word(spot.before);
  std::string_view head = spot.before.substr(0, spot.before.size() - second.size());
  if (second.empty() || !head.ends_with('-')) return false;
  head.remove_suffix(1);
  const std::string_view first = last_word(head);
  if (first.empty() || !head.ends_with(first)) return false;
  const std::string_view word = last_word(head.substr(0, head.size() - first.size()));
  return (word == "is" || word == "in") && report_range(spot, first, second);
}

/// The word or the text in quotes with which a text begins; empty if it begins with neither.
std::string_view first_value(std::string_view text) {
  if (!text.starts_with('"')) return first_word(text);
  const std::size_t end = text.find('"', 1);
  return end == text.npos ? std::string_view() : text.substr(0, end + 1);
}

std::string_view last_value(std::string_view text) {
  if (!text.ends_with('"') || text.size() < 2) return last_word(text);
  const std::size_t begin = text.rfind('"', text.size() - 2);
  return begin == text.npos ? std::string_view() : text.substr(begin);
}

std::string quoted(std::string_view value) {
  return value.starts_with('"') ? std::string(value) : fmt::format("\"{}\"", value);
}

/// `is CEO/CTO`, `contains "CEO" / "CTO"`.
bool report_values_by_slash(const Spot& spot) {
  if (spot.thing != "/") return false;
  const std::string_view first = last_value(spot.before);
  if (first.empty()) return false;
  const Operator test =
      operator_before(spot, spot.before.substr(0, spot.before.size() - first.size()));
  if (test.words.empty() || test.words == "between") return false;
  std::string values = quoted(first);
  std::string_view rest = spot.rest;
  std::size_t end = spot.at;
  while (rest.starts_with('/')) {
    const std::string_view value = first_value(trim_left(rest.substr(1)));
    if (value.empty()) break;
    values += fmt::format(", {}", quoted(value));
    end = spot.end_of(value);
    rest = trim_left(spot.context.text.substr(end, spot.context.end - end));
  }
  if (end == spot.at) return false;
  const Span span = spot.span(spot.begin_of(first), end);
  Diagnostic& diagnostic = spot.wrong_words(span);
  diagnostic.help.emplace_back(
      "several values stand in a list, in brackets; a text that has a `/` in it stands in quotes");
  const bool is_of_one = test.words == "is" || test.words.front() == '=';
  offer(diagnostic, spot.span(test.begin, end),
        fmt::format("{} [{}]", is_of_one ? std::string_view("in") : test.words, values));
  if (!first.starts_with('"')) {
    offer(diagnostic, span, fmt::format("\"{}\"", with_single_blanks(spot.written(span))));
  }
  return true;
}

// ---- Words for tests ----------------------------------------------------------------------------

/// How much of a text is those words, which stand in one blank from each other; 0 if it is not.
std::size_t length_of_words(std::string_view text, std::string_view words) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == ' ') {
      const std::size_t begin = at;
      at = text.size() - trim_left(text.substr(at)).size();
      if (at == begin) return 0;
    } else if (at < text.size() && text[at] == words[i]) {
      ++at;
    } else {
      return 0;
    }
  }
  return at == text.size() || !is_name_character(text[at]) ? at : 0;
}

/// `does not contains`, `do not contain`, `don't start with`, `not mention`.
bool report_wrong_negation(const Spot& spot) {
  constexpr std::string_view kNegations[] = {"does not", "do not", "did not", "don't", "don\u2019t",
                                             "didn't",   "doesnt", "dont",    "not"};
  constexpr WrongWord kVerbs[] = {
      {"contains", "contain"},       {"contain", "contain"},        {"mentions", "mention"},
      {"mention", "mention"},        {"starts with", "start with"}, {"start with", "start with"},
      {"begins with", "start with"}, {"begin with", "start with"},  {"ends with", "end with"},
      {"end with", "end with"},      {"matches", "match"},          {"match", "match"},
      {"includes", "include"},       {"include", "include"}};
  if (!spot.may_be(Expected::kTest)) return false;
  for (const std::string_view negation : kNegations) {
    const std::size_t size = length_of_words(spot.rest, negation);
    if (size == 0) continue;
    const std::string_view after = trim_left(spot.rest.substr(size));
    for (const WrongWord& verb : kVerbs) {
      const std::size_t length = length_of_words(after, verb.wrong);
      if (length == 0) continue;
      const Span span = spot.span(spot.at, spot.begin_of(after) + length);
      offer_safe(spot.wrong_words(span), span, fmt::format("does not {}", verb.right));
      return true;
    }
  }
  return false;
}

/// `over 3 times` is at least 4 of them.
bool report_times_over(const Spot& spot, std::string_view number, bool is_more) {
  const std::string_view times = first_word(trim_left(
      spot.context.text.substr(spot.end_of(number), spot.context.end - spot.end_of(number))));
  const auto count = read_number_literal(number);
  if (!count || count->value > 1e9 || !count->thousandths) return false;
  const std::int64_t meant = *count->thousandths / 1000 + (is_more ? 1 : -1);
  if (meant < 0 || *count->thousandths % 1000 != 0) return false;
  const bool has_times = times == "times" || times == "time";
  const Span span = spot.span(spot.at, has_times ? spot.end_of(times) : spot.end_of(number));
  Diagnostic& diagnostic = spot.wrong_words(span);
  diagnostic.help.emplace_back(
      "how often is said with `at least 3 times`, `at most 3 times` or `exactly 3 times`");
  offer_safe(diagnostic, span, fmt::format("{} {} times", is_more ? "at least" : "at most", meant));
  return true;
}

/// `employees over 100`, `visited() over 3 times`.
bool report_word_of_comparison(const Spot& spot) {
  const bool is_more = is_one_of(spot.thing, kMore);
  if (!is_more && !is_one_of(spot.thing, kLess)) return false;
  const std::string_view number = first_word(trim_left(spot.rest.substr(spot.thing.size())));
  if (spot.may_be(Expected::kQuantity) && !number.empty()) {
    return report_age_over(spot, number, is_more) || report_times_over(spot, number, is_more);
  }
  if (!spot.may_be(Expected::kTest)) return false;
  Diagnostic& diagnostic = spot.wrong_words(spot.thing_span());
  diagnostic.help.emplace_back(
      "numbers are compared with `more than` and `less than`, or with `>` and `<`");
  offer_safe(diagnostic, spot.thing_span(), is_more ? "more than" : "less than");
  return true;
}

/// `created_at older than 7 days`.
bool report_age_here(const Spot& spot) {
  return spot.may_be(Expected::kTest) && report_age_than(spot, spot.at);
}

/// What stands between the parentheses at the begin of a text, split at its commas, and how long it
/// all is.
struct Arguments {
  std::vector<std::string_view> all;
  std::size_t length = 0;  // 0: there is no `)`
};

Arguments arguments_of(std::string_view text) {
  Arguments arguments;
  int depth = 0;
  bool is_quoted = false;
  std::size_t begin = 1;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char character = text[at];
    if (is_quoted && character == '\\') ++at;
    if (character == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (character == '(' || character == '[') ++depth;
    if (character == ')' || character == ']') --depth;
    if ((depth == 1 && character == ',') || depth == 0) {
      arguments.all.push_back(trim(text.substr(begin, at - begin)));
      begin = at + 1;
    }
    if (depth == 0) {
      arguments.length = at + 1;
      break;
    }
  }
  return arguments;
}

}  // namespace

bool report_if_function(const Context& context, std::uint32_t at) {
  const std::string_view rest = context.text.substr(at, context.end - at);
  const std::string_view name = first_word(rest);
  const std::string lower = lower_case(name);
  const std::string_view open = trim_left(rest.substr(name.size()));
  if ((lower != "if" && lower != "iif" && lower != "ifs") || !open.starts_with('(')) return false;
  const Arguments arguments = arguments_of(open);
  if (arguments.length == 0 || arguments.all.size() < 2) return false;
  const std::string condition = with_single_blanks(arguments.all[0]);
  const std::string_view points = arguments.all[1];
  const auto number = read_number_literal(points);
  const auto begin = static_cast<std::uint32_t>(name.size()) + at;
  Diagnostic& diagnostic =
      context.report.report<DiagnosticKind::kUnexpected>(context.span(at, begin), name);
  if (!number || condition.size() > 100) {
    diagnostic.help.emplace_back(
        "there are no functions; a rule is written `when employees > 10 +5`");
    return true;
  }
  const bool is_signed = points.starts_with('+') || points.starts_with('-');
  const std::string rule = fmt::format("when {} {}{}", condition, is_signed ? "" : "+", points);
  diagnostic.help.push_back(fmt::format(
      "there are no functions; a rule says its condition, then its points: `{}`", rule));
  const std::string_view behind = trim(open.substr(arguments.length));
  const bool is_alone = at == context.begin && behind.empty();
  const bool is_zero = arguments.all.size() == 2 || arguments.all[2] == "0";
  if (!is_alone || !is_zero || arguments.all.size() > 3) return true;
  const auto end = static_cast<std::uint32_t>(open.data() + arguments.length - context.text.data());
  offer_safe(diagnostic, context.span(at, end), rule);
  return true;
}

bool report_age_after_is(const Context& context, std::uint32_t at) {
  const Spot spot(context, at, first_word(context.text.substr(at, context.end - at)));
  const Operator test = operator_before(spot, spot.before);
  return test.words == "is" && report_age_than(spot, test.begin);
}

bool report_habit(const Context& context, std::uint32_t at, std::string_view thing) {
  if (thing.empty()) return false;
  const Spot spot(context, at, thing);
  using Report = bool (*)(const Spot&);
  constexpr Report kReports[] = {report_value_first,      report_apostrophe_in_number,
                                 report_range_of_numbers, report_values_by_slash,
                                 report_wrong_negation,   report_word_of_comparison,
                                 report_age_here};
  if (std::ranges::any_of(kReports, [&spot](Report report) { return report(spot); })) return true;
  return report_habit_of_time(spot) || report_habit_of_events(spot);
}

}  // namespace leadscore::syntax
