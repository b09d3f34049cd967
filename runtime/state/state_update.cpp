#include "runtime/state/state_update.hpp"

#include "base/text/fold.hpp"
#include "runtime/signals/window.hpp"
#include "runtime/state/membership.hpp"
#include "runtime/vm/run.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace leadscore::runtime {

using bytecode::FieldId;
using bytecode::KindId;
using state::Clock;
using state::KeptEvent;
using state::KeptField;
using state::KnownId;
using state::PlannedSelection;

namespace {

constexpr TimeMs kAnyMoment = 0;  // only what gives points asks for it

/// What is kept of a field, as whoever reads leads gives it.
void show(const KeptField& kept, FieldValue& value) {
  value.is_known = kept.is_known;
  value.yes = kept.yes;
  value.number = kept.number;
  value.time = kept.time;
  value.text = kept.text;
  value.items.assign(kept.items.begin(), kept.items.end());
}

}  // namespace

// ---- Clocks and answers -------------------------------------------------------------------------

/// Brings all clocks to a moment, has each do its work, and answers what has changed: those of
/// before first, as score changes look at them.
template <class Work>
void StateUpdate::follow(TimeMs as_of, Work work) {
  state_.as_of_ = std::max(state_.as_of_, as_of);
  bool has_changed = false;
  for (std::size_t at = state_.clocks_.size(); at-- > 0;) {
    ClockUpdate update(plan_, state_.fields_, state_.events_, state_.clocks_[at], workspace_);
    const std::vector<DurationMs>& durations = plan_.prepared.durations;
    const TimeMs moment = at == 0 ? state_.as_of_ : difference(state_.as_of_, durations[at - 1]);
    work(update, moment, at);
    update.settle();
    if (!update.has_changed()) continue;
    has_changed = true;
    if (at > 0) answer_earlier(at);
  }
  if (has_changed) answer();
}

/// What a clock knows, for the code from the sums to the outcomes.
WorkedOut StateUpdate::worked_out(Clock& clock) const {
  return {.registers = clock.registers,
          .parts = clock.sums,
          .outside = clock.outside,
          .earlier_scores = state_.earlier_};
}

void StateUpdate::answer_earlier(std::size_t at) {
  run_rest_of_points(
      plan_.program, plan_.prepared, std::span(plan_.outcome_code).first(plan_.points_code_count),
      worked_out(state_.clocks_[at]), kAnyMoment, workspace_.scratch_, state_.earlier_[at - 1]);
}

void StateUpdate::answer() {
  run_rest(plan_.program, plan_.prepared, plan_.outcome_code, worked_out(state_.clocks_.front()),
           kAnyMoment, workspace_.scratch_, state_.row_.cleared_row(0));
}

void StateUpdate::begin(const LeadBatch* batch, std::size_t lead, TimeMs as_of) {
  const std::vector<DurationMs>& durations = plan_.prepared.durations;
  state_.as_of_ = as_of;
  state_.fields_.resize(plan_.program.fields.size());
  state_.clocks_.resize(1 + durations.size());
  state_.earlier_.resize(durations.size());
  state_.row_.reset(plan_.program, 1);
  std::vector<std::uint32_t> slots;
  if (batch != nullptr) {
    for (const FieldId field : plan_.program.fields.ids()) {
      batch->read_field(lead, field, workspace_.scratch_.value);
      keep_field(field, workspace_.scratch_.value);
    }
    for (std::size_t index = 0; index < batch->event_count(lead); ++index) {
      read_event(*batch, lead, index);
      const Event event = batch->event(lead, index);
      const std::uint32_t slot =
          keep({.event = event, .attributes = workspace_.attributes_}, class_of(event));
      if (slot != kNone) slots.push_back(slot);
    }
  }
  fill_fields();
  follow(as_of, [&](ClockUpdate& update, TimeMs moment, std::size_t) {
    update.begin(moment, field_signals(moment));
    for (const std::uint32_t slot : slots) update.admit(slot);
  });
  for (const std::uint32_t slot : slots) release_if_done(slot);
}

void StateUpdate::advance(TimeMs as_of) {
  follow(as_of, [](ClockUpdate& update, TimeMs moment, std::size_t) { update.advance(moment); });
}

// ---- Fields -------------------------------------------------------------------------------------

