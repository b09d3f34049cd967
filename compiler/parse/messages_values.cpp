// What is said of numbers, dates, texts and lists that are written in another way.
#include "compiler/parse/messages.hpp"
#include "compiler/parse/written_words.hpp"

#include <algorithm>
#include <utility>

namespace leadscore::syntax {

namespace {

constexpr FixSafety kUnsafe = FixSafety::kUnsafe;

std::string with_underscores(std::string_view written) {
  std::string result(written);
  std::ranges::replace(result, ',', '_');
  return result;
}

bool is_in_list(const Context& context, std::uint32_t place) {
  const std::string_view before = context.text.substr(context.begin, place - context.begin);
  const std::size_t open = before.rfind('[');
  return open != before.npos && before.substr(open).find(']') == std::string_view::npos;
}

/// Whether the commas of `10,000` can be nothing but those of thousands: not two numbers of a list,
/// and no decimals.
bool is_surely_grouped(const Context& context, std::uint32_t place, std::string_view number) {
  return !is_in_list(context, place) &&
         (number.ends_with(",000") || number.find(',') != number.rfind(','));
}

std::string with_blanks_after_commas(std::string_view written) {
  std::string result;
  for (const char character : written) {
    result += character;
    if (character == ',') result += ' ';
  }
  return result;
}

/// How much of the text is `,000,000` or the like, and decimals after it.
std::size_t length_of_groups(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789";
  std::size_t length = 0;
  while (length < text.size() && text[length] == ',') {
    const std::size_t end = std::min(text.find_first_not_of(kDigits, length + 1), text.size());
    if (end != length + 4) break;
    length = end;
  }
  if (length > 0 && length + 1 < text.size() && text[length] == '.') {
    const std::size_t end = std::min(text.find_first_not_of(kDigits, length + 1), text.size());
    if (end > length + 1) length = end;
  }
  return length;
}

void report_comma(const Context& context, const Node& node) {
  const std::string_view written = context.written(node);
  Diagnostic& diagnostic =
      context.report.report<DiagnosticKind::kCommaInNumber>(context.span(node), written);
  if (node.kind == NodeKind::kGroupedNumber) {
    diagnostic.help.emplace_back("in a list, two numbers have a blank after the comma: `[1, 200]`");
    const bool is_list = is_in_list(context, node.begin) && !written.ends_with(",000");
    if (is_list) offer(diagnostic, context.span(node), with_blanks_after_commas(written));
    return offer(diagnostic, context.span(node), with_underscores(written),
                 is_surely_grouped(context, node.begin, written) ? FixSafety::kSafe : kUnsafe);
  }
  std::string right(written);
  std::ranges::replace(right, ',', '.');
  diagnostic.help.emplace_back("decimals stand behind a point");
  offer_safe(diagnostic, context.span(node), right);
}

void report_percentage(const Context& context, const Node& node) {
  const std::string_view written = context.written(node);
  std::string number = with_single_blanks(written.substr(0, written.size() - 1));
  Diagnostic& diagnostic =
      context.report.report<DiagnosticKind::kPercentSign>(context.span(node), written);
  diagnostic.help.emplace_back(
      "a number is compared as it stands in the field: `50`, or `0.5`, without a sign");
  offer(diagnostic, context.span(node), std::move(number));
}

void report_currency(const Context& context, const Node& node) {
  Node whole = node;
  whole.end += static_cast<std::uint32_t>(
      length_of_groups(context.text.substr(node.end, context.end - node.end)));
  const std::string_view written = context.written(whole);
  Diagnostic& diagnostic =
      context.report.report<DiagnosticKind::kBadNumber>(context.span(whole), written);
  std::string digits;
  if (written.front() == '-' || written.front() == '+') digits = written.front();
  digits += written.substr(written.find_first_of(".0123456789"));
  diagnostic.help.emplace_back("numbers are written without a currency");
  const bool is_sure =
      digits.find(',') == digits.npos || is_surely_grouped(context, node.begin, digits);
  offer(diagnostic, context.span(whole), with_underscores(digits),
        is_sure ? FixSafety::kSafe : kUnsafe);
}

void report_bare_text(const Context& context, const Node& node) {
  if (report_age_after_is(context, node.begin)) return;
  const std::string words = with_single_blanks(context.written(node));
  Diagnostic& diagnostic =
      context.report.report<DiagnosticKind::kMissingQuotes>(context.span(node), words);
  const std::string_view test =
      last_word(context.text.substr(context.begin, node.begin - context.begin));
  for (const std::string_view quantity : {"any", "all"}) {
    if (test != "includes" && test != "include") break;
    if (first_word(words) != quantity || words.size() == quantity.size()) continue;
    const std::string_view value = trim(std::string_view(words).substr(quantity.size()));
    diagnostic.help.emplace_back("of a list it is asked `includes any of [\"a\", \"b\"]`");
    offer(diagnostic, context.span(node), fmt::format("{} of [\"{}\"]", quantity, value));
  }
  offer(diagnostic, context.span(node), fmt::format("\"{}\"", words));
}

void report_bare_list(const Context& context, const Node& node) {
  Diagnostic& diagnostic =
      context.report.report<DiagnosticKind::kMissingBrackets>(context.span(node));
  std::string_view values = context.written(node);
  if (node.kind == NodeKind::kListInParentheses) values = values.substr(1, values.size() - 2);
  offer_safe(diagnostic, context.span(node), fmt::format("[{}]", with_straight_quotes(values)));
}

}  // namespace

bool report_value_stop(const Context& context, const Node& node) {
  switch (node.kind) {
    case NodeKind::kGroupedNumber:
    case NodeKind::kDecimalComma:
      report_comma(context, node);
      return true;
    case NodeKind::kPercentage:
      report_percentage(context, node);
      return true;
    case NodeKind::kCurrency:
      report_currency(context, node);
      return true;
    case NodeKind::kForeignDate:
      context.report.report<DiagnosticKind::kBadDate>(context.span(node), context.written(node))
          .help.emplace_back("dates are written `2026-01-31`: year, month, day");
      return true;
    case NodeKind::kBareText:
      report_bare_text(context, node);
      return true;
    case NodeKind::kBareList:
    case NodeKind::kListInParentheses:
      report_bare_list(context, node);
      return true;
    default:
      return false;
  }
}

}  // namespace leadscore::syntax
