// An engine's scratch memory, kept between calls so that scoring allocates nothing in the steady
// state. One thread at a time.
#pragma once

#include "base/decimal.hpp"
#include "runtime/recent_paths.hpp"
#include "runtime/truth.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// What it holds is of the lead scored last, recent paths apart; none of it changes an answer.
struct Workspace {
  std::vector<Truth> signals;               // by SignalId
  std::vector<Truth> registers;             // by number
  std::vector<PointsSum> parts;             // by PartId
  std::vector<std::uint64_t> event_counts;  // how many events met each signal on events
  std::string text;                         // a value or a subject, folded
  std::vector<std::string> items;           // of a list, folded; only the first few may be in use
  std::vector<std::string_view> sorted_items;
  RecentPaths recent_paths;
};

}  // namespace leadscore::runtime
