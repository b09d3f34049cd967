// What a looked-up value comes to: a row says which of its group's signals are true, as the points
// that the folded contributions give, and as the bit planes to set.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/batch/plan.hpp"
#include "runtime/batch/planes.hpp"
#include "runtime/vm/decay.hpp"
#include "runtime/workspace.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leadscore::runtime::batch {

/// Planes of a lead that are of one word.
struct WordBits {
  std::uint32_t word = 0;
  Word bits = 0;
};

/// Calls `take` with each plane.
template <class Take>
void for_each_plane(const WordBits& planes, Take take) {
  for (Word bits = planes.bits; bits != 0; bits &= bits - 1) {
    take(planes.word * Plan::kPlanesOfWord + static_cast<std::uint32_t>(std::countr_zero(bits)));
  }
}

/// Adds a plane to those that are of the words from `first` on; planes come in their order.
void add_plane(std::uint32_t plane, std::size_t first, std::vector<WordBits>& words);

/// The rows of one group, by number.
class RowSet {
 public:
  /// `width`: how many sums there are. `is_wide`: the group's planes are of several words.
  RowSet(std::size_t width, bool is_wide) : width_(width), is_wide_(is_wide), gives_(width) {}

  void clear();
  /// `planes`: those that are true, from the first to the last.
  std::uint32_t add(std::span<const std::int64_t> points, std::span<const std::uint32_t> planes);

  [[nodiscard]] std::size_t size() const { return first_word_.size() - 1; }
  [[nodiscard]] const std::int64_t* points(std::uint32_t row) const {
    return points_.data() + row * width_;
  }
  /// Whether any row gives a sum anything.
  [[nodiscard]] bool gives(std::size_t sum) const { return gives_[sum]; }
  [[nodiscard]] bool is_wide() const { return is_wide_; }
  /// Of a row that is not wide: its planes' bits, of the one word.
  [[nodiscard]] Word bits(std::uint32_t row) const { return bits_[row]; }
  /// The same by row, for who steps through them; lasts until the next change.
  [[nodiscard]] const Word* all_bits() const { return bits_.data(); }
  [[nodiscard]] std::span<const WordBits> words(std::uint32_t row) const {
    return {words_.data() + first_word_[row], first_word_[row + 1] - first_word_[row]};
  }

 private:
  std::size_t width_;
  bool is_wide_;
  std::vector<bool> gives_;           // by sum
  std::vector<std::int64_t> points_;  // row by row
  std::vector<Word> bits_;
  std::vector<std::uint32_t> first_word_ = {0};
  std::vector<WordBits> words_;
};

/// What a plan's folded contributions give. Has scratch memory: one thread at a time.
class RowMaker {
 public:
  RowMaker(const Plan& plan, const Decays& decays);

  /// How many sums there are: one for each part, and one for what is outside the parts.
  [[nodiscard]] std::size_t width() const { return width_; }

  /// What contributions give that no signal decides, to each sum.
  [[nodiscard]] const std::vector<std::int64_t>& constant_points() const { return constant_; }

  /// Rows of a group.
  [[nodiscard]] RowSet rows_of(std::uint32_t group) const;
  /// Adds the row of a group's value that is unknown, and of one on which these signals alone are
  /// true.
  std::uint32_t add_unknown(std::uint32_t group, RowSet& rows);
  std::uint32_t add(std::uint32_t group, std::span<const bytecode::SignalId> true_signals,
                    RowSet& rows);

  /// What the folded contributions on a signal give where it is true, less what they give where it
  /// is false; the others of its group are false.
  [[nodiscard]] const std::vector<std::int64_t>& gain_of(bytecode::SignalId signal);
  /// What a group's contributions give where none of its signals is true.
  [[nodiscard]] std::span<const std::int64_t> points_of_none(std::uint32_t group) const {
    return std::span(none_).subspan(group * width_, width_);
  }

 private:
  [[nodiscard]] std::int64_t value_of(const FoldedContribution& folded);
  void add_gains(std::span<const bytecode::SignalId> true_signals);

  const Plan& plan_;
  const Decays& decays_;
  std::size_t width_;
  std::vector<std::int64_t> constant_;
  std::vector<std::int64_t> none_;           // by group, each `width_` long
  std::vector<std::int64_t> unknown_;        // the same where the value is unknown
  std::vector<std::int64_t> value_of_none_;  // by folded contribution
  Workspace scratch_;                        // its signals are false but while a row is made
  std::vector<std::uint32_t> seen_;          // by folded contribution: the last row that it went to
  std::uint32_t row_ = 0;
  std::vector<std::int64_t> points_;
  std::vector<std::uint32_t> planes_;
};

}  // namespace leadscore::runtime::batch