void StateUpdate::keep_field(FieldId field, const FieldValue& value) {
  KeptField& kept = state_.fields_[field.value];
  kept = KeptField{.is_known = value.is_known};
  if (!value.is_known) return;
  switch (plan_.program.fields[field].type) {
    case bytecode::FieldType::kText:
    case bytecode::FieldType::kOneOf:
      kept.text = value.text;
      break;
    case bytecode::FieldType::kNumber:
      kept.number = value.number;
      break;
    case bytecode::FieldType::kYesNo:
      kept.yes = value.yes;
      break;
    case bytecode::FieldType::kTime:
      kept.time = value.time;
      break;
    case bytecode::FieldType::kListOfText:
      kept.items.assign(value.items.begin(), value.items.end());
      break;
    case bytecode::FieldType::kAny:
      break;
  }
}

/// Makes a lead of the state's fields.
void StateUpdate::fill_fields() {
  LeadBatch& lead = workspace_.fields_;
  lead.clear();
  lead.begin_lead("", 0);
  FieldValue& value = workspace_.scratch_.value;
  for (const FieldId field : plan_.program.fields.ids()) {
    const KeptField& kept = state_.fields_[field.value];
    if (!kept.is_known) continue;
    show(kept, value);
    lead.set_field(field, value);
  }
}

/// What signals on fields are as of a moment; fill_fields() was called.
const std::vector<Truth>& StateUpdate::field_signals(TimeMs as_of) {
  scorer_.fields_.evaluate(workspace_.fields_, 0, as_of, workspace_.scratch_);
  return workspace_.scratch_.signals;
}

void StateUpdate::change_fields(std::span<const FieldChange> changes, TimeMs as_of) {
  // First what time does to the fields as they were.
  advance(as_of);
  for (const FieldChange& change : changes) keep_field(change.field, change.value);
  fill_fields();
  follow(as_of, [&](ClockUpdate& update, TimeMs moment, std::size_t) {
    update.change_fields(field_signals(moment));
  });
}

// ---- Events -------------------------------------------------------------------------------------

void StateUpdate::read_event(const LeadBatch& batch, std::size_t lead, std::size_t index) {
  const KindId kind = batch.event(lead, index).kind;
  workspace_.attributes_.clear();
  if (!kind.is_valid()) return;
  for (const bytecode::AttributeId attribute : plan_.program.kinds[kind].attributes) {
    workspace_.attributes_.push_back(batch.attribute(lead, index, attribute));
  }
}

/// Whether an event is in the past of all clocks, which will be brought to `as_of`.
bool StateUpdate::has_happened(std::optional<TimeMs> time, TimeMs as_of) const {
  if (!time) return true;
  const TimeMs now = std::max(state_.as_of_, as_of);
  return *time <= now && std::ranges::all_of(plan_.prepared.durations, [&](DurationMs duration) {
    return *time <= difference(now, duration);
  });
}

/// The selections that an event may be in, now or later. The view lasts until the next event.
std::span<const std::uint32_t> StateUpdate::selections_of(
    const NewEvent& event, const StateWorkspace::EventClass& of_class) {
  if (!of_class.asks_where) return of_class.selections;
  for (const bytecode::AttributeId attribute : plan_.program.kinds[event.event.kind].attributes) {
    workspace_.scratch_.tested[attribute.value] = 0;
  }
  workspace_.selections_.clear();
  for (const std::uint32_t selection : of_class.selections) {
    if (meets_where(plan_.selections[selection], event)) {
      workspace_.selections_.push_back(selection);
    }
  }
  return workspace_.selections_;
}

/// Makes a record of an event; kNone: nothing asks for it, now or later.
std::uint32_t StateUpdate::keep(const NewEvent& event, const StateWorkspace::EventClass& of_class) {
  state::EventRecord record{.time = event.event.time, .selections = selections_of(event, of_class)};
  if (record.selections.empty()) return kNone;
  if (of_class.keeps_values) {
    keep_values(event);
    record.values = workspace_.values_;
  }
  if (of_class.keeps_subjects && event.event.subject) {
    normalise_subject(plan_.program, event.event.kind, *event.event.subject,
                      workspace_.normalised_);
    record.subject = workspace_.normalised_;
  }
  return state_.events_.add(record);
}

