#include "compiler/check/text_tests.hpp"

#include "base/text/fold.hpp"
#include "base/text/words.hpp"
#include "compiler/check/known_values.hpp"
#include "compiler/check/lists.hpp"
#include "compiler/check/regex_words.hpp"
#include "compiler/check/wrong_test.hpp"

#include <algorithm>

namespace leadscore::checking {
namespace {

using ast::TestOperator;
using model::TextOperator;

Takes takes_of(TestOperator op) {
  switch (op) {
    case TestOperator::kIs:
    case TestOperator::kIsExactly:
    case TestOperator::kMatchesRegex:
      return Takes::kOne;
    case TestOperator::kIn:
      return Takes::kList;
    default:
      return Takes::kOneOrList;
  }
}

TextForm form_of(TextOperator op) {
  switch (op) {
    case TextOperator::kIsExactly:
      return TextForm::kExact;
    case TextOperator::kMatchesRegex:
      return TextForm::kRegex;
    case TextOperator::kMatches:
      return TextForm::kPattern;
    case TextOperator::kMentions:
      return TextForm::kMentions;
    case TextOperator::kIs:
    case TextOperator::kContains:
    case TextOperator::kStartsWith:
    case TextOperator::kEndsWith:
      break;
  }
  return TextForm::kText;
}

/// The text as it is looked for; empty if nothing of it is left.
std::string worked_out(const Context& context, const ast::TextLiteral& literal, TextForm form) {
  const std::string_view written = context.text(literal.text);
  switch (form) {
    case TextForm::kPattern:
    case TextForm::kPage:
      return text::fold(context.text(literal.pattern));
    case TextForm::kExact:
      return text::trim(written).empty() ? "" : text::compose(written);
    case TextForm::kRegex:
      return text::trim(written).empty() ? "" : text::compose(regex_of(context, literal));
    case TextForm::kMentions: {
      const std::string folded = text::fold(written);
      return fmt::format("{}", fmt::join(text::words_of(folded), " "));
    }
    case TextForm::kText:
      break;
  }
  return text::fold(written);
}

/// The same, in the model; nothing if nothing of it is left.
TextId in_form(Context& context, const ast::TextLiteral& literal, TextForm form) {
  TextId& folded = context.folded_texts[literal.text.value];
  if (form == TextForm::kText && folded.is_valid()) return folded;
  const std::string text = worked_out(context, literal, form);
  if (text.empty()) return {};
  const TextId id = context.builder.text(text);
  if (form == TextForm::kText) folded = id;
  return id;
}

void report_nothing(Context& context, const Subject& subject, const RightSide& right,
                    const ast::Literal& value) {
  const std::string_view text = context.text(std::get<ast::TextLiteral>(value).text);
  if (!text::trim(text).empty()) {
    Diagnostic& diagnostic = report_value<DiagnosticKind::kNoWord>(context, right, value);
    diagnostic.help.emplace_back(
        "words are made of letters and digits; for other characters write `contains`");
    return;
  }
  Diagnostic& diagnostic = report_value<DiagnosticKind::kEmptyText>(context, right, value);
  diagnostic.help.push_back(
      fmt::format("to ask whether nothing was given, write `{} is unknown`", subject.name));
}

std::optional<std::vector<TextId>> work_out(Context& context, const Subject& subject,
                                            const RightSide& right, TextForm form) {
  std::vector<TextId> texts;
  texts.reserve(right.values.size());
  bool is_good = true;
  for (const ast::Literal* value : right.values) {
    const TextId text = in_form(context, std::get<ast::TextLiteral>(*value), form);
    if (!text.is_valid()) {
      report_nothing(context, subject, right, *value);
      is_good = false;
      continue;
    }
    if (form == TextForm::kPattern) {
      is_good = check_pattern_length(context.builder.model.texts.text(text), ast::span_of(*value),
                                     context.diagnostics) &&
                is_good;
    }
    texts.push_back(text);
  }
  if (!is_good) return std::nullopt;
  sort_distinct(context, texts);
  return texts;
}

}  // namespace

std::optional<TextOperator> text_operator(TestOperator op) {
  switch (op) {
    case TestOperator::kIs:
    case TestOperator::kIn:
      return TextOperator::kIs;
    case TestOperator::kIsExactly:
      return TextOperator::kIsExactly;
    case TestOperator::kContains:
      return TextOperator::kContains;
    case TestOperator::kMentions:
      return TextOperator::kMentions;
    case TestOperator::kStartsWith:
      return TextOperator::kStartsWith;
    case TestOperator::kEndsWith:
      return TextOperator::kEndsWith;
    case TestOperator::kMatches:
      return TextOperator::kMatches;
    case TestOperator::kMatchesRegex:
      return TextOperator::kMatchesRegex;
    default:
      return std::nullopt;
  }
}

void sort_distinct(Context& context, std::vector<TextId>& texts) {
  const Interner& interner = context.builder.model.texts;
  std::ranges::sort(texts, {}, [&interner](TextId id) { return interner.text(id); });
  texts.erase(std::ranges::unique(texts).begin(), texts.end());
}

std::optional<RightSide> read_texts(Context& context, const Subject& subject,
                                    const ast::Test& test) {
  return read_right_side(context, test, 0, takes_of(test.op), subject);
}

std::optional<std::vector<TextId>> texts_of(Context& context, const Subject& subject,
                                            const RightSide& right, TextOperator op) {
  // The values of a named list are all of one type.
  const std::size_t judged = right.list ? 1 : right.values.size();
  for (std::size_t i = 0; i < judged; ++i) {
    if (std::holds_alternative<ast::TextLiteral>(*right.values[i])) continue;
    report_wrong_value(context, subject, right, *right.values[i]);
    return std::nullopt;
  }
  const TextForm form = form_of(op);
  if (!right.list) return work_out(context, subject, right, form);
  const auto [known, is_new] = context.list_texts.try_emplace({*right.list, form});
  if (is_new) known->second = work_out(context, subject, right, form);
  return known->second;
}

std::optional<Asked> check_text_test(Context& context, const Subject& subject,
                                     const ast::Test& test) {
  const auto op = text_operator(test.op);
  if (!op) {
    report_wrong_test(context, subject, test);
    return std::nullopt;
  }
  const auto right = read_texts(context, subject, test);
  if (!right) return std::nullopt;
  auto texts = texts_of(context, subject, *right, *op);
  if (!texts) return std::nullopt;
  const bool asks_value = *op == TextOperator::kIs || *op == TextOperator::kIsExactly;
  if (asks_value && subject.type == model::Type::kOneOf &&
      !check_known_values(context, subject, *right)) {
    return std::nullopt;
  }
  if (*op == TextOperator::kMatchesRegex &&
      !check_regex(context, std::get<ast::TextLiteral>(*right->values.front()))) {
    return std::nullopt;
  }
  return Asked{model::TextTest{meant_text(subject), *op, std::move(*texts)}, test.is_negated};
}

std::optional<Asked> check_list_test(Context& context, const Subject& subject,
                                     const ast::Test& test) {
  const bool is_single = test.op == TestOperator::kIncludes;
  const bool needs_all = test.op == TestOperator::kIncludesAllOf;
  if (!is_single && !needs_all && test.op != TestOperator::kIncludesAnyOf) {
    report_wrong_test(context, subject, test);
    return std::nullopt;
  }
  const auto right =
      read_right_side(context, test, 0, is_single ? Takes::kOne : Takes::kList, subject);
  if (!right) return std::nullopt;
  auto texts = texts_of(context, subject, *right, TextOperator::kIs);
  if (!texts) return std::nullopt;
  // With one text, any of them is all of them.
  const bool is_all = needs_all && texts->size() > 1;
  return Asked{model::ListTest{meant(subject), is_all, std::move(*texts)}, test.is_negated};
}

}  // namespace leadscore::checking
