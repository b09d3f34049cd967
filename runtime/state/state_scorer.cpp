#include "runtime/state/state_scorer.hpp"

#include "base/check.hpp"
#include "runtime/state/membership.hpp"
#include "runtime/state/state_update.hpp"

#include <algorithm>
#include <utility>

namespace leadscore::runtime {
namespace {

std::vector<bytecode::SelectionId> all_selections(const bytecode::Program& program) {
  const auto ids = program.selections.ids();
  return {ids.begin(), ids.end()};
}

}  // namespace

StateScorer::StateScorer(const Scorer& scorer)
    : plan_(scorer),
      fields_(scorer.field_signals()),
      subjects_(scorer.program(), all_selections(scorer.program())),
      attributes_(scorer.program().attributes.size()) {
  const bytecode::Program& program = scorer.program();
  for (const bytecode::SignalId id : program.signals.ids()) {
    const bytecode::AttributeId attribute = plan_.attribute_of[id.value];
    if (attribute.is_valid()) attributes_[attribute.value].add(id, program, scorer.matchers());
  }
}

LeadState StateScorer::begin(TimeMs as_of, StateWorkspace& workspace) const {
  LeadState state;
  StateUpdate(*this, state, workspace).begin(nullptr, 0, as_of);
  return state;
}

LeadState StateScorer::begin(const LeadBatch& batch, std::size_t lead, TimeMs as_of,
                             StateWorkspace& workspace) const {
  LEADSCORE_CHECK(batch.fits(program()), "a batch that was made for another program");
  LeadState state;
  StateUpdate(*this, state, workspace).begin(&batch, lead, as_of);
  return state;
}

void StateScorer::take(LeadState& state, const NewEvent& event, TimeMs as_of,
                       StateWorkspace& workspace) const {
  const bytecode::KindId kind = event.event.kind;
  LEADSCORE_CHECK(!kind.is_valid() || kind.value < program().kinds.size(),
                  "a kind of event that is not of this program");
  LEADSCORE_CHECK(
      event.attributes.empty() ||
          (kind.is_valid() && event.attributes.size() == program().kinds[kind].attributes.size()),
      "attributes that are not those of the kind");
  StateUpdate(*this, state, workspace).take(event, as_of);
}

void StateScorer::advance(LeadState& state, TimeMs as_of, StateWorkspace& workspace) const {
  StateUpdate(*this, state, workspace).advance(as_of);
}

void StateScorer::change_fields(LeadState& state, std::span<const FieldChange> changes,
                                TimeMs as_of, StateWorkspace& workspace) const {
  for (const FieldChange& change : changes) {
    LEADSCORE_CHECK(change.field.value < program().fields.size(),
                    "a field that is not of this program");
  }
  StateUpdate(*this, state, workspace).change_fields(changes, as_of);
}

void StateScorer::merge(LeadState& state, LeadState other, StateWorkspace& workspace) const {
  StateUpdate(*this, state, workspace).merge(other);
}

std::optional<TimeMs> StateScorer::next_change(const LeadState& state) const {
  TimeMs next = state::kNever;
  for (std::size_t at = 0; at < state.clocks_.size(); ++at) {
    const state::Clock& clock = state.clocks_[at];
    if (clock.timers.is_empty()) continue;
    // What changes the score of before changes it so much later.
    const DurationMs behind = at == 0 ? 0 : plan_.prepared.durations[at - 1];
    next = std::min(next, state::later(clock.timers.first().at, behind));
  }
  return next == state::kNever ? std::nullopt : std::optional(next);
}

std::size_t LeadState::memory_bytes() const {
  std::size_t bytes = sizeof(*this) + events_.memory_bytes();
  for (const state::KeptField& field : fields_) {
    bytes += sizeof(field) + field.text.capacity() + field.items.capacity() * sizeof(std::string);
  }
  for (const state::Clock& clock : clocks_) {
    bytes += sizeof(clock) + clock.counts.capacity() * sizeof(std::uint32_t) +
             clock.numbers.capacity() * sizeof(std::optional<double>) + clock.signals.capacity() +
             clock.registers.capacity() +
             (clock.unit_points.capacity() + clock.due.capacity()) * sizeof(std::int64_t) +
             clock.sums.capacity() * sizeof(PointsSum) + clock.timers.memory_bytes() +
             clock.lists.capacity() * sizeof(state::TimedList);
    for (const state::TimedList& list : clock.lists) bytes += list.memory_bytes();
  }
  return bytes;
}

}  // namespace leadscore::runtime
