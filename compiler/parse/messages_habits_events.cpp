// Habits of everyday language and of other tools in what is asked of events, and where a stage is
// met: `has visited()`, `where not ...`, `visited /pricing`, `mql at >= 40`.
#include "base/decimal.hpp"
#include "compiler/parse/spot.hpp"

#include <cctype>
#include <string>
#include <utility>

namespace leadscore::syntax {

namespace {

/// What an author tells of a lead before she names the event.
constexpr std::string_view kHelpingWords[] = {"has",  "have", "had",     "did",  "does", "was",
                                              "lead", "who",  "contact", "they", "user", "ever"};

/// Where the `)` for the `(` at the begin of a text stands; npos if there is none.
std::size_t closing_parenthesis(std::string_view text) {
  int depth = 0;
  bool is_quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char character = text[at];
    if (is_quoted && character == '\\') ++at;
    if (character == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (character == '(') ++depth;
    if (character == ')' && --depth == 0) return at;
  }
  return std::string_view::npos;
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !is_name_character(text[at - 1]);
    const std::size_t end = at + word.size();
    if (begins && (end == text.size() || !is_name_character(text[end]))) return true;
  }
  return false;
}

/// What stands behind a piece of the statement.
std::string_view behind(const Spot& spot, std::string_view piece) {
  return spot.context.text.substr(spot.end_of(piece), spot.context.end - spot.end_of(piece));
}

// ---- where --------------------------------------------------------------------------------------

/// `visited() where (seconds > 60)`.
bool report_where_in_parentheses(const Spot& spot) {
  if (spot.thing != "(" || last_word(spot.before) != "where") return false;
  Diagnostic& diagnostic = spot.unexpected();
  diagnostic.help.emplace_back(
      "tests of the event follow `where` without parentheses, joined by `and`");
  const std::size_t close = closing_parenthesis(spot.rest);
  if (close == spot.rest.npos) return true;
  const std::string_view inside = trim(spot.rest.substr(1, close - 1));
  if (has_word(inside, "or") || has_word(inside, "not")) {
    diagnostic.help.emplace_back(
        "what one of two tests can meet is asked twice: `(visited() where a is 1) or (visited() "
        "where b is 2)`");
    return true;
  }
  if (inside.empty() || inside.find_first_of("()") != inside.npos) return true;
  offer_safe(diagnostic, spot.span(spot.at, spot.at + close + 1), std::string(inside));
  return true;
}

/// `visited() where not title is "x"`, `where not is_hd`.
bool report_where_not(const Spot& spot) {
  if (spot.thing != "not" || last_word(spot.before) != "where") return false;
  constexpr WrongWord kOpposites[] = {{"is", "is not"},
                                      {"contains", "does not contain"},
                                      {"in", "not in"},
                                      {"mentions", "does not mention"},
                                      {"=", "!="},
                                      {"matches", "does not match"},
                                      {"==", "!="},
                                      {"starts", "does not start"},
                                      {"includes", "does not include"},
                                      {"ends", "does not end"}};
  Diagnostic& diagnostic = spot.unexpected();
  diagnostic.help.emplace_back(
      "after `where` a test says by its own words what must not be: `where title is not \"a\"`, "
      "`where is_hd is no`");
  const std::string_view name = first_word(trim_left(spot.rest.substr(3)));
  if (name.empty() || is_reserved(name)) return true;
  const std::string_view after = trim_left(behind(spot, name));
  std::string_view test = first_word(after);
  if (test.empty()) test = after.substr(0, std::min(after.find_first_not_of('='), after.size()));
  const std::string_view opposite = right_word(kOpposites, test);
  if (!opposite.empty() && first_word(trim_left(after.substr(test.size()))) != "not") {
    offer_safe(diagnostic, spot.span(spot.at, spot.end_of(test)),
               fmt::format("{} {}", name, opposite));
  } else if (after.empty() || after.front() == '+' || after.front() == '-') {
    offer_safe(diagnostic, spot.span(spot.at, spot.end_of(name)), fmt::format("{} is no", name));
  }
  return true;
}

/// Where the one test of a `where` at the begin of a text ends; npos if it may have more than that.
std::size_t end_of_where(std::string_view text) {
  bool is_quoted = false;
  char last = ' ';  // that is no blank
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char character = text[at];
    if (is_quoted && character == '\\') ++at;
    if (character == '"') is_quoted = !is_quoted;
    const bool is_after_blank = at > 0 && static_cast<unsigned char>(text[at - 1]) <= ' ';
    if (!is_quoted && is_after_blank) {
      const std::string_view word = first_word(text.substr(at));
      if (word == "and" || word == "or" || word == "then" || word == "between") break;
      const bool is_sign = character == '+' || character == '-';
      const bool is_value = last == '<' || last == '>' || last == '=' || last == ',' ||
                            last_word(text.substr(0, at)) == "is";
      if (word == "because" || (is_sign && !is_value)) return at;
    }
    if (static_cast<unsigned char>(character) > ' ') last = character;
  }
  const bool is_whole = !has_word(text, "and") && !has_word(text, "or") && !has_word(text, "then");
  return is_whole ? text.size() : text.npos;
}