bool StateUpdate::meets_where(const PlannedSelection& selection, const NewEvent& event) {
  Workspace& scratch = workspace_.scratch_;
  const auto& attributes = plan_.program.kinds;
  return std::all_of(
      selection.where.begin(), selection.where.end(), [&](const bytecode::WhereTest& test) {
        const bytecode::AttributeId attribute = plan_.attribute_of[test.signal.value];
        if (scratch.tested[attribute.value] == 0) {
          scratch.tested[attribute.value] = 1;
          const auto& of_kind = attributes[event.event.kind].attributes;
          const auto place = std::find(of_kind.begin(), of_kind.end(), attribute) - of_kind.begin();
          const auto number = static_cast<std::size_t>(place);
          scorer_.attributes_[attribute.value].evaluate(
              event.attributes.empty() ? FieldValue() : event.attributes[number], 0, scratch);
        }
        return scratch.signals[test.signal.value] ==
               (test.is_negated ? Truth::kFalse : Truth::kTrue);
      });
}

void StateUpdate::keep_values(const NewEvent& event) {
  workspace_.values_.clear();
  for (const state::KeptAttribute& kept : plan_.kept[event.event.kind.value]) {
    state::KeptValue& value = workspace_.values_.emplace_back();
    if (event.attributes.empty() || !event.attributes[kept.place].is_known) continue;
    const FieldValue& given = event.attributes[kept.place];
    value.is_known = true;
    value.bits = kept.type == bytecode::FieldType::kTime
                     ? static_cast<std::uint64_t>(given.time)
                     : std::bit_cast<std::uint64_t>(given.number);
  }
}

const StateWorkspace::EventClass& StateUpdate::class_of(const Event& event) {
  if (workspace_.is_full_) workspace_.forget();
  std::string_view subject;
  if (event.subject) subject = event.subject->empty() ? "" : *event.subject;
  const std::uint64_t hash = batch::MetSubjects::hash(event.kind, subject);
  std::uint32_t number = workspace_.met_.find(hash, event.kind, subject);
  if (number == batch::MetSubjects::kNone) {
    number = find_class(event.kind, subject);
    if (!workspace_.met_.remember(hash, event.kind, subject, number)) workspace_.is_full_ = true;
  }
  return workspace_.classes_[number];
}

std::uint32_t StateUpdate::find_class(KindId kind, std::string_view subject) {
  std::vector<std::uint32_t>& found = workspace_.found_;
  scorer_.subjects_.find(kind, subject, workspace_.normalised_, found);
  const auto next = static_cast<std::uint32_t>(workspace_.classes_.size());
  const auto [known, is_new] = workspace_.class_numbers_.try_emplace(found, next);
  if (!is_new) return known->second;
  StateWorkspace::EventClass made{.selections = found};
  for (const std::uint32_t selection : found) {
    const PlannedSelection& planned = plan_.selections[selection];
    made.asks_where = made.asks_where || !planned.where.empty();
    made.keeps_values = made.keeps_values || !planned.time_tests.empty() || planned.keeps_values;
    made.keeps_subjects = made.keeps_subjects || planned.keeps_subjects;
    made.is_only_counted = made.is_only_counted && planned.is_only_counted && planned.is_for_good;
  }
  workspace_.kept_ += 1 + found.size();
  if (workspace_.kept_ > StateWorkspace::kMostKept) workspace_.is_full_ = true;
  workspace_.classes_.push_back(std::move(made));
  return next;
}

StateUpdate::Place StateUpdate::place_of(std::string_view id, std::optional<TimeMs> time) {
  if (text::trim(id).empty()) return {};
  const std::uint32_t number = state_.events_.find_id(id);
  if (number == kNone) return {.id = state_.events_.add_id(id, time)};
  KnownId& known = state_.events_.ids()[number];
  const bool is_earlier = time && (!known.time || *time < *known.time);
  if (!is_earlier) return {.is_new = false};
  known.time = time;
  return {.id = number, .instead = std::exchange(known.slot, KnownId::kNotKept)};
}

void StateUpdate::set_id(std::uint32_t slot, const Place& place) {
  if (slot == kNone || place.id == kNone) return;
  state_.events_[slot].id = place.id;
  state_.events_.ids()[place.id].slot = slot;
}

