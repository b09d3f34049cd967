#include "compiler/check/text_tests.hpp"

#include "base/text/fold.hpp"
#include "base/text/words.hpp"
#include "compiler/check/known_values.hpp"
#include "compiler/check/wrong_test.hpp"

#include <algorithm>

namespace leadscore::checking {
namespace {

using ast::TestOperator;

std::optional<model::TextOperator> text_operator(TestOperator op) {
  switch (op) {
    case TestOperator::kIs:
    case TestOperator::kIn:
      return model::TextOperator::kIs;
    case TestOperator::kContains:
      return model::TextOperator::kContains;
    case TestOperator::kMentions:
      return model::TextOperator::kMentions;
    case TestOperator::kStartsWith:
      return model::TextOperator::kStartsWith;
    case TestOperator::kEndsWith:
      return model::TextOperator::kEndsWith;
    case TestOperator::kMatches:
      return model::TextOperator::kMatches;
    default:
      return std::nullopt;
  }
}

Takes takes_of(TestOperator op) {
  if (op == TestOperator::kIs) return Takes::kOne;
  return op == TestOperator::kIn ? Takes::kList : Takes::kOneOrList;
}

/// The words of a folded text with single blanks between them, which is all that `mentions` sees;
/// nothing if there is none.
std::optional<std::string> spaced_words(std::string_view folded) {
  const auto words = text::words_of(folded);
  if (words.empty()) return std::nullopt;
  return fmt::format("{}", fmt::join(words, " "));
}

std::optional<std::vector<TextId>> words_only(Context& context, const RightSide& right,
                                              const std::vector<TextId>& folded) {
  std::vector<TextId> result;
  for (const TextId text : folded) {
    const auto words = spaced_words(context.builder.model.texts.text(text));
    if (words) result.push_back(context.builder.text(*words));
  }
  if (result.size() == folded.size()) {
    sort_distinct(context, result);
    return result;
  }
  for (const ast::Literal* value : right.values) {
    const std::string_view text = context.text(std::get<ast::TextLiteral>(*value).text);
    if (spaced_words(text::fold(text))) continue;
    Diagnostic& diagnostic = report_value<DiagnosticKind::kNoWord>(context, right, *value);
    diagnostic.help.emplace_back(
        "words are made of letters and digits; for other characters write `contains`");
  }
  return std::nullopt;
}

}  // namespace

void sort_distinct(Context& context, std::vector<TextId>& texts) {
  const Interner& interner = context.builder.model.texts;
  std::ranges::sort(texts, {}, [&interner](TextId id) { return interner.text(id); });
  texts.erase(std::ranges::unique(texts).begin(), texts.end());
}

std::optional<std::vector<TextId>> folded_texts(Context& context, const Subject& subject,
                                                const RightSide& right, TextForm form) {
  std::vector<TextId> texts;
  bool is_good = true;
  for (const ast::Literal* value : right.values) {
    const auto* literal = std::get_if<ast::TextLiteral>(value);
    if (literal == nullptr) {
      report_wrong_value(context, subject, right, *value);
      return std::nullopt;
    }
    const TextId written = form == TextForm::kPattern ? literal->pattern : literal->text;
    const std::string folded = text::fold(context.text(written));
    if (folded.empty()) {
      Diagnostic& diagnostic = report_value<DiagnosticKind::kEmptyText>(context, right, *value);
      diagnostic.help.push_back(
          fmt::format("to ask whether nothing was given, write `{} is unknown`", subject.name));
      is_good = false;
    }
    texts.push_back(context.builder.text(folded));
  }
  if (!is_good) return std::nullopt;
  sort_distinct(context, texts);
  return texts;
}

Checked check_text_test(Context& context, const Subject& subject, const ast::Test& test,
                        Span span) {
  const auto op = text_operator(test.op);
  if (!op) {
    report_wrong_test(context, subject, test);
    return std::nullopt;
  }
  const auto right = read_right_side(context, test, 0, takes_of(test.op), subject);
  if (!right) return std::nullopt;
  const bool is_pattern = *op == model::TextOperator::kMatches;
  auto texts =
      folded_texts(context, subject, *right, is_pattern ? TextForm::kPattern : TextForm::kText);
  if (!texts) return std::nullopt;
  if (*op == model::TextOperator::kIs && subject.type == model::Type::kOneOf &&
      !check_known_values(context, subject, *right)) {
    return std::nullopt;
  }
  if (*op == model::TextOperator::kMentions) texts = words_only(context, *right, *texts);
  if (!texts) return std::nullopt;
  return add_test(context, model::TextTest{subject.id, *op, std::move(*texts)}, test.is_negated,
                  span);
}

Checked check_list_test(Context& context, const Subject& subject, const ast::Test& test,
                        Span span) {
  const bool is_single = test.op == TestOperator::kIncludes;
  const bool needs_all = test.op == TestOperator::kIncludesAllOf;
  if (!is_single && !needs_all && test.op != TestOperator::kIncludesAnyOf) {
    report_wrong_test(context, subject, test);
    return std::nullopt;
  }
  const auto right =
      read_right_side(context, test, 0, is_single ? Takes::kOne : Takes::kList, subject);
  if (!right) return std::nullopt;
  auto texts = folded_texts(context, subject, *right, TextForm::kText);
  if (!texts) return std::nullopt;
  // With one text, any of them is all of them.
  const bool is_all = needs_all && texts->size() > 1;
  return add_test(context, model::ListTest{subject.id, is_all, std::move(*texts)}, test.is_negated,
                  span);
}

}  // namespace leadscore::checking