/// `visited() at least 3 times where seconds > 60`: `where` comes first.
bool report_late_where(const Spot& spot) {
  if (spot.thing != "where") return false;
  const Node* const kind = spot.last_node(NodeKind::kKindCore);
  const Node* const any = spot.last_node(NodeKind::kActivityCore);
  const Node* const event =
      kind == nullptr || (any != nullptr && any->begin > kind->begin) ? any : kind;
  if (event == nullptr || event->end > spot.before_end()) return false;
  const std::string_view qualities =
      trim(spot.context.text.substr(event->end, spot.before_end() - event->end));
  if (qualities.empty() || has_word(qualities, "and") || has_word(qualities, "or") ||
      qualities.find(')') != qualities.npos) {
    return false;
  }
  Diagnostic& diagnostic =
      spot.context.report.report<DiagnosticKind::kWrongOrder>(spot.thing_span(), spot.thing);
  diagnostic.help.emplace_back(
      "`where` comes right after the parentheses: `visited() where seconds > 60 at least 3 times`");
  const std::size_t end = end_of_where(spot.rest);
  if (end == spot.rest.npos) return true;
  const std::string_view where = trim_right(spot.rest.substr(0, end));
  offer_safe(diagnostic, spot.span(event->end, spot.end_of(where)),
             fmt::format(" {} {}", where, qualities));
  return true;
}

// ---- Events -------------------------------------------------------------------------------------

/// Whether `NAME(` stands there.
bool begins_event(std::string_view text) {
  const std::string_view name = first_word(text);
  return !name.empty() && std::isdigit(static_cast<unsigned char>(name.front())) == 0 &&
         trim_left(text.substr(name.size())).starts_with('(');
}

/// `has visited()`, `has not visited()`, `hasn't visited()`, `never visited()`.
bool report_helping_word(const Spot& spot) {
  const std::string_view word = last_word(spot.before);
  if (word.empty()) return false;
  const bool is_short = (spot.thing == "'" || spot.thing == "\u2019") &&
                        (word == "hasn" || word == "haven" || word == "didn" || word == "wasn") &&
                        trim_left(spot.rest.substr(spot.thing.size())).starts_with("t ");
  const bool is_helping = is_one_of(word, kHelpingWords);
  std::string_view event = spot.rest;
  if (is_short) event = trim_left(event.substr(spot.thing.size() + 1));
  const bool is_negated = is_short || word == "never" || (is_helping && spot.thing == "not");
  if (!is_short && is_negated && spot.thing == "not") event = trim_left(event.substr(3));
  if ((!is_negated && !is_helping) || !begins_event(event)) return false;
  const Span words = spot.span(spot.begin_of(word), spot.begin_of(event));
  const Span shown = spot.span(words.begin, spot.end_of(trim_right(spot.written(words))));
  Diagnostic& diagnostic = spot.context.report.report<DiagnosticKind::kUnexpected>(
      shown, with_single_blanks(spot.written(shown)));
  diagnostic.help.emplace_back(
      "an event is asked by its name alone, `visited(\"/pricing\")`, and that it did not happen "
      "by `no visited(\"/pricing\")`");
  if (is_negated) {
    offer_safe(diagnostic, shown, "no");
  } else {
    offer_safe(diagnostic, words, "");
  }
  return true;
}

