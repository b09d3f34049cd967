// The tests on one text, a field's or the domain in it, as one look-up: value -> row.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/batch/anchored_texts.hpp"
#include "runtime/batch/automaton.hpp"
#include "runtime/batch/literal_table.hpp"
#include "runtime/batch/plan.hpp"
#include "runtime/batch/rows.hpp"
#include "runtime/batch/text_hash.hpp"
#include "runtime/columns/dictionaries.hpp"
#include "runtime/signals/text_matcher.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// What a value is held against. Immutable; refers to its program.
class TextIndex {
 public:
  TextIndex(const Plan& plan, std::uint32_t group, const TextMatchers& matchers);

  [[nodiscard]] std::uint32_t group() const { return group_; }
  [[nodiscard]] bool is_domain() const { return is_domain_; }
  [[nodiscard]] const LiteralTable& literals() const { return literals_; }
  /// Whether a value is looked up among the literals alone.
  [[nodiscard]] bool is_simple() const {
    return begins_.is_empty() && ends_.is_empty() && inside_.is_empty() && matchers_.empty();
  }
  /// Whether can_find() tells anything.
  [[nodiscard]] bool is_glanced_at() const {
    return matchers_.empty() && !is_domain_ && begins_.is_glanced_at() && ends_.is_glanced_at() &&
           inside_.is_glanced_at();
  }
  /// False: find() finds nothing in that text, which is plain. `short_text`: the same. Only if
  /// is_glanced_at().
  [[nodiscard, gnu::always_inline]] bool can_find(std::string_view text,
                                                  const ShortText& short_text) const {
    return begins_.can_find(short_text) | ends_.can_find(short_text) | inside_.can_find(text);
  }
  /// Whether values are held against words or patterns one by one.
  [[nodiscard]] bool has_slow_tests() const { return !matchers_.empty(); }

  /// The signals that are true on a folded value (of a domain: on it) beside those of a literal,
  /// sorted, each once. `value`: as it was given.
  void find(std::string_view value, std::string_view folded,
            std::vector<bytecode::SignalId>& found) const;

 private:
  struct Matching {
    bytecode::SignalId signal;
    std::shared_ptr<const TextMatcher> matcher;
  };

  std::uint32_t group_;
  bool is_domain_;
  std::size_t signal_count_;
  LiteralTable literals_;
  AnchoredTexts begins_{AnchoredTexts::End::kFirst};
  AnchoredTexts ends_{AnchoredTexts::End::kLast};
  Automaton inside_;
  std::vector<Matching> matchers_;  // of tests that are neither
};

/// The rows of the values met so far. One thread at a time.
class TextRows {
 public:
  TextRows(const TextIndex& index, RowMaker& maker);

  static constexpr std::uint32_t kUnknown = 0;  // the row of a value that is unknown

  /// The row of a value that is known.
  [[nodiscard]] std::uint32_t row_of(std::string_view value) {
    return is_remembering_ ? remembered_row(value) : new_row(value);
  }

  /// The same of texts in turn, kUnknown where the value is not known.
  void find_rows(std::span<const std::string_view> texts, std::span<const std::uint8_t> known,
                 std::uint32_t* rows);

  /// The row of a text of the dictionary that was given to begin_block().
  [[nodiscard]] std::uint32_t row_of_code(std::uint32_t code) {
    std::uint32_t& row = row_of_code_[code];
    if (row == kNotYet) row = new_row(texts_->text(code));
    return row;
  }

  [[nodiscard]] const RowSet& rows() const { return rows_; }

  /// Before each block: gives up what takes too much memory, as rows have new numbers then, and
  /// decides whether values come again often enough to be remembered.
  void begin_block();
  /// Before each block whose values are numbered: by `field` of `dictionaries`.
  void begin_block(const std::shared_ptr<const LeadDictionaries>& dictionaries,
                   bytecode::FieldId field);
  /// Before a lead that comes alone, the same. What is remembered is seldom in the cache then, so
  /// that only values are worth it whose tests take long.
  void begin_lead() {
    if (rows_.size() > kMostRows) begin();
    set_remembering(index_.has_slow_tests());
  }

