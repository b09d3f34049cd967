#include "compiler/lower/intervals.hpp"

#include "base/check.hpp"
#include "base/time.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace leadscore {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();

// The ends of std::int64_t stand for no bound: what is beyond them stays at them.

std::int64_t add_saturated(std::int64_t left, std::int64_t right) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(left, right, &sum)) return sum;
  return right > 0 ? kHighest : kLowest;
}

std::int64_t before(std::int64_t value) { return add_saturated(value, -1); }
std::int64_t after(std::int64_t value) { return add_saturated(value, 1); }

TimeMs start_of_day(TimeMs time) { return utc_day(time) * kMsPerDay; }

/// The last millisecond of a moment, or of the day that begins with it.
TimeMs last_moment(TimeMs time, bool is_whole_day) {
  return is_whole_day ? add_saturated(time, kMsPerDay - 1) : time;
}

/// Nothing, where the ends are the wrong way round.
bytecode::NumberSet interval(double low, double high) {
  if (low > high) return {};
  return {{.low = low, .high = high}};
}

bytecode::ScoreRange interval(std::int64_t low, std::int64_t high) {
  if (low > high) return {};
  return {{.low = low, .high = high}};
}

/// One interval for each distinct literal (-0.0 and 0.0 are equal).
template <class Interval, class Number>
std::vector<Interval> single_points(std::vector<Number> literals) {
  std::sort(literals.begin(), literals.end());
  literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
  std::vector<Interval> intervals;
  intervals.reserve(literals.size());
  for (const Number literal : literals) intervals.push_back({.low = literal, .high = literal});
  return intervals;
}

bytecode::Window ages(DurationMs first, DurationMs last) {
  return {.is_relative = true, .first = first, .last = last};
}

bytecode::Window moments(TimeMs first, TimeMs last) {
  return {.is_relative = false, .first = first, .last = last};
}

}  // namespace

bytecode::NumberSet number_intervals(const model::NumberTest& test) {
  const std::vector<double>& literals = test.literals;
  LEADSCORE_CHECK(literals.size() >= (test.op == model::NumberOperator::kBetween ? 2U : 1U) ||
                      test.op == model::NumberOperator::kIs,
                  "a test of a number without one");
  switch (test.op) {
    case model::NumberOperator::kIs:
      return single_points<bytecode::NumberInterval>(literals);
    case model::NumberOperator::kLess:
      return interval(-kInfinity, std::nextafter(literals[0], -kInfinity));
    case model::NumberOperator::kLessOrEqual:
      return interval(-kInfinity, literals[0]);
    case model::NumberOperator::kGreater:
      return interval(std::nextafter(literals[0], kInfinity), kInfinity);
    case model::NumberOperator::kGreaterOrEqual:
      return interval(literals[0], kInfinity);
    case model::NumberOperator::kBetween:
      return interval(literals[0], literals[1]);
  }
  return {};
}

bytecode::NumberSet number_intervals(const model::NumberRange& range) {
  const double low = range.includes_low ? range.low : std::nextafter(range.low, kInfinity);
  const double high = range.includes_high ? range.high : std::nextafter(range.high, -kInfinity);
  return interval(low, high);
}

bytecode::ScoreRange score_range(const model::ScoreTest& test) {
  const std::vector<std::int64_t>& literals = test.literals;
  LEADSCORE_CHECK(literals.size() >= (test.op == model::ScoreOperator::kBetween ? 2U : 1U) ||
                      test.op == model::ScoreOperator::kIs,
                  "a test of a score without a number");
  switch (test.op) {
    case model::ScoreOperator::kIs:
      return single_points<bytecode::ScoreInterval>(literals);
    case model::ScoreOperator::kLess:
      if (literals[0] == kLowest) return {};
      return interval(kLowest, before(literals[0]));
    case model::ScoreOperator::kLessOrEqual:
      return interval(kLowest, literals[0]);
    case model::ScoreOperator::kGreater:
      if (literals[0] == kHighest) return {};
      return interval(after(literals[0]), kHighest);
    case model::ScoreOperator::kGreaterOrEqual:
      return interval(literals[0], kHighest);
    case model::ScoreOperator::kBetween:
      return interval(literals[0], literals[1]);
  }
  return {};
}

bytecode::Window lower_window(const model::Window& window) {
  const std::int64_t first = window.first;
  const std::int64_t second = window.second;
  switch (window.kind) {
    case model::WindowKind::kInTheLast:
      return ages(0, first);
    case model::WindowKind::kMoreThanAgo:
      return ages(after(first), kHighest);
    case model::WindowKind::kBetweenAgo:
      return ages(after(first), second);
    case model::WindowKind::kInTheNext:
      return ages(-first, -1);
    case model::WindowKind::kBefore:
      return moments(kLowest, before(first));
    case model::WindowKind::kSince:
      return moments(first, kHighest);
    case model::WindowKind::kAfter:
      return moments(after(last_moment(first, window.first_is_whole_day)), kHighest);
    case model::WindowKind::kOn:
      return moments(start_of_day(first), last_moment(start_of_day(first), true));
    case model::WindowKind::kBetweenDates:
      return moments(first, last_moment(second, window.second_is_whole_day));
  }
  return {};
}

}  // namespace leadscore
