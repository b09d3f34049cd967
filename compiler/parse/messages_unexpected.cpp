#include "base/text/fold.hpp"
#include "base/text/utf8.hpp"
#include "base/text/words.hpp"
#include "compiler/parse/messages.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

namespace leadscore::syntax {

namespace {

constexpr std::size_t kMaxShownBytes = 40;

/// What is expected within conditions, where an example of the whole statement does not help.
constexpr std::uint64_t kInsideCondition =
    bit(Expected::kCondition) | bit(Expected::kTest) | bit(Expected::kValue) | bit(Expected::kAnd) |
    bit(Expected::kOr) | bit(Expected::kUnit) | bit(Expected::kAgo) | bit(Expected::kTimes) |
    bit(Expected::kDate) | bit(Expected::kPattern) | bit(Expected::kType) |
    bit(Expected::kPartQuality) | bit(Expected::kTestTime) | bit(Expected::kDigits);

struct ExpectedWords {
  Expected expected;
  std::string_view words;
  std::uint64_t includes = 0;  // what need not be named beside it
};

constexpr ExpectedWords kExpected[] = {
    {Expected::kStatement, "a statement", ~std::uint64_t{0}},
    {Expected::kRule, "a rule such as `when job_title is \"CTO\" +15`", ~std::uint64_t{0}},
    {Expected::kTestEntry, "`lead { }`, an event such as `visited(\"/pricing\")`, or `expect`",
     ~std::uint64_t{0}},
    {Expected::kFieldName, "the name of a field", ~std::uint64_t{0}},
    {Expected::kRow, "a row such as `under 10`, `10 to 49`, `500 or more`, `\"a\"` or `otherwise`",
     ~std::uint64_t{0}},
    {Expected::kRuleQuality, "`each`, `up to`, `decays`, `fades` or `because`",
     bit(Expected::kBecause) | bit(Expected::kComma)},
    {Expected::kPartQuality, "`up to`, `down to`, `decays` or `fades`", bit(Expected::kComma)},
    {Expected::kGradeEntry, "a grade such as `\"A\" at 40`, or `otherwise \"D\"`",
     bit(Expected::kText)},
    {Expected::kCondition, "a test such as `job_title is \"CTO\"` or `visited(\"/pricing\")`",
     bit(Expected::kOpenParenthesis) | bit(Expected::kName)},
    {Expected::kTest, "a test such as `is \"CTO\"`",
     bit(Expected::kEquals) | bit(Expected::kOpenParenthesis) | bit(Expected::kWindow)},
    {Expected::kValue, "a text such as `\"CTO\"`, a number, a date, `yes`, `no`, or a list",
     bit(Expected::kText) | bit(Expected::kNumber) | bit(Expected::kDate) | bit(Expected::kList) |
         bit(Expected::kName) | bit(Expected::kOpenParenthesis)},
    {Expected::kPattern, "what is looked for, such as `\"/pricing\"`",
     bit(Expected::kText) | bit(Expected::kName)},
    {Expected::kExpectation, "`score 35`, a stage, or `not` and a stage",
     bit(Expected::kName) | bit(Expected::kNumber)},
    {Expected::kType,
     "a type: `text`, `number`, `yes/no`, `time`, `list of text` or `one of \"a\", \"b\"`", 0},
    {Expected::kTypeDetail, "`= VALUE`, `from \"KEY\"` or `unknown as VALUE`",
     bit(Expected::kEquals) | bit(Expected::kComma)},
    {Expected::kName, "a name", 0},
    {Expected::kText, "a text in quotes", 0},
    {Expected::kList, "a list such as `[\"a\", \"b\"]`", 0},
    {Expected::kNumber, "a number", 0},
    {Expected::kDate, "a date such as `2026-01-31`", 0},
    {Expected::kUnit, "a unit of time such as `days`", 0},
    {Expected::kAgo, "`ago`", 0},
    {Expected::kTimes, "`times`", 0},
    {Expected::kQuantity, "a number of times such as `at least 3 times`", 0},
    {Expected::kWindow, "a time such as `in the last 7 days`", 0},
    {Expected::kTestTime, "a time such as `2 days ago`", bit(Expected::kNumber)},
    {Expected::kAnd, "`and`", 0},
    {Expected::kOr, "`or`", 0},
    {Expected::kPoints, "points such as `+15`",
     bit(Expected::kColon) | bit(Expected::kEquals) | bit(Expected::kComma)},
    {Expected::kDigits, "the number of points", 0},
    {Expected::kBecause, "`because \"...\"`", bit(Expected::kComma)},
    {Expected::kWhen, "`when`", 0},
    {Expected::kAt, "`at`", 0},
    {Expected::kOpenParenthesis, "`(`", 0},
    {Expected::kCloseParenthesis, "`)`", 0},
    {Expected::kCloseBracket, "`]`", 0},
    {Expected::kOpenBrace, "`{`", 0},
    {Expected::kColon, "`:`", 0},
    {Expected::kEquals, "`=`", 0},
    {Expected::kFrom, "`from \"...\"`", 0},
    {Expected::kComma, "`,`", 0},
    {Expected::kEnd, "the end of the line", bit(Expected::kComma)},
};

std::vector<std::string_view> words_of(std::uint64_t expected) {
  std::uint64_t included = 0;
  for (const ExpectedWords& row : kExpected) {
    if ((expected & bit(row.expected)) == 0) continue;
    included |= row.includes & ~bit(row.expected);
    if (row.includes == ~std::uint64_t{0}) return {row.words};
  }
  std::vector<std::string_view> words;
  for (const ExpectedWords& row : kExpected) {
    if ((expected & ~included & bit(row.expected)) != 0) words.push_back(row.words);
  }
  return words;
}

std::string join_words(const std::vector<std::string_view>& words) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) result += i + 1 == words.size() ? " or " : ", ";
    result += words[i];
  }
  return result;
}

