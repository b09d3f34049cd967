// What follows from what: of each number a list, all of them side by side.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace leadscore {

/// Immutable once filled.
template <class T>
class Adjacency {
 public:
  using Pairs = std::vector<std::pair<std::uint32_t, T>>;

  /// Of `count` numbers; `pairs` say which has what, in the order in which it is to be had.
  void fill(std::size_t count, const Pairs& pairs) {
    first_.assign(count + 1, 0);
    for (const auto& [number, item] : pairs) ++first_[number + 1];
    for (std::size_t at = 1; at < first_.size(); ++at) first_[at] += first_[at - 1];
    std::vector<std::uint32_t> next(first_);  // by number: the place of its next item
    items_.resize(pairs.size());
    for (const auto& [number, item] : pairs) items_[next[number]++] = item;
  }

  [[nodiscard]] std::span<const T> operator[](std::uint32_t number) const {
    return {items_.data() + first_[number], first_[number + 1] - first_[number]};
  }

 private:
  std::vector<std::uint32_t> first_;  // by number, and one more
  std::vector<T> items_;
};

}  // namespace leadscore
