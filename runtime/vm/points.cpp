#include "runtime/vm/points.hpp"

#include "runtime/vm/giving.hpp"

#include <algorithm>
#include <limits>

namespace leadscore::runtime {
namespace {

/// The events that the workspace says are selected.
class SelectedTimes {
 public:
  explicit SelectedTimes(Workspace& workspace) : workspace_(workspace) {}

  [[nodiscard]] std::uint64_t count(bytecode::SelectionId selection) const {
    return workspace_.selected[selection.value].size();
  }
  template <class Take>
  void for_each_time(bytecode::SelectionId selection, Take take) const {
    for (const std::uint32_t index : workspace_.selected[selection.value]) {
      take(workspace_.events[index].time);
    }
  }
  template <class Take>
  void for_each_day(bytecode::SelectionId selection, Take take) const {
    std::vector<TimeMs>& times = workspace_.sorted_times;
    times.clear();
    for_each_time(selection, [&times](const std::optional<TimeMs>& time) {
      if (time) times.push_back(*time);
    });
    std::sort(times.begin(), times.end());
    for_each_day_of(
        times, [](TimeMs time) { return time; }, take);
  }
  /// An event without a time counts as the latest.
  [[nodiscard]] std::optional<TimeMs> latest(bytecode::SelectionId selection) const {
    std::optional<TimeMs> latest = std::numeric_limits<TimeMs>::min();
    for_each_time(selection, [&latest](const std::optional<TimeMs>& time) {
      if (!time) latest = std::nullopt;
      if (latest) latest = std::max(latest, time);
    });
    return latest;
  }

 private:
  Workspace& workspace_;
};

using GivingOfLead = Giving<SelectedTimes>;

GivingOfLead giving(const bytecode::Program& program, const Decays& decays, TimeMs as_of,
                    Workspace& workspace) {
  return GivingOfLead(program, decays, as_of, SelectedTimes(workspace),
                      {.signals = workspace.signals,
                       .registers = workspace.registers,
                       .rule_points = workspace.rule_points});
}

}  // namespace

Given points_of(const bytecode::Program& program, const Decays& decays,
                const bytecode::Contribution& contribution, TimeMs as_of, Workspace& workspace) {
  return giving(program, decays, as_of, workspace).points(contribution);
}

std::int64_t points_of_rule(const bytecode::Program& program, const Decays& decays,
                            bytecode::RuleId rule, TimeMs as_of, Workspace& workspace) {
  return giving(program, decays, as_of, workspace).rule_points(program.rules[rule]);
}

PointsSum bounded(const PointsSum& sum, const bytecode::Bounds& bounds) {
  // Bounds lie within saturation, so that a saturated sum at a bound is a sum at it or beyond.
  if (const auto bound = bound_reached(sum.saturated(), bounds)) {
    PointsSum at_bound;
    at_bound.add(*bound);
    return at_bound;
  }
  return sum;
}

}  // namespace leadscore::runtime
