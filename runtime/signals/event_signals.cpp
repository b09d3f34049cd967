#include "runtime/signals/event_signals.hpp"

#include "runtime/signals/fold_into.hpp"

#include <algorithm>
#include <variant>

namespace leadscore::runtime {

EventSignals::EventSignals(const bytecode::Program& program)
    : program_(program), tests_by_kind_(program.kinds.size()) {
  for (const bytecode::SignalId id : program.signals.ids()) {
    const auto* signal = std::get_if<bytecode::EventSignal>(&program.signals[id]);
    if (signal == nullptr) continue;
    std::vector<std::size_t>& group =
        signal->kind.is_valid() ? tests_by_kind_[signal->kind.value] : tests_of_any_kind_;
    group.push_back(tests_.size());
    tests_.push_back({.signal = id,
                      .kind = signal->kind,
                      .matcher = EventMatcher(*signal, program),
                      .least = signal->least,
                      .most = signal->most});
  }
}

void EventSignals::evaluate(const LeadBatch& batch, std::size_t lead, TimeMs as_of,
                            Workspace& workspace) const {
  if (tests_.empty()) return;
  workspace.event_counts.assign(tests_.size(), 0);
  const std::size_t event_count = batch.event_count(lead);
  for (std::size_t index = 0; index < event_count; ++index) {
    Passing passing{.event = batch.event(lead, index)};
    if (passing.event.kind.is_valid()) {
      count_met(tests_by_kind_[passing.event.kind.value], passing, as_of, workspace);
    }
    count_met(tests_of_any_kind_, passing, as_of, workspace);
  }
  for (std::size_t index = 0; index < tests_.size(); ++index) {
    const EventTest& test = tests_[index];
    const std::uint64_t count = workspace.event_counts[index];
    workspace.signals[test.signal.value] = truth_of(test.least <= count && count <= test.most);
  }
}

void EventSignals::count_met(const std::vector<std::size_t>& tests, Passing& passing, TimeMs as_of,
                             Workspace& workspace) const {
  for (const std::size_t index : tests) {
    if (is_met(tests_[index], passing, as_of, workspace)) ++workspace.event_counts[index];
  }
}

bool EventSignals::is_met(const EventTest& test, Passing& passing, TimeMs as_of,
                          Workspace& workspace) const {
  const Event& event = passing.event;
  if (event.time && *event.time > as_of) return false;  // it does not exist yet
  if (!test.matcher.holds_time(event.time, as_of)) return false;
  if (!test.matcher.needs_subject()) return true;
  if (!event.subject) return false;
  if (!passing.subject) passing.subject = normalise_subject(event, workspace);
  return test.matcher.matches(*passing.subject);
}

std::vector<std::size_t> EventSignals::events_for(bytecode::SignalId signal, const LeadBatch& batch,
                                                  std::size_t lead, TimeMs as_of,
                                                  Workspace& workspace) const {
  const auto test =
      std::find_if(tests_.begin(), tests_.end(),
                   [signal](const EventTest& candidate) { return candidate.signal == signal; });
  std::vector<std::size_t> events;
  if (test == tests_.end()) return events;
  const std::size_t event_count = batch.event_count(lead);
  for (std::size_t index = 0; index < event_count; ++index) {
    Passing passing{.event = batch.event(lead, index)};
    if (test->kind.is_valid() && test->kind != passing.event.kind) continue;
    if (is_met(*test, passing, as_of, workspace)) events.push_back(index);
  }
  return events;
}

std::string_view EventSignals::normalise_subject(const Event& event, Workspace& workspace) const {
  if (program_.kinds[event.kind].is_path) return workspace.recent_paths.path_of(*event.subject);
  fold_into(*event.subject, workspace.text);
  return workspace.text;
}

}  // namespace leadscore::runtime
