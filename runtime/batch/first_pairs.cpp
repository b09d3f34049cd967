#include "runtime/batch/first_pairs.hpp"

#include <algorithm>

namespace leadscore::runtime::batch {

FirstPairs::FirstPairs(const std::vector<SoughtText>& sought) {
  for (const SoughtText& one : sought) {
    if (one.text.size() < 2 || pairs_.size() > kMostPairs) {
      pairs_ = {};
      return;
    }
    const auto byte = [&one](std::size_t at) { return static_cast<std::uint8_t>(one.text[at]); };
    const Pair pair{.first = Bytes{} + byte(0), .second = Bytes{} + byte(1)};
    if (std::ranges::find(pairs_, pair) == pairs_.end()) pairs_.push_back(pair);
  }
  if (pairs_.size() > kMostPairs) pairs_ = {};
}

}  // namespace leadscore::runtime::batch
