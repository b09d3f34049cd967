#include "runtime/batch/met_subjects.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {
namespace {

using bytecode::KindId;

bool remember(MetSubjects& met, KindId kind, std::string_view subject, std::uint32_t of_class) {
  return met.remember(MetSubjects::hash(kind, subject), kind, subject, of_class);
}
std::uint32_t find(const MetSubjects& met, KindId kind, std::string_view subject) {
  return met.find(MetSubjects::hash(kind, subject), kind, subject);
}

}  // namespace

TEST_CASE("Subjects of any length have the class that was remembered, by kind") {
  MetSubjects met;
  CHECK(find(met, KindId(0), "") == MetSubjects::kNone);
  constexpr std::size_t kLongest = 100;
  for (std::uint32_t size = 0; size < kLongest; ++size) {
    REQUIRE(remember(met, KindId(0), std::string(size, 'a'), 2 * size));
    REQUIRE(remember(met, KindId(1), std::string(size, 'a'), 2 * size + 1));
  }
  REQUIRE(remember(met, KindId(), {}, 7));
  for (std::uint32_t size = 0; size < kLongest; ++size) {
    CHECK(find(met, KindId(0), std::string(size, 'a')) == 2 * size);
    CHECK(find(met, KindId(1), std::string(size, 'a')) == 2 * size + 1);
    CHECK(find(met, KindId(0), std::string(size, 'a') + 'b') == MetSubjects::kNone);
    if (size > 0) {
      std::string other(size, 'a');
      other.back() = 'b';
      CHECK(find(met, KindId(0), other) == MetSubjects::kNone);
    }
  }
  CHECK(find(met, KindId(), {}) == 7);
  CHECK(find(met, KindId(), "") == MetSubjects::kNone);  // an empty subject is one
  met.clear();
  CHECK(find(met, KindId(0), "a") == MetSubjects::kNone);
}

TEST_CASE("Subjects whose hashes are the same are told from each other") {
  MetSubjects met;
  for (const std::uint64_t hash : {0, 5}) {
    CHECK(met.find(hash, KindId(0), {}) == MetSubjects::kNone);
    REQUIRE(met.remember(hash, KindId(0), "a", 1));
    REQUIRE(met.remember(hash, KindId(0), "b", 2));
    REQUIRE(met.remember(hash, KindId(1), "a", 3));
    CHECK(met.find(hash, KindId(0), "a") == 1);
    CHECK(met.find(hash, KindId(0), "b") == 2);
    CHECK(met.find(hash, KindId(1), "a") == 3);
    CHECK(met.find(hash, KindId(0), {}) == MetSubjects::kNone);
    met.clear();
    CHECK(met.find(hash, KindId(0), "a") == MetSubjects::kNone);
  }
  REQUIRE(remember(met, KindId(0), "a", 4));
  CHECK(find(met, KindId(0), "a") == 4);
}

TEST_CASE("Subjects are remembered until there is no room") {
  MetSubjects met;
  std::uint32_t count = 0;
  while (count < 1'000'000 && remember(met, KindId(0), fmt::format("/p/{}", count), count)) ++count;
  CHECK(count > 10'000);
  CHECK(count < 100'000);
  CHECK(find(met, KindId(0), fmt::format("/p/{}", count - 1)) == count - 1);
  CHECK(find(met, KindId(0), fmt::format("/p/{}", count)) == MetSubjects::kNone);
  met.clear();
  CHECK(remember(met, KindId(0), std::string(100'000, 'x'), 1));  // too long to be worth it
  CHECK(find(met, KindId(0), std::string(100'000, 'x')) == MetSubjects::kNone);
}

}  // namespace leadscore::runtime::batch
