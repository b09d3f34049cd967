// The points of leads' bits, eight bits at a time: a look-up instead of a branch for each.
#pragma once

#include "runtime/batch/planes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leadscore::runtime::batch {

class PointsOfBits {
 public:
  /// What it gives to each sum that a bit is other than `otherwise`.
  void add(std::size_t bit, bool otherwise, std::span<const std::int64_t> points) {
    for (std::size_t sum = 0; sum < points.size(); ++sum) {
      if (points[sum] == 0) continue;
      std::array<std::int64_t, 256>& of_byte = table_of(sum, bit / 8).points;
      for (std::size_t byte = 0; byte < of_byte.size(); ++byte) {
        if ((byte >> (bit % 8) & 1) != (otherwise ? 1U : 0U)) of_byte[byte] += points[sum];
      }
    }
  }

  /// Adds the points of `count` leads. `states`: word by word, each `stride` long, as are `sums`.
  void add_to(std::int64_t* sums, const Word* states, std::size_t stride, std::size_t count) const {
    for (const Table& table : tables_) {
      std::int64_t* const sum = sums + table.sum * stride;
      const Word* const words = states + table.byte / 8 * stride;
      const std::size_t shift = table.byte % 8 * 8;
      for (std::size_t lead = 0; lead < count; ++lead) {
        sum[lead] += table.points[words[lead] >> shift & 0xFF];
      }
    }
  }

 private:
  struct Table {
    std::size_t sum;
    std::size_t byte;
    std::array<std::int64_t, 256> points = {};
  };

  Table& table_of(std::size_t sum, std::size_t byte) {
    const auto known = std::ranges::find_if(
        tables_, [=](const Table& table) { return table.sum == sum && table.byte == byte; });
    return known != tables_.end() ? *known : tables_.emplace_back(Table{.sum = sum, .byte = byte});
  }

  std::vector<Table> tables_;
};

}  // namespace leadscore::runtime::batch