/// Whether what follows may follow a test of events and leaves it one: points, a quantity, a
/// window, the next test.
bool is_behind_event(std::string_view behind) {
  constexpr std::string_view kWords[] = {"and",     "or",     "then",  "because", "at",
                                         "exactly", "within", "on",    "more",    "between",
                                         "before",  "after",  "since", "not"};
  behind = trim_left(behind);
  if (behind.empty() || behind.front() == '+' || behind.front() == '-' || behind.front() == ')') {
    return true;
  }
  const std::string_view word = first_word(behind);
  if (word != "in") return is_one_of(word, kWords);
  const std::string_view next = first_word(trim_left(behind.substr(word.size())));
  return next == "the" || (!next.empty() && read_number_literal(next));
}

/// Whether a test begins at a place of the statement.
bool begins_test(const Spot& spot, std::size_t at) {
  constexpr std::string_view kJoints[] = {"when", "and", "or", "not", "no"};
  const std::string_view before =
      trim_right(spot.context.text.substr(spot.context.begin, at - spot.context.begin));
  return before.ends_with('(') || before.ends_with(':') || is_one_of(last_word(before), kJoints);
}

/// The event at the begin of a text with the points behind it, where `each` may follow them; empty
/// if that is not sure.
std::string_view event_with_points(std::string_view text) {
  const bool is_activity = first_word(text) == "activity";
  const std::size_t close = is_activity ? first_word(text).size() - 1 : closing_parenthesis(text);
  if (close == text.npos) return {};
  const std::size_t sign = text.find_first_of("+-", close + 1);
  if (sign == text.npos) return {};
  const std::string_view between = text.substr(close + 1, sign - close - 1);
  const std::string_view number = first_word(text.substr(sign + 1));
  // With more than a window there it may not be the one event that `each` needs.
  constexpr std::string_view kNotSure[] = {"or", "and", "then", "not", "most", "exactly", "where"};
  const bool is_sure =
      between.find_first_of("#\"<>=") == between.npos &&
      std::ranges::none_of(kNotSure,
                           [between](std::string_view word) { return has_word(between, word); }) &&
      !number.empty() && read_number_literal(number) && is_behind_event(between);
  const std::size_t end = sign + 1 + number.size();
  const bool is_said_already = first_word(trim_left(text.substr(end))) == "each";
  return is_sure && !is_said_already ? text.substr(0, end) : std::string_view();
}

/// `when each visited() +5`, `when every visited() +5`, `when each day visited() +5`.
bool report_each_first(const Spot& spot) {
  const std::string_view word = spot.thing == "each" ? spot.thing : last_word(spot.before);
  if ((word != "each" && word != "every") || !begins_test(spot, spot.begin_of(word))) return false;
  std::string_view event = trim_left(behind(spot, word));
  const bool is_daily = first_word(event) == "day";
  if (is_daily) event = trim_left(event.substr(3));
  if (!begins_event(event) && first_word(event) != "activity") return false;
  Diagnostic& diagnostic = spot.wrong_words(spot.span(spot.begin_of(word), spot.end_of(word)));
  const std::string_view each = is_daily ? "each day" : "each";
  diagnostic.help.push_back(
      fmt::format("this is said behind the points: `when visited() +5 {}`", each));
  const std::string_view moved = event_with_points(event);
  if (moved.empty()) return true;
  offer(diagnostic, spot.span(spot.begin_of(word), spot.end_of(moved)),
        fmt::format("{} {}", moved, each));
  return true;
}