/// The end of what was read, to be shown: `when job_title is`.
std::string read_so_far(const Context& context, std::uint32_t place) {
  const std::string_view read = context.text.substr(context.begin, place - context.begin);
  const std::size_t from = read.size() > 4 * kMaxShownBytes ? read.size() - 4 * kMaxShownBytes : 0;
  std::string words = with_single_blanks(read.substr(from));
  if (words.size() <= kMaxShownBytes) return words;
  std::size_t cut = words.find(' ', words.size() - kMaxShownBytes);
  if (cut == words.npos) cut = words.size() - kMaxShownBytes;
  while (cut < words.size() && (static_cast<unsigned char>(words[cut]) & 0xC0) == 0x80) ++cut;
  return "..." + words.substr(cut);
}

bool is_word(char32_t code_point) {
  return code_point == U'_' || code_point == U'.' || text::is_word_character(code_point);
}

/// Where reading stopped; behind the first word where that begins a statement.
std::uint32_t place_of_mistake(const Context& context) {
  std::uint32_t place = context.reading.furthest;
  while (place < context.end && static_cast<unsigned char>(context.text[place]) <= ' ') ++place;
  if (place != context.begin || example_of_statement(context).empty()) return place;
  const std::string_view statement =
      context.text.substr(context.begin, context.end - context.begin);
  const std::string_view word = thing_at(context, place);
  const std::size_t next = statement.find_first_not_of(" \t\r\n", word.size());
  return context.begin + static_cast<std::uint32_t>(std::min(next, statement.size()));
}

bool is_digit(char character) { return character >= '0' && character <= '9'; }

}  // namespace

