// States of leads: the incremental engine. One event, or a later moment, in; the new score out.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/scorer.hpp"
#include "runtime/signals/field_signals.hpp"
#include "runtime/signals/subject_index.hpp"
#include "runtime/signals/value_tests.hpp"
#include "runtime/state/lead_state.hpp"
#include "runtime/state/state_plan.hpp"
#include "runtime/state/state_workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// An event that is new to a state. Views are not kept.
struct NewEvent {
  Event event = {};
  /// By their places in EventKind::attributes of its kind; none given: all unknown.
  std::span<const FieldValue> attributes = {};
  /// Of events with the same id one counts: that with the earliest time, else the first taken
  /// (language.md §5). Blank: it has none.
  std::optional<std::string_view> id = {};
};

struct FieldChange {
  bytecode::FieldId field;
  FieldValue value = {};  // not known: it becomes unknown
};

/// Begins and updates the states of leads. After each call a state's row() is what the Scorer says
/// of a lead with its fields and all events that it was given, as of the state's moment.
///
/// Moments never go back: an `as_of` before the state's counts as the state's. Moments lie within
/// kMinTimeMs to kMaxTimeMs. Events and values are as readers give them; those of another program
/// are our bug (InternalError).
///
/// Immutable: many threads may share it, each with its own workspace and its own states.
class StateScorer {
 public:
  /// `scorer` and its program outlive this.
  explicit StateScorer(const Scorer& scorer);

  [[nodiscard]] const bytecode::Program& program() const { return plan_.program; }

  /// A lead without fields and events.
  [[nodiscard]] LeadState begin(TimeMs as_of, StateWorkspace& workspace) const;
  /// A lead of a batch (made for this program), with its fields and events; these have no ids.
  [[nodiscard]] LeadState begin(const LeadBatch& batch, std::size_t lead, TimeMs as_of,
                                StateWorkspace& workspace) const;

  /// Something happened, now, before or later. Costs what the event touches: a look-up, its
  /// selections, and what looks at these; days, sequences, numbers and decays cost a look at the
  /// events of their selection.
  void take(LeadState& state, const NewEvent& event, TimeMs as_of, StateWorkspace& workspace) const;

  /// Time went by. Costs as much as has changed since.
  void advance(LeadState& state, TimeMs as_of, StateWorkspace& workspace) const;

  /// Fields have new values. Costs a look at all fields.
  void change_fields(LeadState& state, std::span<const FieldChange> changes, TimeMs as_of,
                     StateWorkspace& workspace) const;

  /// Two records are of one person: `state` gets the other's events, those with an id that it has
  /// too once, and the other's fields where its own are unknown. Its moment is the later of both.
  void merge(LeadState& state, LeadState other, StateWorkspace& workspace) const;

  /// The next moment at which time alone may change the row: nothing changes before, without new
  /// events and fields. Nothing: never.
  [[nodiscard]] std::optional<TimeMs> next_change(const LeadState& state) const;

 private:
  friend class StateUpdate;
  friend class ClockUpdate;

  state::StatePlan plan_;
  const FieldSignals& fields_;          // of all signals on fields
  SubjectIndex subjects_;               // of all selections, by SelectionId
  std::vector<ValueTests> attributes_;  // by AttributeId: what `where` asks
};

}  // namespace leadscore::runtime
