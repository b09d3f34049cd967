#include "runtime/state/timer_heap.hpp"

#include "tests/differential/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace leadscore::runtime::state {

TEST_CASE("The first of a heap of timers is the next, whatever was done to the heap") {
  differential::Random random(5);
  for (int round = 0; round < 200; ++round) {
    TimerHeap heap;
    std::vector<TimeMs> moments;  // the same, sorted
    const auto is_right = [&] {
      return heap.is_empty() == moments.empty() &&
             (moments.empty() || heap.first().at == moments.front());
    };
    for (int step = 0; step < 100; ++step) {
      const auto at = static_cast<TimeMs>(random.below(40));
      const std::size_t what = moments.empty() ? 0 : random.below(8);
      if (what < 4) {
        heap.push({.at = at, .slot = static_cast<std::uint32_t>(at)});
        moments.push_back(at);
      } else if (what < 6) {
        heap.pop_first();
        moments.erase(moments.begin());
      } else if (what == 6) {
        heap.change_first({.at = at, .slot = static_cast<std::uint32_t>(at)});
        moments.front() = at;
      } else {
        const auto is_so = [at](TimeMs moment) { return moment % 10 == at % 10; };
        const std::size_t count =
            heap.erase_if([&](const Timer& timer) { return is_so(timer.at); });
        REQUIRE(count == std::erase_if(moments, is_so));
      }
      std::ranges::sort(moments);
      REQUIRE(is_right());
      if (!moments.empty()) REQUIRE(heap.first().slot == heap.first().at);
    }
  }
}

}  // namespace leadscore::runtime::state
