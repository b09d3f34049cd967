// What the words of a half-written statement are about: the left side of a test, the event of a
// `where`. Told from the words before, as there is no tree.
#pragma once

#include "compiler/model/model.hpp"
#include "tools/lsp/mentions.hpp"
#include "tools/lsp/phrases.hpp"
#include "tools/lsp/writing.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace leadscore::lsp {

/// The left side of a test, as far as it can be told.
struct Subject {
  enum class Kind : std::uint8_t {
    kUnknown,
    kField,
    kAttribute,
    kDomain,  // domain of NAME
    kNumber,  // that is worked out
    kScore,
    kPart,
    kGrade,  // of a part; no name: of the score
    kTruth,  // a named condition or a stage: nothing is asked of it
  };
  Kind kind = Kind::kUnknown;
  std::string_view name;                  // of the field, the attribute or the part
  std::optional<std::string_view> event;  // kAttribute: of what kind; none: `activity`
  std::optional<model::Type> type;        // kField, kAttribute: if it is known
};

/// The phrases that can test it.
[[nodiscard]] Uses tests_of(const Subject& subject);

/// A statement that is being written, as a row of words that can be asked what they are about.
class WordsSoFar {
 public:
  /// All three must outlive it.
  WordsSoFar(std::string_view text, const Writing& writing, const Mentions& mentions)
      : text_(text), writing_(writing), mentions_(mentions) {}

  [[nodiscard]] syntax::Place place() const { return writing_.statement.place; }
  /// Empty where there is none.
  [[nodiscard]] std::string_view word(std::size_t at) const;
  [[nodiscard]] syntax::LexemeKind kind(std::size_t at) const {
    return writing_.statement.words[at].kind;
  }

  /// Whether the statement may ask for scores and stages.
  [[nodiscard]] bool is_outcome() const;
  /// Whether there is an event among the first `count` words.
  [[nodiscard]] bool has_events(std::size_t count) const;
  /// Whether the part, or the score, has a grade.
  [[nodiscard]] bool has_grade(const Subject& subject) const;

  /// What the first `count` words end with, to be tested.
  [[nodiscard]] Subject subject_before(std::size_t count) const;
  /// What is tested by the operator with which the first `count` words end, or whose list is open;
  /// in a test and in `lead { }` the field whose value follows.
  [[nodiscard]] Subject subject_of_value(std::size_t count) const;
  /// What the table is by in which the statement is a row.
  [[nodiscard]] Subject subject_of_table() const;

  /// The kind of event whose parentheses are open.
  [[nodiscard]] std::optional<std::string_view> event_of_open_parenthesis(std::size_t count) const;
  /// The kind of event whose `where` goes on; nothing if none does, no kind: `activity`.
  [[nodiscard]] std::optional<std::optional<std::string_view>> event_of_where(
      std::size_t count) const;
  /// The kind of event in whose `{ }` the statement stands.
  [[nodiscard]] std::optional<std::string_view> event_of_block() const;

 private:
  [[nodiscard]] bool is_of_pages(std::string_view event) const;
  /// In `lead { }` the field that the statement declares, by the type that it says.
  [[nodiscard]] Subject declared_here() const;
  [[nodiscard]] Subject subject_at(std::size_t at) const;
  [[nodiscard]] Subject named(std::string_view name) const;
  [[nodiscard]] Subject attribute(std::optional<std::string_view> event,
                                  std::string_view name) const;

  std::string_view text_;
  const Writing& writing_;
  const Mentions& mentions_;
};

}  // namespace leadscore::lsp
