// What is said of statements that begin or go on in a usual wrong way, and how each statement is
// written.
#include "base/text/nearest.hpp"
#include "compiler/parse/literals.hpp"
#include "compiler/parse/spot.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace leadscore::syntax {

namespace {

/// How each statement is written, by its first word.
constexpr WrongWord kExamples[] = {
    {"score", "score fit up to 100 { ... }"},
    {"grade", "grade fit: \"A\" at 40, \"B\" at 25, otherwise \"C\""},
    {"list", "list titles = [\"CTO\", \"CEO\"]"},
    {"define", "define is_large: employees >= 500"},
    {"event", "event watched(video) { seconds: number }"},
    {"route", "route \"inside sales\" when mql"},
    {"alert", "alert \"hot lead\" when mql"},
    {"never", "never mql and unsubscribed"},
    {"disqualify", "disqualify when unsubscribed"},
    {"model", "model \"Inbound\""},
    {"use", "use titles, email"},
    {"points", "points by employees { under 10 -5; 10 or more +5 }"},
    {"best", "best of { when job_title mentions \"VP\" +15 }"},
    {"lead", "lead { job_title: text }"},
    {"test", "test \"a CTO\" { lead { job_title: \"CTO\" }; expect score 20 }"},
    {"expect", "expect score 35"}};

/// Words with which people begin a statement, and the one that is meant.
constexpr WrongWord kOtherWords[] = {{"import", "use"},
                                     {"include", "use"},
                                     {"load", "use"},
                                     {"require", "use"},
                                     {"rule", "when"},
                                     {"where", "when"},
                                     {"var", "define"},
                                     {"let", "define"},
                                     {"const", "define"},
                                     {"def", "define"},
                                     {"function", "define"},
                                     {"segment", "define"},
                                     {"condition", "define"},
                                     {"audience", "define"},
                                     {"fields", "lead"},
                                     {"field", "lead"},
                                     {"attributes", "lead"},
                                     {"contact", "lead"},
                                     {"person", "lead"},
                                     {"properties", "lead"},
                                     {"property", "lead"},
                                     {"section", "score"},
                                     {"part", "score"},
                                     {"category", "score"},
                                     {"scores", "score"},
                                     {"reject", "disqualify"},
                                     {"exclude", "disqualify"},
                                     {"disqualified", "disqualify"},
                                     {"unqualify", "disqualify"},
                                     {"notify", "alert"},
                                     {"notification", "alert"},
                                     {"assign", "route"},
                                     {"queue", "route"},
                                     {"assert", "test"},
                                     {"events", "event"},
                                     {"grades", "grade"},
                                     {"tier", "grade"},
                                     {"name", "model"},
                                     {"title", "model"},
                                     {"point", "points by"},
                                     {"best", "best of"},
                                     {"options", "list"},
                                     {"array", "list"}};

constexpr std::string_view kTestsOfNames[] = {
    "is",  "in",      "contains", "mentions", "starts", "ends", "matches", "and", "or",
    "not", "between", "includes", "at least", "more",   "<",    ">",       "!="};

// ---- The first word -----------------------------------------------------------------------------

/// `titles = ["CTO"]`, `vip +5`, `visited("/pricing") +5`: the first word is left out; `mql 40`:
/// the second one.
bool report_first_word_missing(const Spot& spot, std::string_view after) {
  const char sign = after.empty() ? '\0' : after.front();
  const bool is_declaration = sign == '=' || sign == ':';
  if (is_declaration) {
    const std::string_view value = trim(after.substr(1));
    const bool is_list = value.starts_with('[');
    Diagnostic& diagnostic = spot.unknown_statement();
    const std::string_view word = is_list ? "list" : "define";
    diagnostic.help.push_back(fmt::format(
        "a {} is written `{}`", is_list ? "list" : "named condition", right_word(kExamples, word)));
    if (!is_list && sign == '=') {
      const Span all = spot.span(spot.context.begin, spot.begin_of(after) + 1);
      offer(diagnostic, all, fmt::format("define {}:", spot.first));
      return true;
    }
    offer(diagnostic, spot.span(spot.context.begin, spot.context.begin), fmt::format("{} ", word),
          is_list ? FixSafety::kSafe : FixSafety::kUnsafe);
    return true;
  }
  if (!after.empty() && after.find_first_not_of("0123456789.,k") == std::string_view::npos) {
    Diagnostic& diagnostic = spot.unknown_statement();
    diagnostic.help.emplace_back("a stage is met at a score: `mql at 40`");
    const auto number = spot.begin_of(after);
    offer(diagnostic, spot.span(number, number), "at ");
    return true;
  }
  const bool is_rule = sign == '+' || sign == '-' || sign == '(' ||
                       std::isdigit(static_cast<unsigned char>(sign)) ||
                       std::ranges::any_of(kTestsOfNames, [after](std::string_view word) {
                         return after.starts_with(word) &&
                                (after.size() == word.size() || !is_name_character(word.back()) ||
                                 !is_name_character(after[word.size()]));
                       });
  if (!is_rule) return false;
  Diagnostic& diagnostic = spot.unknown_statement();
  diagnostic.help.emplace_back("a rule begins with `when`: `when job_title is \"CTO\" +15`");
  offer_safe(diagnostic, spot.span(spot.context.begin, spot.context.begin), "when ");
  return true;
}

bool report_first_word(const Spot& spot) {
  const bool is_at_begin = spot.at == spot.context.begin || spot.before == spot.first;
  if (!is_at_begin || spot.context.place != Place::kFile || spot.first.empty()) return false;
  const std::size_t first_end = spot.context.begin + spot.first.size();
  const std::string_view after =
      trim(spot.context.text.substr(first_end, spot.context.end - first_end));
  const std::string_view next = first_word(after);
  if (spot.first == "stage") {
    Diagnostic& diagnostic = spot.unknown_statement();
    diagnostic.help.emplace_back("a stage begins with its name: `mql at 40`");
    const auto end = spot.begin_of(after);
    offer_safe(diagnostic, spot.span(spot.context.begin, end), "");
    return true;
  }
  if (spot.first == "points" && !next.empty() && next != "by") {
    Diagnostic& diagnostic = spot.unexpected();
    diagnostic.help.push_back(fmt::format("this is written `{}`", right_word(kExamples, "points")));
    if (next == "for" || next == "per" || next == "from") {
      const auto begin = spot.begin_of(after);
      offer_safe(diagnostic, spot.span(begin, begin + next.size()), "by");
    }
    return true;
  }
  std::string_view right = right_word(kOtherWords, spot.first);
  if (right == "points by" && next == "by") right = "points";
  if (right == "best of" && next == "of") right = {};
  if (!right.empty()) {
    Diagnostic& diagnostic = spot.unknown_statement();
    const std::string_view example = right_word(kExamples, first_word(right));
    if (!example.empty()) diagnostic.help.push_back(fmt::format("this is written `{}`", example));
    offer(diagnostic, spot.first_span(), std::string(right));
    return true;
  }
  if (!right_word(kExamples, spot.first).empty() || spot.first == "when") return false;
  std::array<std::string_view, std::size(kExamples) + 1> known{};
  std::ranges::transform(kExamples, known.begin(), &WrongWord::wrong);
  known.back() = "when";
  if (const auto near = text::nearest(spot.first, known)) {
    offer(spot.unknown_statement(), spot.first_span(), std::string(*near));
    return true;
  }
  if (report_first_word_missing(spot, after)) return true;
  spot.unknown_statement().help.emplace_back(
      "a rule is written `when CONDITION +15`, a stage `mql at 40`");
  return true;
}

// ---- Declarations -------------------------------------------------------------------------------

/// `list titles = "CTO", "CEO"`, `list titles = {"CTO"}`, `["CTO" "CEO"]`.
bool report_list(const Spot& spot) {
  if (spot.may_be(Expected::kComma) && spot.may_be(Expected::kCloseBracket) && spot.thing != "to" &&
      (spot.thing.starts_with('"') || is_name_character(spot.rest.front()))) {
    Diagnostic& diagnostic = spot.unexpected();
    diagnostic.help.emplace_back("between two values of a list stands a comma");
    const std::size_t end = spot.before_end();
    offer_safe(diagnostic, spot.span(end, end), ",");
    return true;
  }
  if (spot.first != "list" || !spot.may_be(Expected::kList) || spot.may_be(Expected::kValue)) {
    return false;
  }
  const std::string_view values = trim(spot.rest);
  Diagnostic& diagnostic = spot.unexpected();
  diagnostic.help.emplace_back("the values of a list stand in brackets: `[\"a\", \"b\"]`");
  const bool is_braced = (values.starts_with('{') && values.ends_with('}')) ||
                         (values.starts_with('(') && values.ends_with(')'));
  if (is_braced) {
    offer_safe(
        diagnostic, spot.span(spot.at, spot.at + values.size()),
        fmt::format("[{}]", with_straight_quotes(trim(values.substr(1, values.size() - 2)))));
  } else if (values.starts_with('"')) {
    offer_safe(diagnostic, spot.span(spot.at, spot.at + values.size()),
               fmt::format("[{}]", with_straight_quotes(values)));
  }
  return true;
}

/// `job_title = text`, `job_title`, `Job Title: text`, `plan: "free" or "team"`.
bool report_field(const Spot& spot) {
  const Place place = spot.context.place;
  if (place != Place::kLead && place != Place::kAttributes && place != Place::kTestLead &&
      place != Place::kTestAttributes) {
    return false;
  }
  const bool is_declared = place == Place::kLead || place == Place::kAttributes;
  const std::string_view example = is_declared ? "job_title: text" : "job_title: \"CTO\"";
  if (spot.may_be(Expected::kColon)) {
    if (spot.thing.empty()) {
      spot.context.report.report<DiagnosticKind::kUnfinished>(spot.thing_span())
          .help.push_back(fmt::format("a field is written `{}`", example));
      return true;
    }
    const std::size_t colon = spot.rest.find(':');
    if (is_name_character(spot.thing.front()) && colon != spot.rest.npos) {
      std::string name(spot.before);
      for (const char character : fmt::format(" {}", trim(spot.rest.substr(0, colon)))) {
        name += character == ' ' ? '_' : character;
      }
      for (char& character : name) {
        if (character >= 'A' && character <= 'Z') {
          character = static_cast<char>(character - 'A' + 'a');
        }
      }
      const std::string_view written = trim(spot.rest.substr(0, colon));
      const Span span = spot.span(spot.context.begin, spot.at + written.size());
      Diagnostic& diagnostic = spot.context.report.report<DiagnosticKind::kWrongWords>(
          span, spot.context.text.substr(span.begin, span.end - span.begin));
      diagnostic.help.emplace_back(
          "a name is one word, with `_` for its blanks; records are read without regard to that");
      offer(diagnostic, span, name);
      return true;
    }
    Diagnostic& diagnostic = spot.unexpected();
    diagnostic.help.push_back(fmt::format("a field is written `{}`", example));
    if (spot.thing == "=") {
      const auto begin = spot.before_end();
      offer_safe(diagnostic, spot.span(begin, spot.at + 1), ":");
    }
    return true;
  }
  if (!is_declared || spot.thing.empty()) return false;
  if (spot.may_be(Expected::kType) && spot.thing.front() == '"') {
    spot.unexpected().help.emplace_back(
        "a text with known values is written `one of \"a\", \"b\"`");
    return true;
  }
  if (spot.thing == "[" && spot.before.ends_with("one of")) {
    Diagnostic& diagnostic = spot.unexpected();
    diagnostic.help.emplace_back("known values stand without brackets: `one of \"a\", \"b\"`");
    const std::size_t close = spot.rest.find(']');
    if (close != spot.rest.npos) {
      offer_safe(diagnostic, spot.span(spot.at, spot.at + close + 1),
                 std::string(trim(spot.rest.substr(1, close - 1))));
    }
    return true;
  }
  return false;
}

/// `score "fit" {`, `score fit: {`, `define large when ...`, `use titles email`.
bool report_declaration(const Spot& spot) {
  const bool is_quoted_name =
      (spot.first == "score" || spot.first == "define" || spot.first == "list" ||
       spot.first == "event" || spot.first == "grade") &&
      spot.may_be(Expected::kName) && spot.thing.size() > 2 && spot.thing.front() == '"';
  if (is_quoted_name) {
    Diagnostic& diagnostic = spot.unexpected();
    diagnostic.help.emplace_back("a name stands without quotes, and is one word");
    std::string name;
    for (const char character : spot.thing.substr(1, spot.thing.size() - 2)) {
      if (character != ' ' && !is_name_character(character)) return true;
      name += character == ' ' ? '_' : character;
    }
    offer(diagnostic, spot.thing_span(), name,
          name.find('_') == name.npos ? FixSafety::kSafe : FixSafety::kUnsafe);
    return true;
  }
  if (spot.thing == ":" && (spot.may_be(Expected::kOpenBrace) || spot.before == "points by")) {
    offer_safe(spot.unexpected(), spot.thing_span(), "");
    return true;
  }
  if (spot.first == "define" && spot.may_be(Expected::kColon) &&
      (spot.thing == "when" || spot.thing == "if" || spot.thing == "is" || spot.thing == "as")) {
    const auto begin = spot.before_end();
    offer_safe(spot.unexpected(), spot.span(begin, spot.at + spot.thing.size()), ":");
    return true;
  }
  if (spot.first == "define" && (spot.thing == "+" || spot.thing == "-")) {
    const std::string_view name = first_word(trim(spot.before.substr(spot.first.size())));
    spot.unexpected().help.push_back(
        fmt::format("a named condition gives no points; a rule that asks for it does: `when {} {}`",
                    name, trim(spot.rest)));
    return true;
  }
  if (spot.first == "use" && spot.may_be(Expected::kEnd) && !spot.rest.empty() &&
      is_name_character(spot.rest.front())) {
    const auto end = spot.before_end();
    offer_safe(spot.unexpected(), spot.span(end, end), ",");
    return true;
  }
  return false;
}

// ---- Outcomes and tests -------------------------------------------------------------------------

/// `disqualify unsubscribed`, `alert "a" on mql`, `route "a" else`, `sql at 80 and vip`.
bool report_outcome(const Spot& spot) {
  if (spot.thing == "to" && (spot.before == "route" || spot.before == "alert")) {
    offer_safe(spot.unexpected(), spot.thing_span(), "");
    return true;
  }
  if (!spot.may_be(Expected::kWhen) || spot.thing.empty() || spot.before.empty()) return false;
  const bool is_outcome =
      spot.first == "disqualify" || spot.first == "route" || spot.first == "alert";
  if (!is_outcome && !right_word(kExamples, spot.first).empty()) return false;
  if (spot.first == "route" && (spot.thing == "else" || spot.thing == "default")) {
    offer_safe(
        spot.context.report.report<DiagnosticKind::kWrongWords>(spot.thing_span(), spot.thing),
        spot.thing_span(), "otherwise");
    return true;
  }
  constexpr std::string_view kOthers[] = {"on", "for", "where", "once", "and", "unless", "as"};
  Diagnostic* diagnostic = nullptr;
  if (spot.thing == ":" || spot.thing == "=") {
    diagnostic = &spot.unexpected();
    offer_safe(*diagnostic, spot.thing_span(), " when");
  } else if (std::ranges::find(kOthers, spot.thing) != std::end(kOthers)) {
    diagnostic = &spot.unexpected();
    // `unless a or b` is more than `not a or b`.
    const bool is_sure = spot.thing == "on" || spot.thing == "where" || spot.thing == "and";
    offer(*diagnostic, spot.thing_span(), spot.thing == "unless" ? "when not" : "when",
          is_sure ? FixSafety::kSafe : FixSafety::kUnsafe);
  } else if (spot.thing == "or") {
    diagnostic = &spot.unexpected();
    diagnostic->help.push_back(fmt::format(
        "a stage with two ways to it is written `{} when score >= 80 or vip`", spot.first));
  } else if (is_name_character(spot.thing.front()) && last_word(spot.before) != "to") {
    diagnostic = &spot.unexpected();
    offer(*diagnostic, spot.span(spot.at, spot.at), "when ",
          is_outcome ? FixSafety::kSafe : FixSafety::kUnsafe);
  }
  return diagnostic != nullptr;
}

/// `expects score 5`, `expect 15`, `expect score = 5`, a field outside of `lead { }`.
bool report_test(const Spot& spot) {
  if (spot.context.place != Place::kTest) return false;
  if (spot.at == spot.context.begin && !spot.thing.empty()) {
    constexpr std::string_view kWords[] = {"expect", "lead"};
    constexpr std::string_view kOthers[] = {"assert", "should", "then", "result", "verify"};
    const std::string_view after = trim(spot.rest.substr(spot.thing.size()));
    if (after.starts_with(':') || after.starts_with('=')) {
      spot.unexpected().help.push_back(fmt::format(
          "what the lead has stands in `lead {{ }}`: `lead {{ {}: ... }}`", spot.thing));
      return true;
    }
    const bool is_other = std::ranges::find(kOthers, spot.thing) != std::end(kOthers);
    const auto near = is_other ? std::optional(kWords[0]) : text::nearest(spot.thing, kWords);
    if (!near) return false;
    offer(spot.unexpected(), spot.thing_span(), std::string(*near));
    return true;
  }
  if (spot.first != "expect") return false;
  const bool is_number = !spot.thing.empty() && read_number_literal(spot.thing).has_value();
  if (spot.before == "expect" && is_number) {
    offer_safe(spot.unexpected(), spot.span(spot.at, spot.at), "score ");
    return true;
  }
  if (spot.before == "expect grade") {
    spot.unexpected().help.emplace_back(
        "say the grade of what: `expect fit grade \"A\"` of a part, `expect score grade \"A\"` "
        "of the whole score");
    return true;
  }
  if (spot.thing == "<" || spot.thing == ">" || spot.thing == "at") {
    spot.unexpected().help.emplace_back(
        "a test knows its lead, so it says the score: `expect score 35`, or `expect score between "
        "30 and 40`");
    return true;
  }
  if (spot.thing == "=" || spot.thing == "is" || spot.thing == ":" || spot.thing == "of") {
    const std::size_t size = spot.rest.starts_with("==") ? 2 : spot.thing.size();
    offer_safe(spot.unexpected(), spot.span(spot.at, spot.at + size), "");
    return true;
  }
  return false;
}

}  // namespace

std::string_view example_of_statement(const Context& context) {
  const std::string_view statement =
      context.text.substr(context.begin, context.end - context.begin);
  return right_word(kExamples, first_word(statement));
}

bool report_usual_statement(const Context& context, std::uint32_t at, std::string_view thing) {
  const Spot spot(context, at, thing);
  if (report_first_word(spot) || report_field(spot) || report_test(spot)) return true;
  if (thing.empty()) return false;
  return report_list(spot) || report_declaration(spot) || report_outcome(spot);
}

}  // namespace leadscore::syntax
