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

/// A moment later by a duration; one that 64 bits do not hold is never.
[[nodiscard]] inline TimeMs later(TimeMs time, DurationMs by) {
  TimeMs result = 0;
  return __builtin_add_overflow(time, by, &result) ? kNever : result;
}

/// So it is now, and until `next`.
struct Membership {
  bool is_in = false;
  TimeMs next = kNever;
};

/// Whether a moment lies in a window.
[[nodiscard]] inline Membership membership(const bytecode::Window& window, TimeMs time,
                                           TimeMs as_of) {
  Membership found{.is_in = lies_in(window, time, as_of)};
  if (!window.is_relative) return found;
  const auto bound = [&](TimeMs moment) {
    if (moment > as_of) found.next = std::min(found.next, moment);
  };
  if (window.first != std::numeric_limits<std::int64_t>::min()) bound(later(time, window.first));
  if (window.last != std::numeric_limits<std::int64_t>::max()) bound(later(time, window.last + 1));
  return found;
}

/// The same of a selection that an event, which has happened, may be in. Out and without a next
/// moment: for ever.
[[nodiscard]] inline Membership membership_in_time(const PlannedSelection& selection,
                                                   const KeptEvents& events, const KeptEvent& event,
                                                   TimeMs as_of) {
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

/// The same of any event.
[[nodiscard]] inline Membership membership(const PlannedSelection& selection,
                                           const KeptEvents& events, const KeptEvent& event,
                                           TimeMs as_of) {
  if (event.has_time && event.time > as_of) return {.is_in = false, .next = event.time};
  if (selection.is_for_good) return {.is_in = true};
  return membership_in_time(selection, events, event, as_of);
}

}  // namespace leadscore::runtime::state
