#include "base/time.hpp"
#include "bytecode/describe.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <string>

namespace leadscore::bytecode {
namespace {

constexpr std::int64_t kNoFirst = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kNoLast = std::numeric_limits<std::int64_t>::max();

bool is_midnight(TimeMs time) { return time == utc_day(time) * kMsPerDay; }

/// A date alone where a moment is the first of its day.
std::string first_moment(TimeMs time) {
  return is_midnight(time) ? format_date(time) : format_time(time);
}

/// A date alone where a moment is the last of its day.
std::string last_moment(TimeMs time) {
  return time < kNoLast && is_midnight(time + 1) ? format_date(time) : format_time(time);
}

std::string describe_ages(std::int64_t first, std::int64_t last) {
  const bool has_last = last != kNoLast;
  if (first == 0 && has_last) return fmt::format("in the last {}", format_duration(last));
  if (last == -1 && first != kNoFirst) {
    return fmt::format("in the next {}", format_duration(-first));
  }
  // Ages are whole milliseconds: `more than 7 days` begins one after 7 days.
  if (first > 0 && !has_last) return fmt::format("more than {} ago", format_duration(first - 1));
  if (first > 0) {
    return fmt::format("between {} and {} ago", format_duration(first - 1), format_duration(last));
  }
  return fmt::format("with an age of {} to {} ms", first, last);
}

std::string describe_moments(TimeMs first, TimeMs last) {
  if (first == kNoFirst && last == kNoLast) return "at any time";
  if (first == kNoFirst) return fmt::format("before {}", first_moment(last + 1));
  if (last == kNoLast) {
    const std::string since = first_moment(first);
    const std::string after = format_time(first - 1);
    return after.size() < since.size() ? "after " + after : "since " + since;
  }
  if (is_midnight(first) && last - first == kMsPerDay - 1) {
    return fmt::format("on {}", format_date(first));
  }
  return fmt::format("between {} and {}", first_moment(first), last_moment(last));
}

}  // namespace

std::string describe(const Window& window) {
  if (window.first > window.last) return "never";
  return window.is_relative ? describe_ages(window.first, window.last)
                            : describe_moments(window.first, window.last);
}

}  // namespace leadscore::bytecode