void StateUpdate::take(const NewEvent& event, TimeMs as_of) {
  const StateWorkspace::EventClass& of_class = class_of(event.event);
  if (of_class.is_only_counted && !event.id && has_happened(event.event.time, as_of)) {
    // The most common leave nothing else.
    const std::span<const std::uint32_t> selections = selections_of(event, of_class);
    follow(as_of, [&](ClockUpdate& update, TimeMs moment, std::size_t) {
      update.advance(moment);
      for (const std::uint32_t selection : selections) update.count(selection, 1);
    });
    return;
  }
  Place place;
  if (event.id) {
    // Time may let go of the event that this one takes the place of.
    if (state_.events_.find_id(*event.id) != kNone) advance(as_of);
    place = place_of(*event.id, event.event.time);
  }
  const std::uint32_t slot = place.is_new ? keep(event, of_class) : kNone;
  set_id(slot, place);
  follow(as_of, [&](ClockUpdate& update, TimeMs moment, std::size_t) {
    update.advance(moment);
    if (place.instead != kNone) update.retract(place.instead);
    if (slot != kNone) update.admit(slot);
  });
  if (place.instead != kNone) state_.events_.release(place.instead);
  if (slot != kNone) release_if_done(slot);
}

void StateUpdate::release_if_done(std::uint32_t slot) {
  if (state_.events_[slot].ties > 0) return;
  ClockUpdate(plan_, state_.fields_, state_.events_, state_.clocks_.front(), workspace_)
      .release_if_done(slot, state_.as_of_);
}

// ---- Two states ---------------------------------------------------------------------------------

/// Keeps an event of another state.
std::uint32_t StateUpdate::copy(const state::KeptEvents& events, std::uint32_t slot) {
  const KeptEvent& event = events[slot];
  workspace_.values_.clear();
  for (std::uint32_t place = 0; place < event.value_count; ++place) {
    workspace_.values_.push_back(events.value(event, place));
  }
  state::EventRecord record{
      .time = event.when(), .selections = events.selections(event), .values = workspace_.values_};
  if (event.has_subject) record.subject = events.subject(event);
  return state_.events_.add(record);
}

void StateUpdate::merge(LeadState& other) {
  const TimeMs as_of = std::max(state_.as_of_, other.as_of_);
  StateUpdate(scorer_, other, workspace_).advance(as_of);
  advance(as_of);
  std::vector<std::uint32_t> admitted;
  std::vector<std::uint32_t> retracted;
  for (std::uint32_t slot = 0; slot < other.events_.slot_count(); ++slot) {
    const KeptEvent& event = other.events_[slot];
    if (event.is_kept && event.id == kNone) admitted.push_back(copy(other.events_, slot));
  }
  for (const KnownId& known : other.events_.ids()) {
    const Place place = place_of(known.id, known.time);
    if (!place.is_new) continue;
    if (place.instead != kNone) retracted.push_back(place.instead);
    if (known.slot == KnownId::kNotKept) continue;
    admitted.push_back(copy(other.events_, known.slot));
    set_id(admitted.back(), place);
  }
  follow(as_of, [&](ClockUpdate& update, TimeMs, std::size_t at) {
    for (const std::uint32_t slot : retracted) update.retract(slot);
    for (const std::uint32_t slot : admitted) update.admit(slot);
    // What is only counted is what is counted beside those that are kept.
    const Clock& clock = other.clocks_[at];
    std::vector<std::uint32_t> counts = clock.counts;
    for (std::uint32_t slot = 0; slot < other.events_.slot_count(); ++slot) {
      const KeptEvent& event = other.events_[slot];
      if (!event.is_kept) continue;
      for (const std::uint32_t selection : other.events_.selections(event)) {
        const auto now = membership(plan_.selections[selection], other.events_, event, clock.as_of);
        if (now.is_in) --counts[selection];
      }
    }
    for (std::uint32_t selection = 0; selection < counts.size(); ++selection) {
      if (counts[selection] > 0) update.count(selection, counts[selection]);
    }
  });
  for (const std::uint32_t slot : retracted) state_.events_.release(slot);
  for (const std::uint32_t slot : admitted) release_if_done(slot);
  std::vector<FieldChange> changes;
  for (const FieldId field : plan_.program.fields.ids()) {
    const KeptField& kept = other.fields_[field.value];
    if (state_.fields_[field.value].is_known || !kept.is_known) continue;
    show(kept, changes.emplace_back(FieldChange{.field = field}).value);
  }
  if (!changes.empty()) change_fields(changes, as_of);
}

}  // namespace leadscore::runtime
