#include "compiler/parse/literals.hpp"

#include <doctest/doctest.h>

namespace leadscore::syntax {
namespace {

TEST_CASE("a text has its escapes resolved, and keeps them as a pattern") {
  const TextReading reading = read_text(R"(a\"b\\c\n\t\u{41}\*\?*?)");
  CHECK(reading.text == "a\"b\\c\n\tA*?*?");
  CHECK(reading.pattern == "a\"b\\\\c\n\tA\\*\\?*?");
  CHECK_FALSE(reading.unknown_escape);
}

TEST_CASE("a special character by its code is the character itself in a pattern") {
  CHECK(read_text(R"(\u{2A}\u{3f}\u{5C})").pattern == R"(\*\?\\)");
  CHECK(read_text(R"(\u{1F4A1})").text == "\U0001F4A1");
}

TEST_CASE("escapes that mean nothing are named as they are written") {
  const auto unknown = [](std::string_view inside) {
    return std::string(read_text(inside).unknown_escape.value_or("none"));
  };
  CHECK(unknown(R"(a\q)") == R"(\q)");
  CHECK(unknown(R"(\ü)") == R"(\ü)");
  CHECK(unknown(R"(\u{})") == R"(\u{})");
  CHECK(unknown(R"(\u{110000})") == R"(\u{110000})");
  CHECK(unknown(R"(\u{D800})") == R"(\u{D800})");
  CHECK(unknown(R"(\u{0})") == R"(\u{0})");
  CHECK(unknown(R"(\u{0000041})") == R"(\u{0000041})");
  CHECK(unknown(R"(\u41)") == R"(\u)");
  CHECK(unknown(R"(\u{10FFFF})") == "none");
}

TEST_CASE("quotes of any kind are taken off") {
  CHECK(inside_quotes("\"CTO\"") == "CTO");
  CHECK(inside_quotes("“CTO”") == "CTO");
  CHECK(inside_quotes("'CTO'") == "CTO");
  CHECK(inside_quotes("“”").empty());
  CHECK(inside_quotes("\"\"").empty());
}

TEST_CASE("durations are exact") {
  CHECK(duration_of("7", kMsPerDay) == 7 * kMsPerDay);
  CHECK(duration_of("1.5", kMsPerHour) == 90 * kMsPerMinute);
  CHECK(duration_of("1.50000", kMsPerHour) == 90 * kMsPerMinute);
  CHECK(duration_of("0.1", kMsPerMinute) == 6 * kMsPerSecond);
  CHECK(duration_of("1_000", kMsPerMinute) == 1'000 * kMsPerMinute);
  CHECK(duration_of("1.5k", kMsPerMinute) == 1'500 * kMsPerMinute);
  CHECK(duration_of("100", kMsPerYear) == 100 * kMsPerYear);
  CHECK(duration_of("36500", kMsPerDay) == 100 * kMsPerYear);
}

TEST_CASE("durations that cannot be used") {
  CHECK_FALSE(duration_of("0", kMsPerDay));
  CHECK_FALSE(duration_of("-1", kMsPerDay));
  CHECK_FALSE(duration_of("36501", kMsPerDay));
  CHECK_FALSE(duration_of("100.001", kMsPerYear));
  CHECK_FALSE(duration_of("1.00001", kMsPerMinute));  // 60000.6 ms
  CHECK_FALSE(duration_of("0.33333333333333333333333333333333333333333", kMsPerMinute));
  CHECK_FALSE(duration_of("999999999999999999999999999999999", kMsPerDay));
  CHECK_FALSE(duration_of("5x", kMsPerDay));
}

}  // namespace
}  // namespace leadscore::syntax