std::string_view thing_at(const Context& context, std::uint32_t place) {
  const std::string_view rest = context.text.substr(place, context.end - place);
  if (rest.empty()) return rest;
  if (rest.front() == '"') {
    for (std::size_t at = 1; at < rest.size(); ++at) {
      if (rest[at] == '\\') {
        ++at;
      } else if (rest[at] == '"' && at < kMaxShownBytes) {
        return rest.substr(0, at + 1);
      } else if (rest[at] == '\n' || at >= kMaxShownBytes) {
        break;
      }
    }
    return rest.substr(0, 1);
  }
  std::size_t end = 0;
  char32_t code_point = text::next_code_point(rest, end);
  if (!is_word(code_point)) return rest.substr(0, end);
  for (std::size_t at = end; at < rest.size() && at < 4 * kMaxShownBytes;) {
    code_point = text::next_code_point(rest, at);
    if (!is_word(code_point)) break;
    end = at;
  }
  return rest.substr(0, end);
}

namespace {

/// Whether the statement begins on a line of its own, behind another one.
bool is_behind_a_line(const Context& context) {
  const std::string_view before = context.text.substr(0, context.begin);
  const std::size_t last = before.find_last_not_of(" \t\r\n");
  return last != before.npos && before[last] != '{' && before.find('\n', last) != before.npos;
}

/// `score: number` in a `lead { }`: the word begins a statement elsewhere.
bool report_reserved_field(const Context& context, std::string_view thing) {
  if (context.place != Place::kLead && context.place != Place::kAttributes) return false;
  const std::string_view name = thing_at(context, context.begin);
  if (thing != ":" || !is_reserved(name)) return false;
  context.report
      .report<DiagnosticKind::kReservedName>(
          context.span(context.begin, context.begin + static_cast<std::uint32_t>(name.size())),
          name)
      .help.push_back(fmt::format(
          "give it another name; what it is called in records follows its type: `from \"{}\"`",
          name));
  return true;
}

}  // namespace

void report_unexpected(const Context& context) {
  const std::uint32_t place = place_of_mistake(context);
  const std::string_view thing = thing_at(context, place);
  const std::uint64_t expected = context.reading.expected;
  const Span span = context.span(place, place + static_cast<std::uint32_t>(thing.size()));
  if (report_habit(context, place, thing) || report_reserved_field(context, thing)) return;
  if (!thing.empty() && (expected & (bit(Expected::kName) | bit(Expected::kFieldName))) != 0 &&
      (expected & (bit(Expected::kCondition) | bit(Expected::kValue))) == 0 && is_reserved(thing)) {
    Diagnostic& diagnostic = context.report.report<DiagnosticKind::kReservedName>(span, thing);
    const std::string_view behind = context.text.substr(span.end, context.end - span.end);
    const bool is_declared = thing_at(context, span.end) == ":" || behind.starts_with(" :");
    diagnostic.help.push_back(
        place == context.begin && is_behind_a_line(context) && !is_declared
            ? fmt::format("if this belongs to the line before, it stands on that line: a line that "
                          "begins with `{}` does not continue it",
                          thing)
            : std::string("give it another name"));
    return;
  }
  if (report_usual_statement(context, place, thing)) return;
  if (report_usual_mistake(context, place, thing)) return;
  Diagnostic& diagnostic = thing.empty()
                               ? context.report.report<DiagnosticKind::kUnfinished>(span)
                               : context.report.report<DiagnosticKind::kUnexpected>(span, thing);
  const std::vector<std::string_view> words = words_of(expected);
  const std::string before = read_so_far(context, place);
  const std::string_view example = example_of_statement(context);
  if (!example.empty() && (words.empty() || (expected & kInsideCondition) == 0)) {
    diagnostic.help.push_back(fmt::format("this is written `{}`", example));
    return;
  }
  if (words.empty()) return;
  const bool is_name = (expected & (bit(Expected::kName) | bit(Expected::kFieldName))) != 0;
  if (is_name && (thing.starts_with('_') || (!thing.empty() && is_digit(thing.front())))) {
    diagnostic.help.emplace_back("a name begins with a letter");
  }
  diagnostic.help.push_back(before.empty()
                                ? fmt::format("here stands {}", join_words(words))
                                : fmt::format("after `{}` comes {}", before, join_words(words)));
}

}  // namespace leadscore::syntax
