// Random draws that are the same on every machine: the standard library's distributions are not.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace leadscore::benchmarks {

/// SplitMix64. One thread at a time.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  [[nodiscard]] std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31);
  }

  /// From 0 to `bound` - 1; `bound` is at least 1 and below 2^32.
  [[nodiscard]] std::size_t below(std::size_t bound) {
    return static_cast<std::size_t>(((next() >> 32) * bound) >> 32);
  }

  /// From `least` to `most`, both included.
  [[nodiscard]] std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(below(static_cast<std::size_t>(most - least) + 1));
  }

  /// At least 0 and below 1.
  [[nodiscard]] double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }

  [[nodiscard]] bool has_luck(double chance) { return unit() < chance; }

  template <typename T>
  [[nodiscard]] const T& one_of(const std::vector<T>& all) {
    return all[below(all.size())];
  }

  template <typename T>
  void shuffle(std::vector<T>& all) {
    for (std::size_t left = all.size(); left > 1; --left) {
      std::swap(all[left - 1], all[below(left)]);
    }
  }

 private:
  std::uint64_t state_;
};

/// Draws from 0 to `size` - 1, place i with a weight of 1 / (i + 1)^exponent (Zipf), in constant
/// time (the alias method of Walker and Vose).
class Zipf {
 public:
  Zipf(std::size_t size, double exponent) : own_(size, 1.0), alias_(size, 0) {
    std::vector<double> weights(size);
    double sum = 0;
    for (std::size_t i = 0; i < size; ++i) {
      sum += weights[i] = std::pow(static_cast<double>(i + 1), -exponent);
    }
    std::vector<std::size_t> small;
    std::vector<std::size_t> large;
    for (std::size_t i = 0; i < size; ++i) {
      weights[i] *= static_cast<double>(size) / sum;
      (weights[i] < 1 ? small : large).push_back(i);
    }
    while (!small.empty() && !large.empty()) {
      const std::size_t poor = small.back();
      const std::size_t rich = large.back();
      small.pop_back();
      own_[poor] = weights[poor];
      alias_[poor] = rich;
      weights[rich] -= 1 - weights[poor];
      if (weights[rich] < 1) {
        large.pop_back();
        small.push_back(rich);
      }
    }
  }

  [[nodiscard]] std::size_t draw(Random& random) const {
    const std::size_t place = random.below(own_.size());
    return random.unit() < own_[place] ? place : alias_[place];
  }

 private:
  std::vector<double> own_;
  std::vector<std::size_t> alias_;
};

}  // namespace leadscore::benchmarks
