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

TEST_CASE("Where nothing is sought nothing is found") {
  CHECK(AnchoredTexts(End::kLast).is_empty());
  CHECK(AnchoredTexts(End::kFirst, {}).is_empty());
  CHECK(found_in(AnchoredTexts(End::kFirst, {}), "a") == Found{});
}

}  // namespace leadscore::runtime::batch
