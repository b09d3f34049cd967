// The tests on one number or moment as one look-up: sorted break points, and a row for each stretch
// between two of them.
#pragma once

#include "base/check.hpp"
#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/batch/plan.hpp"
#include "runtime/batch/rows.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace leadscore::runtime::batch {

/// An integer for each finite double, in the same order; -0 and 0 are the same.
[[nodiscard]] inline std::int64_t ordered(double number) {
  const auto bits = std::bit_cast<std::int64_t>(number + 0.0);
  return bits ^ static_cast<std::int64_t>(static_cast<std::uint64_t>(bits >> 63) >> 1U);
}

/// Where `time` lies among sorted break points: how many are not after it.
[[nodiscard]] inline std::size_t place_among(const std::int64_t* cuts, std::size_t count,
                                             std::int64_t value) {
  const std::int64_t* base = cuts;
  while (count > 1) {
    const std::size_t half = count / 2;
    // Added, not jumped upon: which way it goes cannot be foretold.
    base += half & (0 - static_cast<std::size_t>(base[half - 1] <= value));
    count -= half;
  }
  return static_cast<std::size_t>(base - cuts) + (count == 1 && *base <= value ? 1 : 0);
}

/// Few cuts, among which a value is found without a jump.
class FewCuts {
 public:
  static constexpr std::size_t kMost = 15;

  FewCuts() = default;
  /// Sorted, at most kMost.
  explicit FewCuts(std::span<const std::int64_t> cuts) {
    LEADSCORE_CHECK(cuts.size() <= kMost, "too many cuts to be few");
    cuts_.fill(std::numeric_limits<std::int64_t>::max());
    std::copy(cuts.begin(), cuts.end(), cuts_.begin());
  }

  /// As place_among() says, but kMost for the highest value that there is.
  [[nodiscard]] std::size_t place_of(std::int64_t value) const {
    std::size_t place = 0;
    const auto step = [&](std::size_t half) {
      place += half & (0 - static_cast<std::size_t>(cuts_[place + half - 1] <= value));
    };
    step(8);
    step(4);
    step(2);
    step(1);
    return place;
  }

 private:
  std::array<std::int64_t, kMost> cuts_{};
};

/// The moments of a window, both ends included, as of `as_of`; none if `low > high`.
struct Stretch {
  std::int64_t low = 0;
  std::int64_t high = 0;
};
[[nodiscard]] Stretch moments_of(const bytecode::Window& window, TimeMs as_of);

/// The rows of the values of one group. One thread at a time.
class IntervalRows {
 public:
  /// Of a time group, its windows are placed by `as_of`.
  IntervalRows(const Plan& plan, std::uint32_t group, RowMaker& maker, TimeMs as_of);

  static constexpr std::uint32_t kUnknown = 0;  // the row of a value that is unknown

  /// The row of a moment, or of a number that is ordered().
  [[nodiscard]] std::uint32_t row_of(std::int64_t value) {
    const std::size_t place = place_among(cuts_.data(), cuts_.size(), value);
    const std::uint32_t row = row_of_place_[place];
    return row != kUnknown ? row : make_row(place);
  }

  /// The row of a number, which is unknown unless it is finite.
  [[nodiscard]] std::uint32_t row_of_number(double number) {
    return std::isfinite(number) ? row_of(ordered(number)) : kUnknown;
  }

  [[nodiscard]] const RowSet& rows() const { return rows_; }

 private:
  struct SignalStretches {
    bytecode::SignalId signal;
    std::vector<Stretch> stretches;  // sorted, disjoint
  };

  void add_stretches(const bytecode::Program& program, bytecode::SignalId signal, TimeMs as_of);
  std::uint32_t make_row(std::size_t place);

  std::uint32_t group_;
  RowMaker& maker_;
  RowSet rows_;
  std::vector<SignalStretches> signals_;
  std::vector<std::int64_t> cuts_;
  std::vector<std::uint32_t> row_of_place_;  // kUnknown: not met yet
  std::vector<bytecode::SignalId> found_;
};

}  // namespace leadscore::runtime::batch
