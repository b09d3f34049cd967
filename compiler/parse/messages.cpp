#include "compiler/parse/messages.hpp"

#include "base/text/fold.hpp"
#include "base/text/utf8.hpp"
#include "compiler/parse/literals.hpp"
#include "compiler/parse/written_words.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace leadscore::syntax {

namespace {

/// The length of the text in other quotes that begins there, `“CTO”` or `'CTO'`; 0 if none does.
std::size_t length_of_foreign_text(std::string_view rest) {
  constexpr std::u32string_view kDouble = U"\u201C\u201D\u201E\u201F\u00AB\u00BB\u2033\uFF02";
  constexpr std::u32string_view kSingle = U"\u2018\u2019\u201A\u201B\u2039\u203A\u2032";
  std::size_t at = 0;
  const char32_t open = text::next_code_point(rest, at);
  const bool is_double = kDouble.find(open) != kDouble.npos;
  const bool is_single = kSingle.find(open) != kSingle.npos;
  if (!is_double && !is_single && open != U'\'' && open != U'`') return 0;
  while (at < rest.size()) {
    const char32_t character = text::next_code_point(rest, at);
    const bool closes = is_double   ? kDouble.find(character) != kDouble.npos || character == U'"'
                        : is_single ? kSingle.find(character) != kSingle.npos
                                    : character == open;
    if (closes) return at;
    if (character == U'\n') break;
  }
  return 0;
}

std::string in_straight_quotes(std::string_view inside) {
  std::string right = "\"";
  for (const char character : inside) {
    if (character == '"') right += '\\';
    right += character;
  }
  return right + '"';
}

/// The sign that is meant by one of another language.
std::string right_sign(std::string_view sign) {
  if (sign == "&&" || sign == "&") return "and";
  if (sign == "||") return "or";
  if (sign == "!") return "not ";
  if (sign == "=>") return ">=";
  if (sign == "=<") return "<=";
  if (sign == "<>") return "!=";
  return "-";  // a minus or a dash of a word processor
}

void report_foreign_text(const Context& context, const Node& node) {
  Diagnostic& diagnostic =
      context.report.report<DiagnosticKind::kForeignQuotes>(context.span(node));
  diagnostic.help.emplace_back("texts stand between two straight double quotes");
  offer_safe(diagnostic, context.span(node), with_straight_quotes(context.written(node)));
}

bool is_foreign_form(NodeKind kind) {
  return kind == NodeKind::kForeignText ||
         (kind >= NodeKind::kCapitals && kind <= NodeKind::kPointsWord);
}

}  // namespace

void offer(Diagnostic& diagnostic, Span span, std::string text, FixSafety safety) {
  std::string description =
      text.empty() ? std::string("take it away") : fmt::format("write `{}`", trim(text));
  diagnostic.fixes.push_back({span, std::move(text), std::move(description), safety});
}

std::string with_straight_quotes(std::string_view written) {
  std::string result;
  bool is_quoted = false;
  for (std::size_t at = 0; at < written.size();) {
    const char character = written[at];
    const std::size_t length = is_quoted ? 0 : length_of_foreign_text(written.substr(at));
    if (length > 0) {
      result += in_straight_quotes(inside_quotes(written.substr(at, length)));
      at += length;
      continue;
    }
    if (character == '"') is_quoted = !is_quoted;
    const bool is_escape = is_quoted && character == '\\' && at + 1 < written.size();
    result += written.substr(at, is_escape ? 2 : 1);
    at += is_escape ? 2 : 1;
  }
  return result;
}

std::string with_single_blanks(std::string_view words) {
  std::string result;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t begin = at;
    const char32_t code_point = text::next_code_point(words, at);
    if (!text::is_white_space(code_point)) {
      result += words.substr(begin, at - begin);
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  while (result.ends_with(' ')) result.pop_back();
  return result;
}

void report_foreign_form(const Context& context, std::size_t index) {
  const Node& node = context.reading.nodes[index];
  const Span span = context.span(node);
  const std::string_view written = context.written(node);
  StatementReport& report = context.report;
  switch (node.kind) {
    case NodeKind::kForeignText:
      return report_foreign_text(context, node);
    case NodeKind::kCapitals: {
      Diagnostic& diagnostic = report.report<DiagnosticKind::kCapitalKeyword>(span, written);
      diagnostic.help.emplace_back("the words of the language are in lower case");
      return offer_safe(diagnostic, span, lower_case(written));
    }
    case NodeKind::kForeignSign:
      return offer_safe(report.report<DiagnosticKind::kForeignSign>(span, written), span,
                        right_sign(written));
    case NodeKind::kForeignIf:
      if (report_if_function(context, node.begin)) return;
      return offer_safe(report.report<DiagnosticKind::kForeignIf>(span, written), span, "when");
    case NodeKind::kForeignColon:
      return offer_safe(report.report<DiagnosticKind::kUnexpected>(span, written), span,
                        context.text[span.begin - 1] == ' ' ? "=" : " =");
    case NodeKind::kForeignFor:
      return offer_safe(report.report<DiagnosticKind::kUnexpected>(span, written), span, "for");
    case NodeKind::kForeignEquals: {
      Span place = span;
      while (context.text[place.begin - 1] == ' ') --place.begin;
      return offer_safe(report.report<DiagnosticKind::kUnexpected>(span, written), place, ":");
    }
    case NodeKind::kWordBeforePoints: {
      Diagnostic& diagnostic = report.report<DiagnosticKind::kWordBeforePoints>(span, written);
      diagnostic.help.emplace_back(context.place == Place::kTable
                                       ? "the points of a row follow it: `10 to 49 +15`"
                                       : "the points follow the condition: `when CONDITION +15`");
      return offer_safe(diagnostic, span, "");
    }
    case NodeKind::kPointsWord:
      return offer_safe(report.report<DiagnosticKind::kPointsWord>(span, written), span, "");
    default:
      return;
  }
}

void report_first_mistake(const Context& context) {
  const std::vector<Node>& nodes = context.reading.nodes;
  const std::size_t end = context.reading.stop.value_or(nodes.size());
  for (std::size_t i = 0; i < end && !context.report.is_reported(); ++i) {
    if (is_foreign_form(nodes[i].kind)) {
      report_foreign_form(context, i);
    } else if (is_literal(nodes[i].kind)) {
      check_literal(nodes[i], context.text, context.file, context.report);
    }
  }
  if (context.report.is_reported() || context.reading.is_complete) return;
  if (context.reading.stop) return report_stop(context, nodes[*context.reading.stop]);
  report_unexpected(context);
}

}  // namespace leadscore::syntax
