// Numbers with a point, where no digit is lost on the way to a double.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace leadscore::runtime {

/// Up to here whole numbers are exact as doubles.
inline constexpr std::uint64_t kMostExact = 1ULL << 53U;

/// The number whose digits are those of `digits`, which is below kMostExact, with the point before
/// the last `decimals` (up to 18) of them. Both parts of the quotient are exact, and so it is
/// rounded once, as where a number is read slowly.
[[nodiscard]] inline double exact_decimal(std::uint64_t digits, std::size_t decimals) {
  constexpr std::array kPowersOfTen{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
                                    1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};
  return static_cast<double>(digits) / kPowersOfTen[decimals];
}

}  // namespace leadscore::runtime
