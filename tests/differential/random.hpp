// Random choices that are the same for a seed on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

namespace leadscore::differential {

/// SplitMix64: small, fast, and any seed will do.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t bits = (state_ += 0x9E3779B97F4A7C15U);
    bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
    bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
    return bits ^ (bits >> 31U);
  }

  /// From 0 up to, not including, `count`.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

  /// True in `percent` of 100 cases.
  bool chance(std::size_t percent) { return below(100) < percent; }

  template <class Items>
  const auto& pick(const Items& items) {
    return *std::next(std::begin(items), static_cast<std::ptrdiff_t>(below(std::size(items))));
  }

  template <class Items>
  void shuffle(Items& items) {
    for (std::size_t left = items.size(); left > 1; --left) {
      std::swap(items[left - 1], items[below(left)]);
    }
  }

 private:
  std::uint64_t state_;
};

}  // namespace leadscore::differential
