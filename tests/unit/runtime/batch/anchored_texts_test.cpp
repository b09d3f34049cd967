#include "runtime/batch/anchored_texts.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {
namespace {

using bytecode::SignalId;
using End = AnchoredTexts::End;

std::vector<std::uint32_t> found_in(const AnchoredTexts& texts, std::string_view value) {
  std::vector<std::uint32_t> found;
  texts.search(value, [&found](SignalId signal) { found.push_back(signal.value); });
  std::sort(found.begin(), found.end());
  return found;
}

using Found = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("Texts are found at their end of a value only") {
  const std::vector<SoughtText> sought = {{.text = "ab", .signal = SignalId(0)},
                                          {.text = "abc", .signal = SignalId(1)},
                                          {.text = "ab", .signal = SignalId(2)},
                                          {.text = "bc", .signal = SignalId(3)},
                                          {.text = "ö", .signal = SignalId(4)}};
  const AnchoredTexts first(End::kFirst, sought);
  CHECK(found_in(first, "abcd") == Found{0, 1, 2});
  CHECK(found_in(first, "ab") == Found{0, 2});
  CHECK(found_in(first, "xabc") == Found{});
  CHECK(found_in(first, "bcab") == Found{3});
  CHECK(found_in(first, "öab") == Found{4});
  CHECK(found_in(first, "") == Found{});
  const AnchoredTexts last(End::kLast, sought);
  CHECK(found_in(last, "xabc") == Found{1, 3});
  CHECK(found_in(last, "cab") == Found{0, 2});
  CHECK(found_in(last, "abcx") == Found{});
  CHECK(found_in(last, "ab ö") == Found{4});
  CHECK(found_in(last, "b") == Found{});
}

TEST_CASE("What can be found is seen at a glance, whatever its capital letters and its size") {
  const std::string_view long_text = "a text of more bytes than a word has";
  const std::vector<SoughtText> sought = {{.text = ".com", .signal = SignalId(0)},
                                          {.text = "x", .signal = SignalId(1)},
                                          {.text = long_text, .signal = SignalId(2)}};
  const AnchoredTexts first(End::kFirst, sought);
  const AnchoredTexts last(End::kLast, sought);
  for (const char* const value : {".com", ".COM1", ".coM and much more", "x", "Xyz",
                                  "A Text of more", "a text of more bytes"}) {
    CAPTURE(value);
    CHECK(first.can_find(ShortText(value)));
  }
  for (const char* const value : {".com", "1.Com", "someone@mail.cOM", "x", "yzX", "seven x",
                                  "Word Has", "bytes than a word has"}) {
    CAPTURE(value);
    CHECK(last.can_find(ShortText(value)));
  }
  for (const char* const value : {".co", "com", "m", "some one", "someone@mail.org", "a texts",
                                  "wort has", "vord has", "ord has"}) {
    CAPTURE(value);
    CHECK_FALSE(first.can_find(ShortText(value)));
    CHECK_FALSE(last.can_find(ShortText(value)));
  }
  CHECK_FALSE(AnchoredTexts(End::kLast).can_find(ShortText("x")));
  std::vector<SoughtText> many(sought);
  for (const char* const text : {"1", "2", "3", "4", "5", "6"}) {
    many.push_back({.text = text, .signal = SignalId(3)});
  }
  CHECK(AnchoredTexts(End::kLast, many).can_find(ShortText("nothing of them")));
}

TEST_CASE("Where nothing is sought nothing is found") {
  CHECK(AnchoredTexts(End::kLast).is_empty());
  CHECK(AnchoredTexts(End::kFirst, {}).is_empty());
  CHECK(found_in(AnchoredTexts(End::kFirst, {}), "a") == Found{});
}

}  // namespace leadscore::runtime::batch
