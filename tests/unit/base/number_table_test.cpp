#include "base/number_table.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace leadscore {
namespace {

TEST_CASE("a thing has the number that it got first, whatever its hash has in common with others") {
  std::vector<std::string> things;
  NumberTable places;
  const auto number_of = [&](const std::string& thing, std::size_t hash) {
    const auto next = static_cast<std::uint32_t>(things.size());
    const std::uint32_t place = places.find_or_add(
        hash, next, [&](std::uint32_t number) { return things[number] == thing; });
    if (place == next) things.push_back(thing);
    return place;
  };
  for (std::uint32_t round = 0; round < 2; ++round) {
    for (std::uint32_t i = 0; i < 1000; ++i) CHECK(number_of(std::to_string(i), i % 7) == i);
  }
  CHECK(things.size() == 1000);
}

TEST_CASE("what was added is found, and nothing else, before and after a table grows") {
  std::mt19937_64 random(5);
  std::vector<std::size_t> hashes = {0};
  for (int i = 0; i < 3000; ++i) hashes.push_back(i % 3 == 0 ? random() % 4096 : random());
  NumberTable table;
  const auto find = [&](std::size_t hash) {
    return table.find(hash, [&](std::uint32_t number) { return hashes[number] == hash; });
  };
  std::map<std::size_t, std::uint32_t> expected;
  std::size_t wrong = find(0) == NumberTable::kNone ? 0 : 1;
  for (std::uint32_t next = 0; next < hashes.size(); ++next) {
    const std::size_t hash = hashes[next];
    const bool is_new = expected.try_emplace(hash, next).second;
    const std::uint32_t number =
        table.find_or_add(hash, next, [&](std::uint32_t known) { return hashes[known] == hash; });
    wrong += number == expected[hash] && (number == next) == is_new ? 0 : 1;
    if (next % 64 != 0) continue;
    for (const std::size_t one : hashes) {
      const auto known = expected.find(one);
      wrong += find(one) == (known == expected.end() ? NumberTable::kNone : known->second) ? 0 : 1;
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("room that was made changes no number") {
  NumberTable places;
  CHECK(places.find_or_add(5, 0, [](std::uint32_t) { return false; }) == 0);
  places.reserve(10'000);
  CHECK(places.find_or_add(5, 1, [](std::uint32_t number) { return number == 0; }) == 0);
}

}  // namespace
}  // namespace leadscore
