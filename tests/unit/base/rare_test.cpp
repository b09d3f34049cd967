#include "base/rare.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

namespace leadscore {
namespace {

using Word = Rare<std::string>;

TEST_CASE("what is rare is mostly not there, and takes the room of a pointer") {
  const Word none;
  CHECK(!none.has_value());
  CHECK(!Word(std::nullopt));
  CHECK(sizeof none == sizeof(void*));
}

TEST_CASE("copies of what is rare are deep") {
  const Word first = std::string("lead");
  Word copy = first;
  *copy += "s";
  CHECK(*first == "lead");
  CHECK(*copy == "leads");
  copy = first;
  CHECK(copy->size() == 4);
  copy = Word();
  CHECK(!copy);
  const Word copy_of_none = copy;
  CHECK(!copy_of_none);
}

TEST_CASE("what is rare may be moved and assigned to itself") {
  Word first = std::string("lead");
  const Word& same = first;
  first = same;
  CHECK(*first == "lead");
  const Word moved = std::move(first);
  CHECK(*moved == "lead");
}

}  // namespace
}  // namespace leadscore
