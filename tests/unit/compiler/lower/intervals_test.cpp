#include "compiler/lower/intervals.hpp"

#include "base/time.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace leadscore {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();

/// The ends of the intervals, one after the other.
std::vector<double> ends(model::NumberOperator op, std::vector<double> literals) {
  std::vector<double> result;
  for (const bytecode::NumberInterval& interval : number_intervals(
           model::NumberTest{.number = {}, .op = op, .literals = std::move(literals)})) {
    result.insert(result.end(), {interval.low, interval.high});
  }
  return result;
}

std::vector<std::int64_t> ends(model::ScoreOperator op, std::vector<std::int64_t> literals) {
  std::vector<std::int64_t> result;
  for (const bytecode::ScoreInterval& interval :
       score_range({.terms = {{}}, .op = op, .literals = std::move(literals)})) {
    result.insert(result.end(), {interval.low, interval.high});
  }
  return result;
}

void check_window(const model::Window& window, bool is_relative, std::int64_t first,
                  std::int64_t last) {
  const bytecode::Window lowered = lower_window(window);
  CHECK(lowered.is_relative == is_relative);
  CHECK(lowered.first == first);
  CHECK(lowered.last == last);
}

using Doubles = std::vector<double>;
using Thousandths = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("Comparisons of numbers are closed intervals of doubles") {
  using Op = model::NumberOperator;
  CHECK(ends(Op::kLess, {5}) == Doubles{-kInfinity, std::nextafter(5.0, 0.0)});
  CHECK(ends(Op::kLessOrEqual, {5}) == Doubles{-kInfinity, 5});
  CHECK(ends(Op::kGreater, {5}) == Doubles{std::nextafter(5.0, 6.0), kInfinity});
  CHECK(ends(Op::kGreaterOrEqual, {5}) == Doubles{5, kInfinity});
  CHECK(ends(Op::kBetween, {1, 5}) == Doubles{1, 5});
  CHECK(ends(Op::kBetween, {5, 1}) == Doubles{});
  CHECK(ends(Op::kBetween, {5, 5}) == Doubles{5, 5});
}

TEST_CASE("Literals are sorted, and each is there once") {
  using Op = model::NumberOperator;
  CHECK(ends(Op::kIs, {3, 1, 3}) == Doubles{1, 1, 3, 3});
  CHECK(ends(Op::kIs, {0.0, -0.0}).size() == 2);
  CHECK(ends(Op::kIs, {}) == Doubles{});
}

TEST_CASE("Nothing is less than the least double's neighbour but infinity") {
  using Op = model::NumberOperator;
  constexpr double kMax = std::numeric_limits<double>::max();
  CHECK(ends(Op::kGreater, {kMax}) == Doubles{kInfinity, kInfinity});
  CHECK(ends(Op::kLess, {-kMax}) == Doubles{-kInfinity, -kInfinity});
  CHECK(ends(Op::kGreater, {0}) == Doubles{std::numeric_limits<double>::denorm_min(), kInfinity});
}

TEST_CASE("Comparisons of scores are closed ranges of thousandths") {
  using Op = model::ScoreOperator;
  CHECK(ends(Op::kLess, {40'000}) == Thousandths{kLowest, 39'999});
  CHECK(ends(Op::kLessOrEqual, {40'000}) == Thousandths{kLowest, 40'000});
  CHECK(ends(Op::kGreater, {40'000}) == Thousandths{40'001, kHighest});
  CHECK(ends(Op::kGreaterOrEqual, {40'000}) == Thousandths{40'000, kHighest});
  CHECK(ends(Op::kBetween, {1, 2}) == Thousandths{1, 2});
  CHECK(ends(Op::kBetween, {2, 1}) == Thousandths{});
  CHECK(ends(Op::kIs, {2, 1, 2}) == Thousandths{1, 1, 2, 2});
  CHECK(ends(Op::kLess, {kLowest}) == Thousandths{});
  CHECK(ends(Op::kGreater, {kHighest}) == Thousandths{});
}

TEST_CASE("Windows of ages") {
  using Kind = model::WindowKind;
  check_window({.kind = Kind::kInTheLast, .first = 7}, true, 0, 7);
  check_window({.kind = Kind::kMoreThanAgo, .first = 7}, true, 8, kHighest);
  check_window({.kind = Kind::kBetweenAgo, .first = 7, .second = 14}, true, 8, 14);
  check_window({.kind = Kind::kInTheNext, .first = 7}, true, -7, -1);
}

TEST_CASE("Windows of moments, with the whole day of a date alone") {
  using Kind = model::WindowKind;
  const TimeMs day = 10 * kMsPerDay;
  const TimeMs noon = day + kMsPerDay / 2;
  check_window({.kind = Kind::kBefore, .first = day, .first_is_whole_day = true}, false, kLowest,
               day - 1);
  check_window({.kind = Kind::kSince, .first = day, .first_is_whole_day = true}, false, day,
               kHighest);
  check_window({.kind = Kind::kAfter, .first = noon}, false, noon + 1, kHighest);
  check_window({.kind = Kind::kAfter, .first = day, .first_is_whole_day = true}, false,
               day + kMsPerDay, kHighest);
  check_window({.kind = Kind::kOn, .first = day, .first_is_whole_day = true}, false, day,
               day + kMsPerDay - 1);
  check_window({.kind = Kind::kOn, .first = noon}, false, day, day + kMsPerDay - 1);
  check_window({.kind = Kind::kOn, .first = -1}, false, -kMsPerDay, -1);
  check_window({.kind = Kind::kBetweenDates,
                .first = day,
                .second = day + kMsPerDay,
                .first_is_whole_day = true,
                .second_is_whole_day = true},
               false, day, day + 2 * kMsPerDay - 1);
  check_window({.kind = Kind::kBetweenDates, .first = day, .second = noon}, false, day, noon);
}

}  // namespace leadscore
