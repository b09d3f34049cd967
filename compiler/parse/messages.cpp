#include "compiler/parse/messages.hpp"

#include "base/text/fold.hpp"
#include "base/text/utf8.hpp"
#include "compiler/parse/literals.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace leadscore::syntax {

namespace {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& character : lower) {
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
  }
  return lower;
}

void fix_by(Diagnostic& diagnostic, Span span, std::string text) {
  std::string description =
      text.empty() ? std::string("take it away")
                   : fmt::format("write `{}`", text.substr(text.find_first_not_of(' '),
                                                           text.find_last_not_of(' ') + 1));
  diagnostic.fixes.push_back({span, std::move(text), std::move(description)});
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
  std::string right = "\"";
  for (const char character : inside_quotes(context.written(node))) {
    if (character == '"') right += '\\';
    right += character;
  }
  fix_by(diagnostic, context.span(node), right + "\"");
}

bool is_foreign_form(NodeKind kind) {
  return kind == NodeKind::kForeignText ||
         (kind >= NodeKind::kCapitals && kind <= NodeKind::kPointsWord);
}

}  // namespace

void offer(Diagnostic& diagnostic, Span span, std::string text) {
  std::string description = fmt::format("write `{}`", text);
  diagnostic.fixes.push_back({span, std::move(text), std::move(description)});
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
      return fix_by(diagnostic, span, lower_case(written));
    }
    case NodeKind::kForeignSign:
      return fix_by(report.report<DiagnosticKind::kForeignSign>(span, written), span,
                    right_sign(written));
    case NodeKind::kForeignIf:
      return fix_by(report.report<DiagnosticKind::kForeignIf>(span, written), span, "when");
    case NodeKind::kForeignColon:
      return fix_by(report.report<DiagnosticKind::kUnexpected>(span, written), span, " =");
    case NodeKind::kForeignFor:
      return fix_by(report.report<DiagnosticKind::kUnexpected>(span, written), span, "for");
    case NodeKind::kForeignEquals:
      return fix_by(report.report<DiagnosticKind::kUnexpected>(span, written), span, ":");
    case NodeKind::kWordBeforePoints: {
      Diagnostic& diagnostic = report.report<DiagnosticKind::kWordBeforePoints>(span, written);
      diagnostic.help.emplace_back(context.place == Place::kTable
                                       ? "the points of a row follow it: `10 to 49 +15`"
                                       : "the points follow the condition: `when CONDITION +15`");
      return fix_by(diagnostic, span, "");
    }
    case NodeKind::kPointsWord:
      return fix_by(report.report<DiagnosticKind::kPointsWord>(span, written), span, "");
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
    } else {
      check_literal(nodes[i], context.text, context.file, context.report);
    }
  }
  if (context.report.is_reported() || context.reading.is_complete) return;
  if (context.reading.stop) return report_stop(context, nodes[*context.reading.stop]);
  report_unexpected(context);
}

}  // namespace leadscore::syntax
