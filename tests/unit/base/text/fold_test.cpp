#include "base/text/fold.hpp"

#include "base/text/utf8.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <string>
#include <vector>

using namespace leadscore::text;

namespace {

constexpr char32_t kLastCodePoint = 0x10FFFF;

bool is_surrogate(char32_t code_point) { return code_point >= 0xD800 && code_point <= 0xDFFF; }

std::string encoded(char32_t code_point) {
  std::string text;
  append_utf8(text, code_point);
  return text;
}

std::string icu_nfc(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  const auto source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  std::string result;
  nfc->normalize(source, status).toUTF8String(result);
  REQUIRE(U_SUCCESS(status));
  return result;
}

/// A text of letters, marks and other code points that meet in normalisation.
rc::Gen<std::string> texts_with_marks() {
  const auto code_point = rc::gen::oneOf(
      rc::gen::inRange<std::uint32_t>(0x20, 0x7F), rc::gen::inRange<std::uint32_t>(0xA0, 0x250),
      rc::gen::inRange<std::uint32_t>(0x300, 0x370), rc::gen::inRange<std::uint32_t>(0x370, 0x400),
      rc::gen::inRange<std::uint32_t>(0x1100, 0x1200),
      rc::gen::inRange<std::uint32_t>(0x1E00, 0x2100),
      rc::gen::inRange<std::uint32_t>(0xAC00, 0xB000), rc::gen::inRange<std::uint32_t>(0, 0x11FFF));
  return rc::gen::map(rc::gen::container<std::vector<std::uint32_t>>(code_point),
                      [](const std::vector<std::uint32_t>& code_points) {
                        std::string text;
                        for (const std::uint32_t value : code_points) append_utf8(text, value);
                        return text;
                      });
}

}  // namespace

TEST_CASE("simple case folding is Unicode's, for every code point") {
  for (char32_t code_point = 0; code_point <= kLastCodePoint; ++code_point) {
    const auto expected =
        static_cast<char32_t>(u_foldCase(static_cast<UChar32>(code_point), U_FOLD_CASE_DEFAULT));
    // ICU 72 and utf8proc 2.8 both hold Unicode 15. ICU folds U+0130 to "i" + U+0307 only in full.
    if (fold_code_point(code_point) != expected) {
      FAIL_CHECK("U+" << std::hex << static_cast<std::uint32_t>(code_point) << " folds to "
                      << static_cast<std::uint32_t>(fold_code_point(code_point)) << ", not "
                      << static_cast<std::uint32_t>(expected));
    }
  }
  CHECK(fold_code_point(0x110000) == 0x110000);
  CHECK(fold_code_point(0xFFFFFFFF) == 0xFFFFFFFF);
}

TEST_CASE("white space is Unicode's, for every code point") {
  for (char32_t code_point = 0; code_point <= kLastCodePoint; ++code_point) {
    const bool expected =
        u_hasBinaryProperty(static_cast<UChar32>(code_point), UCHAR_WHITE_SPACE) != 0;
    if (is_white_space(code_point) != expected) {
      FAIL_CHECK("U+" << std::hex << static_cast<std::uint32_t>(code_point));
    }
  }
}

TEST_CASE("every white space is trimmed at both ends, and nothing else is") {
  CHECK(trim("") == "");
  CHECK(trim(" \t\r\n ") == "");
  CHECK(trim("  a b ") == "a b");
  CHECK(trim_start(" a ") == "a ");
  CHECK(trim_end(" a ") == " a");
  CHECK(trim("\u00A0\u3000x\u2028\u0085") == "x");
  CHECK(trim("\u200B\uFEFFx\u200B") == "\u200B\uFEFFx\u200B");  // format characters
  CHECK(trim("\x80 ") == "\x80");
  CHECK(trim("a\xC2\xA0\xA0") == "a\xC2\xA0\xA0");
  for (char32_t code_point = 0; code_point <= kLastCodePoint; ++code_point) {
    if (is_surrogate(code_point)) continue;
    const std::string text = encoded(code_point) + "x" + encoded(code_point);
    const bool is_trimmed = trim(text) == "x";
    if (is_trimmed != is_white_space(code_point)) {
      FAIL_CHECK("U+" << std::hex << static_cast<std::uint32_t>(code_point));
    }
  }
}

