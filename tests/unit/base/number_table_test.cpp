#include "base/number_table.hpp"

#include <doctest/doctest.h>

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

TEST_CASE("room that was made changes no number") {
  NumberTable places;
  CHECK(places.find_or_add(5, 0, [](std::uint32_t) { return false; }) == 0);
  places.reserve(10'000);
  CHECK(places.find_or_add(5, 1, [](std::uint32_t number) { return number == 0; }) == 0);
}

}  // namespace
}  // namespace leadscore
