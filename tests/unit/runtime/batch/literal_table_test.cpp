#include "runtime/batch/literal_table.hpp"

#include "base/text/fold.hpp"
#include "tests/differential/random.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace leadscore::runtime::batch {
namespace {

/// Each with a signal of its own. Points into `texts`.
std::vector<SoughtText> sought(const std::vector<std::string>& texts) {
  std::vector<SoughtText> all;
  for (const std::string& text : texts) {
    const auto next = static_cast<std::uint32_t>(all.size());
    all.push_back({.text = text, .signal = bytecode::SignalId(next)});
  }
  return all;
}

/// What a glance says of a plain text, asking find() where it is not sure.
std::uint32_t glance_at(const LiteralTable& table, std::string_view text, std::size_t& unsure) {
  const ShortText given(text);
  REQUIRE(given.is_plain());
  const auto [number, is_sure] = table.glance(given);
  const std::uint32_t found = table.find(text::fold(text), given.hash());
  if (!is_sure) {
    ++unsure;
    return found;
  }
  return number == table.size() ? LiteralTable::kNone : number;
}

std::string text_of(std::size_t size, differential::Random& random) {
  std::string text;
  while (text.size() < size) text += static_cast<char>("aAbBzZ09"[random.below(8)]);
  return text;
}

/// Two texts with the same low half of their hashes, which is all that a table keeps.
std::pair<std::string, std::string> alike() {
  std::unordered_map<std::uint32_t, std::string> seen;
  for (std::uint64_t number = 0;; ++number) {
    const std::string text = "title " + std::to_string(number);
    const auto [known, is_new] =
        seen.try_emplace(static_cast<std::uint32_t>(loose_hash_of(text)), text);
    if (!is_new) return {known->second, text};
  }
}

}  // namespace

TEST_CASE("A glance at literals says what a look-up of any text does") {
  differential::Random random(3);
  for (const std::size_t count : {0, 1, 3, 40, 3000}) {
    CAPTURE(count);
    std::vector<std::string> texts;
    while (texts.size() < count) texts.push_back(text::fold(text_of(1 + random.below(40), random)));
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    std::unordered_map<std::string_view, std::vector<bytecode::SignalId>> signals;
    for (const auto& [text, signal] : sought(texts)) {
      numbers.try_emplace(text, static_cast<std::uint32_t>(numbers.size()));
      signals[text].push_back(signal);
    }
    const LiteralTable table(sought(texts));
    REQUIRE(table.size() == numbers.size());
    for (const auto& [text, number] : numbers) {
      const auto found = table.signals_of(number);
      CHECK(std::vector(found.begin(), found.end()) == signals[text]);
    }
    std::vector<std::string> asked(texts.begin(), texts.end());
    for (int other = 0; other < 2000; ++other) {
      asked.push_back(text_of(1 + random.below(ShortLiteral::kLongest), random));
    }
    std::size_t unsure = 0;
    std::size_t wrong = 0;
    std::size_t glances = 0;
    for (const std::string& text : asked) {
      if (text.size() > ShortLiteral::kLongest) continue;
      ++glances;
      const auto known = numbers.find(text::fold(text));
      const std::uint32_t expected = known == numbers.end() ? LiteralTable::kNone : known->second;
      wrong += glance_at(table, text, unsure) == expected ? 0 : 1;
    }
    CHECK(wrong == 0);
    CHECK(unsure * 5 < glances);
  }
}

TEST_CASE("A glance is not sure of the second of two literals whose hashes are alike") {
  const auto [one, other] = alike();
  const std::vector<std::string> texts = {one, other};
  const LiteralTable table(sought(texts));
  std::size_t unsure = 0;
  CHECK(table.signals_of(glance_at(table, one, unsure)).front() == bytecode::SignalId(0));
  CHECK(table.signals_of(glance_at(table, other, unsure)).front() == bytecode::SignalId(1));
  CHECK(unsure == 1);
}

TEST_CASE("Literals that no loose hash tells from each other are found all the same") {
  std::vector<std::string> texts;
  for (std::size_t bits = 0; bits < 1U << 14U; ++bits) {
    std::string& text = texts.emplace_back("a very bad list");
    for (std::size_t at = 0; at < 14; ++at) text[at] = (bits >> at & 1U) != 0 ? '[' : '{';
  }
  const LiteralTable table(sought(texts));
  std::size_t unsure = 0;
  std::size_t wrong = 0;
  for (std::uint32_t at = 0; at < texts.size(); ++at) {
    const std::uint32_t number = glance_at(table, texts[at], unsure);
    const bool is_right =
        number < table.size() && table.signals_of(number).front() == bytecode::SignalId(at);
    wrong += is_right ? 0 : 1;
  }
  CHECK(wrong == 0);
  // They have an exact hash, by which a glance at what is no literal is never sure.
  unsure = 0;
  for (int other = 0; other < 100; ++other) {
    CHECK(glance_at(table, "other " + std::to_string(other), unsure) == LiteralTable::kNone);
  }
  CHECK(unsure == 100);
}

TEST_CASE("A text that is not ASCII, or has blanks around it, is not plain") {
  for (const char* const text : {" ab", "ab ", "\tab", "ab\r", " ", "\xC3\xA9", "caf\xC3\xA9",
                                 "a long text, and caf\xC3\xA9", " a long text with a blank"}) {
    CAPTURE(text);
    CHECK_FALSE(ShortText(text).is_plain());
  }
  for (const char* const text : {"a", "a b", "a\tb", "!", "a long text without one"}) {
    CAPTURE(text);
    CHECK(ShortText(text).is_plain());
  }
}

}  // namespace leadscore::runtime::batch
