#include "runtime/signals/sequences.hpp"

#include "runtime/signals/window.hpp"

#include <algorithm>
#include <limits>

namespace leadscore::runtime {
namespace {

/// Events with a time, and a question to each of them: how many other ones lie near it?
class Neighbours {
 public:
  Neighbours(const std::vector<std::uint32_t>& selected, Workspace& workspace)
      : times_(workspace.sorted_times), marks_(workspace.marks) {
    times_.clear();
    marks_.assign(workspace.events.size(), 0);
    for (const std::uint32_t index : selected) {
      if (!workspace.events[index].time) continue;
      times_.push_back(*workspace.events[index].time);
      marks_[index] = 1;
    }
    std::sort(times_.begin(), times_.end());
  }

  /// Whether one of them, other than `event`, lies from `first` to `last`; the time of `event`
  /// does.
  [[nodiscard]] bool has_other(std::uint32_t event, TimeMs first, TimeMs last) const {
    const auto begin = std::lower_bound(times_.begin(), times_.end(), first);
    const auto end = std::upper_bound(begin, times_.end(), last);
    return end - begin > marks_[event];
  }

 private:
  std::vector<std::int64_t>& times_;
  std::vector<std::uint8_t>& marks_;
};

TimeMs later(TimeMs time, DurationMs by) {
  TimeMs result = 0;
  return __builtin_add_overflow(time, by, &result) ? std::numeric_limits<TimeMs>::max() : result;
}

/// Calls `found` with each event that makes the sequence, until it says that it has enough.
template <class Found>
void find(const bytecode::SequenceSignal& signal, TimeMs as_of, Workspace& workspace, Found found) {
  const std::vector<std::uint32_t>& first = workspace.selected[signal.first.value];
  const std::vector<std::uint32_t>& second = workspace.selected[signal.second.value];
  const DurationMs within = signal.within_ms;
  const Neighbours neighbours(signal.is_not_followed ? second : first, workspace);
  for (const std::uint32_t index : signal.is_not_followed ? first : second) {
    const std::optional<TimeMs>& time = workspace.events[index].time;
    if (!time) continue;
    const bool makes_it = signal.is_not_followed
                              ? difference(as_of, *time) >= within &&
                                    !neighbours.has_other(index, *time, later(*time, within))
                              : neighbours.has_other(index, difference(*time, within), *time);
    if (makes_it && found(index)) return;
  }
}

}  // namespace

bool has_sequence(const bytecode::SequenceSignal& signal, TimeMs as_of, Workspace& workspace) {
  bool is_found = false;
  find(signal, as_of, workspace, [&is_found](std::uint32_t) { return is_found = true; });
  return is_found;
}

std::vector<std::size_t> events_in_sequence(const bytecode::SequenceSignal& signal, TimeMs as_of,
                                            Workspace& workspace) {
  std::vector<std::size_t> events;
  find(signal, as_of, workspace, [&events](std::uint32_t index) {
    events.push_back(index);
    return false;
  });
  return events;
}

}  // namespace leadscore::runtime
