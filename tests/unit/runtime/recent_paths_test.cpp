#include "runtime/recent_paths.hpp"

#include "base/text/path.hpp"

#include <doctest/doctest.h>

#include <string>

namespace leadscore::runtime {

TEST_CASE("A remembered path is the path") {
  RecentPaths recent;
  for (int again = 0; again < 2; ++again) {
    for (const std::string_view subject :
         {"https://www.acme.com/Pricing/?utm_source=x", "/pricing", "", "%C3%84/x", "/Pricing"}) {
      CHECK(recent.path_of(subject) == text::read_path(subject).path);
    }
  }
}

TEST_CASE("More paths than are remembered, and longer ones, are paths all the same") {
  RecentPaths recent;
  for (int page = 0; page < 10'000; ++page) {
    const std::string number = std::to_string(page % 5'000);
    REQUIRE(recent.path_of("/Blog/" + number) == "/blog/" + number);
  }
  const std::string long_tail(2'000, 'x');
  CHECK(recent.path_of("/Blog/" + long_tail) == "/blog/" + long_tail);
  CHECK(recent.path_of("/Blog/1" + long_tail) == "/blog/1" + long_tail);
}

}  // namespace leadscore::runtime
