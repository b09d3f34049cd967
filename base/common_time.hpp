// Times in the spelling that nearly all records have, `2026-01-31T09:30:00Z`, read in place.
#pragma once

#include "base/time.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace leadscore {

/// That spelling, a 0 for each digit.
inline constexpr std::string_view kCommonTime = "0000-00-00T00:00:00Z";
inline constexpr std::size_t kCommonTimeSize = kCommonTime.size();

/// The years in which events happen as a rule, whose months are known beforehand.
inline constexpr unsigned kFirstKnownYear = 1970;
inline constexpr std::size_t kKnownYears = 130;
inline constexpr std::size_t kKnownMonthCount = kKnownYears * 12;
struct KnownMonth {
  std::int32_t first_day = 0;  // since 1970
  std::uint32_t days = 0;
};
extern const std::array<KnownMonth, kKnownMonthCount> kKnownMonths;

/// The days since 1970 of a date of those years into `days`. False: it is of another year, or the
/// calendar has no such day. (An optional is written in two parts and read back as one, for which a
/// processor has to wait.)
[[nodiscard]] inline bool find_known_day(unsigned year, unsigned month, unsigned day,
                                         std::int64_t& days) {
  const unsigned from_first = year - kFirstKnownYear;
  const unsigned of_year = month - 1;
  if (from_first >= kKnownYears || of_year >= 12) return false;
  const KnownMonth& known = kKnownMonths[from_first * 12 + of_year];
  days = std::int64_t{known.first_day} + (day - 1);
  return day - 1 < known.days;
}

/// Eight characters of a common time from `kFrom` on, as a number whose lowest byte is the first:
/// each the digit that it is, and 0 where anything else stands in that spelling. Where it is not
/// spelled so, the highest bit of some byte is set in `others`.
template <std::size_t kFrom>
[[nodiscard]] inline std::uint64_t take_common_digits(const char* text, std::uint64_t& others) {
  constexpr auto kNumberOf = [](auto byte_at) {
    std::uint64_t number = 0;
    for (std::size_t place = 0; place < 8; ++place) {
      number |= std::uint64_t{static_cast<unsigned char>(byte_at(kFrom + place))} << (8 * place);
    }
    return number;
  };
  constexpr std::uint64_t kExpected = kNumberOf([](std::size_t at) { return kCommonTime[at]; });
  // What may be added before the highest bit of a byte is set.
  constexpr std::uint64_t kRoom =
      kNumberOf([](std::size_t at) { return kCommonTime[at] == '0' ? 0x7F - 9 : 0x7F; });
  std::uint64_t digits = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&digits, text + kFrom, sizeof digits);
  } else {
    digits = kNumberOf([text](std::size_t at) { return text[at]; });
  }
  digits ^= kExpected;
  others |= digits | (digits + kRoom);
  return digits;
}

/// Reads a text that is spelled so into `time`. False: it is spelled otherwise, of a year that is
/// not known, or no such time, which read_time() finds out, and `time` is as before.
[[nodiscard, gnu::always_inline]] inline bool read_common_time(std::string_view text,
                                                               TimeMs& time) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  if (text.size() != kCommonTimeSize) return false;
  std::uint64_t others = 0;
  // Of each two digits the number: ten times the first and the second, which is one byte higher.
  const auto twos = [](std::uint64_t digits) { return digits * 10 + (digits >> 8U); };
  const std::uint64_t date = twos(take_common_digits<0>(text.data(), others));
  const std::uint64_t middle = twos(take_common_digits<8>(text.data(), others));
  const std::uint64_t end = twos(take_common_digits<12>(text.data(), others));
  if ((others & kHighBits) != 0) return false;
  const auto two = [](std::uint64_t of, unsigned place) {
    return static_cast<unsigned>(of >> (8 * place) & 0xFFU);
  };
  const unsigned year = two(date, 0) * 100 + two(date, 2);
  const unsigned hour = two(middle, 3);
  const unsigned minute = two(middle, 6);
  const unsigned second = two(end, 5);
  std::int64_t days = 0;
  const bool is_day = find_known_day(year, two(date, 5), two(middle, 0), days);
  if (!is_day || hour > 23 || minute > 59 || second > 59) return false;
  time = days * kMsPerDay + hour * kMsPerHour + minute * kMsPerMinute + second * kMsPerSecond;
  return true;
}

}  // namespace leadscore