 private:
  static constexpr std::uint32_t kNone = 1;  // the row on which no signal is true
  static constexpr std::uint32_t kNotYet = NumberTable::kNone;
  static constexpr std::size_t kMostRows = 1U << 16U;
  static constexpr std::size_t kRemembered = 1U << 12U;
  static constexpr std::size_t kTryOneIn = 32;  // blocks in which what was not worth it is tried

  /// A value seen lately. Those that are long are not worth it.
  struct Remembered {
    static constexpr std::size_t kLongest = 49;

    std::uint64_t hash = 0;
    std::uint32_t row = 0;
    std::uint16_t size = 0;
    bool is_used = false;
    std::array<char, kLongest> text{};
  };

  /// Of 1 to ShortLiteral::kLongest bytes (of no bytes the size wraps around).
  [[nodiscard]] static bool is_quick(std::string_view value) {
    return value.size() - 1 < ShortLiteral::kLongest;
  }

  void begin();
  void set_remembering(bool is_worth_it) {
    is_remembering_ = is_worth_it;
    // Not before it is wanted: a start with one lead would take longer than to score it.
    if (is_worth_it) remembered_.resize(kRemembered);
  }
  /// The row of a text that is quick to look up, among literals alone. False: it is not found, as
  /// it is out of the ordinary.
  [[nodiscard, gnu::always_inline]] bool find_quickly(const ShortText& text,
                                                      std::uint32_t& row) const {
    const auto [literal, is_sure] = index_.literals().glance(text);
    row = row_of_literal_[literal];
    return text.is_plain() & is_sure & (row != kUnknown);
  }
  std::uint32_t new_row(std::string_view value) {
    if (is_by_literals_ && is_quick(value)) {
      std::uint32_t row = kUnknown;
      if (find_quickly(ShortText(value), row)) return row;
    }
    return row_by_folding(value);
  }
  std::uint32_t row_by_folding(std::string_view value) {
    if (index_.is_domain()) return row_of_domain(value);
    return short_.fold(value) ? row_of_folded(value, short_.text(), short_.hash())
                              : slow_row(value);
  }
  template <bool kIsSimple>
  [[nodiscard]] std::size_t find_rows_at_a_glance(std::span<const std::string_view> texts,
                                                  std::span<const std::uint8_t> known,
                                                  std::uint32_t* rows);
  std::uint32_t row_of_domain(std::string_view value);
  std::uint32_t remembered_row(std::string_view value);
  std::uint32_t slow_row(std::string_view value);
  std::uint32_t row_of_folded(std::string_view value, std::string_view folded, std::uint64_t hash) {
    const std::uint32_t literal = index_.literals().find(folded, hash);
    if (!index_.is_simple()) {
      index_.find(value, folded, found_);
      if (!found_.empty()) return row_of_found(literal);
    }
    if (literal == LiteralTable::kNone) return kNone;
    const std::uint32_t row = row_of_literal_[literal];
    return row != kUnknown ? row : add_row_of_literal(literal);
  }
  std::uint32_t add_row_of_literal(std::uint32_t literal);
  std::uint32_t row_of_found(std::uint32_t literal);

  const TextIndex& index_;
  const bool is_by_literals_;  // values are looked up among literals alone
  RowMaker& maker_;
  RowSet rows_;
  std::vector<std::uint32_t> row_of_literal_;  // kUnknown: not met yet; at the end that of none
  std::map<std::vector<bytecode::SignalId>, std::uint32_t> row_of_signals_;
  std::shared_ptr<const LeadDictionaries> dictionaries_;
  const TextDictionary* texts_ = nullptr;
  std::vector<std::uint32_t> row_of_code_;  // kNotYet: not met
  std::vector<Remembered> remembered_;      // empty until it is wanted
  bool is_remembering_ = false;
  std::size_t asked_ = 0;  // of those remembered, in this block
  std::size_t found_again_ = 0;
  std::size_t blocks_ = 0;
  bool is_glancing_ = false;  // in this block, at an index that is not simple
  bool is_glancing_worth_it_ = true;
  ShortFold short_;
  std::string folded_;
  std::vector<bytecode::SignalId> found_;
  std::vector<std::size_t> left_over_;  // of the texts at hand
};

}  // namespace leadscore::runtime::batch
