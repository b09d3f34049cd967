#include "base/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace leadscore {

namespace {

bool is_in_calendar(TimeMs time) { return time >= kMinTimeMs && time <= kMaxTimeMs; }

std::chrono::year_month_day date_of(TimeMs time) {
  return std::chrono::sys_days(std::chrono::days(utc_day(time)));
}

std::string format_outside_calendar(TimeMs time) { return fmt::format("{} ms", time); }

}  // namespace

std::string format_time(TimeMs time) {
  if (!is_in_calendar(time)) return format_outside_calendar(time);
  const DurationMs of_day = time - utc_day(time) * kMsPerDay;
  const DurationMs milliseconds = of_day % kMsPerSecond;
  const std::string decimals = milliseconds == 0 ? "" : fmt::format(".{:03}", milliseconds);
  return fmt::format("{}T{:02}:{:02}:{:02}{}Z", format_date(time), of_day / kMsPerHour,
                     of_day / kMsPerMinute % 60, of_day / kMsPerSecond % 60, decimals);
}

std::string format_date(TimeMs time) {
  if (!is_in_calendar(time)) return format_outside_calendar(time);
  const std::chrono::year_month_day date = date_of(time);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string format_duration(DurationMs duration) {
  struct Unit {
    DurationMs size;
    std::string_view name;
  };
  constexpr std::array<Unit, 5> kUnits = {{{kMsPerDay, "day"},
                                           {kMsPerHour, "hour"},
                                           {kMsPerMinute, "minute"},
                                           {kMsPerSecond, "second"},
                                           {1, "millisecond"}}};
  const Unit& unit = *std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& candidate) {
    return duration % candidate.size == 0;
  });
  const std::int64_t count = duration / unit.size;
  const bool is_one = count == 1 || count == -1;
  std::string text = std::to_string(count);
  text += ' ';
  text += unit.name;
  if (!is_one) text += 's';
  return text;
}

std::int64_t utc_day(TimeMs time) {
  const std::int64_t towards_zero = time / kMsPerDay;
  return time % kMsPerDay < 0 ? towards_zero - 1 : towards_zero;
}

}  // namespace leadscore
