// Whether an event is in a selection as of a moment, and when that may change by time alone.
#pragma once

#include "base/time.hpp"
#include "runtime/signals/window.hpp"
#include "runtime/state/kept_events.hpp"
#include "runtime/state/state_plan.hpp"

#include <algorithm>
#include <limits>

namespace leadscore::runtime::state {

/// No moment.
inline constexpr TimeMs kNever = std::numeric_limits<TimeMs>::max();

/// So it is now, and until `next`.
struct Membership {
  bool is_in = false;
  TimeMs next = kNever;
};

/// Whether a moment lies in a window.
[[nodiscard]] inline Membership membership(const bytecode::Window& window, TimeMs time,
                                           TimeMs as_of) {
  __extension__ using Wide = __int128;
  Membership found{.is_in = lies_in(window, time, as_of)};
  if (!window.is_relative) return found;
  const auto bound = [&](Wide moment) {
    if (moment > as_of && moment < found.next) found.next = static_cast<TimeMs>(moment);
  };
  if (window.first != std::numeric_limits<std::int64_t>::min()) bound(Wide{time} + window.first);
  if (window.last != std::numeric_limits<std::int64_t>::max()) bound(Wide{time} + window.last + 1);
  return found;
}

/// Whether an event that may be in a selection is. Out and without a next moment: for ever.
[[nodiscard]] inline Membership membership(const PlannedSelection& selection,
                                           const KeptEvents& events, const KeptEvent& event,
                                           TimeMs as_of) {
  if (event.has_time && event.time > as_of) return {.is_in = false, .next = event.time};
  Membership all{.is_in = true};
  if (selection.window) {
    if (!event.has_time) return {};
    all = membership(*selection.window, event.time, as_of);
    if (!all.is_in && all.next == kNever) return {};
  }
  for (const TimeTest& test : selection.time_tests) {
    const KeptValue value = events.value(event, test.value);
    if (!value.is_known) return {};
    Membership one = membership(test.window, value.time(), as_of);
    if (test.is_negated) one.is_in = !one.is_in;
    if (!one.is_in && one.next == kNever) return {};
    all = {.is_in = all.is_in && one.is_in, .next = std::min(all.next, one.next)};
  }
  return all;
}

}  // namespace leadscore::runtime::state
