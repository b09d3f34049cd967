#include "base/growing_store.hpp"

#include "base/check.hpp"
#include "base/ids.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace leadscore {
namespace {

using FruitId = Id<struct FruitTag>;
using Fruits = GrowingStore<FruitId, std::string>;

constexpr std::uint32_t kMany = 1000;  // several blocks

Fruits many() {
  Fruits fruits;
  for (std::uint32_t i = 0; i < kMany; ++i) {
    CHECK(fruits.add(std::to_string(i)) == FruitId(i));
  }
  return fruits;
}

TEST_CASE("a growing store gives each value the next id and goes through all in order") {
  Fruits fruits = many();
  CHECK(fruits.size() == kMany);
  std::uint32_t next = 0;
  for (const std::string& fruit : fruits) CHECK(fruit == std::to_string(next++));
  CHECK(next == kMany);
  for (const FruitId id : fruits.ids()) CHECK(fruits[id] == std::to_string(id.value));
  fruits[FruitId(700)] = "fig";
  CHECK(std::as_const(fruits)[FruitId(700)] == "fig");
}

TEST_CASE("references into a growing store outlast growth and moves") {
  Fruits fruits;
  const std::string& first = fruits[fruits.add("apple")];
  for (std::uint32_t i = 0; i < kMany; ++i) static_cast<void>(fruits.add("pear"));
  const Fruits moved = std::move(fruits);
  CHECK(&moved[FruitId(0)] == &first);
  CHECK(first == "apple");
  fruits = Fruits();
  CHECK(fruits.add("quince") == FruitId(0));
}

TEST_CASE("a copy of a growing store grows by itself") {
  const Fruits fruits = many();
  Fruits copy = fruits;
  CHECK(copy.add("plum") == FruitId(kMany));
  CHECK(copy[FruitId(kMany)] == "plum");
  CHECK(fruits.size() == kMany);
}

TEST_CASE("a growing store that is empty has nothing") {
  const Fruits fruits;
  CHECK(fruits.empty());
  CHECK(fruits.begin() == fruits.end());
  CHECK_THROWS_AS((void)fruits[FruitId(0)], InternalError);
  CHECK_THROWS_AS((void)fruits[FruitId()], InternalError);
}

}  // namespace
}  // namespace leadscore