TEST_CASE("folding makes case and normal form the same") {
  CHECK(fold("CTO") == "cto");
  CHECK(fold("  Job Title\u00A0") == "job title");
  CHECK(fold("JOSÉ") == "josé");
  CHECK(fold("Jose\u0301") == "josé");
  CHECK(fold("\u212A\u212B") == "kå");  // Kelvin and Angstrom signs
  CHECK(fold("ſoft") == "soft");
  CHECK(fold("ΣΊΣΥΦΟΣ") == fold("σίσυφος"));  // final sigma
  CHECK(fold("ΧΑΣ") == "χασ");
  CHECK(fold("\u0345") == "ι");
  CHECK(fold("Ǆ") == fold("ǅ"));
  CHECK(fold("\U00010400") == "\U00010428");
  CHECK(fold("") == "");
}

TEST_CASE("folding is simple: no character becomes two") {
  CHECK(fold("STRAẞE") == "straße");
  CHECK(fold("straße") != fold("strasse"));
  CHECK(fold("ﬁ") == "ﬁ");
  CHECK(fold("ŉ") == "ŉ");
  CHECK(fold("\u1F88") == "\u1F80");
}

TEST_CASE("folding is not Turkic") {
  CHECK(fold("I") == "i");
  CHECK(fold("ı") == "ı");
  CHECK(fold("İ") == "İ");
  CHECK(fold("I\u0307") == "İ");  // one character in NFC
}

TEST_CASE("capitals without a composed form meet their small letters") {
  CHECK(fold("J\u030C") == fold("ǰ"));
  CHECK(fold("\u03AA\u0301") == fold("\u0390"));
}

TEST_CASE("fold_untrimmed keeps white space, normalise keeps case") {
  CHECK(fold_untrimmed(" A\u00A0") == " a\u00A0");
  CHECK(fold_untrimmed(" A ") == " a ");
  CHECK(normalise(" Jose\u0301\u3000") == "José");
  CHECK(normalise(" CTO ") == "CTO");
  CHECK(normalise("\u212A") == "K");
}

TEST_CASE("bad bytes become U+FFFD") {
  CHECK(fold("A\xFF") == "a\uFFFD");
  CHECK(normalise("A\xE2\x82") == "A\uFFFD");
}

TEST_CASE("a long run of marks takes no quadratic time") {
  std::string text = "a";
  for (int i = 0; i < 200'000; ++i) text += i % 2 == 0 ? "\u0301" : "\u0323";
  CHECK(fold(text).starts_with("ạ\u0323"));  // the dots below come first, one of them composed
}

TEST_CASE("NFC is Unicode's, for every code point") {
  for (char32_t code_point = 0; code_point <= kLastCodePoint; ++code_point) {
    if (is_surrogate(code_point) || is_white_space(code_point)) continue;
    const std::string text = encoded(code_point);
    if (normalise(text) != icu_nfc(text)) {
      FAIL_CHECK("U+" << std::hex << static_cast<std::uint32_t>(code_point));
    }
  }
}

TEST_CASE("NFC is Unicode's, for texts with marks") {
  CHECK(rc::check([] {
    const std::string text = *texts_with_marks();
    RC_ASSERT(normalise(text) == icu_nfc(trim(text)));
  }));
}

TEST_CASE("folding twice changes nothing") {
  CHECK(rc::check([] {
    const std::string once = fold(*texts_with_marks());
    RC_ASSERT(fold(once) == once);
    RC_ASSERT(icu_nfc(once) == once);
  }));
  for (char32_t code_point = 0; code_point <= kLastCodePoint; ++code_point) {
    const std::string once = fold(encoded(code_point));
    if (fold(once) != once) FAIL_CHECK("U+" << std::hex << static_cast<std::uint32_t>(code_point));
  }
}

TEST_CASE("any bytes fold to UTF-8") {
  CHECK(rc::check([](const std::string& text) {
    RC_ASSERT(is_valid_utf8(fold(text)));
    RC_ASSERT(is_valid_utf8(fold_untrimmed(text)));
    RC_ASSERT(is_valid_utf8(normalise(text)));
    RC_ASSERT(trim(trim(text)) == trim(text));
  }));
}
