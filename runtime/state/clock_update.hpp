// What happens to one clock of a state between two answers: what is touched is noted, and then
// worked out in the order in which it follows from one another: signals of lists, numbers,
// conditions, points.
#pragma once

#include "base/time.hpp"
#include "runtime/state/lead_state.hpp"
#include "runtime/state/state_plan.hpp"
#include "runtime/state/state_workspace.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace leadscore::runtime {

class ClockUpdate {
 public:
  ClockUpdate(const state::StatePlan& plan, const std::vector<state::KeptField>& fields,
              state::KeptEvents& events, state::Clock& clock, StateWorkspace& workspace)
      : plan_(plan), fields_(fields), events_(events), clock_(clock), workspace_(workspace) {}

  /// Begins the clock of a lead without events. `signals`: those on fields, by SignalId.
  void begin(TimeMs as_of, const std::vector<Truth>& signals);
  /// Lets time go by.
  void advance(TimeMs as_of);
  /// A kept event is new.
  void admit(std::uint32_t slot);
  /// A kept event is taken back.
  void retract(std::uint32_t slot);
  /// So many more events are in a selection, which are only counted.
  void count(std::uint32_t selection, std::uint32_t events);
  /// Lets go of an event that nothing is tied to, unless it has an id and is still counted.
  void release_if_done(std::uint32_t slot, TimeMs as_of);
  /// The fields are others.
  void change_fields(const std::vector<Truth>& signals);
  /// Works out what was touched, up to the sums of points.
  void settle();

  /// Whether the sums, or a condition that outcomes ask for, are others than before.
  [[nodiscard]] bool has_changed() const { return has_changed_; }

 private:
  void enter(std::uint32_t selection, state::KeptEvent& event, std::uint32_t slot);
  void leave(std::uint32_t selection, state::KeptEvent& event, std::uint32_t slot);
  void touch(const state::PlannedSelection& selection, std::uint32_t count);
  void touch(const state::Timed& timed);
  void set_signal(std::uint32_t signal, Truth truth) {
    if (clock_.signals[signal] != truth) change_signal(signal, truth);
  }
  void change_signal(std::uint32_t signal, Truth truth);
  void add_points(std::uint32_t sum, std::int64_t more, std::int64_t less);
  [[nodiscard]] TimeMs pass(state::Timer timer, TimeMs as_of);
  [[nodiscard]] TimeMs pass_event(std::uint32_t slot, TimeMs as_of);
  [[nodiscard]] TimeMs pass_field(std::uint32_t test, TimeMs as_of);
  void push_timer(state::Timer timer);
  void start_field_timers();
  void set_due(std::uint32_t timed, TimeMs at);
  [[nodiscard]] Truth truth_of_list(std::uint32_t signal);
  [[nodiscard]] std::uint64_t different_subjects(const state::TimedList& list);
  [[nodiscard]] Truth truth_of_sequence(std::uint32_t signal);
  void select(bytecode::SelectionId selection);
  void settle_number(std::uint32_t number);
  void settle_code(std::uint32_t at);
  void settle_unit(std::uint32_t unit);
  [[nodiscard]] TimeMs next_step(const state::Unit& unit) const;
  [[nodiscard]] const state::TimedList& list_of(bytecode::SelectionId selection) const {
    return clock_.lists[plan_.selections[selection.value].list];
  }

  const state::StatePlan& plan_;
  const std::vector<state::KeptField>& fields_;
  state::KeptEvents& events_;
  state::Clock& clock_;
  StateWorkspace& workspace_;
  bool has_changed_ = false;
};

}  // namespace leadscore::runtime
