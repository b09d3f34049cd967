// Mistakes that people make so often that they are told what to write, not only what was expected:
// habits of spreadsheets and databases, words of everyday language, one sign too few.
#include "compiler/diagnostics/foreign_functions.hpp"
#include "compiler/parse/literals.hpp"
#include "compiler/parse/spot.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace leadscore::syntax {

namespace {

/// How each test of a field begins.
constexpr std::string_view kTestWords[] = {"is",       "in",       "contains", "mentions", "starts",
                                           "ends",     "matches",  "between",  "does",     "not in",
                                           "includes", "at least", "at most",  "more",     "less"};
constexpr std::string_view kWordsForWhere[] = {"with",  "having", "whose", "that",
                                               "which", "if",     "for"};
constexpr WrongWord kNumberWords[] = {{"thousand", "k"}, {"million", "M"},   {"millions", "M"},
                                      {"mio", "M"},      {"Mio", "M"},       {"mn", "M"},
                                      {"billion", "B"},  {"billions", "B"},  {"Tsd", "k"},
                                      {"mille", "k"},    {"thousands", "k"}, {"bn", "B"}};
constexpr WrongWord kChanges[] = {
    {"rises", "rose"},     {"rise", "rose"},      {"risen", "rose"},   {"increased", "rose"},
    {"increases", "rose"}, {"grew", "rose"},      {"grows", "rose"},   {"climbed", "rose"},
    {"gained", "rose"},    {"falls", "fell"},     {"dropped", "fell"}, {"drops", "fell"},
    {"decreased", "fell"}, {"decreases", "fell"}, {"lost", "fell"},    {"changed", "moved"},
    {"changes", "moved"},  {"moves", "moved"},    {"went up", "rose"}, {"went down", "fell"},
    {"went", "rose"},      {"sank", "fell"},      {"jumped", "rose"}};
constexpr WrongWord kAggregates[] = {
    {"total", "total"},   {"sum", "total"},       {"average", "average"}, {"avg", "average"},
    {"mean", "average"},  {"highest", "highest"}, {"max", "highest"},     {"maximum", "highest"},
    {"lowest", "lowest"}, {"min", "lowest"},      {"minimum", "lowest"}};

void take_away(const Spot& place) { offer(place.unexpected(), place.thing_span(), ""); }

bool begins_test(std::string_view rest) {
  if (rest.empty()) return false;
  if (rest.front() == '<' || rest.front() == '>' || rest.front() == '=') return true;
  if (rest.starts_with("!=")) return true;
  return std::ranges::any_of(kTestWords, [rest](std::string_view word) {
    return rest.starts_with(word) &&
           (rest.size() == word.size() || !is_name_character(rest[word.size()]));
  });
}

// ---- Tests --------------------------------------------------------------------------------------

/// `employees > 10 and < 50`, `country is "US" or is "CA"`: each test has its own name.
bool report_test_without_name(const Spot& place) {
  const std::string_view word = last_word(place.before);
  if (word != "and" && word != "or") return false;
  if (!place.may_be(Expected::kCondition) || !begins_test(place.rest)) return false;
  const Node* const name = place.last_node(NodeKind::kName);
  Diagnostic& diagnostic = place.unexpected();
  diagnostic.help.push_back(
      fmt::format("after `{}` stands a whole test, with the name of what it asks", word));
  if (name == nullptr) return true;
  const std::string_view after =
      trim_left(place.context.text.substr(name->end, place.at - name->end));
  if (!begins_test(after)) return true;
  const std::string_view before =
      place.context.text.substr(place.context.begin, name->begin - place.context.begin);
  const std::string_view of = last_word(before);
  const bool is_domain =
      of == "of" && last_word(before.substr(0, trim_right(before).size() - of.size())) == "domain";
  if (of == "of" && !is_domain) return true;
  const std::string meant =
      fmt::format("{}{}", is_domain ? "domain of " : "", place.context.written(*name));
  diagnostic.fixes.push_back(
      {place.span(place.at, place.at), meant + ' ', fmt::format("write `{}`", meant)});
  return true;
}

/// `title starts with "a" or starts with "b"`, at the word behind the verb.
bool report_verb_behind_joint(const Spot& place) {
  const std::string_view verb = last_word(place.before);
  return !verb.empty() &&
         report_verb_without_name(place.context, static_cast<std::uint32_t>(place.begin_of(verb)));
}

/// `employees is > 10`.
bool report_sign_after_is(const Spot& place) {
  if (last_word(place.before) != "is" || !place.may_be(Expected::kValue)) return false;
  const std::size_t end = place.rest.find_first_not_of("<>=");
  if (end == 0 || end == place.rest.npos) return false;
  const std::string_view sign = place.rest.substr(0, end);
  const Span span = place.span(place.before_end() - 2, place.at + end);
  offer_safe(place.wrong_words(span), span, sign == "=" || sign == "==" ? "is" : std::string(sign));
  return true;
}

/// `employees exists`, `employees unknown`, `known employees`.
bool report_state_word(const Spot& place) {
  if ((place.thing == "known" || place.thing == "unknown") && place.may_be(Expected::kCondition)) {
    const std::string_view after = trim_left(place.rest.substr(place.thing.size()));
    const std::string_view name = first_word(after);
    const std::string_view behind = trim_left(after.substr(name.size()));
    const std::string_view next = first_word(behind);
    const bool is_end = behind.empty() || next == "and" || next == "or" || behind.front() == '+' ||
                        behind.front() == '-' || behind.front() == ')';
    if (name.empty() || !is_end || is_reserved(name) || read_number_literal(name)) return false;
    const Span span = place.span(place.at, place.end_of(name));
    offer(place.wrong_words(span), span, fmt::format("{} is {}", name, place.thing));
    return true;
  }
  constexpr WrongWord kStates[] = {{"exists", "is known"},
                                   {"exist", "is known"},
                                   {"known", "is known"},
                                   {"unknown", "is unknown"}};
  const std::string_view right = right_word(kStates, place.thing);
  if (right.empty() || !place.may_be(Expected::kTest)) return false;
  offer_safe(place.wrong_words(place.thing_span()), place.thing_span(), std::string(right));
  return true;
}

/// `between 10 - 50`, `between 10 to 50`, `between 2026-01-01 to 2026-01-31`.
bool report_between_without_and(const Spot& place) {
  constexpr std::string_view kJoints[] = {"-", "to", "\u2013", ",", "or"};
  if (!is_one_of(place.thing, kJoints)) return false;
  const std::size_t blank = place.before.find_last_of(" \t\r\n");
  if (blank == place.before.npos || last_word(place.before).empty()) return false;
  if (last_word(place.before.substr(0, blank)) != "between") return false;
  const std::size_t end = place.at + place.thing.size();
  const bool is_sure = place.thing != "," && place.thing != "or";
  const std::string_view after = trim_left(place.rest.substr(place.thing.size()));
  const std::string_view second = first_word(after);
  const std::string_view behind = trim_left(after.substr(second.size()));
  const bool goes_on = behind.starts_with(',') || first_word(behind) == "and";
  if (!is_sure && (goes_on || second.empty() || !read_number_literal(second))) return false;
  const bool is_close = place.before_end() == place.at;
  const bool is_close_behind = end < place.context.end && place.context.text[end] > ' ';
  offer(place.unexpected(), place.thing_span(),
        fmt::format("{}and{}", is_close ? " " : "", is_close_behind ? " " : ""),
        is_sure ? FixSafety::kSafe : FixSafety::kUnsafe);
  return true;
}

/// `5 million`.
bool report_number_word(const Spot& place) {
  const std::string_view suffix = right_word(kNumberWords, place.thing);
  const std::string_view number = last_word(place.before);
  if (suffix.empty() || number.empty() || !read_number_literal(number)) return false;
  std::size_t end = place.at + place.thing.size();
  if (end < place.context.end && place.context.text[end] == '.') ++end;
  const Span span = place.span(place.before_end() - number.size(), end);
  offer_safe(place.wrong_words(span), span, fmt::format("{}{}", number, suffix));
  return true;
}

/// What stands where a text must, without quotes: `@gmail.com`, `decision maker`.
bool report_text_without_quotes(const Spot& place) {
  const bool may_be_text = place.may_be(Expected::kText) || place.may_be(Expected::kGradeEntry);
  const bool may_be_value = place.may_be(Expected::kValue) || place.may_be(Expected::kPattern);
  if ((!may_be_text && !may_be_value) || place.rest.empty()) return false;
  const char first = place.rest.front();
  const std::string_view word = last_word(place.before);
  std::size_t end = 0;
  if (word == "because" || word == "model" || word == "test") {
    end = place.rest.find_first_of("{;\n#\"");
    for (const std::string_view stop : {" for ", " if ", " when "}) {
      if (word == "model") end = std::min(end, place.rest.find(stop));
    }
    end = trim_right(place.rest.substr(0, end)).size();
  } else {
    constexpr std::string_view kNotInText = "+-<>=!\"',;(){}[]#%*";
    if (kNotInText.find(first) != kNotInText.npos) return false;
    if (!may_be_value && !place.may_be(Expected::kGradeEntry) && word != "route" &&
        word != "alert") {
      return false;
    }
    end = std::min(place.rest.find_first_of(" \t\r\n,;()[]{}\""), place.rest.size());
  }
  if (end == 0 || !is_name_character(first)) {
    if (end == 0 || (first != '@' && first != '/' && first != '~')) return false;
  }
  const std::string_view written = place.rest.substr(0, end);
  const Span span = place.span(place.at, place.at + end);
  Diagnostic& diagnostic = place.context.report.report<DiagnosticKind::kMissingQuotes>(
      span, with_single_blanks(written));
  const std::size_t slash = written.rfind('/');
  if (first == '/' && slash > 1 && (word == "matches" || word == "regex")) {
    diagnostic.help.emplace_back("a regular expression stands between quotes, without its `/`");
    offer(diagnostic, span,
          fmt::format("{}\"{}\"", word == "regex" ? "" : "regex ", written.substr(1, slash - 1)));
    return true;
  }
  if (may_be_value && written == "true") offer(diagnostic, span, "yes");
  if (may_be_value && written == "false") offer(diagnostic, span, "no");
  offer(diagnostic, span, fmt::format("\"{}\"", with_single_blanks(written)));
  return true;
}

/// `after Jan 1 2025`, `before today`.
bool report_date_in_words(const Spot& place) {
  if (!place.may_be(Expected::kDate) || place.may_be(Expected::kValue)) return false;
  if (place.thing.empty() || !is_name_character(place.thing.front())) return false;
  const bool is_day = place.thing == "today" || place.thing == "now" ||
                      place.thing == "yesterday" || place.thing == "tomorrow";
  place.context.report.report<DiagnosticKind::kBadDate>(place.thing_span(), place.thing)
      .help.emplace_back(is_day ? "time is counted back from now: `more than 1 day ago`, `in the "
                                  "last 1 day`"
                                : "dates are written `2026-01-31`: year, month, day");
  return true;
}

/// `"CTO" in job_title`.
bool report_text_first(const Spot& place) {
  if (!place.may_be(Expected::kCondition) || place.may_be(Expected::kValue)) return false;
  if (!place.thing.starts_with('"') || place.thing.size() < 2) return false;
  place.unexpected().help.push_back(
      fmt::format("a test begins with the name of what it asks: `job_title contains {}`, "
                  "`interests includes {}`",
                  place.thing, place.thing));
  return true;
}

/// `1.000,50`; `includes "a", "b"`; `vip, paid`; `+5, when paid`.
bool report_after_comma(const Spot& place) {
  if (!place.before.ends_with(',') || place.thing.empty()) return false;
  const std::string_view head = trim_right(place.before.substr(0, place.before.size() - 1));
  const Span comma = place.span(place.before_end() - 1, place.before_end());
  if (place.thing == "when" && !place.may_be(Expected::kPoints)) {
    Diagnostic& diagnostic = place.unexpected();
    diagnostic.help.emplace_back("a statement stands on its own line, or after a `;`");
    offer_safe(diagnostic, comma, ";");
    return true;
  }
  const std::size_t equals = head.rfind('=');
  if (place.context.place == Place::kLead && head.ends_with('"') && place.thing.front() == '"' &&
      equals != head.npos && trim_right(head.substr(0, equals)).ends_with("list of text")) {
    place.unexpected().help.emplace_back(
        "several values stand in a list, in brackets: `= [\"a\", \"b\"]`");
    return true;
  }
  if (!place.may_be(Expected::kPoints) || head.empty()) return false;
  const bool is_when = place.thing == "when";
  const Span joint = is_when ? place.span(comma.begin, place.at + place.thing.size()) : comma;
  const bool is_digit = std::isdigit(static_cast<unsigned char>(place.thing.front())) != 0;
  if (is_digit && std::isdigit(static_cast<unsigned char>(head.back())) != 0 &&
      place.before_end() == place.at) {
    const std::string_view whole = last_word(head);
    const Span span =
        place.span(place.before_end() - 1 - whole.size(), place.at + first_word(place.rest).size());
    const std::string_view written = place.context.text.substr(span.begin, span.end - span.begin);
    Diagnostic& diagnostic =
        place.context.report.report<DiagnosticKind::kCommaInNumber>(span, written);
    diagnostic.help.emplace_back(
        "decimals stand behind a point, and nothing or `_` between the thousands");
    std::string right;
    for (const char character : written) {
      if (character == ',')
        right += '.';
      else if (character != '.')
        right += character;
    }
    offer_safe(diagnostic, span, right);
    return true;
  }
  if (head.back() == '"' && place.thing.starts_with('"')) {
    place.unexpected().help.emplace_back(
        "several values stand in a list: `in [\"a\", \"b\"]`, `includes any of [\"a\", \"b\"]`");
    return true;
  }
  if (!is_name_character(place.thing.front()) || is_digit) return false;
  Diagnostic& diagnostic = place.context.report.report<DiagnosticKind::kUnexpected>(comma, ",");
  diagnostic.help.emplace_back("conditions are joined by `and` or by `or`");
  offer(diagnostic, joint, " and");
  offer(diagnostic, joint, " or");
  return true;
}

// ---- Behaviour ----------------------------------------------------------------------------------

/// `visited() with seconds > 60`, `visited() seconds > 60`.
bool report_missing_where(const Spot& place) {
  if (place.last_node(NodeKind::kEventTest) == nullptr) return false;
  const std::string_view after = trim_left(place.rest.substr(place.thing.size()));
  if (is_one_of(place.thing, kWordsForWhere)) {
    if (place.thing == "for") {
      const std::string_view number = first_word(after);
      if (number.empty() || !read_number_literal(number)) return false;
      offer(place.unexpected(), place.thing_span(), "in the last");
      return true;
    }
    offer(place.unexpected(), place.thing_span(), "where",
          place.thing == "if" || place.thing == "that" ? FixSafety::kUnsafe : FixSafety::kSafe);
    return true;
  }
  if (place.thing.empty() || !is_name_character(place.thing.front())) return false;
  if (!begins_test(after)) return false;
  Diagnostic& diagnostic = place.unexpected();
  diagnostic.help.emplace_back("what is asked of the event itself follows `where`");
  offer(diagnostic, place.span(place.at, place.at), "where ");
  return true;
}

/// A second number of times, or a second window, of one event test.
bool report_second_window(const Spot& place) {
  const std::string_view word = place.thing;
  const bool has_quantity = place.last_node(NodeKind::kQuantity) != nullptr;
  const bool is_quantity =
      (word == "at" || word == "exactly") && has_quantity && !place.may_be(Expected::kQuantity);
  const bool is_window = (word == "in" || word == "within" || word == "since" || word == "before" ||
                          word == "after" || word == "more") &&
                         !place.may_be(Expected::kWindow) && !place.may_be(Expected::kTest);
  if (!is_quantity && !is_window) return false;
  const Node* const event = place.last_node(NodeKind::kKindCore);
  if (event == nullptr || !place.may_be(Expected::kAnd)) return false;
  Diagnostic& diagnostic = place.unexpected();
  diagnostic.help.push_back(
      fmt::format("a test of events has one {}; another one is a test of its "
                  "own, after `and`",
                  is_quantity ? "number of times" : "time"));
  offer(diagnostic, place.span(place.at, place.at),
        fmt::format("and {} ", place.context.written(*event)));
  return true;
}

/// `purchased() total amount > 1000`, `average of amount of`, `sum(amount) of`.
bool report_aggregate(const Spot& place) {
  std::string_view word = right_word(kAggregates, place.thing);
  const bool is_event_before = place.last_node(NodeKind::kEventTest) != nullptr;
  if (!word.empty() && is_event_before) {
    place.unexpected().help.push_back(fmt::format(
        "what is worked out of events stands before them: `{} amount of purchased() > 1000`",
        word));
    return true;
  }
  if (place.thing != "of") return false;
  std::string_view head = place.before;
  if (head.ends_with(')')) head = head.substr(0, head.rfind('('));
  word = right_word(kAggregates, last_word(head));
  if (word.empty()) return false;
  place.unexpected().help.push_back(
      fmt::format("this is written `{} amount of purchased() > 1000`", word));
  return true;
}

/// `count of visited() > 5 times`, `score rose 20 points in 7 days`.
bool report_word_after_number(const Spot& place) {
  const bool is_word = place.thing == "times" || place.thing == "points" || place.thing == "pts";
  const std::string_view number = last_word(place.before);
  if (!is_word || number.empty() || !read_number_literal(number)) return false;
  take_away(place);
  return true;
}

/// `visited() followed by requested()`, `score rises 20 in 7 days`.
bool report_other_word(const Spot& place) {
  if (place.thing == "followed" && place.rest.starts_with("followed by")) {
    const Span span = place.span(place.at, place.at + std::string_view("followed by").size());
    offer_safe(place.wrong_words(span), span, "then");
    return true;
  }
  const std::string_view change = right_word(kChanges, place.thing);
  if (!change.empty() && place.may_be(Expected::kTest)) {
    Diagnostic& diagnostic = place.wrong_words(place.thing_span());
    diagnostic.help.emplace_back("a change is asked with `score rose 20 in 7 days`");
    offer(diagnostic, place.thing_span(), std::string(change),
          place.thing == "went" ? FixSafety::kUnsafe : FixSafety::kSafe);
    return true;
  }
  if (place.thing == "|" && place.may_be(Expected::kOr)) {
    offer_safe(place.context.report.report<DiagnosticKind::kForeignSign>(place.thing_span(), "|"),
               place.thing_span(), "or");
    return true;
  }
  constexpr WrongWord kSigns[] = {{"\u2265", ">="}, {"\u2264", "<="}, {"\u2260", "!="}};
  const std::string_view sign = right_word(kSigns, place.thing);
  if (!sign.empty()) {
    offer_safe(
        place.context.report.report<DiagnosticKind::kForeignSign>(place.thing_span(), place.thing),
        place.thing_span(), std::string(sign));
    return true;
  }
  if (place.thing == "~" && place.may_be(Expected::kTest)) {
    offer(place.context.report.report<DiagnosticKind::kForeignSign>(place.thing_span(), "~"),
          place.thing_span(), "matches");
    return true;
  }
  const std::string_view word = last_word(place.before);
  if ((word == "either" || word == "both") && is_name_character(place.rest.front())) {
    const Span span = place.span(place.before_end() - word.size(), place.at);
    Diagnostic& diagnostic =
        place.wrong_words(place.span(place.before_end() - word.size(), place.before_end()));
    diagnostic.help.emplace_back("`and` and `or` stand between the tests alone");
    offer_safe(diagnostic, span, "");
    return true;
  }
  return false;
}

/// `IF(employees > 10, 5, 0)`, `lower(job_title) is "cto"`, `count(visited())`.
bool report_function(const Spot& spot) {
  if (spot.thing == "of") return false;
  std::size_t open = spot.before.size();
  for (int depth = 0; open > 0;) {
    --open;
    if (spot.before[open] == ')') ++depth;
    if (spot.before[open] == '(' && --depth <= 0) break;
  }
  const std::string_view name = last_word(spot.before.substr(0, open));
  const std::string_view instead = instead_of_function(name);
  if (instead.empty()) return false;
  const std::size_t begin = spot.begin_of(name);
  if (report_if_function(spot.context, static_cast<std::uint32_t>(begin))) return true;
  spot.context.report
      .report<DiagnosticKind::kUnexpected>(spot.span(begin, begin + name.size()), name)
      .help.push_back(fmt::format("there are no functions; {}", instead));
  return true;
}

/// `total amount of purchased > 1000`.
bool report_events_without_parentheses(const Spot& spot) {
  const std::string_view word = last_word(spot.before);
  if (word != "of" && word != "since") return false;
  if (spot.before.starts_with("best") || is_reserved(spot.thing)) return false;
  if (!is_name_character(spot.rest.front())) return false;
  if (trim_left(spot.rest.substr(spot.thing.size())).starts_with('(')) return false;
  offer_safe(spot.context.report.report<DiagnosticKind::kEventWithoutParentheses>(spot.thing_span(),
                                                                                  spot.thing),
             spot.thing_span(), fmt::format("{}()", spot.thing));
  return true;
}

// ---- Points -------------------------------------------------------------------------------------

constexpr std::string_view kWordsOfEnd[] = {"expires", "expire", "expiring", "for", "valid",
                                            "lasts",   "until",  "during",   "in",  "within"};
constexpr std::string_view kGivingWords[] = {"give", "gives", "add", "adds", "score", "set"};

/// `+5 expires after 30 days`, `+5 only once`, `-5 +10`, `decays half every 30 days`.
bool report_after_points(const Spot& place) {
  if (!place.may_be(Expected::kRuleQuality) || place.may_be(Expected::kPoints)) return false;
  const std::string_view rest =
      trim_left(place.rest.starts_with(',') ? place.rest.substr(1) : place.rest);
  if (rest.starts_with("decays") || rest.starts_with("fades")) {
    place.unexpected().help.emplace_back(
        "this is written `decays 50% every 30 days`, or `fades over 30 days`");
    return true;
  }
  if (is_one_of(place.thing, kWordsOfEnd)) {
    place.unexpected().help.emplace_back(
        "points that go with time are written `+5, fades over 30 days`; or ask for what is "
        "recent: `visited() in the last 30 days`");
    return true;
  }
  if (place.thing == "only" || place.thing == "once") {
    Diagnostic& diagnostic = place.unexpected();
    diagnostic.help.emplace_back("a rule without `each` gives its points once");
    diagnostic.fixes.push_back(
        {place.span(place.before_end(), place.context.end), "", "take it away"});
    return true;
  }
  if (place.thing == "+" || place.thing == "-") {
    place.unexpected().help.emplace_back(
        "a rule gives its points once, at its end: other points need a rule of their own");
    return true;
  }
  return false;
}

/// `when vip give 5`, `when vip then add 5`.
bool report_before_points(const Spot& place) {
  if (!place.may_be(Expected::kPoints) || place.thing.empty()) return false;
  const std::string_view word = last_word(place.before);
  const bool is_after_word = word == "then" || is_one_of(word, kGivingWords);
  const bool is_giving = is_one_of(place.thing, kGivingWords);
  std::string_view number =
      is_giving ? trim_left(place.rest.substr(place.thing.size())) : place.rest;
  number = first_word(number);
  if ((!is_after_word && !is_giving) || number.empty() || !read_number_literal(number))
    return false;
  const std::size_t begin = is_after_word ? place.before_end() - word.size() : place.at;
  const auto end = place.end_of(number);
  const Span span = place.span(begin, end);
  Diagnostic& diagnostic = place.wrong_words(span);
  diagnostic.help.emplace_back("points always have their sign: `+15` gives, `-15` takes");
  offer(diagnostic, span, fmt::format("+{}", number));
  return true;
}

}  // namespace

