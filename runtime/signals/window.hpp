// Moments and windows (language.md §5).
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"

#include <cstdint>
#include <limits>

namespace leadscore::runtime {

/// left − right; what 64 bits do not hold stays at their end.
[[nodiscard]] inline std::int64_t difference(std::int64_t left, std::int64_t right) {
  std::int64_t result = 0;
  if (!__builtin_sub_overflow(left, right, &result)) return result;
  return right < 0 ? std::numeric_limits<std::int64_t>::max()
                   : std::numeric_limits<std::int64_t>::min();
}

/// Whether a moment lies in a window, as of `as_of`.
[[nodiscard]] inline bool lies_in(const bytecode::Window& window, TimeMs time, TimeMs as_of) {
  const std::int64_t place = window.is_relative ? difference(as_of, time) : time;
  return window.first <= place && place <= window.last;
}

}  // namespace leadscore::runtime
