// Exact decimals: points are 64-bit integers in thousandths and never touch a double. Here they are
// summed, read from a model's text and spelled (language.md §1.2, §3, §6).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leadscore {

/// Where sums of points saturate, either way: 9×10¹⁵ points, in thousandths (§6).
inline constexpr std::int64_t kMaxSumThousandths = 9'000'000'000'000'000'000;

/// A sum of points that is as if without bound and saturates once, at the end (§6), so that the
/// order of adding never matters. Exact for up to 2⁶³ terms of any size.
class PointsSum {
 public:
  /// Adds one term, in thousandths.
  constexpr void add(std::int64_t thousandths) { total_ += thousandths; }

  /// Adds the same term `times` times.
  constexpr void add(std::int64_t thousandths, std::uint64_t times) {
    total_ += Wide{thousandths} * Wide{times};
  }

  /// Adds the terms of another sum, before either saturates.
  constexpr void add(const PointsSum& other) { total_ += other.total_; }

  /// The sum in thousandths, clamped to ±kMaxSumThousandths.
  [[nodiscard]] constexpr std::int64_t saturated() const {
    if (total_ > kMaxSumThousandths) return kMaxSumThousandths;
    if (total_ < -kMaxSumThousandths) return -kMaxSumThousandths;
    return static_cast<std::int64_t>(total_);
  }

 private:
  __extension__ using Wide = __int128;

  Wide total_ = 0;
};

/// The shortest exact decimal of `thousandths`: `12.5`, `-0.001`, `35`, `0`. Any value.
[[nodiscard]] std::string format_points(std::int64_t thousandths);

/// As format_points, with a sign always (`+15`, `-10`, `+0`), as rules write points (§6).
[[nodiscard]] std::string format_signed_points(std::int64_t thousandths);

/// A number as a model writes it.
struct NumberLiteral {
  /// The double nearest to the exact decimal, after its suffix; finite, never -0.
  double value = 0;
  /// The exact value in thousandths, where it has at most three decimals and fits.
  std::optional<std::int64_t> thousandths;
  /// Whether three decimals are not enough for the exact value (`0.0005`; not `1.50000`, nor
  /// `1.2345k`, which is 1234.5).
  bool has_more_decimals = false;
};

/// Reads a number literal of §3, the whole of `text`: optional sign; digits, with single `_`
/// between two digits; optionally `.` and such digits; optionally `k`, `M` or `B` (exactly these).
/// Nothing if it is none, or is too large for a finite double.
[[nodiscard]] std::optional<NumberLiteral> read_number_literal(std::string_view text);

}  // namespace leadscore
