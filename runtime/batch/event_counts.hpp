// Counts a lead's events for many tests at once: a row of events has a byte for each test, the rows
// of a lead are added up and compared. For the processor at hand there is a kernel of its own.
#pragma once

#include "runtime/batch/planes.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// Tests that are done at once: those of one word of a lead's state.
inline constexpr std::size_t kLaneTests = kWordBits;

/// What the sums of rows are compared with: by test, both ends included, filled up with tests that
/// never hold; and the rows. All have `lanes` times kLaneTests bytes.
struct CountTables {
  const std::uint8_t* rows = nullptr;
  const std::uint8_t* least = nullptr;
  const std::uint8_t* most = nullptr;
};

/// Leads whose events are counted, none of which has more than kMostCounted.
struct CountedLeads {
  const std::uint32_t* rows = nullptr;  // of all events, lead after lead
  const std::uint32_t* ends = nullptr;  // by lead: where its events end; the first begin at 0
  std::size_t leads = 0;
  Word* bits = nullptr;    // where the answers go: lane after lane, in each lead after lead
  std::size_t stride = 0;  // from lane to lane
};

/// A byte counts so many.
inline constexpr std::uint32_t kMostCounted = 255;
inline constexpr std::size_t kMostLanes = 8;

using CountEvents = void (*)(const CountTables&, const CountedLeads&);

/// A kernel, the same as all others but for its speed.
struct CountKernel {
  std::string_view name;
  CountEvents count;
};

/// Those that this processor can run, for rows of `lanes` lanes (1 to kMostLanes); the best is the
/// last.
[[nodiscard]] std::vector<CountKernel> count_kernels(std::size_t lanes);

}  // namespace leadscore::runtime::batch