void offer_kind(const Spot& spot, Span span, std::string kind) {
  Diagnostic& diagnostic = spot.wrong_words(span);
  diagnostic.help.emplace_back(
      "an event is asked for by its kind, with parentheses: `visited()`, `visited(\"/pricing\")`");
  offer(diagnostic, span, std::move(kind));
}

/// `when event signup +5`, `when event signup() +5`.
bool report_event_before_kind(const Spot& spot) {
  const std::string_view word = last_word(spot.before);
  if (word != "event" || !begins_test(spot, spot.begin_of(word))) return false;
  if (!is_name_character(spot.thing.front()) || is_reserved(spot.thing)) return false;
  const bool has_parentheses = begins_event(spot.rest);
  const std::string_view after = trim_left(spot.rest.substr(spot.thing.size()));
  if (!has_parentheses && !is_behind_event(after) && first_word(after) != "where") return false;
  offer_kind(spot, spot.span(spot.begin_of(word), spot.at + spot.thing.size()),
             fmt::format("{}{}", spot.thing, has_parentheses ? "" : "()"));
  return true;
}

/// `when signup event +5`, `when any event +5`.
bool report_event_behind_kind(const Spot& spot) {
  constexpr std::string_view kNoKinds[] = {"any",  "an",  "all", "some", "every", "each", "first",
                                           "last", "new", "no",  "not",  "which", "what", "this"};
  const std::string_view kind = last_word(spot.before);
  if ((spot.thing != "event" && spot.thing != "events") || kind.empty()) return false;
  if (!begins_test(spot, spot.begin_of(kind))) return false;
  const Span span = spot.span(spot.begin_of(kind), spot.end_of(spot.thing));
  if (report_any_event(spot.context, span)) return true;
  const std::string_view after = behind(spot, spot.thing);
  const bool is_event = is_behind_event(after) || first_word(trim_left(after)) == "where";
  if (!is_event || is_one_of(kind, kNoKinds)) return false;
  offer_kind(spot, span, fmt::format("{}()", kind));
  return true;
}

// ---- Where a stage is met -----------------------------------------------------------------------

/// `mql at >= 40`, `mql at at least 40`, `"A" at > 40`.
bool report_sign_after_at(const Spot& spot) {
  if (!spot.may_be(Expected::kNumber) || last_word(spot.before) != "at") return false;
  std::size_t size = std::min(spot.rest.find_first_not_of("<>="), spot.rest.size());
  bool is_least = size > 0 && spot.rest.substr(0, size).find('<') == spot.rest.npos;
  if (size == 0 && spot.thing == "at") {
    const std::string_view least = trim_left(spot.rest.substr(2));
    if (first_word(least) != "least") return false;
    size = spot.end_of(first_word(least)) - spot.at;
    is_least = true;
  }
  if (size == 0) return false;
  const Span sign = spot.span(spot.at, spot.at + size);
  const std::string_view number = first_word(trim_left(spot.rest.substr(size)));
  Diagnostic& diagnostic = spot.context.report.report<DiagnosticKind::kUnexpected>(
      sign, with_single_blanks(spot.written(sign)));
  diagnostic.help.emplace_back("`at 40` means 40 points and more");
  if (!is_least || number.empty() || !read_number_literal(number)) return true;
  const bool is_over = spot.written(sign) == ">";
  offer(diagnostic, spot.span(spot.at, spot.begin_of(number)), "",
        is_over ? FixSafety::kUnsafe : FixSafety::kSafe);
  return true;
}