bool report_verb_without_name(const Context& context, std::uint32_t at) {
  constexpr std::string_view kVerbs[] = {"contains", "mentions", "starts",
                                         "ends",     "matches",  "includes"};
  Spot spot(context, at, thing_at(context, at));
  const std::string_view joint = last_word(spot.before);
  if (!is_one_of(spot.thing, kVerbs) || (joint != "and" && joint != "or")) return false;
  spot.expected |= bit(Expected::kCondition);
  return report_test_without_name(spot);
}

bool report_usual_mistake(const Context& context, std::uint32_t at, std::string_view thing) {
  const Spot place(context, at, thing);
  if (thing.empty()) return false;
  using Report = bool (*)(const Spot&);
  constexpr Report kReports[] = {report_test_without_name,
                                 report_verb_behind_joint,
                                 report_state_word,
                                 report_sign_after_is,
                                 report_between_without_and,
                                 report_number_word,
                                 report_after_comma,
                                 report_date_in_words,
                                 report_text_first,
                                 report_aggregate,
                                 report_function,
                                 report_events_without_parentheses,
                                 report_missing_where,
                                 report_second_window,
                                 report_word_after_number,
                                 report_other_word,
                                 report_after_points,
                                 report_before_points,
                                 report_text_without_quotes};
  return std::ranges::any_of(kReports, [&place](Report report) { return report(place); });
}

}  // namespace leadscore::syntax
