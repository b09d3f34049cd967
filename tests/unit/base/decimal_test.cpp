#include "base/decimal.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace leadscore;

namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

void check_literal(std::string_view text, double value, std::optional<std::int64_t> thousandths) {
  CAPTURE(text);
  const auto literal = read_number_literal(text);
  REQUIRE(literal);
  CHECK(literal->value == value);
  CHECK(literal->thousandths == thousandths);
}

}  // namespace

TEST_CASE("points are spelled as the shortest exact decimal") {
  CHECK(format_points(0) == "0");
  CHECK(format_points(35'000) == "35");
  CHECK(format_points(12'500) == "12.5");
  CHECK(format_points(-1) == "-0.001");
  CHECK(format_points(10) == "0.01");
  CHECK(format_points(100'010) == "100.01");
  CHECK(format_points(kMost) == "9223372036854775.807");
  CHECK(format_points(kLeast) == "-9223372036854775.808");
  CHECK(format_points(kMaxSumThousandths) == "9000000000000000");
}

TEST_CASE("a rule's points are spelled with their sign") {
  CHECK(format_signed_points(15'000) == "+15");
  CHECK(format_signed_points(-10'000) == "-10");
  CHECK(format_signed_points(2'500) == "+2.5");
  CHECK(format_signed_points(0) == "+0");
  CHECK(format_signed_points(kLeast) == "-9223372036854775.808");
}

TEST_CASE("a sum of points saturates once, at the end") {
  PointsSum sum;
  CHECK(sum.saturated() == 0);
  for (int i = 0; i < 5; ++i) sum.add(kMost);
  CHECK(sum.saturated() == kMaxSumThousandths);
  for (int i = 0; i < 5; ++i) sum.add(-kMost);
  sum.add(7);
  CHECK(sum.saturated() == 7);
  for (int i = 0; i < 3; ++i) sum.add(kLeast);
  CHECK(sum.saturated() == -kMaxSumThousandths);
  PointsSum rest;
  for (int i = 0; i < 3; ++i) rest.add(kMost);
  sum.add(rest);
  CHECK(sum.saturated() == 4);
}

TEST_CASE("the order of a sum never matters") {
  CHECK(rc::check([](std::vector<std::int64_t> terms) {
    PointsSum forwards;
    for (const std::int64_t term : terms) forwards.add(term);
    std::sort(terms.begin(), terms.end());
    PointsSum sorted;
    for (const std::int64_t term : terms) sorted.add(term);
    RC_ASSERT(forwards.saturated() == sorted.saturated());
  }));
}

TEST_CASE("number literals: digits, underscores, decimals, suffixes") {
  check_literal("50", 50, 50'000);
  check_literal("0", 0, 0);
  check_literal("007", 7, 7'000);
  check_literal("1_000", 1000, 1'000'000);
  check_literal("1_0_0", 100, 100'000);
  check_literal("2.5", 2.5, 2'500);
  check_literal("2.5_0_0", 2.5, 2'500);
  check_literal("+15", 15, 15'000);
  check_literal("-10", -10, -10'000);
  check_literal("10k", 10'000, 10'000'000);
  check_literal("5M", 5'000'000, 5'000'000'000);
  check_literal("1B", 1e9, 1'000'000'000'000);
  check_literal("2.3M", 2'300'000, 2'300'000'000);
  check_literal("1.1k", 1100, 1'100'000);
  check_literal("0.001", 0.001, 1);
  check_literal("1.2345k", 1234.5, 1'234'500);
  check_literal("1.50000", 1.5, 1'500);
  check_literal("0.1", 0.1, 100);
}

TEST_CASE("a suffix moves the decimal point exactly, and the value is rounded once") {
  check_literal("1.005M", 1'005'000, 1'005'000'000);
  check_literal("4.35k", 4350, 4'350'000);
  check_literal("0.000000001B", 1, 1'000);
  check_literal("9007199254740993", 9007199254740992.0, 9'007'199'254'740'993'000);
  check_literal("9007199254740.993k", 9007199254740992.0, 9'007'199'254'740'993'000);
}

TEST_CASE("more than three decimals have no thousandths") {
  check_literal("1.2345", 1.2345, std::nullopt);
  CHECK(read_number_literal("1.2345")->has_more_decimals);
  CHECK(read_number_literal("0.0005")->has_more_decimals);
  CHECK(read_number_literal("0.0000001k")->has_more_decimals);
  CHECK_FALSE(read_number_literal("1.2340")->has_more_decimals);
  CHECK_FALSE(read_number_literal("1.2345k")->has_more_decimals);
}

TEST_CASE("a literal too large for thousandths still has a value") {
  check_literal("9223372036854775.807", 9223372036854775.807, kMost);
  check_literal("-9223372036854775.808", -9223372036854775.808, kLeast);
  check_literal("9223372036854775.808", 9223372036854775.808, std::nullopt);
  check_literal("100000000000B", 1e20, std::nullopt);
  CHECK_FALSE(read_number_literal("100000000000B")->has_more_decimals);
  check_literal(std::string(308, '9'), 1e308, std::nullopt);
  CHECK_FALSE(read_number_literal(std::string(310, '9')));
  CHECK_FALSE(read_number_literal(std::string(306, '9') + "M"));
  check_literal("0." + std::string(400, '0') + "1", 0, std::nullopt);
  check_literal(std::string(400, '0') + "1", 1, 1'000);
}

TEST_CASE("a literal is never minus zero") {
  check_literal("-0", 0, 0);
  CHECK_FALSE(std::signbit(read_number_literal("-0.0")->value));
}

TEST_CASE("what is no number literal") {
  for (const std::string_view text :
       {"",     "-",     "+",    ".5",    "5.", "1__000", "_1",   "1_",  "1_.5", "1._5",
        "1.5_", "1,000", "10K",  "5m",    "1b", "10kk",   "10 k", " 1",  "1 ",   "--1",
        "+-1",  "1e6",   "0x10", "1.2.3", "k",  "1.k",    "1_k",  "inf", "nan",  "١"}) {
    CAPTURE(text);
    CHECK_FALSE(read_number_literal(text));
  }
  CHECK_FALSE(read_number_literal(std::string_view("1\0", 2)));
}

TEST_CASE("points that are spelled read back") {
  CHECK(rc::check([](std::int64_t thousandths) {
    const auto literal = read_number_literal(format_points(thousandths));
    RC_ASSERT(literal.has_value());
    RC_ASSERT(literal->thousandths == std::optional(thousandths));
    RC_ASSERT(read_number_literal(format_signed_points(thousandths))->thousandths ==
              std::optional(thousandths));
  }));
  for (const std::int64_t thousandths : {kLeast, kMost, kLeast + 1}) {
    CHECK(read_number_literal(format_points(thousandths))->thousandths == thousandths);
  }
}
