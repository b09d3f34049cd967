// What a looked-up value comes to: a row says which of its group's signals are true, as the points
// that the folded contributions give, and as the bit planes to set.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/batch/plan.hpp"
#include "runtime/vm/decay.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leadscore::runtime::batch {

/// The rows of one group, by number.
class RowSet {
 public:
  /// `width`: how many sums there are.
  explicit RowSet(std::size_t width) : width_(width) {}

  void clear();
  std::uint32_t add(std::span<const std::int64_t> points, std::span<const std::uint32_t> planes);

  [[nodiscard]] std::size_t size() const { return first_plane_.size() - 1; }
  [[nodiscard]] const std::int64_t* points(std::uint32_t row) const {
    return points_.data() + row * width_;
  }
  [[nodiscard]] std::span<const std::uint32_t> planes(std::uint32_t row) const {
    return {planes_.data() + first_plane_[row], first_plane_[row + 1] - first_plane_[row]};
  }

 private:
  std::size_t width_;
  std::vector<std::int64_t> points_;  // row by row
  std::vector<std::uint32_t> first_plane_ = {0};
  std::vector<std::uint32_t> planes_;
};

/// What a plan's folded contributions give. Has scratch memory: one thread at a time.
class RowMaker {
 public:
  RowMaker(const Plan& plan, const Decays& decays);

  /// How many sums there are: one for each part, and one for what is outside the parts.
  [[nodiscard]] std::size_t width() const { return width_; }

  /// What contributions give that no signal decides, to each sum.
  [[nodiscard]] const std::vector<std::int64_t>& constant_points() const { return constant_; }

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
