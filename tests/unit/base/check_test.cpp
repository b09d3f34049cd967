#include "base/check.hpp"

#include "base/result.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

using namespace leadscore;

namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return Error{"odd"};
  return number / 2;
}

Result<void> agree(bool is_agreed) {
  if (!is_agreed) return Error{"no"};
  return {};
}

}  // namespace

TEST_CASE("a failed check says where and what") {
  CHECK_NOTHROW(LEADSCORE_CHECK(1 + 1 == 2, "sum"));
  try {
    LEADSCORE_CHECK(false, "what went wrong");
    FAIL("no exception");
  } catch (const InternalError& error) {
    const std::string text = error.what();
    CHECK(text.find("check_test.cpp:") != text.npos);
    CHECK(text.ends_with(": what went wrong"));
  }
}

TEST_CASE("a check evaluates its message only on failure") {
  int evaluations = 0;
  const auto message = [&] {
    ++evaluations;
    return std::string("message");
  };
  LEADSCORE_CHECK(true, message());
  CHECK(evaluations == 0);
  CHECK_THROWS_AS(LEADSCORE_CHECK(false, message()), InternalError);
  CHECK(evaluations == 1);
}

TEST_CASE("a Result holds a value or an error, and asking the wrong one is a bug") {
  const Result<int> good = half(8);
  REQUIRE(good);
  CHECK(*good == 4);
  CHECK(good.value() == 4);
  CHECK_THROWS_AS((void)good.error(), InternalError);

  const Result<int> bad = half(7);
  REQUIRE_FALSE(bad);
  CHECK(bad.error().message == "odd");
  CHECK_THROWS_AS((void)bad.value(), InternalError);
}

TEST_CASE("a Result converts, gives members and gives up its value") {
  Result<std::string> text = "abc";
  CHECK(text->size() == 3);
  text->push_back('d');
  CHECK(*text == "abcd");
  Result<std::unique_ptr<int>> owner = std::make_unique<int>(5);
  const std::unique_ptr<int> taken = std::move(owner).value();
  CHECK(*taken == 5);
  static_assert(!std::is_convertible_v<int, Result<std::vector<int>>>);
}

TEST_CASE("a Result<void> succeeds or fails") {
  CHECK(agree(true));
  CHECK_NOTHROW(agree(true).value());
  CHECK_FALSE(agree(false));
  CHECK(agree(false).error().message == "no");
  CHECK_THROWS_AS(agree(false).value(), InternalError);
  CHECK_THROWS_AS((void)agree(true).error(), InternalError);
}
