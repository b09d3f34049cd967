#include "runtime/state/clock_update.hpp"

#include "runtime/batch/plan.hpp"
#include "runtime/signals/number_of.hpp"
#include "runtime/signals/sequences.hpp"
#include "runtime/signals/window.hpp"
#include "runtime/state/clock_events.hpp"
#include "runtime/state/membership.hpp"
#include "runtime/vm/giving.hpp"
#include "runtime/vm/run.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace leadscore::runtime {

using bytecode::SelectionId;
using bytecode::SignalId;
using state::KeptEvent;
using state::kNever;
using state::later;
using state::Membership;
using state::PlannedSelection;
using state::StatePlan;
using state::Timed;
using state::Timer;

namespace {

Truth truth_of_count(const state::CountTest& test, std::uint32_t count) {
  return truth_of(test.least <= count && count <= test.most);
}

}  // namespace

// ---- Beginning ----------------------------------------------------------------------------------

void ClockUpdate::begin(TimeMs as_of, const std::vector<Truth>& signals) {
  clock_.as_of = as_of;
  clock_.counts.assign(plan_.selections.size(), 0);
  clock_.lists.resize(plan_.list_count);
  clock_.numbers.assign(plan_.program.numbers.size(), std::nullopt);
  clock_.signals.assign(signals.size(), Truth::kUnknown);
  clock_.registers.assign(plan_.program.register_count, Truth::kFalse);
  clock_.unit_points.assign(plan_.units.size(), 0);
  clock_.sums.assign(plan_.program.parts.size(), PointsSum());
  clock_.due.assign(plan_.timed.size(), kNever);
  for (std::uint32_t sum = 0; sum < plan_.constants.size(); ++sum) {
    add_points(sum, plan_.constants[sum], 0);
  }
  for (std::uint32_t signal = 0; signal < signals.size(); ++signal) {
    const auto unknown = static_cast<std::size_t>(Truth::kUnknown);
    const state::Gain& first = plan_.signals[signal].gain;
    add_points(first.sum, first.points[unknown], 0);
    for (const state::Gain& gain : plan_.other_gains[signal]) {
      add_points(gain.sum, gain.points[unknown], 0);
    }
  }
  for (const std::uint32_t at : plan_.condition_code) {
    work_out(plan_.program.code[at], clock_.signals, clock_.registers);
  }
  for (const PlannedSelection& selection : plan_.selections) touch(selection, 0);
  for (const std::uint32_t signal : plan_.field_signals) set_signal(signal, signals[signal]);
  for (std::uint32_t number = 0; number < plan_.program.numbers.size(); ++number) {
    workspace_.numbers_.push(number);
  }
  for (const std::uint32_t signal : plan_.number_signals) {
    set_signal(signal, truth_of_numbers(plan_.program, plan_.program.signals[SignalId(signal)],
                                        clock_.numbers));
  }
  for (std::uint32_t unit = 0; unit < plan_.units.size(); ++unit) workspace_.units_.push(unit);
  start_field_timers();
  has_changed_ = true;
}

void ClockUpdate::change_fields(const std::vector<Truth>& signals) {
  for (const std::uint32_t signal : plan_.field_signals) set_signal(signal, signals[signal]);
  for (std::uint32_t field = 0; field < fields_.size(); ++field) {
    for (const std::uint32_t number : plan_.numbers_of_field[field]) {
      workspace_.numbers_.push(number);
    }
  }
  if (plan_.field_times.empty()) return;
  clock_.timers.erase_if([](const Timer& timer) { return timer.slot == Timer::kField; });
  start_field_timers();
}

void ClockUpdate::start_field_timers() {
  for (std::uint32_t test = 0; test < plan_.field_times.size(); ++test) {
    push_timer({.at = pass_field(test, clock_.as_of), .slot = Timer::kField, .what = test});
  }
}

// ---- Time ---------------------------------------------------------------------------------------

void ClockUpdate::advance(TimeMs as_of) {
  if (as_of <= clock_.as_of) return;
  state::TimerHeap& timers = clock_.timers;
  while (!timers.is_empty() && timers.first().at <= as_of) {
    Timer timer = timers.first();
    timer.at = pass(timer, as_of);
    if (timer.at == kNever) {
      timers.pop_first();
    } else {
      timers.change_first(timer);
    }
  }
  clock_.as_of = as_of;
}

