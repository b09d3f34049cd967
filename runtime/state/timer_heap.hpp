// What of a lead may change by time alone, and when: the next first.
#pragma once

#include "base/time.hpp"
#include "runtime/state/first_room.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace leadscore::runtime::state {

/// Something that may change at a moment: the selections that an event is in, or what is timed.
struct Timer {
  static constexpr std::uint32_t kTimed = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::uint32_t kField = kTimed - 1;

  TimeMs at = 0;
  std::uint32_t slot = kTimed;  // of an event, or one of the above
  std::uint32_t what = 0;       // of no event: an index into StatePlan::timed, field_times
};

/// A heap that knows how to change its first in one go, as most timers are set again when they go
/// off. Timers are handed over in registers: one that is written in pieces and read as a whole
/// costs as much as all else.
class TimerHeap {
 public:
  [[nodiscard]] bool is_empty() const { return timers_.empty(); }
  [[nodiscard]] const Timer& first() const { return timers_.front(); }

  void push(Timer timer) {
    make_first_room(timers_, kFewEvents);
    std::size_t at = timers_.size();
    timers_.push_back(timer);
    while (at > 0 && timer.at < timers_[parent_of(at)].at) {
      timers_[at] = timers_[parent_of(at)];
      at = parent_of(at);
    }
    timers_[at] = timer;
  }

  void pop_first() {
    const Timer last = timers_.back();
    timers_.pop_back();
    if (!timers_.empty()) change_first(last);
  }

  /// `timer` takes the place of the first.
  void change_first(Timer timer) { put(0, timer); }

  /// Removes all timers of which that is so, and returns how many there were.
  template <class IsSo>
  std::size_t erase_if(IsSo is_so) {
    const std::size_t erased = std::erase_if(timers_, is_so);
    for (std::size_t at = timers_.size() / 2; at-- > 0;) put(at, timers_[at]);
    return erased;
  }

  [[nodiscard]] std::size_t memory_bytes() const { return timers_.capacity() * sizeof(Timer); }

 private:
  static std::size_t parent_of(std::size_t at) { return (at - 1) / 2; }

  /// Puts a timer at a place or, before it, those below that are sooner.
  void put(std::size_t at, Timer timer) {
    for (std::size_t next = 2 * at + 1; next < timers_.size(); next = 2 * at + 1) {
      if (next + 1 < timers_.size() && timers_[next + 1].at < timers_[next].at) ++next;
      if (timer.at <= timers_[next].at) break;
      timers_[at] = timers_[next];
      at = next;
    }
    timers_[at] = timer;
  }

  std::vector<Timer> timers_;  // none is later than those at twice its place and one or two more
};

}  // namespace leadscore::runtime::state
