#include "base/text/nearest.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace leadscore::text;

namespace {

const std::vector<std::string_view> kFields = {"job_title", "employees", "industry", "email",
                                               "plan"};

}  // namespace

TEST_CASE("a slip of the keyboard is understood") {
  CHECK(nearest("job_titel", kFields) == "job_title");
  CHECK(nearest("emplyees", kFields) == "employees");
  CHECK(nearest("emmail", kFields) == "email");
  CHECK(nearest("emial", kFields) == "email");
  CHECK(nearest("Industry", kFields) == "industry");
  CHECK(nearest("plan", kFields) == "plan");
  CHECK(nearest("plna", kFields) == "plan");
}

TEST_CASE("what differs in more than a third is something else") {
  CHECK(nearest("revenue", kFields) == std::nullopt);
  CHECK(nearest("pin", kFields) == std::nullopt);
  CHECK(nearest("", kFields) == std::nullopt);
  CHECK(nearest("x", std::vector<std::string_view>{"y"}) == std::nullopt);
  CHECK(nearest("ab", std::vector<std::string_view>{"ba"}) == std::nullopt);
  CHECK(nearest("mq", std::vector<std::string_view>{"mql"}) == "mql");
  CHECK(nearest("abc", {}) == std::nullopt);
}

TEST_CASE("the nearest wins, the first of equals") {
  CHECK(nearest("cart", std::vector<std::string_view>{"card", "cart", "carts"}) == "cart");
  CHECK(nearest("cars", std::vector<std::string_view>{"card", "cart"}) == "card");
  CHECK(nearest("abcdef", std::vector<std::string_view>{"abXXef", "abcdXf"}) == "abcdXf");
}

TEST_CASE("characters are counted, not bytes") {
  CHECK(nearest("größe", std::vector<std::string_view>{"grösse", "große"}) == "große");
  CHECK(nearest("café", std::vector<std::string_view>{"cafe"}) == "cafe");
}

TEST_CASE("long names cost no more than a look") {
  const std::string name(100'000, 'a');
  const std::string other = name + "b";
  CHECK(nearest(name, std::vector<std::string_view>{other}) == std::nullopt);
  CHECK(nearest(name, std::vector<std::string_view>{other, name}) == name);
  const std::string at_limit(64, 'a');
  const std::string beyond(65, 'a');
  CHECK(nearest(at_limit.substr(1), std::vector<std::string_view>{at_limit}) == at_limit);
  CHECK(nearest(at_limit, std::vector<std::string_view>{beyond}) == std::nullopt);
}

TEST_CASE("any bytes are near to themselves") {
  CHECK(rc::check([](const std::string& name, const std::string& other) {
    RC_ASSERT(nearest(name, std::vector<std::string_view>{other, name}).has_value());
  }));
}
