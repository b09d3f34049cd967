#include "runtime/batch/first_pairs.hpp"

#include <algorithm>

namespace leadscore::runtime::batch {

FirstPairs::FirstPairs(const std::vector<SoughtText>& sought) {
  for (const SoughtText& one : sought) {
    const auto byte = [&one](std::size_t at) {
      return static_cast<std::uint8_t>(loosen(static_cast<std::uint8_t>(one.text[at])));
    };
    is_many_ = one.text.size() < 2;
    if (is_many_) break;
    const Pair pair{.first = Bytes{} + byte(0), .second = Bytes{} + byte(1)};
    if (std::ranges::find(pairs_, pair) == pairs_.end()) pairs_.push_back(pair);
    is_many_ = pairs_.size() > kMostPairs;
    if (is_many_) break;
  }
  if (is_many_) pairs_ = {};
}

}  // namespace leadscore::runtime::batch
