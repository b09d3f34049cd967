// Reads times from records and models.
#include "base/common_time.hpp"
#include "base/text/fold.hpp"
#include "base/time.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstddef>

namespace leadscore {

namespace {

/// From here on a number is Unix milliseconds, below it seconds (§9).
constexpr std::int64_t kFirstMilliseconds = 100'000'000'000;

/// A text that is read from left to right.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

  bool take(char expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// Takes all digits that come next, perhaps none.
  std::string_view take_digits() {
    const auto end = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    const std::string_view digits = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return digits;
  }

  /// Takes exactly `count` digits, a number up to `most`; the next character may be a digit too.
  std::optional<int> take_number(std::size_t count, int most) {
    const std::string_view digits = rest_.substr(0, count);
    const bool is_number =
        digits.size() == count && digits.find_first_not_of("0123456789") == digits.npos;
    if (!is_number) return std::nullopt;
    int number = 0;
    for (const char digit : digits) number = number * 10 + (digit - '0');
    if (number > most) return std::nullopt;
    rest_.remove_prefix(count);
    return number;
  }

 private:
  std::string_view rest_;
};

/// Whether a date or time has separators (`2026-01-31`, `09:30`) or not (`20260131`, `0930`).
enum class Spelling : std::uint8_t { Extended, Basic };

struct Date {
  TimeMs midnight;
  Spelling spelling;
};

std::optional<TimeMs> in_range(TimeMs time) {
  if (time < kMinTimeMs || time > kMaxTimeMs) return std::nullopt;
  return time;
}

/// As find_known_day(), of any year.
bool find_day(unsigned year, unsigned month, unsigned day, std::int64_t& days) {
  if (find_known_day(year, month, day, days)) return true;
  const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(year)),
                                         std::chrono::month(month), std::chrono::day(day));
  if (year == 0 || !date.ok()) return false;
  days = std::chrono::sys_days(date).time_since_epoch().count();
  return true;
}

std::optional<Date> take_date(Cursor& cursor) {
  const auto year = cursor.take_number(4, 9999);
  const auto spelling = cursor.take('-') ? Spelling::Extended : Spelling::Basic;
  const auto month = cursor.take_number(2, 12);
  if (spelling == Spelling::Extended && !cursor.take('-')) return std::nullopt;
  const auto day = cursor.take_number(2, 31);
  if (!year || !month || !day) return std::nullopt;
  std::int64_t days = 0;
  if (!find_day(static_cast<unsigned>(*year), static_cast<unsigned>(*month),
                static_cast<unsigned>(*day), days)) {
    return std::nullopt;
  }
  return Date{.midnight = days * kMsPerDay, .spelling = spelling};
}

/// Milliseconds of the decimals of a second; what is finer is cut.
DurationMs milliseconds_of(std::string_view decimals) {
  DurationMs milliseconds = 0;
  for (std::size_t place = 0; place < 3; ++place) {
    const int digit = place < decimals.size() ? decimals[place] - '0' : 0;
    milliseconds = milliseconds * 10 + digit;
  }
  return milliseconds;
}

/// Takes `09:30`, `09:30:00`, `09:30:00.123` (Basic: without colons).
std::optional<DurationMs> take_time_of_day(Cursor& cursor, Spelling spelling) {
  const auto hour = cursor.take_number(2, 23);
  if (spelling == Spelling::Extended && !cursor.take(':')) return std::nullopt;
  const auto minute = cursor.take_number(2, 59);
  if (!hour || !minute) return std::nullopt;
  DurationMs time_of_day = *hour * kMsPerHour + *minute * kMsPerMinute;

  const bool may_have_seconds = spelling == Spelling::Basic || cursor.take(':');
  const auto second = may_have_seconds ? cursor.take_number(2, 59) : std::nullopt;
  const bool misses_seconds = spelling == Spelling::Extended && may_have_seconds && !second;
  if (misses_seconds) return std::nullopt;
  if (!second) return time_of_day;
  time_of_day += *second * kMsPerSecond;

  if (!cursor.take('.') && !cursor.take(',')) return time_of_day;
  const std::string_view decimals = cursor.take_digits();
  if (decimals.empty()) return std::nullopt;
  return time_of_day + milliseconds_of(decimals);
}

/// After a date of eight digits the time may be spelled either way.
std::optional<DurationMs> take_time_after(const Date& date, Cursor& cursor) {
  if (date.spelling == Spelling::Basic) {
    Cursor attempt = cursor;
    if (const auto time_of_day = take_time_of_day(attempt, Spelling::Basic)) {
      cursor = attempt;
      return time_of_day;
    }
  }
  return take_time_of_day(cursor, Spelling::Extended);
}