/// `mql above 40`, `mql from 40`, `mql score >= 40`, `mql 40`.
bool report_stage_in_words(const Spot& spot) {
  constexpr std::string_view kSureWords[] = {"from",     "reaches",  "at least",  "score at least",
                                             "score >=", "score at", "starts at", "begins at"};
  constexpr std::string_view kWords[] = {"above",  "over",  "is",          "more than", "score >",
                                         "points", "score", "score above", "score over"};
  const bool is_at_begin = spot.at == spot.context.begin || spot.before == spot.first;
  if (!is_at_begin || spot.context.place != Place::kFile || spot.first.empty()) return false;
  if (!example_of_statement(spot.context).empty() || is_reserved(spot.first)) return false;
  const std::string_view rest = trim_left(
      spot.context.text.substr(spot.context.begin + spot.first.size(),
                               spot.context.end - spot.context.begin - spot.first.size()));
  const std::size_t digits = std::min(rest.find_first_of("0123456789+-("), rest.size());
  const std::string words = with_single_blanks(rest.substr(0, std::min(digits, std::size_t{32})));
  const std::string_view number = first_word(rest.substr(digits));
  const bool is_sure = is_one_of(words, kSureWords);
  if ((!is_sure && !is_one_of(words, kWords)) || number.empty() || !read_number_literal(number)) {
    return false;
  }
  const std::string_view after = trim_left(behind(spot, number));
  const std::string_view next = first_word(after);
  if (!after.empty() && next != "when" && next != "if" && next != "points") return false;
  const Span span = spot.span(spot.context.begin, spot.end_of(number));
  Diagnostic& diagnostic = spot.wrong_words(span);
  diagnostic.help.push_back(fmt::format("a stage is written `{} at {}`: with {} points and more",
                                        spot.first, number, number));
  offer(diagnostic, span, fmt::format("{} at {}", spot.first, number),
        is_sure ? FixSafety::kSafe : FixSafety::kUnsafe);
  return true;
}

/// `score = ...`, `score += 5`.
bool report_score_as_sum(const Spot& spot) {
  constexpr std::string_view kSigns[] = {"=", "+", "-", "*", "/"};
  if (spot.context.place != Place::kFile || spot.before != "score") return false;
  if (!is_one_of(spot.thing, kSigns)) return false;
  spot.unexpected().help.emplace_back(
      "the score is the sum of its rules, each on a line of its own: `when employees > 10 +5`");
  return true;
}

}  // namespace

bool report_habit_of_events(const Spot& spot) {
  using Report = bool (*)(const Spot&);
  constexpr Report kReports[] = {report_where_in_parentheses, report_where_not,
                                 report_late_where,           report_helping_word,
                                 report_each_first,           report_event_before_kind,
                                 report_event_behind_kind,    report_sign_after_at,
                                 report_stage_in_words,       report_score_as_sum};
  return std::ranges::any_of(kReports, [&spot](Report report) { return report(spot); });
}

bool report_any_event(const Context& context, Span span) {
  constexpr std::string_view kWords[] = {"any event", "any events", "an event", "all events",
                                         "some event"};
  const std::string words =
      with_single_blanks(context.text.substr(span.begin, span.end - span.begin));
  const std::string_view after = context.text.substr(span.end, context.end - span.end);
  if (!is_one_of(words, kWords) || !is_behind_event(after)) return false;
  offer_safe(context.report.report<DiagnosticKind::kWrongWords>(span, words), span, "activity");
  return true;
}

bool report_path_without_parentheses(const Context& context, const Node& name, const Node& slash) {
  const std::string_view between = context.text.substr(name.end, slash.begin - name.end);
  if (between.empty() || !trim(between).empty()) return false;
  const std::string_view rest = context.text.substr(slash.begin, context.end - slash.begin);
  const std::size_t end = std::min(rest.find_first_of(" \t\r\n,;()\"+"), rest.size());
  if (end < 2 || !is_name_character(rest[1])) return false;
  const std::string_view behind = trim_left(rest.substr(end));
  const bool is_event = is_behind_event(behind) || first_word(behind) == "where";
  if (!is_event) return false;
  const Span span = context.span(name.begin, slash.begin + static_cast<std::uint32_t>(end));
  Diagnostic& diagnostic = context.report.report<DiagnosticKind::kEventWithoutParentheses>(
      context.span(name), context.written(name));
  offer_safe(diagnostic, span,
             fmt::format("{}(\"{}\")", context.written(name), rest.substr(0, end)));
  return true;
}

}  // namespace leadscore::syntax
