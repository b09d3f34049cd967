#include "base/ids.hpp"

#include "base/interner.hpp"

#include <doctest/doctest.h>

#include <string>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

using namespace leadscore;

namespace {

using FruitId = Id<struct FruitTag>;
using OtherId = Id<struct OtherTag>;

}  // namespace

TEST_CASE("an id is none until it is given a value, and ids compare by value") {
  CHECK_FALSE(FruitId().is_valid());
  CHECK(FruitId(0).is_valid());
  CHECK(FruitId(1) == FruitId(1));
  CHECK(FruitId(1) < FruitId(2));
  CHECK(FruitId() > FruitId(2));
  static_assert(!std::is_convertible_v<std::uint32_t, FruitId>);
  static_assert(!std::is_convertible_v<OtherId, FruitId>);
  const std::unordered_set<FruitId> set = {FruitId(3), FruitId(3), FruitId(4)};
  CHECK(set.size() == 2);
}

TEST_CASE("a store gives ids in order and finds values by them") {
  Store<FruitId, std::string> fruits;
  CHECK(fruits.empty());
  const FruitId apple = fruits.add("apple");
  const FruitId pear = fruits.add("pear");
  CHECK(apple == FruitId(0));
  CHECK(fruits[pear] == "pear");
  fruits[pear] += "s";
  CHECK(std::as_const(fruits)[pear] == "pears");
  CHECK(fruits.size() == 2);

  std::string all;
  for (const std::string& fruit : std::as_const(fruits)) all += fruit;
  CHECK(all == "applepears");
  std::vector<FruitId> ids;
  for (const FruitId id : fruits.ids()) ids.push_back(id);
  CHECK(ids == std::vector{apple, pear});
}

TEST_CASE("a store refuses an id that is not its own") {
  Store<FruitId, int> numbers;
  numbers.add(1);
  CHECK_THROWS_AS((void)numbers[FruitId(1)], InternalError);
  CHECK_THROWS_AS((void)numbers[FruitId()], InternalError);
}

TEST_CASE("an interner gives the same bytes the same id") {
  Interner interner;
  const TextId first = interner.intern("lead");
  const TextId other = interner.intern("Lead");
  CHECK(first != other);
  CHECK(interner.intern(std::string("le") + "ad") == first);
  CHECK(interner.text(interner.intern("")).empty());
  CHECK(interner.text(interner.intern(std::string_view("a\0b", 3))).size() == 3);
  CHECK_THROWS_AS((void)interner.text(TextId(99)), InternalError);
}

TEST_CASE("an interner's views outlast growth and moves") {
  Interner interner;
  const TextId id = interner.intern("x");
  const std::string_view view = interner.text(id);
  for (int i = 0; i < 10'000; ++i) interner.intern(std::to_string(i));
  Interner moved = std::move(interner);
  CHECK(moved.text(id).data() == view.data());
  CHECK(view == "x");
  CHECK(moved.intern("x") == id);
  CHECK(moved.text(moved.intern("777")) == "777");
}
