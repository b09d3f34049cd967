#include "runtime/batch/automaton.hpp"

#include "tests/differential/random.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {
namespace {

using bytecode::SignalId;

std::string text_of(std::size_t size, std::string_view letters, differential::Random& random) {
  std::string text;
  while (text.size() < size) text += letters[random.below(letters.size())];
  return text;
}

std::set<std::uint32_t> found_in(const Automaton& automaton, std::string_view value) {
  std::set<std::uint32_t> found;
  automaton.search(value, [&found](SignalId signal) { found.insert(signal.value); });
  return found;
}

}  // namespace

TEST_CASE("Few texts and many are found wherever they stand in values of any size") {
  // Few letters, so that much is found; and many, so that most values are passed over at a glance.
  for (const std::string_view letters : {"ab", "abcdefgh", "abcdefghijklmnopqrstuvwxyz \xC3\xB6"}) {
    differential::Random random(letters.size());
    std::size_t wrong = 0;
    std::size_t found_count = 0;
    for (int round = 0; round < 400; ++round) {
      std::vector<std::string> texts;
      for (std::uint64_t count = 1 + random.below(12); texts.size() < count;) {
        texts.push_back(text_of((round % 4 == 0 ? 1 : 2) + random.below(4), letters, random));
      }
      std::vector<SoughtText> sought;
      for (std::uint32_t at = 0; at < texts.size(); ++at) {
        sought.push_back({.text = texts[at], .signal = SignalId(at)});
      }
      const Automaton automaton(sought);
      for (std::size_t size = 0; size < 70; ++size) {
        const std::string value = text_of(size, letters, random);
        std::set<std::uint32_t> expected;
        for (std::uint32_t at = 0; at < texts.size(); ++at) {
          if (value.find(texts[at]) != std::string::npos) expected.insert(at);
        }
        found_count += expected.size();
        wrong += found_in(automaton, value) == expected ? 0 : 1;
      }
    }
    CHECK(wrong == 0);
    CHECK(found_count > 1000);
  }
}

TEST_CASE("A text is found at each place of a long value") {
  const Automaton automaton({{.text = "labs", .signal = SignalId(7)}});
  for (std::size_t size = 4; size < 70; ++size) {
    for (std::size_t at = 0; at + 4 <= size; ++at) {
      std::string value(size, 'l');
      value.replace(at, 4, "labs");
      CAPTURE(value);
      CHECK(found_in(automaton, value) == std::set<std::uint32_t>{7});
      value.replace(at, 4, "LaBs");
      CHECK(automaton.can_find(value));
    }
    CHECK(found_in(automaton, std::string(size, 'l')).empty());
    CHECK_FALSE(automaton.can_find(std::string(size, 'L')));
  }
}

}  // namespace leadscore::runtime::batch