/// Does what a timer is for. Returns the next moment of the same one, else kNever.
TimeMs ClockUpdate::pass(Timer timer, TimeMs as_of) {
  if (timer.slot == Timer::kField) return pass_field(timer.what, as_of);
  if (timer.slot != Timer::kTimed) return pass_event(timer.slot, as_of);
  if (clock_.due[timer.what] == timer.at) {
    clock_.due[timer.what] = kNever;
    touch(plan_.timed[timer.what]);
  }
  return kNever;
}

void ClockUpdate::touch(const Timed& timed) {
  switch (timed.kind) {
    case Timed::Kind::kUnit:
      workspace_.units_.push(timed.id);
      break;
    case Timed::Kind::kNumber:
      workspace_.numbers_.push(timed.id);
      break;
    case Timed::Kind::kSignal:
      workspace_.signals_.push(timed.id);
      break;
  }
}

TimeMs ClockUpdate::pass_event(std::uint32_t slot, TimeMs as_of) {
  KeptEvent& event = events_[slot];
  TimeMs next = kNever;
  for (const std::uint32_t selection : events_.selections(event)) {
    const PlannedSelection& planned = plan_.selections[selection];
    const Membership before = membership(planned, events_, event, clock_.as_of);
    const Membership now = membership(planned, events_, event, as_of);
    if (now.is_in && !before.is_in) enter(selection, event, slot);
    if (!now.is_in && before.is_in) leave(selection, event, slot);
    next = std::min(next, now.next);
  }
  if (next == kNever && --event.ties == 0) release_if_done(slot, as_of);
  return next;
}

TimeMs ClockUpdate::pass_field(std::uint32_t number, TimeMs as_of) {
  const state::FieldTimeTest& test = plan_.field_times[number];
  const state::KeptField& field = fields_[test.field.value];
  if (!field.is_known) return kNever;
  const Membership now = state::membership(test.window, field.time, as_of);
  set_signal(test.signal, truth_of(now.is_in));
  return now.next;
}

/// One at kNever is none.
void ClockUpdate::push_timer(Timer timer) {
  if (timer.at != kNever) clock_.timers.push(timer);
}

void ClockUpdate::set_due(std::uint32_t timed, TimeMs at) {
  if (at >= clock_.due[timed]) return;
  clock_.due[timed] = at;
  push_timer({.at = at, .slot = Timer::kTimed, .what = timed});
}

// ---- Events -------------------------------------------------------------------------------------

void ClockUpdate::admit(std::uint32_t slot) {
  KeptEvent& event = events_[slot];
  TimeMs next = kNever;
  for (const std::uint32_t selection : events_.selections(event)) {
    const Membership now = membership(plan_.selections[selection], events_, event, clock_.as_of);
    if (now.is_in) enter(selection, event, slot);
    next = std::min(next, now.next);
  }
  // An event has one timer, for whatever changes next of its selections.
  if (next != kNever) ++event.ties;
  push_timer({.at = next, .slot = slot});
}

void ClockUpdate::retract(std::uint32_t slot) {
  KeptEvent& event = events_[slot];
  for (const std::uint32_t selection : events_.selections(event)) {
    const Membership now = membership(plan_.selections[selection], events_, event, clock_.as_of);
    if (now.is_in) leave(selection, event, slot);
  }
  event.ties -= static_cast<std::uint32_t>(
      clock_.timers.erase_if([slot](const Timer& timer) { return timer.slot == slot; }));
}

/// One with an id stays while it is counted, as an earlier one of that id may take its place.
void ClockUpdate::release_if_done(std::uint32_t slot, TimeMs as_of) {
  const KeptEvent& event = events_[slot];
  if (event.id != state::KeptEvents::kNone) {
    for (const std::uint32_t selection : events_.selections(event)) {
      if (membership(plan_.selections[selection], events_, event, as_of).is_in) return;
    }
    events_.ids()[event.id].slot = state::KnownId::kNotKept;
  }
  events_.release(slot);
}

void ClockUpdate::enter(std::uint32_t selection, KeptEvent& event, std::uint32_t slot) {
  const PlannedSelection& planned = plan_.selections[selection];
  const std::uint32_t count = ++clock_.counts[selection];
  if (planned.list != PlannedSelection::kNoList) {
    ++event.ties;
    clock_.lists[planned.list].add(event.when(), slot);
  }
  touch(planned, count);
}

