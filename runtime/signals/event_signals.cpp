#include "runtime/signals/event_signals.hpp"

#include "runtime/signals/fold_into.hpp"
#include "runtime/signals/sequences.hpp"
#include "runtime/signals/window.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

namespace leadscore::runtime {
namespace {

/// How many different ones there are; sorts them.
template <class T>
std::uint64_t count_distinct(std::vector<T>& values) {
  if (!std::is_sorted(values.begin(), values.end())) std::sort(values.begin(), values.end());
  return static_cast<std::uint64_t>(
      std::distance(values.begin(), std::unique(values.begin(), values.end())));
}

}  // namespace

EventSignals::EventSignals(const bytecode::Program& program, const TextMatchers& matchers,
                           const Wanted& wanted)
    : program_(program),
      prepared_(program.selections.size()),
      selections_by_kind_(program.kinds.size()),
      tests_(program.attributes.size()),
      attribute_of_(program.signals.size()) {
  for (const bytecode::SignalId id : program.signals.ids()) {
    const bytecode::Signal& signal = program.signals[id];
    const std::optional<bytecode::Subject> subject = value_subject(program, signal);
    const auto* attribute = subject ? std::get_if<bytecode::AttributeId>(&*subject) : nullptr;
    if (attribute != nullptr) {
      attribute_of_[id.value] = *attribute;
      tests_[attribute->value].add(id, program, matchers);
    }
    if (!wanted.signals[id.value]) continue;
    if (std::holds_alternative<bytecode::EventSignal>(signal)) event_signals_.push_back(id);
    if (std::holds_alternative<bytecode::SequenceSignal>(signal)) sequences_.push_back(id);
  }
  prepare(program, wanted);
  keep_events(program, wanted);
}

void EventSignals::prepare(const bytecode::Program& program, const Wanted& wanted) {
  std::map<std::pair<bytecode::TextSetId, bool>, std::shared_ptr<const EventMatcher>> made;
  for (const bytecode::SelectionId id : program.selections.ids()) {
    if (!wanted.selections[id.value]) continue;
    selections_.push_back(id);
    const bytecode::Selection& selection = program.selections[id];
    const bool is_path = selection.kind.is_valid() && program.kinds[selection.kind].is_path;
    if (selection.patterns.is_valid()) {
      std::shared_ptr<const EventMatcher>& matcher = made[{selection.patterns, is_path}];
      if (matcher == nullptr) {
        matcher = std::make_shared<EventMatcher>(program.text_sets[selection.patterns], is_path,
                                                 program.texts);
      }
      prepared_[id.value].patterns = matcher;
    }
    (selection.kind.is_valid() ? selections_by_kind_[selection.kind.value]
                               : selections_of_any_kind_)
        .push_back(id);
  }
}

/// Finds the selections whose events are looked at one by one.
void EventSignals::keep_events(const bytecode::Program& program, const Wanted& wanted) {
  for (const bytecode::SignalId id : event_signals_) {
    const auto& signal = std::get<bytecode::EventSignal>(program.signals[id]);
    if (signal.measure == bytecode::EventMeasure::kTimes) continue;
    Prepared& prepared = prepared_[signal.selection.value];
    prepared.keeps_events = true;
    if (signal.measure == bytecode::EventMeasure::kDifferentSubjects)
      prepared.keeps_subjects = true;
  }
  for (const bytecode::SignalId id : sequences_) {
    const auto& signal = std::get<bytecode::SequenceSignal>(program.signals[id]);
    prepared_[signal.first.value].keeps_events = true;
    prepared_[signal.second.value].keeps_events = true;
  }
  for (const bytecode::NumberId id : program.numbers.ids()) {
    if (!wanted.numbers[id.value]) continue;
    const auto* aggregate = std::get_if<bytecode::Aggregate>(&program.numbers[id]);
    if (aggregate == nullptr || aggregate->kind == bytecode::AggregateKind::kCount) continue;
    prepared_[aggregate->selection.value].keeps_events = true;
  }
  for (const bytecode::Rule& rule : program.rules) {
    if (rule.counted.is_valid()) prepared_[rule.counted.value].keeps_events = true;
  }
}

void EventSignals::evaluate(const LeadBatch& batch, std::size_t lead, TimeMs as_of,
                            Workspace& workspace) const {
  if (is_empty()) return;
  workspace.event_counts.resize(prepared_.size());
  workspace.selected.resize(prepared_.size());
  for (const bytecode::SelectionId id : selections_) {
    workspace.event_counts[id.value] = 0;
    workspace.selected[id.value].clear();
  }
  const std::size_t event_count = batch.event_count(lead);
  workspace.events.assign(event_count, SeenEvent());
  workspace.subjects.clear();
  for (std::size_t index = 0; index < event_count; ++index) {
    const Passing passing{.batch = batch,
                          .lead = lead,
                          .index = index,
                          .event = batch.event(lead, index),
                          .as_of = as_of};
    workspace.events[index].time = passing.event.time;
    if (passing.event.time && *passing.event.time > as_of) continue;  // it does not exist yet
    forget_tests(passing.event, workspace);
    if (passing.event.kind.is_valid()) {
      for (const bytecode::SelectionId id : selections_by_kind_[passing.event.kind.value]) {
        select(id, passing, workspace);
      }
    }
    for (const bytecode::SelectionId id : selections_of_any_kind_) select(id, passing, workspace);
  }
  for (const bytecode::SignalId id : event_signals_) {
    const auto& signal = std::get<bytecode::EventSignal>(program_.signals[id]);
    const std::uint64_t measured = measure(signal, workspace);
    workspace.signals[id.value] = truth_of(signal.least <= measured && measured <= signal.most);
  }
  for (const bytecode::SignalId id : sequences_) {
    const auto& signal = std::get<bytecode::SequenceSignal>(program_.signals[id]);
    workspace.signals[id.value] = truth_of(has_sequence(signal, as_of, workspace));
  }
}

void EventSignals::select(bytecode::SelectionId id, const Passing& passing,
                          Workspace& workspace) const {
  if (!is_selected(id, passing, workspace)) return;
  ++workspace.event_counts[id.value];
  const Prepared& prepared = prepared_[id.value];
  if (!prepared.keeps_events) return;
  workspace.selected[id.value].push_back(static_cast<std::uint32_t>(passing.index));
  if (prepared.keeps_subjects && passing.event.subject) {
    static_cast<void>(subject_of(passing, workspace));
  }
}

bool EventSignals::is_selected(bytecode::SelectionId id, const Passing& passing,
                               Workspace& workspace) const {
  const bytecode::Selection& selection = program_.selections[id];
  const Event& event = passing.event;
  if (selection.window && !(event.time && lies_in(*selection.window, *event.time, passing.as_of))) {
    return false;
  }
  const EventMatcher* patterns = prepared_[id.value].patterns.get();
  if (patterns != nullptr) {
    if (!event.subject || !patterns->matches(subject_of(passing, workspace))) return false;
  }
  return meets_where(selection, passing, workspace);
}

bool EventSignals::meets_where(const bytecode::Selection& selection, const Passing& passing,
                               Workspace& workspace) const {
  return std::all_of(
      selection.where.begin(), selection.where.end(), [&](const bytecode::WhereTest& test) {
        const bytecode::AttributeId attribute = attribute_of_[test.signal.value];
        if (workspace.tested[attribute.value] == 0) {
          workspace.tested[attribute.value] = 1;
          passing.batch.read_attribute(passing.lead, passing.index, attribute, workspace.value);
          tests_[attribute.value].evaluate(workspace.value, passing.as_of, workspace);
        }
        return workspace.signals[test.signal.value] ==
               (test.is_negated ? Truth::kFalse : Truth::kTrue);
      });
}

void EventSignals::forget_tests(const Event& event, Workspace& workspace) const {
  workspace.tested.resize(tests_.size());
  if (!event.kind.is_valid()) return;
  for (const bytecode::AttributeId attribute : program_.kinds[event.kind].attributes) {
    workspace.tested[attribute.value] = 0;
  }
}

std::string_view EventSignals::subject_of(const Passing& passing, Workspace& workspace) const {
  SeenEvent& seen = workspace.events[passing.index];
  if (!seen.has_subject) {
    seen.has_subject = true;
    seen.subject = workspace.subjects.size();
    const Event& event = passing.event;
    if (event.kind.is_valid() && program_.kinds[event.kind].is_path) {
      workspace.subjects += workspace.recent_paths.path_of(*event.subject);
    } else {
      fold_into(*event.subject, workspace.other_text);
      workspace.subjects += workspace.other_text;
    }
    seen.subject_size = workspace.subjects.size() - seen.subject;
  }
  return std::string_view(workspace.subjects).substr(seen.subject, seen.subject_size);
}

std::uint64_t EventSignals::measure(const bytecode::EventSignal& signal,
                                    Workspace& workspace) const {
  if (signal.measure == bytecode::EventMeasure::kTimes) {
    return workspace.event_counts[signal.selection.value];
  }
  const std::vector<std::uint32_t>& selected = workspace.selected[signal.selection.value];
  if (signal.measure == bytecode::EventMeasure::kDays) {
    workspace.sorted_times.clear();
    for (const std::uint32_t index : selected) {
      const std::optional<TimeMs>& time = workspace.events[index].time;
      if (time) workspace.sorted_times.push_back(utc_day(*time));
    }
    return count_distinct(workspace.sorted_times);
  }
  workspace.sorted_texts.clear();
  for (const std::uint32_t index : selected) {
    const SeenEvent& seen = workspace.events[index];
    if (!seen.has_subject) continue;
    workspace.sorted_texts.push_back(
        std::string_view(workspace.subjects).substr(seen.subject, seen.subject_size));
  }
  return count_distinct(workspace.sorted_texts);
}

std::vector<std::size_t> EventSignals::events_of(bytecode::SelectionId selection,
                                                 const LeadBatch& batch, std::size_t lead,
                                                 TimeMs as_of, Workspace& workspace) const {
  std::vector<std::size_t> events;
  const bytecode::KindId kind = program_.selections[selection].kind;
  for (std::size_t index = 0; index < batch.event_count(lead); ++index) {
    const Passing passing{.batch = batch,
                          .lead = lead,
                          .index = index,
                          .event = batch.event(lead, index),
                          .as_of = as_of};
    if (passing.event.time && *passing.event.time > as_of) continue;
    if (kind.is_valid() && passing.event.kind != kind) continue;
    forget_tests(passing.event, workspace);
    if (is_selected(selection, passing, workspace)) events.push_back(index);
  }
  return events;
}

}  // namespace leadscore::runtime
