// Times and durations in whole milliseconds, UTC only: read from records (language.md §9) and
// models (§3), spelled for people. Nothing here asks a clock or a locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leadscore {

/// A moment: milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
using TimeMs = std::int64_t;
/// A length of time in milliseconds.
using DurationMs = std::int64_t;

inline constexpr DurationMs kMsPerSecond = 1'000;
inline constexpr DurationMs kMsPerMinute = 60 * kMsPerSecond;
inline constexpr DurationMs kMsPerHour = 60 * kMsPerMinute;
inline constexpr DurationMs kMsPerDay = 24 * kMsPerHour;
inline constexpr DurationMs kMsPerWeek = 7 * kMsPerDay;
inline constexpr DurationMs kMsPerMonth = 30 * kMsPerDay;  // §3
inline constexpr DurationMs kMsPerYear = 365 * kMsPerDay;  // §3

/// The first and the last moment that can be read or spelled as a date: the years 0001 to 9999.
inline constexpr TimeMs kMinTimeMs = -62'135'596'800'000;
inline constexpr TimeMs kMaxTimeMs = 253'402'300'799'999;

/// Reads a time of a record (§9), without regard to white space at either end.
///
/// Dates: `2026-01-31` or `20260131`, alone (its midnight) or with `T` or one blank and a time
/// `09:30`, `09:30:00`, `09:30:00.123` (any number of decimals, cut to milliseconds; `,` for the
/// point too); after a date of eight digits also `0930`, `093000`. Then `Z`, `+02`, `+0200`,
/// `+02:00` (or `-`), or nothing for UTC. No 24:00, no second 60.
///
/// Numbers: Unix seconds, or milliseconds from 10¹¹ on (of either sign), with an optional `-` and
/// decimals (cut, towards the past). Four digits alone do not read: a year is no time. Eight digits
/// are a date if there is such a date, else seconds.
///
/// Nothing outside kMinTimeMs to kMaxTimeMs.
[[nodiscard]] std::optional<TimeMs> read_time(std::string_view text);

/// Reads a JSON number as a time (§9): Unix seconds, or milliseconds from 10¹¹ on (of either sign);
/// decimals are those of its shortest spelling, cut to milliseconds. Never a date of eight digits.
/// Nothing if it is not finite or outside kMinTimeMs to kMaxTimeMs.
[[nodiscard]] std::optional<TimeMs> read_time_number(double number);

/// A date as a model writes it.
struct DateLiteral {
  /// The moment, or the midnight at which the day begins.
  TimeMs time = 0;
  /// Whether it was a date alone, which means the whole day where §5 says so.
  bool is_whole_day = false;
};

/// Reads a date of a model (§3), all of `text`: exactly `2026-01-31` or `2026-01-31T09:30:00Z`, the
/// latter with one to three decimals of a second if need be. Nothing if it is none, or no such day
/// or time exists.
[[nodiscard]] std::optional<DateLiteral> read_date_literal(std::string_view text);

/// Spells a moment as `2026-01-31T09:30:00Z`, with milliseconds only if there are any
/// (`2026-01-31T09:30:00.050Z`). A moment outside the years 0001 to 9999 is spelled in Unix
/// milliseconds (`253402300800000 ms`).
[[nodiscard]] std::string format_time(TimeMs time);

/// Spells the UTC day of a moment as `2026-01-31`; outside the years 0001 to 9999 as format_time.
[[nodiscard]] std::string format_date(TimeMs time);

/// Spells a duration in the largest unit that is exact, of days, hours, minutes, seconds and
/// milliseconds: `7 days`, `1 hour`, `90 minutes`. 0 is `0 days`. Any value.
[[nodiscard]] std::string format_duration(DurationMs duration);

/// The number of the UTC day of a moment; day 0 is 1970-01-01, earlier days are negative.
[[nodiscard]] std::int64_t utc_day(TimeMs time);

}  // namespace leadscore
