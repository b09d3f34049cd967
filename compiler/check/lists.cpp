#include "compiler/check/lists.hpp"

#include "base/text/fold.hpp"
#include "base/text/utf8.hpp"
#include "compiler/parse/limits.hpp"

#include <variant>

namespace leadscore::checking {

std::string_view phrase_of_many(const ast::Literal& literal) {
  if (std::holds_alternative<ast::TextLiteral>(literal)) return "texts";
  if (std::holds_alternative<ast::NumberLiteral>(literal)) return "numbers";
  if (std::holds_alternative<ast::YesNoLiteral>(literal)) return "yes or no";
  return "dates";
}

namespace {

bool check_texts(const Interner& texts, const ast::ListLiteral& list, Diagnostics& diagnostics) {
  bool is_good = true;
  for (const ast::Literal& item : list.items) {
    const auto* text = std::get_if<ast::TextLiteral>(&item);
    if (text == nullptr || !text::trim(texts.text(text->text)).empty()) continue;
    Diagnostic& diagnostic = diagnostics.report<DiagnosticKind::kEmptyText>(text->span);
    diagnostic.help.emplace_back(
        "a list holds values to look for; to ask whether nothing was given, write `is unknown`");
    is_good = false;
  }
  return is_good;
}

}  // namespace

bool check_list(const Interner& texts, const ast::ListLiteral& list, Diagnostics& diagnostics) {
  if (list.items.empty()) {
    Diagnostic& diagnostic = diagnostics.report<DiagnosticKind::kEmptyList>(list.span);
    diagnostic.help.emplace_back(
        "nothing can be in an empty list: write its values, such as `[\"CTO\", \"CEO\"]`");
    return false;
  }
  const ast::Literal& first = list.items.front();
  for (const ast::Literal& item : list.items) {
    const bool is_text = std::holds_alternative<ast::TextLiteral>(item);
    if (!is_text && !std::holds_alternative<ast::NumberLiteral>(item)) {
      Diagnostic& diagnostic = diagnostics.report<DiagnosticKind::kListOfOthers>(
          ast::span_of(item), phrase_of_many(item));
      if (std::holds_alternative<ast::DateLiteral>(item)) {
        diagnostic.help.emplace_back(
            "for times there are windows: `on 2026-01-31`, `between 2026-01-01 and 2026-01-31`");
      } else {
        diagnostic.help.emplace_back("a yes/no field is asked alone, or with `is yes` or `is no`");
      }
      return false;
    }
    if (item.index() != first.index()) {
      Diagnostic& diagnostic = diagnostics.report<DiagnosticKind::kMixedList>(
          ast::span_of(item), phrase_of_many(first), phrase_of_many(item));
      diagnostic.labels.push_back({ast::span_of(first), "the list begins with this one"});
      diagnostic.help.emplace_back(
          "a list holds either texts, all in quotes, or numbers, all without");
      return false;
    }
  }
  return check_texts(texts, list, diagnostics);
}

bool check_pattern_length(std::string_view pattern, Span span, Diagnostics& diagnostics) {
  if (pattern.size() <= kMaxPatternCharacters ||
      text::count_code_points(pattern) <= kMaxPatternCharacters) {
    return true;
  }
  diagnostics
      .report<DiagnosticKind::kTooLong>(span, "pattern", limit_words(kMaxPatternCharacters),
                                        "characters")
      .help.emplace_back(
          "a pattern says what many texts have in common; where they have little in common, write "
          "a "
          "list of short ones");
  return false;
}

}  // namespace leadscore::checking
