#include "runtime/batch/event_counts.hpp"

#include "runtime/batch/planes.hpp"
#include "runtime/batch/points_of_bits.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <random>
#include <vector>

namespace leadscore::runtime::batch {
namespace {

constexpr std::size_t kLeads = 100;
constexpr std::size_t kStride = 128;
constexpr std::size_t kRows = 40;

/// Random rows, tests and leads, and the answers found one by one.
struct Case {
  Case(std::size_t lanes, std::mt19937& random)
      : tests(lanes * kLaneTests), rows(kRows * tests), least(tests), most(tests) {
    const auto below = [&](std::uint32_t end) {
      return static_cast<std::uint32_t>(random() % end);
    };
    for (std::uint8_t& byte : rows) byte = below(3) == 0 ? 1 : 0;
    for (std::size_t test = 0; test < tests; ++test) {
      least[test] = static_cast<std::uint8_t>(below(4) == 0 ? below(256) : below(5));
      most[test] = static_cast<std::uint8_t>(below(2) == 0 ? 255 : below(12));
    }
    for (std::size_t lead = 0; lead < kLeads; ++lead) {
      const std::uint32_t count = below(10) == 0 ? kMostCounted : below(12);
      for (std::uint32_t event = 0; event < count; ++event) events.push_back(below(kRows));
      ends.push_back(static_cast<std::uint32_t>(events.size()));
    }
  }

  [[nodiscard]] bool holds(std::size_t lead, std::size_t test) const {
    std::uint32_t count = 0;
    for (std::uint32_t at = lead == 0 ? 0 : ends[lead - 1]; at < ends[lead]; ++at) {
      count += rows[events[at] * tests + test];
    }
    return least[test] <= count && count <= most[test];
  }

  std::size_t tests;
  std::vector<std::uint8_t> rows;
  std::vector<std::uint8_t> least;
  std::vector<std::uint8_t> most;
  std::vector<std::uint32_t> events;
  std::vector<std::uint32_t> ends;
};

}  // namespace

TEST_CASE("Every kernel counts what was counted one by one") {
  std::mt19937 random(7);
  for (std::size_t lanes = 1; lanes <= kMostLanes; ++lanes) {
    const Case of_case(lanes, random);
    const std::vector<CountKernel> kernels = count_kernels(lanes);
    REQUIRE(!kernels.empty());
    for (const CountKernel& kernel : kernels) {
      CAPTURE(lanes);
      CAPTURE(kernel.name);
      std::vector<Word> bits(lanes * kStride, 0);
      kernel.count({of_case.rows.data(), of_case.least.data(), of_case.most.data()},
                   {of_case.events.data(), of_case.ends.data(), kLeads, bits.data(), kStride});
      std::size_t wrong = 0;
      for (std::size_t lead = 0; lead < kLeads; ++lead) {
        for (std::size_t test = 0; test < of_case.tests; ++test) {
          const Word word = bits[test / kLaneTests * kStride + lead];
          const bool is_set = (word >> (test % kLaneTests) & 1) != 0;
          wrong += is_set == of_case.holds(lead, test) ? 0 : 1;
        }
      }
      CHECK(wrong == 0);
    }
  }
}

TEST_CASE("Turning 64 words of 64 bits changes rows and columns") {
  std::mt19937_64 random(7);
  std::array<Word, kWordBits> words;
  for (Word& word : words) word = random();
  std::array<Word, kWordBits> turned = words;
  transpose(turned);
  std::size_t wrong = 0;
  for (std::size_t row = 0; row < kWordBits; ++row) {
    for (std::size_t column = 0; column < kWordBits; ++column) {
      wrong += (words[row] >> column & 1) == (turned[column] >> row & 1) ? 0 : 1;
    }
  }
  CHECK(wrong == 0);
  transpose(turned);
  CHECK(turned == words);
}

TEST_CASE("The points of bits are added up by sum") {
  using Points = std::vector<std::int64_t>;
  PointsOfBits points;
  points.add(0, false, Points{5, 0});
  points.add(7, false, Points{-2, 1});
  points.add(63, false, Points{100, 0});
  points.add(64, true, Points{0, 40});  // where the bit is not set
  constexpr std::size_t kTwo = 2;
  const std::vector<Word> states = {0x81, Word{1} << 63 | 1, 0, 1};  // word by word
  std::vector<std::int64_t> sums = {1, 2, 3, 4};                     // sum by sum
  points.add_to(sums.data(), states.data(), kTwo, kTwo);
  CHECK(sums == Points{1 + 5 - 2, 2 + 5 + 100, 3 + 1 + 40, 4});
}

}  // namespace leadscore::runtime::batch
