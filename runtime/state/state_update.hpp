// One update of a state: events become records, then all clocks follow, then the row is answered.
#pragma once

#include "base/time.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/state/clock_update.hpp"
#include "runtime/state/lead_state.hpp"
#include "runtime/state/state_scorer.hpp"
#include "runtime/state/state_workspace.hpp"
#include "runtime/vm/run.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

class StateUpdate {
 public:
  StateUpdate(const StateScorer& scorer, LeadState& state, StateWorkspace& workspace)
      : scorer_(scorer), plan_(scorer.plan_), state_(state), workspace_(workspace) {}

  void begin(const LeadBatch* batch, std::size_t lead, TimeMs as_of);
  void take(const NewEvent& event, TimeMs as_of);
  void advance(TimeMs as_of);
  void change_fields(std::span<const FieldChange> changes, TimeMs as_of);
  void merge(LeadState& other);

 private:
  static constexpr std::uint32_t kNone = state::KeptEvents::kNone;

  template <class Work>
  void follow(TimeMs as_of, Work work);
  [[nodiscard]] WorkedOut worked_out(state::Clock& clock) const;
  void answer_earlier(std::size_t clock);
  void answer();
  void keep_field(bytecode::FieldId field, const FieldValue& value);
  const std::vector<Truth>& field_signals(TimeMs as_of);
  void fill_fields();

  void read_event(const LeadBatch& batch, std::size_t lead, std::size_t index);
  [[nodiscard]] bool has_happened(std::optional<TimeMs> time, TimeMs as_of) const;
  [[nodiscard]] std::span<const std::uint32_t> selections_of(
      const NewEvent& event, const StateWorkspace::EventClass& of_class);
  [[nodiscard]] std::uint32_t keep(const NewEvent& event,
                                   const StateWorkspace::EventClass& of_class);
  [[nodiscard]] const StateWorkspace::EventClass& class_of(const Event& event);
  [[nodiscard]] std::uint32_t find_class(bytecode::KindId kind, std::string_view subject);
  [[nodiscard]] bool meets_where(const state::PlannedSelection& selection, const NewEvent& event);
  void keep_values(const NewEvent& event);

  /// What an event with an id does to those before.
  struct Place {
    bool is_new = true;             // else it was known, and earlier
    std::uint32_t id = kNone;       // its number
    std::uint32_t instead = kNone;  // the slot of the one that it takes the place of
  };
  [[nodiscard]] Place place_of(std::string_view id, std::optional<TimeMs> time);
  void set_id(std::uint32_t slot, const Place& place);
  void release_if_done(std::uint32_t slot);
  [[nodiscard]] std::uint32_t copy(const state::KeptEvents& events, std::uint32_t slot);

  const StateScorer& scorer_;
  const state::StatePlan& plan_;
  LeadState& state_;
  StateWorkspace& workspace_;
};

}  // namespace leadscore::runtime
