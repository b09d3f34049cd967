// The place at which nothing fitted, and what stands before and behind it, for messages that guess
// what was meant.
#pragma once

#include "compiler/parse/messages.hpp"
#include "compiler/parse/written_words.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leadscore::syntax {

inline constexpr std::string_view kUnits[] = {"minute", "minutes", "hour", "hours",
                                              "day",    "days",    "week", "weeks",
                                              "month",  "months",  "year", "years"};

struct Spot {
  const Context& context;
  std::uint32_t at = 0;
  std::uint64_t expected = 0;
  std::string_view first;   // the first word of the statement
  std::string_view before;  // of the statement, without the blanks at its end
  std::string_view rest;    // from there to the end of the statement
  std::string_view thing;   // the word, text, number or sign there

  Spot(const Context& statement, std::uint32_t place, std::string_view there)
      : context(statement), at(place), expected(statement.reading.expected), thing(there) {
    const std::string_view all = context.text.substr(context.begin, context.end - context.begin);
    first = first_word(all);
    before = trim_right(all.substr(0, at - context.begin));
    rest = all.substr(at - context.begin);
  }

  [[nodiscard]] bool may_be(Expected what) const { return (expected & bit(what)) != 0; }
  [[nodiscard]] Span span(std::size_t from, std::size_t to) const {
    return context.span(static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to));
  }
  [[nodiscard]] Span thing_span() const { return span(at, at + thing.size()); }
  [[nodiscard]] Span first_span() const {
    return span(context.begin, context.begin + first.size());
  }
  /// Where what is before ends.
  [[nodiscard]] std::size_t before_end() const { return context.begin + before.size(); }
  /// Where a piece of the text stands in it.
  [[nodiscard]] std::size_t begin_of(std::string_view piece) const {
    return static_cast<std::size_t>(piece.data() - context.text.data());
  }
  [[nodiscard]] std::size_t end_of(std::string_view piece) const {
    return begin_of(piece) + piece.size();
  }
  [[nodiscard]] std::string_view written(Span place) const {
    return context.text.substr(place.begin, place.end - place.begin);
  }
  /// The last node of that kind before the place; null if there is none.
  [[nodiscard]] const Node* last_node(NodeKind kind) const {
    const Node* found = nullptr;
    for (const Node& node : context.reading.nodes) {
      if (node.begin >= at) break;
      if (node.kind == kind) found = &node;
    }
    return found;
  }

  Diagnostic& unexpected() const {
    return context.report.report<DiagnosticKind::kUnexpected>(thing_span(), thing);
  }
  Diagnostic& unknown_statement() const {
    return context.report.report<DiagnosticKind::kUnknownStatement>(first_span(), first);
  }
  Diagnostic& wrong_words(Span place) const {
    return context.report.report<DiagnosticKind::kWrongWords>(place,
                                                              with_single_blanks(written(place)));
  }
};

/// Whether the word is one of those.
template <std::size_t size>
[[nodiscard]] bool is_one_of(std::string_view word, const std::string_view (&words)[size]) {
  return std::ranges::find(words, word) != std::end(words);
}

/// The habits in what is asked of events, and in where a stage is met.
[[nodiscard]] bool report_habit_of_events(const Spot& spot);

/// `older than 7 days`, `newer than 2026-01-31`, whose words begin at `begin`, perhaps with an `is`
/// before `older`; whether it was that.
[[nodiscard]] bool report_age_than(const Spot& spot, std::size_t begin);

/// `visited() over 7 days ago`, where `number` is that of the days; whether it was that.
[[nodiscard]] bool report_age_over(const Spot& spot, std::string_view number, bool is_more);

/// The habits in how long ago something was: `since 7 days ago`.
[[nodiscard]] bool report_habit_of_time(const Spot& spot);

}  // namespace leadscore::syntax
