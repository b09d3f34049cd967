#include "tools/cli/top_leads.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

namespace leadscore::cli {

TEST_CASE("The highest scores are kept, of equals the first") {
  TopLeads<std::string> top(2);
  top.keep(1, "a");
  top.keep(3, "b");
  top.keep(3, "c");
  top.keep(3, "d");
  CHECK_FALSE(top.would_keep(3));
  CHECK(top.would_keep(4));
  CHECK(top.take() == std::vector<std::string>{"b", "c"});
}

TEST_CASE("The result is that of sorting all and taking the first") {
  CHECK(rc::check([](const std::vector<std::int8_t>& scores) {
    const auto most = *rc::gen::inRange<std::size_t>(1, 10);
    TopLeads<std::size_t> top(most);
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < scores.size(); ++i) {
      top.keep(scores[i], i);
      all.push_back(i);
    }
    std::ranges::stable_sort(all, [&](auto a, auto b) { return scores[a] > scores[b]; });
    all.resize(std::min(most, all.size()));
    RC_ASSERT(top.take() == all);
  }));
}

}  // namespace leadscore::cli
