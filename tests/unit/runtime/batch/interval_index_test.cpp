#include "runtime/batch/interval_index.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <vector>

namespace leadscore::runtime::batch {

TEST_CASE("A value has the same place among few cuts as among any") {
  for (std::size_t count = 0; count <= FewCuts::kMost; ++count) {
    std::vector<std::int64_t> cuts;
    for (std::size_t at = 0; at < count; ++at) cuts.push_back(static_cast<std::int64_t>(10 * at));
    const FewCuts few(cuts);
    std::vector<std::int64_t> values{std::numeric_limits<std::int64_t>::min(),
                                     std::numeric_limits<std::int64_t>::max() - 1};
    for (std::int64_t value = -1; value <= 160; ++value) values.push_back(value);
    for (const std::int64_t value : values) {
      CHECK(few.place_of(value) == place_among(cuts.data(), cuts.size(), value));
    }
    CHECK(few.place_of(std::numeric_limits<std::int64_t>::max()) == FewCuts::kMost);
  }
}

}  // namespace leadscore::runtime::batch
