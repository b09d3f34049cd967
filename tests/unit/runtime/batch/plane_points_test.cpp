#include "runtime/batch/plane_points.hpp"

#include "tests/differential/random.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

namespace leadscore::runtime::batch {

TEST_CASE("Every kernel adds points to the leads of a plane, and to no others") {
  constexpr std::size_t kWords = 5;
  constexpr std::int64_t kPoints = -12'345'678'901;
  differential::Random random(11);
  for (const PointsKernel& kernel : points_kernels()) {
    CAPTURE(kernel.name);
    for (std::size_t percent = 0; percent <= 100; percent += 4) {
      std::vector<Word> plane(kWords, 0);
      std::vector<std::int64_t> sums(kWords * kWordBits);
      for (std::size_t lead = 0; lead < sums.size(); ++lead) {
        sums[lead] = static_cast<std::int64_t>(random.below(1000));
        // Words without a bit are beside those that are full of them.
        if (lead / kWordBits != 2 && random.chance(percent)) set_bit(plane.data(), lead);
      }
      std::vector<std::int64_t> expected(sums);
      for (std::size_t lead = 0; lead < sums.size(); ++lead) {
        if (has_bit(plane.data(), lead)) expected[lead] += kPoints;
      }
      kernel.add(plane.data(), kWords, kPoints, sums.data());
      CHECK(sums == expected);
    }
  }
}

}  // namespace leadscore::runtime::batch
