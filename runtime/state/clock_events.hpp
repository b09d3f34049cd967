// The events of a clock as numbers and rules look at them (NumberOf, Giving).
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/state/lead_state.hpp"
#include "runtime/state/state_plan.hpp"
#include "runtime/vm/giving.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace leadscore::runtime::state {

struct ClockEvents {
  const StatePlan& plan;
  const std::vector<KeptField>& fields;
  const KeptEvents& events;
  const Clock& clock;

  [[nodiscard]] TimeMs as_of() const { return clock.as_of; }
  [[nodiscard]] std::optional<double> field(bytecode::FieldId field) const {
    const KeptField& kept = fields[field.value];
    return kept.is_known ? std::optional(kept.number) : std::nullopt;
  }
  [[nodiscard]] std::uint64_t count(bytecode::SelectionId selection) const {
    return clock.counts[selection.value];
  }
  [[nodiscard]] const TimedList& list(bytecode::SelectionId selection) const {
    return clock.lists[plan.selections[selection.value].list];
  }
  [[nodiscard]] std::optional<TimeMs> latest_time(bytecode::SelectionId selection) const {
    const std::span<const Listed> timed = list(selection).timed();
    return timed.empty() ? std::nullopt : std::optional(timed.back().time);
  }
  /// An event without a time counts as the latest.
  [[nodiscard]] std::optional<TimeMs> latest(bytecode::SelectionId selection) const {
    return list(selection).untimed().empty() ? latest_time(selection) : std::nullopt;
  }
  template <class Take>
  void for_each_time(bytecode::SelectionId selection, Take take) const {
    for (std::size_t left = list(selection).untimed().size(); left > 0; --left) take(std::nullopt);
    for (const Listed& event : list(selection).timed()) take(event.time);
  }
  template <class Take>
  void for_each_day(bytecode::SelectionId selection, Take take) const {
    for_each_day_of(
        list(selection).timed(), [](const Listed& event) { return event.time; }, take);
  }
  template <class Take>
  void for_each_value(const bytecode::Aggregate& aggregate, Take take) const {
    const std::uint32_t place = plan.kept_place[aggregate.attribute.value];
    const auto take_of = [&](std::uint32_t slot) {
      const KeptValue value = events.value(events[slot], place);
      if (value.is_known) take(value.number());
    };
    for (const std::uint32_t slot : list(aggregate.selection).untimed()) take_of(slot);
    for (const Listed& event : list(aggregate.selection).timed()) take_of(event.slot);
  }
};

}  // namespace leadscore::runtime::state