/// Takes `Z`, `+02`, `+0200`, `+02:00` or nothing: how far local time is ahead of UTC.
std::optional<DurationMs> take_zone(Cursor& cursor) {
  if (cursor.is_at_end() || cursor.take('Z')) return 0;
  const bool is_behind = cursor.take('-');
  if (!is_behind && !cursor.take('+')) return std::nullopt;
  const auto hours = cursor.take_number(2, 23);
  if (!hours) return std::nullopt;
  const bool has_minutes = cursor.take(':') || !cursor.is_at_end();
  const auto minutes = has_minutes ? cursor.take_number(2, 59) : 0;
  if (!minutes) return std::nullopt;
  const DurationMs ahead = *hours * kMsPerHour + *minutes * kMsPerMinute;
  return is_behind ? -ahead : ahead;
}

std::optional<TimeMs> read_calendar_time(std::string_view text) {
  Cursor cursor(text);
  const auto date = take_date(cursor);
  if (!date) return std::nullopt;
  if (cursor.is_at_end()) return date->midnight;
  if (!cursor.take('T') && !cursor.take(' ')) return std::nullopt;
  const auto time_of_day = take_time_after(*date, cursor);
  if (!time_of_day) return std::nullopt;
  const auto zone = take_zone(cursor);
  if (!zone || !cursor.is_at_end()) return std::nullopt;
  return in_range(date->midnight + *time_of_day - *zone);
}

bool has_more_than_zeros(std::string_view digits) {
  return digits.find_first_not_of('0') != digits.npos;
}

/// Reads Unix seconds or milliseconds: an optional minus, digits, optional decimals.
std::optional<TimeMs> read_unix_time(std::string_view text) {
  Cursor cursor(text);
  const bool is_negative = cursor.take('-');
  const std::string_view digits = cursor.take_digits();
  const bool has_decimals = cursor.take('.');
  const std::string_view decimals = has_decimals ? cursor.take_digits() : std::string_view{};
  if (digits.empty() || has_decimals == decimals.empty() || !cursor.is_at_end()) {
    return std::nullopt;
  }
  std::int64_t whole = 0;
  const auto outcome = std::from_chars(digits.data(), digits.data() + digits.size(), whole);
  if (outcome.ec != std::errc{} || whole > kMaxTimeMs) return std::nullopt;

  const bool is_milliseconds = whole >= kFirstMilliseconds;
  const TimeMs size = is_milliseconds ? whole : whole * kMsPerSecond + milliseconds_of(decimals);
  const std::size_t kept_decimals = is_milliseconds ? 0 : std::min<std::size_t>(3, decimals.size());
  const bool is_cut = has_more_than_zeros(decimals.substr(kept_decimals));
  // Cutting goes towards the past, as cutting the decimals of a date does.
  return in_range(is_negative ? -size - (is_cut ? 1 : 0) : size);
}

bool is_year_alone(std::string_view text) {
  return text.size() == 4 && text.find_first_not_of("0123456789") == text.npos;
}

}  // namespace

std::optional<TimeMs> read_time(std::string_view text) {
  if (TimeMs common = 0; read_common_time(text, common)) return common;
  text = text::trim(text);
  if (const auto time = read_calendar_time(text)) return time;
  if (is_year_alone(text)) return std::nullopt;
  return read_unix_time(text);
}

std::optional<TimeMs> read_time_number(double number) {
  if (!(std::abs(number) <= static_cast<double>(kMaxTimeMs))) return std::nullopt;
  // By way of its decimal digits, because 1769853600.123 × 1000 as doubles may fall short.
  std::array<char, 512> buffer{};
  const auto outcome =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed);
  if (outcome.ec != std::errc{}) return std::nullopt;
  return read_unix_time(std::string_view(buffer.data(), outcome.ptr));
}

std::optional<DateLiteral> read_date_literal(std::string_view text) {
  Cursor cursor(text);
  const auto date = take_date(cursor);
  if (!date || date->spelling != Spelling::Extended) return std::nullopt;
  if (cursor.is_at_end()) return DateLiteral{.time = date->midnight, .is_whole_day = true};
  constexpr std::size_t kShortest = std::string_view("2026-01-31T09:30:00Z").size();
  constexpr std::size_t kLongest = std::string_view("2026-01-31T09:30:00.000Z").size();
  const bool fits = text.size() >= kShortest && text.size() <= kLongest &&
                    text.find(',') == text.npos && cursor.take('T');
  if (!fits) return std::nullopt;
  const auto time_of_day = take_time_of_day(cursor, Spelling::Extended);
  if (!time_of_day || !cursor.take('Z') || !cursor.is_at_end()) return std::nullopt;
  return DateLiteral{.time = date->midnight + *time_of_day, .is_whole_day = false};
}

}  // namespace leadscore
