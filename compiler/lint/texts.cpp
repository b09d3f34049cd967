// Texts that are looked for in fields and events, and what is found that nobody meant.
#include "base/text/fold.hpp"
#include "base/text/words.hpp"
#include "compiler/lint/common_words.hpp"
#include "compiler/lint/finder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::lint {
namespace {

using ast::TestOperator;

std::vector<const ast::TextLiteral*> texts_in(const ast::ListLiteral& list) {
  std::vector<const ast::TextLiteral*> texts;
  for (const ast::Literal& item : list.items) {
    if (const auto* text = std::get_if<ast::TextLiteral>(&item)) texts.push_back(text);
  }
  return texts;
}

/// The texts that stand in a test itself, not in a list that it names.
std::vector<const ast::TextLiteral*> texts_in(const ast::Test& test) {
  if (test.operands.size() != 1) return {};
  const ast::Operand& operand = test.operands.front();
  if (const auto* list = std::get_if<ast::ListLiteral>(&operand)) return texts_in(*list);
  const auto* literal = std::get_if<ast::Literal>(&operand);
  const auto* text = literal != nullptr ? std::get_if<ast::TextLiteral>(literal) : nullptr;
  return text != nullptr ? std::vector{text} : std::vector<const ast::TextLiteral*>();
}

bool have_words(const Finder& finder, const std::vector<const ast::TextLiteral*>& texts) {
  return std::ranges::all_of(texts, [&](const ast::TextLiteral* text) {
    return !text::words_of(text::fold(finder.text(text->text))).empty();
  });
}

std::string mentions(const ast::Test& test) {
  return test.is_negated ? "does not mention" : "mentions";
}

Fix fix_to_mentions(const ast::Test& test) {
  return {test.op_span, mentions(test), fmt::format("write `{}`", mentions(test))};
}

// ---- Inside of other words ----------------------------------------------------------------------

/// X of the pattern `*X*`, where X has nothing special in it; empty if it is another pattern.
std::string_view between_stars(std::string_view pattern) {
  if (pattern.size() < 3 || !pattern.starts_with('*') || !pattern.ends_with('*')) return {};
  pattern = pattern.substr(1, pattern.size() - 2);
  return pattern.find_first_of("*?\\") == std::string_view::npos ? pattern : std::string_view();
}

/// What was found of the texts of one test, or of a list that several tests name.
struct InsideWord {
  const ast::TextLiteral* text = nullptr;  // the first of them that stands inside other words
  std::string_view shown;
  std::vector<std::string_view> words;
  bool have_words = false;  // all of them, so that they can be mentioned
};

class InsideWords {
 public:
  explicit InsideWords(const Finder& finder) : finder_(finder) {}

  void look(const ast::Test& test) {
    if (test.op != TestOperator::kContains && test.op != TestOperator::kMatches) return;
    // The domain of an address is no running text.
    const ast::ExpressionNode& subject = finder_.tree().expressions[test.subject].node;
    if (!std::holds_alternative<ast::NameUse>(subject) || test.operands.empty()) return;
    const auto* name = std::get_if<ast::Name>(&test.operands.front());
    if (name == nullptr) {
      const InsideWord found = find(test.op, texts_in(test));
      if (found.text != nullptr) report(test, found, std::nullopt);
    } else if (const auto* list = finder_.names.find(name->text, resolve::NameKind::kList)) {
      const InsideWord& found = find_in_list(test.op, list->index);
      if (found.text != nullptr) report(test, found, name->span);
    }
  }

 private:
  InsideWord find(TestOperator op, const std::vector<const ast::TextLiteral*>& texts) const {
    for (const ast::TextLiteral* text : texts) {
      const std::string_view sought = op == TestOperator::kContains
                                          ? finder_.text(text->text)
                                          : between_stars(finder_.text(text->pattern));
      auto words = words_hiding(text::fold(sought));
      if (words.empty()) continue;
      return {text, text::trim(sought), std::move(words), have_words(finder_, texts)};
    }
    return {};
  }

  /// Lists may be long and named often, so each is looked through once.
  const InsideWord& find_in_list(TestOperator op, std::uint32_t list) {
    const auto [known, is_new] = found_in_lists_.try_emplace({op, list});
    if (is_new) known->second = find(op, texts_in(finder_.names.lists[list]->items));
    return known->second;
  }

