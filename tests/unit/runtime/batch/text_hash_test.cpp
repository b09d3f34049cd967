#include "runtime/batch/text_hash.hpp"

#include "base/text/fold.hpp"
#include "tests/differential/random.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace leadscore::runtime::batch {
namespace {

/// Bytes of ASCII, most of them letters.
std::string ascii_of(std::size_t size, differential::Random& random) {
  std::string text;
  while (text.size() < size) {
    const auto byte =
        static_cast<char>(random.below(5) == 0 ? '!' + random.below(94) : 'A' + random.below(26));
    text += random.below(2) == 0 ? byte : static_cast<char>(byte | 0x20);
  }
  for (char& byte : text) {
    if (byte == '\x7F') byte = '~';
  }
  return text;
}

}  // namespace

TEST_CASE("A short text is folded as any is") {
  differential::Random random(1);
  ShortFold fold;
  for (std::size_t size = 1; size <= ShortFold::kLongest; ++size) {
    for (int round = 0; round < 50; ++round) {
      const std::string given = ascii_of(size, random);
      CAPTURE(given);
      const std::string folded = text::fold(given);
      REQUIRE(fold.fold(given));
      CHECK(fold.text() == folded);
      CHECK(fold.hash() == loose_hash_of(folded));
      if (size > ShortLiteral::kLongest) continue;
      const ShortText text(given);
      CHECK(text.is_plain());
      CHECK(text.hash() == loose_hash_of(folded));
      CHECK(text.is(ShortLiteral(folded)));
      CHECK_FALSE(text.is(ShortLiteral(folded + "a")));
      CHECK_FALSE(text.is(ShortLiteral(std::string_view(folded).substr(1))));
    }
  }
}

TEST_CASE("A byte of a text is that of a literal if it is the same, or the same letter") {
  for (int literal = 0; literal < 0x80; ++literal) {
    const char folded =
        static_cast<char>(literal >= 'A' && literal <= 'Z' ? literal + 32 : literal);
    for (int given = 0; given < 0x80; ++given) {
      const char small = static_cast<char>(given >= 'A' && given <= 'Z' ? given + 32 : given);
      const std::string one = std::string("xx") + folded;
      const std::string other = std::string("xX") + static_cast<char>(given);
      CHECK(ShortText(other).is(ShortLiteral(one)) == (folded == small));
    }
  }
}

TEST_CASE("A text is that of a literal only if each of its bytes is") {
  for (std::size_t size = 1; size <= ShortLiteral::kLongest; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::string literal(size, 'x');
      std::string given(size, 'X');
      for (const std::string_view pair : {"[{", "{[", "ab", "aB", "@`", "`@", "1\x11"}) {
        literal[at] = pair[0];
        given[at] = pair[1];
        CHECK_FALSE(ShortText(given).is(ShortLiteral(literal)));
      }
      literal[at] = 'a';
      given[at] = 'A';
      CHECK(ShortText(given).is(ShortLiteral(literal)));
    }
  }
}

TEST_CASE(
    "A text with blanks around it, a long one and one that is not ASCII are folded otherwise") {
  ShortFold fold;
  for (const std::string& other : {std::string(), std::string(" a"), std::string("a\t"),
                                   std::string(ShortFold::kLongest + 1, 'a')}) {
    CAPTURE(other);
    CHECK_FALSE(fold.fold(other));
  }
  for (std::size_t size = 1; size <= ShortFold::kLongest; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::string other(size, 'a');
      other[at] = '\xC3';
      CHECK_FALSE(fold.fold(other));
    }
  }
}

TEST_CASE("Texts of any size are the same if each of their bytes is") {
  differential::Random random(2);
  for (std::size_t size = 0; size <= 100; ++size) {
    const std::string text = ascii_of(size, random);
    std::string other = text;
    CHECK(are_same(text, other));
    CHECK(hash_of(text) == hash_of(other));
    for (std::size_t at = 0; at < size; ++at) {
      other[at] = '\x7F';
      CHECK_FALSE(are_same(text, other));
      CHECK(hash_of(text) != hash_of(other));
      other[at] = text[at];
    }
  }
}

}  // namespace leadscore::runtime::batch