void ClockUpdate::leave(std::uint32_t selection, KeptEvent& event, std::uint32_t slot) {
  const PlannedSelection& planned = plan_.selections[selection];
  const std::uint32_t count = --clock_.counts[selection];
  if (planned.list != PlannedSelection::kNoList) {
    --event.ties;
    clock_.lists[planned.list].remove(event.when(), slot);
  }
  touch(planned, count);
}

void ClockUpdate::count(std::uint32_t selection, std::uint32_t events) {
  clock_.counts[selection] += events;
  touch(plan_.selections[selection], clock_.counts[selection]);
}

void ClockUpdate::touch(const PlannedSelection& selection, std::uint32_t count) {
  if (selection.test_count > 0) {
    set_signal(selection.test.signal, truth_of_count(selection.test, count));
    if (selection.test_count > 1) {
      for (const state::CountTest& test : selection.other_tests) {
        set_signal(test.signal, truth_of_count(test, count));
      }
    }
  }
  if (selection.is_only_counted) return;
  for (const std::uint32_t signal : selection.signals) workspace_.signals_.push(signal);
  for (const std::uint32_t number : selection.numbers) workspace_.numbers_.push(number);
  for (const std::uint32_t unit : selection.units) workspace_.units_.push(unit);
}

void ClockUpdate::change_signal(std::uint32_t signal, Truth truth) {
  Truth& now = clock_.signals[signal];
  const auto before = static_cast<std::size_t>(std::exchange(now, truth));
  const auto after = static_cast<std::size_t>(truth);
  const state::PlannedSignal& planned = plan_.signals[signal];
  add_points(planned.gain.sum, planned.gain.points[after], planned.gain.points[before]);
  if (planned.is_gain_all) return;
  for (const state::Gain& gain : plan_.other_gains[signal]) {
    add_points(gain.sum, gain.points[after], gain.points[before]);
  }
  for (const std::uint32_t at : plan_.code_of_signal[signal]) workspace_.code_.push(at);
  for (const std::uint32_t unit : plan_.units_of_signal[signal]) workspace_.units_.push(unit);
}

void ClockUpdate::add_points(std::uint32_t sum, std::int64_t more, std::int64_t less) {
  if (more == less) return;
  PointsSum& total = sum < clock_.sums.size() ? clock_.sums[sum] : clock_.outside;
  total.add(more);
  total.add(-less);
  has_changed_ = true;
}

// ---- Working out --------------------------------------------------------------------------------

void ClockUpdate::settle() {
  while (!workspace_.signals_.is_empty()) {
    const std::uint32_t signal = workspace_.signals_.pop();
    set_signal(signal, truth_of_list(signal));
  }
  while (!workspace_.numbers_.is_empty()) settle_number(workspace_.numbers_.pop());
  while (!workspace_.code_.is_empty()) settle_code(workspace_.code_.pop());
  while (!workspace_.units_.is_empty()) settle_unit(workspace_.units_.pop());
}

Truth ClockUpdate::truth_of_list(std::uint32_t id) {
  const auto* signal = std::get_if<bytecode::EventSignal>(&plan_.program.signals[SignalId(id)]);
  if (signal == nullptr) return truth_of_sequence(id);
  const state::TimedList& list = list_of(signal->selection);
  const std::uint64_t measured =
      signal->measure == bytecode::EventMeasure::kDays ? list.days() : different_subjects(list);
  return truth_of(signal->least <= measured && measured <= signal->most);
}

std::uint64_t ClockUpdate::different_subjects(const state::TimedList& list) {
  std::vector<std::string_view>& texts = workspace_.scratch_.sorted_texts;
  texts.clear();
  const auto take = [&](std::uint32_t slot) {
    if (events_[slot].has_subject) texts.push_back(events_.subject(events_[slot]));
  };
  for (const std::uint32_t slot : list.untimed()) take(slot);
  for (const state::Listed& event : list.timed()) take(event.slot);
  std::sort(texts.begin(), texts.end());
  return static_cast<std::uint64_t>(
      std::distance(texts.begin(), std::unique(texts.begin(), texts.end())));
}

