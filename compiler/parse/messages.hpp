// What is said of a statement that the grammar did not read, or read as what it should have been.
#pragma once

#include "base/source.hpp"
#include "compiler/parse/layout.hpp"
#include "compiler/parse/reading.hpp"
#include "compiler/parse/statement_report.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace leadscore::syntax {

/// The bit of something that was expected (Reading's set of them).
[[nodiscard]] constexpr std::uint64_t bit(Expected expected) {
  return std::uint64_t{1} << static_cast<unsigned>(expected);
}

/// A statement, what the grammar found in it, and where its complaint goes.
struct Context {
  std::string_view text;  // of the whole file
  FileId file;
  Place place = Place::kFile;
  std::uint32_t begin = 0;  // of the statement
  std::uint32_t end = 0;
  const Reading& reading;
  StatementReport& report;

  [[nodiscard]] std::string_view written(const Node& node) const {
    return text.substr(node.begin, node.end - node.begin);
  }
  [[nodiscard]] Span span(std::uint32_t from, std::uint32_t to) const {
    return {.file = file, .begin = from, .end = to};
  }
  [[nodiscard]] Span span(const Node& node) const { return span(node.begin, node.end); }
};

/// Reports the first mistake of the statement, if it has one.
void report_first_mistake(const Context& context);

/// A mistake that was read as what it means: `WHEN`, `&&`, `=>`.
void report_foreign_form(const Context& context, std::size_t node);

/// The mistake at which reading stopped, or what comes in a later version.
void report_stop(const Context& context, const Node& node);

/// The same, for what is said of numbers, texts and lists, of behaviour and arithmetic, and of
/// rules, tables and grades; whether it was a mistake of those.
[[nodiscard]] bool report_value_stop(const Context& context, const Node& node);
[[nodiscard]] bool report_condition_stop(const Context& context, const Node& node);
[[nodiscard]] bool report_rule_stop(const Context& context, const Node& node);

/// Adds a fix: `text` for what stands at `span`, which it takes away if it is empty. It is safe
/// only where nothing else can have been meant.
void offer(Diagnostic& diagnostic, Span span, std::string text,
           FixSafety safety = FixSafety::kUnsafe);
inline void offer_safe(Diagnostic& diagnostic, Span span, std::string text) {
  offer(diagnostic, span, std::move(text), FixSafety::kSafe);
}

/// A row of a table of words, what is meant by them, and whether that is sure.
struct MeantWords {
  std::string_view wrong;
  std::string_view right;
  FixSafety safety = FixSafety::kSafe;
};

/// The row of a table for some words; null if it has none.
template <std::size_t size>
[[nodiscard]] const MeantWords* meant_words(const MeantWords (&table)[size],
                                            std::string_view wrong) {
  for (const MeantWords& row : table) {
    if (row.wrong == wrong) return &row;
  }
  return nullptr;
}

/// A test in words of others: `is one of`, `like`.
void report_wrong_operator(const Context& context, const Node& node);

/// What many people write at a place where nothing fits, if it is such a thing; whether it was.
/// `thing` stands there.
[[nodiscard]] bool report_usual_mistake(const Context& context, std::uint32_t at,
                                        std::string_view thing);

/// The same of habits of everyday language and of other tools: `10 < employees`, `has visited()`.
[[nodiscard]] bool report_habit(const Context& context, std::uint32_t at, std::string_view thing);

/// `is older than 7 days`, where what follows `is` begins at `at`; whether it was such words.
[[nodiscard]] bool report_age_after_is(const Context& context, std::uint32_t at);

/// `created_at 7 days ago`, `in next 7 days`, where `number` was read as points; whether it was
/// that.
[[nodiscard]] bool report_age_as_points(const Context& context, std::uint32_t at,
                                        std::string_view number);

/// `x contains "a" or contains "b"`, where the second word for a test, at `at`, was read as a name;
/// whether it was that.
[[nodiscard]] bool report_verb_without_name(const Context& context, std::uint32_t at);

/// `any event`, at `span`, with nothing behind it that makes it something else; whether it was
/// that.
[[nodiscard]] bool report_any_event(const Context& context, Span span);

/// `visited /pricing`; whether it was that. `name` stands before the `/`.
[[nodiscard]] bool report_path_without_parentheses(const Context& context, const Node& name,
                                                   const Node& slash);

/// `IF(employees > 10, 5, 0)`, which begins at `at` with its name; whether it was that.
[[nodiscard]] bool report_if_function(const Context& context, std::uint32_t at);

/// The same of how statements begin, and of declarations, outcomes and tests.
[[nodiscard]] bool report_usual_statement(const Context& context, std::uint32_t at,
                                          std::string_view thing);

/// An example of the statement that begins so: `route "sales" when mql`; empty for rules.
[[nodiscard]] std::string_view example_of_statement(const Context& context);

/// Nothing fitted: what was seen, and what could have stood there.
void report_unexpected(const Context& context);

/// What stands at a place, to be shown: a word, a text, a number, or one character. Empty at the
/// end of the statement.
[[nodiscard]] std::string_view thing_at(const Context& context, std::uint32_t place);

/// Words with one blank between each two, for a form of several words.
[[nodiscard]] std::string with_single_blanks(std::string_view words);

/// Texts between quotes of other kinds stand between straight ones in the result; all else is kept.
[[nodiscard]] std::string with_straight_quotes(std::string_view written);

}  // namespace leadscore::syntax
