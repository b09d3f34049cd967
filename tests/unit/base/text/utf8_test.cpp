#include "base/text/utf8.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <unicode/utf8.h>

#include <string>

using namespace leadscore::text;

namespace {

std::u32string decoded(std::string_view text) {
  std::u32string code_points;
  for (std::size_t offset = 0; offset < text.size();) {
    code_points.push_back(next_code_point(text, offset));
  }
  return code_points;
}

}  // namespace

TEST_CASE("well-formed UTF-8 is what Unicode says it is") {
  CHECK(is_valid_utf8(""));
  CHECK(is_valid_utf8("aé€😀"));
  CHECK(is_valid_utf8("\xF4\x8F\xBF\xBF"));
  for (const std::string_view text :
       {"\x80", "\xC3", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xE2\x82", "\xC3(",
        "\xE2\x82(", "é\xA9"}) {
    CHECK_FALSE(is_valid_utf8(text));
  }
}

TEST_CASE("ASCII is what is below 128") {
  CHECK(is_ascii(""));
  CHECK(is_ascii("az~\x7F"));
  CHECK_FALSE(is_ascii("aé"));
}

TEST_CASE("every code point is written and read back") {
  for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
    if (code_point >= 0xD800 && code_point <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, code_point);
    std::size_t offset = 0;
    const bool is_same =
        next_code_point(text, offset) == code_point && offset == text.size() && is_valid_utf8(text);
    if (!is_same) FAIL_CHECK("U+" << std::hex << static_cast<std::uint32_t>(code_point));
  }
}

TEST_CASE("what is no code point is written as U+FFFD") {
  std::string text;
  append_utf8(text, 0xD800);
  append_utf8(text, 0x110000);
  append_utf8(text, 0xFFFFFFFF);
  CHECK(text == "\uFFFD\uFFFD\uFFFD");
}

TEST_CASE("bad bytes decode to U+FFFD, one for each maximal part of a sequence") {
  CHECK(decoded("a\xFF"
                "b") == U"a\uFFFDb");
  CHECK(decoded("\xE2\x82") == U"\uFFFD");
  CHECK(decoded("\xE2\x82z") == U"\uFFFDz");
  CHECK(decoded("\xED\xA0\x80") == U"\uFFFD\uFFFD\uFFFD");
  CHECK(decoded("\xF0\x9F\x98\xC3\xA9") == U"\uFFFDé");
  CHECK(decoded("\xF1\x80\x41\xC0\x42") == U"\uFFFDA\uFFFDB");
}

TEST_CASE("code points are counted") {
  CHECK(count_code_points("") == 0);
  CHECK(count_code_points("aé€😀") == 4);
  CHECK(count_code_points("e\u0301") == 2);
  CHECK(count_code_points("\xFF\xFF") == 2);
}

TEST_CASE("terminal columns: wide characters take two, marks and controls none") {
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("é") == 1);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("日本") == 4);
  CHECK(display_width("😀") == 2);
  CHECK(display_width("\t\n") == 0);
  CHECK(display_width("\xFF") == 1);
}

// U8_NEXT is ICU's macro, and converts within.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
TEST_CASE("any bytes decode as ICU decodes them") {
  CHECK(rc::check([](const std::string& text) {
    bool is_good = true;
    std::size_t offset = 0;
    int32_t place = 0;
    const auto length = static_cast<int32_t>(text.size());
    while (place < length) {
      UChar32 expected = 0;
      U8_NEXT(text.data(), place, length, expected);
      is_good = is_good && expected >= 0;
      RC_ASSERT(next_code_point(text, offset) ==
                (expected < 0 ? kReplacement : static_cast<char32_t>(expected)));
      RC_ASSERT(offset == static_cast<std::size_t>(place));
    }
    RC_ASSERT(is_valid_utf8(text) == is_good);
  }));
}
#pragma GCC diagnostic pop
