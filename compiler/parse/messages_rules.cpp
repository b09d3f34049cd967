// What is said of rules, tables, parts and grades that are written in another way.
#include "base/decimal.hpp"
#include "compiler/parse/messages.hpp"

#include <algorithm>
#include <utility>

namespace leadscore::syntax {

namespace {

/// What follows the points, in other words.
constexpr MeantWords kQualities[] = {
    {"once per day", "each day"},
    {"once a day", "each day"},
    {"per day", "each day"},
    {"a day", "each day"},
    {"every day", "each day"},
    {"daily", "each day"},
    {"for each", "each"},
    {"per event", "each"},
    {"per visit", "each"},
    {"every time", "each"},
    {"every event", "each"},
    {"each event", "each"},
    {"each time", "each"},
    {"each visit", "each"},
    {"each days", "each day"},
    {"max", "up to"},
    {"maximum", "up to"},
    {"cap", "up to"},
    {"capped at", "up to"},
    {"at most", "up to"},
    {"limit", "up to"},
    {"limited to", "up to"},
    {"no more than", "up to"},
    {"min", "down to", FixSafety::kUnsafe},
    {"minimum", "down to", FixSafety::kUnsafe},
    {"at least", "down to", FixSafety::kUnsafe},
    {"decay", "decays"},
    {"decaying", "decays"},
    {"fade", "fades"},
    {"fading", "fades"},
    {"does not decay", "never decays"},
    {"without decay", "never decays"},
    {"no decay", "never decays"},
    {"reason", "because"},
};

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kRowForms =
    "rows for numbers are `under 10`, `10 to 49`, `10 to under 50`, `500 or more`, `over 5` and "
    "`7`";

Diagnostic& wrong_words(const Context& context, const Node& node) {
  return context.report.report<DiagnosticKind::kWrongWords>(
      context.span(node), with_single_blanks(context.written(node)));
}

/// The number of days of `month`, `3 months`, `30 days` as it is written.
std::string period_in(std::string_view words) {
  const std::size_t digit = words.find_first_of(kDigits);
  if (digit == 0) return with_single_blanks(words);
  constexpr std::pair<std::string_view, std::string_view> kUnits[] = {
      {"month", "30 days"},   {"week", "7 days"}, {"day", "1 day"},
      {"quarter", "90 days"}, {"hour", "1 hour"}, {"year", "365 days"}};
  for (const auto& [unit, period] : kUnits) {
    if (words == unit || (words.starts_with(unit) && words.ends_with("ly"))) {
      return std::string(period);
    }
  }
  return words == "daily" ? "1 day" : "";
}

/// `decay 50% per month`, `decay by 50% monthly`: all of it said at once.
bool report_other_decay(const Context& context, const Node& node) {
  const std::size_t end =
      std::min(context.text.find_first_of(",{\n;#\"", node.begin), std::size_t{context.end});
  std::string words = with_single_blanks(context.text.substr(node.end, end - node.end));
  const std::size_t because = words.find(" because");
  if (because != words.npos) words.resize(because);
  const std::size_t percent = words.find('%');
  const std::size_t digit = words.find_first_of(kDigits);
  if (percent == words.npos || digit > percent) return false;
  const std::string_view begin = std::string_view(words).substr(0, digit);
  if (!begin.empty() && begin != "by " && begin != "of ") return false;
  std::string_view rest = std::string_view(words).substr(percent + 1);
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  FixSafety safety = FixSafety::kSafe;
  for (const std::string_view word : {"per ", "every ", "each ", "a ", "in ", "over ", "after "}) {
    if (!rest.starts_with(word)) continue;
    // `over 30 days` may be meant as all of it by then.
    if (word == "in " || word == "over " || word == "after ") safety = FixSafety::kUnsafe;
    rest.remove_prefix(word.size());
    break;
  }
  const std::string period = period_in(rest);
  if (period.empty()) return false;
  const std::size_t written_end = context.text.substr(0, end).find_last_not_of(" \t\r\n") + 1;
  const std::size_t last =
      because == std::string::npos ? written_end : context.text.find("because", node.end) - 1;
  const Span span = context.span(node.begin, static_cast<std::uint32_t>(last));
  Diagnostic& diagnostic = context.report.report<DiagnosticKind::kWrongWords>(
      span, with_single_blanks(context.text.substr(span.begin, span.end - span.begin)));
  offer(diagnostic, span,
        fmt::format("decays {} every {}",
                    std::string_view(words).substr(digit, percent + 1 - digit), period),
        safety);
  return true;
}

void report_wrong_quality(const Context& context, const Node& node) {
  const std::string words = with_single_blanks(context.written(node));
  if ((words == "decay" || words == "decaying") && report_other_decay(context, node)) return;
  Diagnostic& diagnostic = wrong_words(context, node);
  if (const MeantWords* const row = meant_words(kQualities, words)) {
    return offer(diagnostic, context.span(node), std::string(row->right), row->safety);
  }
  diagnostic.help.emplace_back(
      "points are given for `each` event, or for `each day` with one; without these, once");
}

/// `decays 0.5 every 30 days` is 50%.
void report_rate_without_sign(const Context& context, const Node& node) {
  Diagnostic& diagnostic = context.report.report<DiagnosticKind::kBadPercentage>(
      context.span(node), context.written(node));
  diagnostic.help.emplace_back("write a percentage: `decays 50% every 30 days`");
  const auto number = read_number_literal(context.written(node));
  if (!number || !number->thousandths) return;
  const std::int64_t thousandths = *number->thousandths;
  if (thousandths <= 0) return;
  offer(diagnostic, context.span(node),
        format_points(number->value < 1 ? thousandths * 100 : thousandths) + "%");
}

void report_word_for_every(const Context& context, const Node& node) {
  Diagnostic& diagnostic = wrong_words(context, node);
  diagnostic.help.emplace_back("say the time with its number: `decays 50% every 30 days`");
}

void report_unit_without_number(const Context& context, const Node& node) {
  Diagnostic& diagnostic = wrong_words(context, node);
  diagnostic.help.emplace_back("a time has its number");
  offer_safe(diagnostic, context.span(node), fmt::format("1 {}", context.written(node)));
}

std::string number_at(std::string_view words, std::size_t from) {
  const std::size_t begin = words.find_first_of(kDigits, from);
  if (begin == words.npos) return "";
  const std::size_t end = std::min(words.find_first_of(" \t+=-:", begin), words.size());
  const bool is_negative = begin > 0 && words[begin - 1] == '-';
  return std::string(is_negative ? "-" : "") + std::string(words.substr(begin, end - begin));
}

/// `10-49`, `between 10 and 49`, `from 10 to 49`.
std::optional<std::string> range_in(std::string_view words) {
  const std::string first = number_at(words, 0);
  const std::size_t rest = words.find(first) + first.size();
  if (first.empty() || words.find_first_of(kDigits, rest) == words.npos) return std::nullopt;
  std::string second = number_at(words, rest);
  const bool is_between = words.starts_with("between") || words.starts_with("from");
  if (!is_between && second.starts_with('-')) second.erase(0, 1);
  return fmt::format("{} to {}", first, second);
}

bool begins_with_any(std::string_view words, std::initializer_list<std::string_view> beginnings) {
  return std::ranges::any_of(beginnings, [&](std::string_view b) { return words.starts_with(b); });
}

/// A row as it is written here; it is unsafe where it holds for whole numbers only.
struct RightRow {
  std::string text;
  FixSafety safety = FixSafety::kSafe;
};

std::optional<RightRow> right_row(std::string_view words) {
  if (auto range = range_in(words)) return RightRow{std::move(*range)};
  const std::string number = number_at(words, 0);
  const std::size_t behind = words.find(number) + number.size();
  const std::string_view end = words.substr(std::min(behind, words.size()));
  if (begins_with_any(words, {"at least", ">=", "min", "from"}))
    return RightRow{number + " or more"};
  if (begins_with_any(words, {"more than", "greater than", "above", ">"})) {
    return RightRow{"over " + number};
  }
  if (begins_with_any(words, {"less than", "fewer than", "below"})) {
    return RightRow{"under " + number};
  }
  if (words.starts_with('<') && !words.starts_with("<=")) return RightRow{"under " + number};
  if (begins_with_any(end, {" and", "+", " +", " or above", " or over", " or greater"})) {
    return RightRow{number + " or more"};
  }
  // `up to 9`, `9 or less`: `under 10`, of whole numbers.
  const auto value = read_number_literal(number);
  if (!value || !value->thousandths || *value->thousandths % 1000 != 0) return std::nullopt;
  return RightRow{"under " + format_points(*value->thousandths + 1000), FixSafety::kUnsafe};
}

void report_wrong_row(const Context& context, const Node& node) {
  const std::string words = with_single_blanks(context.written(node));
  Diagnostic& diagnostic = wrong_words(context, node);
  diagnostic.help.emplace_back(kRowForms);
  if (auto right = right_row(words)) {
    offer(diagnostic, context.span(node), std::move(right->text), right->safety);
  }
}

void report_wrong_values(const Context& context, const Node& node) {
  wrong_words(context, node)
      .help.emplace_back("values stand with commas between: `\"a\", \"b\" +5`");
}

void report_quality_of_row(const Context& context, const Node& node) {
  const std::string words = with_single_blanks(context.written(node));
  context.report.report<DiagnosticKind::kUnexpected>(context.span(node), words)
      .help.emplace_back("a row gives its points once, and stands on one line");
}

void report_part_without_name(const Context& context, const Node& node) {
  context.report.report<DiagnosticKind::kUnexpected>(context.span(node), "{")
      .help.emplace_back("a part of the score has a name: `score fit { ... }`");
}

void report_decay_of_score(const Context& context, const Node& node) {
  const std::string words = with_single_blanks(context.written(node));
  context.report.report<DiagnosticKind::kUnexpected>(context.span(node), words)
      .help.emplace_back(
          "points decay in a part or a rule: `score engagement, decays 50% every 30 days { ... }`");
}

void report_wrong_stage(const Context& context, const Node& node) {
  const std::string words = with_single_blanks(context.written(node));
  Diagnostic& diagnostic = wrong_words(context, node);
  const std::size_t sign = words.find_first_of(":=>");
  const std::size_t number = words.find_first_not_of(":=> ", sign);
  std::string_view name = std::string_view(words).substr(0, sign);
  while (name.ends_with(' ')) name.remove_suffix(1);
  diagnostic.help.emplace_back("a stage is met at a score");
  // Over 40 is not quite what `at 40` is.
  const bool is_over = words[sign] == '>' && words.find(">=") == words.npos;
  offer(diagnostic, context.span(node),
        fmt::format("{} at {}", name, std::string_view(words).substr(number)),
        is_over ? FixSafety::kUnsafe : FixSafety::kSafe);
}

void report_grade_without_name(const Context& context, const Node& node) {
  context.report
      .report<DiagnosticKind::kUnexpected>(context.span(node), thing_at(context, node.begin))
      .help.emplace_back(
          "say of which part: `grade fit: \"A\" at 40, otherwise \"B\"`, or `grade score: ...`");
}

}  // namespace

bool report_rule_stop(const Context& context, const Node& node) {
  switch (node.kind) {
    case NodeKind::kWrongEach:
    case NodeKind::kWrongQuality:
      report_wrong_quality(context, node);
      return true;
    case NodeKind::kRateWithoutSign:
      report_rate_without_sign(context, node);
      return true;
    case NodeKind::kByInDecay:
      wrong_words(context, node).help.emplace_back("write `decays 50% every 30 days`");
      return true;
    case NodeKind::kWordForEvery:
      report_word_for_every(context, node);
      return true;
    case NodeKind::kUnitWithoutNumber:
      report_unit_without_number(context, node);
      return true;
    case NodeKind::kMissingEvery:
      context.report.report<DiagnosticKind::kUnfinished>(context.span(node.begin, node.begin))
          .help.emplace_back("say how often: `decays 50% every 30 days`");
      return true;
    case NodeKind::kWordForOver:
      offer_safe(wrong_words(context, node), context.span(node), "over");
      return true;
    case NodeKind::kWrongRow:
      report_wrong_row(context, node);
      return true;
    case NodeKind::kWrongValues:
      report_wrong_values(context, node);
      return true;
    case NodeKind::kRowElse:
    case NodeKind::kWrongOtherwise:
      offer_safe(wrong_words(context, node), context.span(node), "otherwise");
      return true;
    case NodeKind::kQualityOfRow:
      report_quality_of_row(context, node);
      return true;
    case NodeKind::kPartWithoutName:
      report_part_without_name(context, node);
      return true;
    case NodeKind::kDecayOfScore:
      report_decay_of_score(context, node);
      return true;
    case NodeKind::kWrongStage:
      report_wrong_stage(context, node);
      return true;
    case NodeKind::kGradeWithoutName:
      report_grade_without_name(context, node);
      return true;
    default:
      return false;
  }
}

}  // namespace leadscore::syntax
