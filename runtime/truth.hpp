// Three-valued logic (language.md §1.4): Kleene's, as SQL has it.
#pragma once

#include <algorithm>
#include <cstdint>

namespace leadscore::runtime {

/// Ordered so that `and` is the smaller and `or` the greater of two.
enum class Truth : std::uint8_t { kFalse = 0, kUnknown = 1, kTrue = 2 };

[[nodiscard]] constexpr Truth truth_of(bool is_true) {
  return is_true ? Truth::kTrue : Truth::kFalse;
}

[[nodiscard]] constexpr Truth negate(Truth truth) {
  return static_cast<Truth>(2 - static_cast<std::uint8_t>(truth));
}

[[nodiscard]] constexpr Truth both(Truth left, Truth right) { return std::min(left, right); }

[[nodiscard]] constexpr Truth either(Truth left, Truth right) { return std::max(left, right); }

}  // namespace leadscore::runtime
