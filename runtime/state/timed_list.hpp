// The events of one selection by their time: how many days they were on, which was the latest.
#pragma once

#include "base/time.hpp"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace leadscore::runtime::state {

/// An event that is kept, where it has a time.
struct Listed {
  TimeMs time = 0;
  std::uint32_t slot = 0;
  auto operator<=>(const Listed&) const = default;
};

/// Adding one that is later than all others costs nothing more, whatever their number.
class TimedList {
 public:
  void add(std::optional<TimeMs> time, std::uint32_t slot) {
    if (!time) {
      untimed_.push_back(slot);
      return;
    }
    const Listed event{.time = *time, .slot = slot};
    auto place = timed_.end();
    if (!timed_.empty() && event < timed_.back()) {
      place = std::lower_bound(timed_.begin(), timed_.end(), event);
    }
    if (!is_day_of_neighbour(place, place, *time)) ++days_;
    timed_.insert(place, event);
  }

  /// It was added.
  void remove(std::optional<TimeMs> time, std::uint32_t slot) {
    if (!time) {
      untimed_.erase(std::find(untimed_.begin(), untimed_.end(), slot));
      return;
    }
    const auto place =
        std::lower_bound(timed_.begin(), timed_.end(), Listed{.time = *time, .slot = slot});
    if (!is_day_of_neighbour(place, place + 1, *time)) --days_;
    timed_.erase(place);
  }

  [[nodiscard]] std::size_t size() const { return timed_.size() + untimed_.size(); }
  /// Sorted.
  [[nodiscard]] std::span<const Listed> timed() const { return timed_; }
  [[nodiscard]] std::span<const std::uint32_t> untimed() const { return untimed_; }
  /// On how many UTC days they were.
  [[nodiscard]] std::uint32_t days() const { return days_; }
  [[nodiscard]] std::size_t memory_bytes() const {
    return timed_.capacity() * sizeof(Listed) + untimed_.capacity() * sizeof(std::uint32_t);
  }

 private:
  using Place = std::vector<Listed>::iterator;

  /// Whether the one before `before` or the one at `after` is of the same day.
  [[nodiscard]] bool is_day_of_neighbour(Place before, Place after, TimeMs time) {
    const std::int64_t day = utc_day(time);
    return (before != timed_.begin() && utc_day((before - 1)->time) == day) ||
           (after != timed_.end() && utc_day(after->time) == day);
  }

  std::vector<Listed> timed_;
  std::vector<std::uint32_t> untimed_;
  std::uint32_t days_ = 0;
};

}  // namespace leadscore::runtime::state
