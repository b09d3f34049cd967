#include "base/number.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>

using namespace leadscore;

TEST_CASE("numbers of records read as people and machines write them") {
  CHECK(read_number("1200") == 1200);
  CHECK(read_number("1,200") == 1200);
  CHECK(read_number("1,200,300.25") == 1200300.25);
  CHECK(read_number("$5,000.50") == 5000.5);
  CHECK(read_number("€5") == 5);
  CHECK(read_number("£5") == 5);
  CHECK(read_number("-$5") == -5);
  CHECK(read_number("$-5") == -5);
  CHECK(read_number("+€1,000") == 1000);
  CHECK(read_number("£+5") == 5);
  CHECK(read_number("1e6") == 1e6);
  CHECK(read_number("1E+6") == 1e6);
  CHECK(read_number("2.5e-3") == 0.0025);
  CHECK(read_number("1,200e3") == 1.2e6);
  CHECK(read_number(".5") == 0.5);
  CHECK(read_number("-.5") == -0.5);
  CHECK(read_number("5.") == 5);
  CHECK(read_number("007") == 7);
  CHECK(read_number("\t 42\u00A0\u3000") == 42);
  CHECK(read_number("0.1") == 0.1);
}

TEST_CASE("commas group all digits before the point in threes, or there are none") {
  CHECK(read_number("999,999") == 999999);
  CHECK(read_number("12,345,678") == 12345678);
  for (const std::string_view text :
       {"12,00", "1,2000", "1234,567", "1,234,56", ",123", "1,", "1,,000", "1,234567", "1.5,000",
        "1e1,000", ",", "1,23a", "1.234,5"}) {
    CAPTURE(text);
    CHECK_FALSE(read_number(text));
  }
}

TEST_CASE("what is no number of a record") {
  for (const std::string_view text :
       {"",     " ",    "-",   "$",        "-$",     ".",
        "e5",   ".e5",  "1e",  "1e+",      "1 200",  "$ 5",
        "- 5",  "5 €",  "5$",  "$$5",      "--5",    "-$-5",
        "-€+5", "$€5",  "(5)", "5%",       "1_000",  "10k",
        "0x10", "inf",  "nan", "Infinity", "1.2.3",  "1f",
        "١٢",   "１２", "¥5",  "1e400",    "-1e400", "1e99999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(read_number(text));
  }
  CHECK_FALSE(read_number(std::string_view("1\0", 2)));
}

TEST_CASE("numbers at the edges of a double") {
  CHECK(read_number("1.7976931348623157e308") == std::numeric_limits<double>::max());
  CHECK_FALSE(read_number("1.7976931348623159e308"));
  CHECK(read_number("5e-324") == std::numeric_limits<double>::denorm_min());
  CHECK(read_number("2.2250738585072014e-308") == std::numeric_limits<double>::min());
  CHECK(read_number("1e-310") == 1e-310);
  CHECK(read_number("1e-400") == 0);
  CHECK(read_number("1e-99999999999999999999") == 0);
  CHECK(read_number("0e99999999999999999999") == 0);
  CHECK(read_number(std::string(400, '0') + "1") == 1);
  CHECK(read_number("1" + std::string(400, '0') + "e-400") == 1);
  CHECK(read_number("." + std::string(400, '0') + "1e401") == 1);
  CHECK_FALSE(read_number("1" + std::string(400, '0')));
  CHECK(read_number("." + std::string(400, '0') + "1") == 0);
  CHECK_FALSE(std::signbit(*read_number("-0")));
  CHECK_FALSE(std::signbit(*read_number("-1e-400")));
}

TEST_CASE("plain numbers have no sign, currency, comma or white space") {
  CHECK(read_plain_number("12.5e1") == 125);
  for (const std::string_view text : {"-1", "+1", "$1", "1,000", " 1", "1 ", ""}) {
    CHECK_FALSE(read_plain_number(text));
  }
}

TEST_CASE("a number as text has no point or exponent if it is integral") {
  CHECK(format_number(0) == "0");
  CHECK(format_number(-0.0) == "0");
  CHECK(format_number(7.0) == "7");
  CHECK(format_number(-7.0) == "-7");
  CHECK(format_number(1e6) == "1000000");
  CHECK(format_number(1e21) == "1000000000000000000000");
  CHECK(format_number(9007199254740993.0) == "9007199254740992");
  CHECK(format_number(1e308).size() == 309);
  CHECK(format_number(2.5) == "2.5");
  CHECK(format_number(0.1) == "0.1");
  CHECK(format_number(0.1 + 0.2) == "0.30000000000000004");
  CHECK(format_number(-0.0001) == "-0.0001");
  CHECK(format_number(1e-7) == "1e-07");
  CHECK(format_number(5e-324) == "5e-324");
}

TEST_CASE("a number as text reads back, whatever it is") {
  CHECK(rc::check([](std::uint64_t bits) {
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    RC_PRE(std::isfinite(number));
    const auto read = read_number(format_number(number));
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == number);
  }));
}

TEST_CASE("reading agrees with the C library on plain numbers") {
  CHECK(rc::check([](std::uint32_t whole, std::uint32_t fraction, std::int16_t exponent) {
    const std::string text = std::to_string(whole) + "." + std::to_string(fraction) + "e" +
                             std::to_string(exponent % 330);
    const double expected = std::strtod(text.c_str(), nullptr);
    const auto read = read_number(text);
    RC_ASSERT(read.has_value() == static_cast<bool>(std::isfinite(expected)));
    if (read) RC_ASSERT(*read == expected);
  }));
}

TEST_CASE("any bytes are a number or none") {
  CHECK(rc::check([](const std::string& text) {
    const auto number = read_number(text);
    if (number) RC_ASSERT(std::isfinite(*number));
  }));
  const auto likely =
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123,.eE+-$ ")));
  CHECK(rc::check([&] { (void)read_number(*likely); }));
}
