#include "base/text/words.hpp"

#include "base/text/fold.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <unicode/uchar.h>

#include <string>
#include <vector>

using namespace leadscore::text;

namespace {

using Words = std::vector<std::string_view>;

bool is_mentioned(std::string_view text, std::string_view literal) {
  const std::string folded_text = fold(text);
  const std::string folded_literal = fold(literal);
  return mentions(folded_text, words_of(folded_literal));
}

}  // namespace

TEST_CASE("word characters are letters, marks and decimal digits, for every code point") {
  constexpr std::uint32_t kWordCategories = U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK;
  for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
    const bool expected = (U_GET_GC_MASK(static_cast<UChar32>(code_point)) & kWordCategories) != 0;
    if (is_word_character(code_point) != expected) {
      FAIL_CHECK("U+" << std::hex << static_cast<std::uint32_t>(code_point));
    }
  }
}

TEST_CASE("words are runs of word characters") {
  CHECK(words_of("") == Words{});
  CHECK(words_of(" -!") == Words{});
  CHECK(words_of("vp") == Words{"vp"});
  CHECK(words_of("  vp, sales & c++ 2x ") == Words{"vp", "sales", "c", "2x"});
  CHECK(words_of("snake_case") == Words{"snake", "case"});
  CHECK(words_of("naïve x\u0323y") == Words{"naïve", "x\u0323y"});
  CHECK(words_of("日本 語") == Words{"日本", "語"});
  CHECK(words_of("a²b½c") == Words{"a", "b", "c"});
  CHECK(words_of("a\xFF"
                 "b") == Words{"a", "b"});
}

TEST_CASE("a literal is mentioned where its words are, one after the other") {
  CHECK(is_mentioned("VP of Sales", "vp"));
  CHECK(is_mentioned("Sales/VP", "vp"));
  CHECK_FALSE(is_mentioned("SVP", "vp"));
  CHECK_FALSE(is_mentioned("Director", "cto"));
  CHECK(is_mentioned("the CTO!", "CTO"));
  CHECK(is_mentioned("Vice-President, Sales", "vice president"));
  CHECK(is_mentioned("Vice \n-- President", "vice-president"));
  CHECK_FALSE(is_mentioned("Vice the President", "vice president"));
  CHECK_FALSE(is_mentioned("President Vice", "vice president"));
  CHECK(is_mentioned("a a b", "a b"));
  CHECK_FALSE(is_mentioned("vice presidents", "vice president"));
  CHECK_FALSE(is_mentioned("anything", "--"));
  CHECK_FALSE(is_mentioned("", "a"));
}

TEST_CASE("words may be views or texts") {
  const std::vector<std::string> texts = {"vice", "president"};
  const std::vector<std::string_view> views = {"vice", "president"};
  CHECK(mentions("vice president", texts));
  CHECK(mentions("vice president", views));
}

TEST_CASE("words are read into memory that held others, and found there") {
  std::vector<std::string_view> words = {"what", "was", "before"};
  read_words("vice-president, sales", words);
  CHECK(words == std::vector<std::string_view>{"vice", "president", "sales"});
  CHECK(have_in_a_row(words, words_of("president sales")));
  CHECK_FALSE(have_in_a_row(words, words_of("vice sales")));
  CHECK_FALSE(have_in_a_row(words, {}));
  read_words(" - ", words);
  CHECK(words.empty());
}

TEST_CASE("a text mentions each of its own words") {
  CHECK(rc::check([](const std::string& text) {
    const Words words = words_of(text);
    for (const std::string_view word : words) RC_ASSERT(mentions(text, Words{word}));
    RC_ASSERT(mentions(text, words) == !words.empty());
  }));
}
