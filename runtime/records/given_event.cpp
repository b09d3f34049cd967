#include "runtime/records/given_event.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace leadscore::runtime {

void remove_duplicates(std::vector<GivenEvent>& events) {
  std::vector<std::size_t> with_id;
  for (std::size_t at = 0; at < events.size(); ++at) {
    if (events[at].id) with_id.push_back(at);
  }
  if (with_id.size() < 2) return;
  const auto order = [&](std::size_t at) {
    const auto& time = events[at].event.time;
    return std::tuple(*events[at].id, !time.has_value(), time.value_or(0), at);
  };
  std::sort(with_id.begin(), with_id.end(),
            [&](std::size_t one, std::size_t other) { return order(one) < order(other); });
  std::vector<bool> is_duplicate(events.size());
  for (std::size_t at = 1; at < with_id.size(); ++at) {
    is_duplicate[with_id[at]] = *events[with_id[at]].id == *events[with_id[at - 1]].id;
  }
  std::size_t kept = 0;
  for (std::size_t at = 0; at < events.size(); ++at) {
    if (is_duplicate[at]) continue;
    if (kept != at) events[kept] = std::move(events[at]);
    ++kept;
  }
  events.resize(kept);
}

void sort_by_time(std::vector<GivenTraits>& traits) {
  std::stable_sort(traits.begin(), traits.end(),
                   [](const GivenTraits& one, const GivenTraits& other) {
                     return std::tuple(!one.time.has_value(), one.time.value_or(0)) <
                            std::tuple(!other.time.has_value(), other.time.value_or(0));
                   });
}

}  // namespace leadscore::runtime