  /// One report a test: what mends one of its texts mends all.
  void report(const ast::Test& test, const InsideWord& found, std::optional<Span> list_use) const {
    std::string others = fmt::format("\"{}\"", found.words.front());
    if (found.words.size() > 1) others += fmt::format(" and \"{}\"", found.words[1]);
    const Span place = list_use.value_or(found.text->span);
    Diagnostic& said =
        finder_.found.report<DiagnosticKind::kContainsInsideWord>(place, found.shown, others);
    if (list_use) said.labels.push_back({found.text->span, "this value of the list"});
    said.help.push_back(fmt::format("`{}` looks for whole words", mentions(test)));
    if (test.op == TestOperator::kContains) {
      if (found.have_words) said.fixes.push_back(fix_to_mentions(test));
    } else if (std::holds_alternative<ast::Literal>(test.operands.front())) {
      const std::string instead = fmt::format("{} \"{}\"", mentions(test), found.shown);
      said.fixes.push_back(
          {join(test.op_span, place), instead, fmt::format("write `{}`", instead)});
    }
  }

  const Finder& finder_;
  std::map<std::pair<TestOperator, std::uint32_t>, InsideWord> found_in_lists_;
};

// ---- Spaces at the ends -------------------------------------------------------------------------

/// The literal without the spaces, if they are written as such and not as escapes.
std::optional<std::string> without_spaces(const Finder& finder, const ast::TextLiteral& literal) {
  const std::string_view text = finder.text(literal.text);
  std::string_view written = finder.text(literal.span);
  if (written.size() < 2) return std::nullopt;
  written = written.substr(1, written.size() - 2);
  const std::string_view trimmed = text::trim(written);
  if (written.size() - trimmed.size() != text.size() - text::trim(text).size()) return std::nullopt;
  return fmt::format("\"{}\"", trimmed);
}

/// Reports spaces that do not count; nothing if there are none.
Diagnostic* report_spaces(const Finder& finder, const ast::TextLiteral& literal, FixSafety safety) {
  const std::string_view text = finder.text(literal.text);
  const std::string_view trimmed = text::trim(text);
  if (trimmed.size() == text.size() || trimmed.empty() || !finder.is_own(literal.span)) {
    return nullptr;
  }
  Diagnostic& diagnostic = finder.found.report<DiagnosticKind::kSpacesAtEnds>(literal.span);
  if (auto instead = without_spaces(finder, literal)) {
    diagnostic.fixes.push_back(
        {literal.span, *instead, fmt::format("write `{}`", *instead), safety});
  }
  return &diagnostic;
}

bool is_search(TestOperator op) {
  return op == TestOperator::kContains || op == TestOperator::kStartsWith ||
         op == TestOperator::kEndsWith;
}

/// Where a text is searched in another, a space at its end was probably meant to end a word.
void look_at_spaces_of_search(const Finder& finder, const ast::Test& test) {
  const std::vector<const ast::TextLiteral*> texts = texts_in(test);
  for (const ast::TextLiteral* text : texts) {
    Diagnostic* said = report_spaces(finder, *text, FixSafety::kUnsafe);
    if (said == nullptr) continue;
    said->help.push_back(fmt::format("`{}` looks for \"{}\", also where it is a piece of a word",
                                     finder.text(test.op_span),
                                     text::trim(finder.text(text->text))));
    if (test.op == TestOperator::kContains && have_words(finder, texts)) {
      said->fixes.insert(said->fixes.begin(), fix_to_mentions(test));
    }
  }
}

void look_at_spaces(const Finder& finder, const ast::Test& test) {
  if (is_search(test.op)) return look_at_spaces_of_search(finder, test);
  if (test.op == TestOperator::kIsExactly || test.op == TestOperator::kMatchesRegex ||
      test.op == TestOperator::kMentions) {
    return;
  }
  for (const ast::TextLiteral* text : texts_in(test)) {
    (void)report_spaces(finder, *text, FixSafety::kSafe);
  }
}

/// Pages are looked at by themselves (look_at_pages).
void look_at_patterns(const Finder& finder, const ast::EventTest& test) {
  if (finder.is_of_pages(test)) return;
  for (const ast::SubjectPattern& pattern : test.patterns) {
    const auto* literal = std::get_if<ast::TextLiteral>(&pattern);
    if (literal != nullptr) (void)report_spaces(finder, *literal, FixSafety::kSafe);
  }
}

}  // namespace

void look_at_texts(const Finder& finder) {
  const bool looks_at_words = finder.is_on(DiagnosticKind::kContainsInsideWord);
  const bool looks_at_spaces = finder.is_on(DiagnosticKind::kSpacesAtEnds);
  if (!looks_at_words && !looks_at_spaces) return;
  InsideWords inside_words(finder);
  for (const ast::Expression& expression : finder.tree().expressions) {
    if (!finder.is_own(expression.span)) continue;
    if (const auto* test = std::get_if<ast::Test>(&expression.node)) {
      if (looks_at_words) inside_words.look(*test);
      if (looks_at_spaces) look_at_spaces(finder, *test);
    } else if (const auto* events = std::get_if<ast::EventTest>(&expression.node)) {
      if (looks_at_spaces) look_at_patterns(finder, *events);
    }
  }
}

}  // namespace leadscore::lint
