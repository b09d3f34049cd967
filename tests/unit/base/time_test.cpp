#include "base/time.hpp"

#include "base/common_time.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <string>

using namespace leadscore;

namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr TimeMs kJanuary31 = 1'769'817'600'000;  // 2026-01-31T00:00:00Z
constexpr TimeMs kHalfPastNine = kJanuary31 + 9 * kMsPerHour + 30 * kMsPerMinute;

}  // namespace

TEST_CASE("dates read with hyphens or as eight digits") {
  CHECK(read_time("2026-01-31") == kJanuary31);
  CHECK(read_time("20260131") == kJanuary31);
  CHECK(read_time(" \t2026-01-31\u00A0") == kJanuary31);
  CHECK(read_time("1970-01-01") == 0);
  CHECK(read_time("1969-12-31") == -kMsPerDay);
  CHECK(read_time("2024-02-29") == 1'709'164'800'000);
  CHECK(read_time("2000-02-29") == 951'782'400'000);
  CHECK(read_time("0001-01-01") == kMinTimeMs);
  CHECK(read_time("9999-12-31T23:59:59.999Z") == kMaxTimeMs);
}

TEST_CASE("times of day read with T or a blank, to the minute, second or finer") {
  CHECK(read_time("2026-01-31T09:30") == kHalfPastNine);
  CHECK(read_time("2026-01-31 09:30") == kHalfPastNine);
  CHECK(read_time("2026-01-31T09:30:00") == kHalfPastNine);
  CHECK(read_time("2026-01-31T09:30:05Z") == kHalfPastNine + 5'000);
  CHECK(read_time("2026-01-31T09:30:00.5") == kHalfPastNine + 500);
  CHECK(read_time("2026-01-31T09:30:00.05Z") == kHalfPastNine + 50);
  CHECK(read_time("2026-01-31T09:30:00.1239999Z") == kHalfPastNine + 123);
  CHECK(read_time("2026-01-31 09:30:00,123") == kHalfPastNine + 123);
  CHECK(read_time("2026-01-31T00:00Z") == kJanuary31);
  CHECK(read_time("2026-01-31T23:59:59.999Z") == kJanuary31 + kMsPerDay - 1);
  CHECK(read_time("1969-12-31T23:59:59.9999Z") == -1);
  CHECK(read_time("20260131T09:30:00Z") == kHalfPastNine);
  CHECK(read_time("20260131T093000Z") == kHalfPastNine);
  CHECK(read_time("20260131T0930") == kHalfPastNine);
  CHECK(read_time("20260131T093000.25+0000") == kHalfPastNine + 250);
}

TEST_CASE("zones are offsets from UTC") {
  CHECK(read_time("2026-01-31T11:30:00+02") == kHalfPastNine);
  CHECK(read_time("2026-01-31T11:30:00+0200") == kHalfPastNine);
  CHECK(read_time("2026-01-31T11:30:00.001+02:00") == kHalfPastNine + 1);
  CHECK(read_time("2026-01-31T04:00-05:30") == kHalfPastNine);
  CHECK(read_time("2026-01-31T09:30-00:00") == kHalfPastNine);
  CHECK(read_time("20260131T1130+02") == kHalfPastNine);
  CHECK(read_time("2026-02-01T00:30+15") == kHalfPastNine);
  CHECK_FALSE(read_time("0001-01-01T00:00+01"));
  CHECK_FALSE(read_time("9999-12-31T23:30-01"));
}

TEST_CASE("what is no time") {
  for (const std::string_view text : {"",
                                      " ",
                                      "yesterday",
                                      "2026",
                                      "2026-01",
                                      "2026-1-31",
                                      "2026-01-32",
                                      "2026-00-10",
                                      "2026-13-01",
                                      "2026-02-29",
                                      "1900-02-29",
                                      "2026-04-31",
                                      "0000-01-01",
                                      "2026-01-31T",
                                      "2026-01-31T09",
                                      "2026-01-31T24:00",
                                      "2026-01-31T09:60",
                                      "2026-01-31T09:30:60",
                                      "2026-01-31T9:30",
                                      "2026-01-31T0930",
                                      "2026-01-31T09:30:",
                                      "2026-01-31T09:30:00.",
                                      "2026-01-31T09:30.5",
                                      "2026-01-31t09:30",
                                      "2026-01-31T09:30z",
                                      "2026-01-31T09:30+2",
                                      "2026-01-31T09:30+24",
                                      "2026-01-31T09:30+02:",
                                      "2026-01-31T09:30+02:60",
                                      "2026-01-31T09:30+020",
                                      "2026-01-31Z",
                                      "2026-01-31T09:30 Z",
                                      "2026-01-31  09:30",
                                      "2026-0131",
                                      "202601-31",
                                      "31.01.2026",
                                      "1/31/2026",
                                      "2026-W05-6",
                                      "2026-031",
                                      "+2026-01-31",
                                      "2026-01-31x",
                                      "2026-01-31T09:30UTC",
                                      "Jan 31 2026",
                                      "-",
                                      "+5",
                                      "1e9",
                                      "1,769,817,600",
                                      "12.",
                                      ".5",
                                      "--5",
                                      "5-"}) {
    CAPTURE(text);
    CHECK_FALSE(read_time(text));
  }
}

TEST_CASE("numbers are Unix seconds, or milliseconds from 10^11 on") {
  CHECK(read_time("1769817600") == kJanuary31);
  CHECK(read_time("1769817600000") == kJanuary31);
  CHECK(read_time("0") == 0);
  CHECK(read_time("99999999999") == 99'999'999'999'000);
  CHECK(read_time("100000000000") == 100'000'000'000);
  CHECK(read_time("99999999999.999") == 99'999'999'999'999);
  CHECK(read_time("-86400") == -kMsPerDay);
  CHECK(read_time("-100000000000") == -100'000'000'000);
  CHECK(read_time("1769817600.5") == kJanuary31 + 500);
  CHECK(read_time("1769817600.1239") == kJanuary31 + 123);
  CHECK(read_time("1769817600000.9") == kJanuary31);
  CHECK(read_time("-0.0001") == -1);
  CHECK(read_time("-1.5") == -1'500);
  CHECK(read_time("-100000000000.1") == -100'000'000'001);
  CHECK(read_time("-0") == 0);
  CHECK(read_time("253402300799999") == kMaxTimeMs);
  CHECK_FALSE(read_time("253402300800000"));
  CHECK_FALSE(read_time("1769817600000000"));  // microseconds
  CHECK_FALSE(read_time("99999999999999999999999999"));
  CHECK_FALSE(read_time("-99999999999"));  // before the year 1
}

TEST_CASE("four digits alone are no time, and eight are a date if there is one") {
  CHECK_FALSE(read_time("2026"));
  CHECK_FALSE(read_time(" 0000 "));
  CHECK(read_time("999") == 999'000);
  CHECK(read_time("20261") == 20'261'000);
  CHECK(read_time("-2026") == -2'026'000);
  CHECK(read_time("20260228") == 1'772'236'800'000);
  CHECK(read_time("20260230") == 20'260'230'000);
  CHECK(read_time("99999999") == 99'999'999'000);
  CHECK(read_time("020260131") == 20'260'131'000);
}

TEST_CASE("JSON numbers are Unix times, to the millisecond") {
  CHECK(read_time_number(1769817600) == kJanuary31);
  CHECK(read_time_number(1769817600000.0) == kJanuary31);
  CHECK(read_time_number(1769817600.123) == kJanuary31 + 123);
  CHECK(read_time_number(99'999'999'999.0) == 99'999'999'999'000);
  CHECK(read_time_number(1e11) == 100'000'000'000);
  CHECK(read_time_number(2026) == 2'026'000);
  CHECK(read_time_number(20260131) == 20'260'131'000);
  CHECK(read_time_number(-1.5) == -1'500);
  CHECK(read_time_number(-0.0) == 0);
  CHECK(read_time_number(5e-324) == 0);
  CHECK(read_time_number(-5e-324) == -1);
  CHECK(read_time_number(253402300799999.0) == kMaxTimeMs);
  CHECK_FALSE(read_time_number(253402300800000.0));
  CHECK_FALSE(read_time_number(1e308));
  CHECK_FALSE(read_time_number(-1e308));
  CHECK_FALSE(read_time_number(std::numeric_limits<double>::infinity()));
  CHECK_FALSE(read_time_number(std::numeric_limits<double>::quiet_NaN()));
}

TEST_CASE("dates of a model are exact") {
  const auto day = read_date_literal("2026-01-31");
  REQUIRE(day);
  CHECK(day->time == kJanuary31);
  CHECK(day->is_whole_day);
  const auto moment = read_date_literal("2026-01-31T09:30:00Z");
  REQUIRE(moment);
  CHECK(moment->time == kHalfPastNine);
  CHECK_FALSE(moment->is_whole_day);
  CHECK(read_date_literal("2026-01-31T09:30:00.5Z")->time == kHalfPastNine + 500);
  CHECK(read_date_literal("2026-01-31T09:30:00.123Z")->time == kHalfPastNine + 123);
  CHECK(read_date_literal("2024-02-29"));
  for (const std::string_view text : {"",
                                      "2026-02-30",
                                      "2026-02-29",
                                      "20260131",
                                      "2026-01-31T09:30Z",
                                      "2026-01-31T09:30:00",
                                      "2026-01-31 09:30:00Z",
                                      "2026-01-31T09:30:00+00",
                                      "2026-01-31T09:30:00+00:00",
                                      "2026-01-31T24:00:00Z",
                                      "2026-01-31T09:30:60Z",
                                      "2026-01-31T09:30:00.Z",
                                      "2026-01-31T09:30:00.1234Z",
                                      "2026-01-31T09:30:00,5Z",
                                      "2026-1-31",
                                      " 2026-01-31",
                                      "2026-01-31 ",
                                      "0000-01-01",
                                      "2026-01-31T09:30:00ZZ",
                                      "2026-01-31T"}) {
    CAPTURE(text);
    CHECK_FALSE(read_date_literal(text));
  }
}

TEST_CASE("times are spelled in ISO 8601, with milliseconds only if there are any") {
  CHECK(format_time(kHalfPastNine) == "2026-01-31T09:30:00Z");
  CHECK(format_time(kHalfPastNine + 50) == "2026-01-31T09:30:00.050Z");
  CHECK(format_time(-1) == "1969-12-31T23:59:59.999Z");
  CHECK(format_time(kMinTimeMs) == "0001-01-01T00:00:00Z");
  CHECK(format_time(kMaxTimeMs) == "9999-12-31T23:59:59.999Z");
  CHECK(format_time(kMaxTimeMs + 1) == "253402300800000 ms");
  CHECK(format_time(kLeast) == "-9223372036854775808 ms");
  CHECK(format_date(kHalfPastNine) == "2026-01-31");
  CHECK(format_date(-1) == "1969-12-31");
  CHECK(format_date(kMost) == "9223372036854775807 ms");
}

TEST_CASE("durations are spelled in the largest exact unit") {
  CHECK(format_duration(7 * kMsPerDay) == "7 days");
  CHECK(format_duration(kMsPerDay) == "1 day");
  CHECK(format_duration(kMsPerHour) == "1 hour");
  CHECK(format_duration(36 * kMsPerHour) == "36 hours");
  CHECK(format_duration(90 * kMsPerMinute) == "90 minutes");
  CHECK(format_duration(kMsPerYear) == "365 days");
  CHECK(format_duration(61'000) == "61 seconds");
  CHECK(format_duration(1) == "1 millisecond");
  CHECK(format_duration(1'500) == "1500 milliseconds");
  CHECK(format_duration(0) == "0 days");
  CHECK(format_duration(-kMsPerDay) == "-1 day");
  CHECK(format_duration(-3 * kMsPerHour) == "-3 hours");
  CHECK(format_duration(kLeast) == "-9223372036854775808 milliseconds");
}

TEST_CASE("UTC days begin at midnight, before 1970 too") {
  CHECK(utc_day(0) == 0);
  CHECK(utc_day(kMsPerDay - 1) == 0);
  CHECK(utc_day(kMsPerDay) == 1);
  CHECK(utc_day(-1) == -1);
  CHECK(utc_day(-kMsPerDay) == -1);
  CHECK(utc_day(-kMsPerDay - 1) == -2);
  CHECK(utc_day(kLeast) == -106'751'991'168);
  CHECK(utc_day(kMost) == 106'751'991'167);
}

TEST_CASE("a time that is spelled reads back") {
  CHECK(rc::check([] {
    const TimeMs time = *rc::gen::inRange<TimeMs>(kMinTimeMs, kMaxTimeMs + 1);
    RC_ASSERT(read_time(format_time(time)) == std::optional(time));
    const auto literal = read_date_literal(format_time(time));
    RC_ASSERT(literal.has_value());
    RC_ASSERT(literal->time == time);
    RC_ASSERT(read_time(format_date(time)) == std::optional(utc_day(time) * kMsPerDay));
  }));
}

TEST_CASE("the common spelling reads on every day of the known years, and on no other") {
  for (int year = 1960; year <= 2110; ++year) {
    for (unsigned month = 0; month <= 13; ++month) {
      for (const unsigned day : {0U, 1U, 28U, 29U, 30U, 31U, 32U}) {
        const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                               std::chrono::day(day)};
        const std::string text = fmt::format("{:04}-{:02}-{:02}T23:59:58Z", year, month, day);
        CAPTURE(text);
        TimeMs time = 0;
        const bool is_known = year >= 1970 && year < 2100 && date.ok();
        REQUIRE(read_common_time(text, time) == is_known);
        REQUIRE(read_time(text).has_value() == date.ok());
        if (!date.ok()) continue;
        const TimeMs days = std::chrono::sys_days(date).time_since_epoch().count();
        const TimeMs expected = (days + 1) * kMsPerDay - 2 * kMsPerSecond;
        REQUIRE(read_time(text) == std::optional(expected));
        if (is_known) REQUIRE(time == expected);
      }
    }
  }
}

TEST_CASE("the common spelling has digits and signs at their places and nothing else") {
  const std::string common = "2024-02-29T23:59:58Z";
  for (std::size_t at = 0; at < common.size(); ++at) {
    for (const char byte : {'/', ':', '0', '9', '-', 'T', 'Z', ' ', '\0', '\x80', '\xB0', '\xFF'}) {
      std::string text = common;
      text[at] = byte;
      CAPTURE(text);
      const bool is_spelled_so =
          std::ranges::equal(text, kCommonTime, [](char given, char expected) {
            return expected == '0' ? given >= '0' && given <= '9' : given == expected;
          });
      const bool is_known = text >= "1970" && text < "2100";
      const auto expected = read_time(text + ' ');  // the blank has it read the general way
      TimeMs time = 7;
      const bool is_read = read_common_time(text, time);
      CHECK(is_read == (is_spelled_so && is_known && expected));
      CHECK(time == (is_read ? *expected : 7));
    }
  }
}

TEST_CASE("any bytes and any number are a time or none") {
  CHECK(rc::check([](const std::string& text, double number, std::int64_t time) {
    (void)read_time(text);
    (void)read_date_literal(text);
    (void)read_time_number(number);
    (void)format_time(time);
    (void)format_date(time);
    (void)format_duration(time);
  }));
  const auto likely =
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("012-0:T Z.,+")));
  CHECK(rc::check([&] {
    const auto time = read_time("2026-01-31" + *likely);
    if (time) RC_ASSERT((*time >= kMinTimeMs && *time <= kMaxTimeMs));
  }));
}