Truth ClockUpdate::truth_of_sequence(std::uint32_t id) {
  const auto& signal = std::get<bytecode::SequenceSignal>(plan_.program.signals[SignalId(id)]);
  workspace_.scratch_.events.resize(events_.slot_count());
  select(signal.first);
  select(signal.second);
  const bool is_found = has_sequence(signal, clock_.as_of, workspace_.scratch_);
  // Time makes no follower: what is not followed stays so until events come or go.
  if (!signal.is_not_followed || is_found) return truth_of(is_found);
  TimeMs next = kNever;
  for (const state::Listed& event : list_of(signal.first).timed()) {
    const TimeMs due = later(event.time, signal.within_ms);
    if (due > clock_.as_of) next = std::min(next, due);
  }
  set_due(plan_.timed_of_signal[id], next);
  return Truth::kFalse;
}

/// Shows sequences the events of a selection; those without a time take no part.
void ClockUpdate::select(SelectionId selection) {
  std::vector<std::uint32_t>& selected = workspace_.scratch_.selected[selection.value];
  selected.clear();
  for (const state::Listed& event : list_of(selection).timed()) {
    selected.push_back(event.slot);
    workspace_.scratch_.events[event.slot].time = event.time;
  }
}

void ClockUpdate::settle_number(std::uint32_t number) {
  const state::ClockEvents source{
      .plan = plan_, .fields = fields_, .events = events_, .clock = clock_};
  const bytecode::Number& meant = plan_.program.numbers[bytecode::NumberId(number)];
  const std::optional<double> now = number_of(meant, source, clock_.numbers);
  if (const std::uint32_t timed = plan_.timed_of_number[number]; timed != StatePlan::kNone && now) {
    const auto& aggregate = std::get<bytecode::Aggregate>(meant);
    const TimeMs latest = *source.latest_time(aggregate.selection);
    const std::int64_t days = difference(clock_.as_of, latest) / kMsPerDay;
    set_due(timed, later(latest, (days + 1) * kMsPerDay));
  }
  if (now == clock_.numbers[number]) return;
  clock_.numbers[number] = now;
  for (const std::uint32_t made : plan_.numbers_of_number[number]) workspace_.numbers_.push(made);
  for (const std::uint32_t signal : plan_.signals_of_number[number]) {
    set_signal(signal, truth_of_numbers(plan_.program, plan_.program.signals[SignalId(signal)],
                                        clock_.numbers));
  }
}

void ClockUpdate::settle_code(std::uint32_t at) {
  const bytecode::Instruction& instruction = plan_.program.code[at];
  const Truth before = clock_.registers[instruction.a];
  work_out(instruction, clock_.signals, clock_.registers);
  if (clock_.registers[instruction.a] == before) return;
  for (const std::uint32_t reader : plan_.code_of_register[instruction.a]) {
    workspace_.code_.push(reader);
  }
  for (const std::uint32_t unit : plan_.units_of_register[instruction.a]) {
    workspace_.units_.push(unit);
  }
  if (plan_.is_outcome_register[instruction.a] != 0) has_changed_ = true;
}

void ClockUpdate::settle_unit(std::uint32_t number) {
  const state::Unit& unit = plan_.units[number];
  Giving giving(
      plan_.program, plan_.prepared.decays, clock_.as_of,
      state::ClockEvents{.plan = plan_, .fields = fields_, .events = events_, .clock = clock_},
      {.signals = clock_.signals,
       .registers = clock_.registers,
       .rule_points = workspace_.scratch_.rule_points});
  const std::int64_t points =
      giving.points(plan_.program.contributions[unit.id]).points_thousandths;
  add_points(unit.sum, points, clock_.unit_points[number]);
  clock_.unit_points[number] = points;
  if (unit.timed != StatePlan::kNone) set_due(unit.timed, next_step(unit));
}

/// When one of the events that a rule counts may give something else.
TimeMs ClockUpdate::next_step(const state::Unit& unit) const {
  TimeMs next = kNever;
  const Decays& decays = plan_.prepared.decays;
  for (const bytecode::RuleId id :
       batch::rules_of(plan_.program, plan_.program.contributions[unit.id])) {
    const bytecode::Rule& rule = plan_.program.rules[id];
    if (!rule.decay || clock_.registers[rule.condition_register] != Truth::kTrue) continue;
    const auto take = [&](TimeMs time) {
      next = std::min(next, decays.next_step(rule, time, clock_.as_of).value_or(kNever));
    };
    const state::TimedList& list = list_of(rule.counted);
    if (rule.each == bytecode::Each::kOnce) {
      if (list.untimed().empty() && !list.timed().empty()) take(list.timed().back().time);
      continue;
    }
    for (const state::Listed& event : list.timed()) take(event.time);
  }
  return next;
}

}  // namespace leadscore::runtime
