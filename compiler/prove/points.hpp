// Least and most points, with arithmetic that never becomes narrower than the truth.
#pragma once

#include "compiler/model/model.hpp"
#include "compiler/prove/cells.hpp"
#include "compiler/prove/prove.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace leadscore::prove {

/// In thousandths; the ends of std::int64_t stand for no bound.
struct Points {
  static constexpr std::int64_t kNoLeast = std::numeric_limits<std::int64_t>::min();
  static constexpr std::int64_t kNoMost = std::numeric_limits<std::int64_t>::max();
  std::int64_t least = 0;
  std::int64_t most = 0;

  /// The points that may be in either.
  [[nodiscard]] Points hull(const Points& other) const {
    return {std::min(least, other.least), std::max(most, other.most)};
  }
};

[[nodiscard]] Points sum(const Points& left, const Points& right);
[[nodiscard]] Points within(const Points& points, const model::Bounds& bounds);
[[nodiscard]] Range range_of(const Points& points);

/// What a rule gives whose condition holds, while `count` events are counted.
[[nodiscard]] Points points_of(const model::Rule& rule, const Count& count);

}  // namespace leadscore::prove
