#include "runtime/signals/event_signals.hpp"

#include "base/text/path.hpp"
#include "runtime/signals/fold_into.hpp"

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
                      .matcher = EventMatcher(*signal, program),
                      .least = signal->least,
                      .most = signal->most});
  }
}

void EventSignals::evaluate(const LeadBatch& batch, std::size_t lead, TimeMs as_of,
                            Workspace& workspace) const {
  workspace.event_counts.assign(tests_.size(), 0);
  const std::size_t event_count = batch.event_count(lead);
  for (std::size_t index = 0; index < event_count && !tests_.empty(); ++index) {
    find_met(batch.event(lead, index), as_of, workspace,
             [&workspace](std::size_t test) { ++workspace.event_counts[test]; });
  }
  for (std::size_t index = 0; index < tests_.size(); ++index) {
    const EventTest& test = tests_[index];
    const std::uint64_t count = workspace.event_counts[index];
    workspace.signals[test.signal.value] = truth_of(test.least <= count && count <= test.most);
  }
}

std::vector<std::size_t> EventSignals::events_for(bytecode::SignalId signal, const LeadBatch& batch,
                                                  std::size_t lead, TimeMs as_of,
                                                  Workspace& workspace) const {
  std::vector<std::size_t> events;
  const std::size_t event_count = batch.event_count(lead);
  for (std::size_t index = 0; index < event_count; ++index) {
    find_met(batch.event(lead, index), as_of, workspace, [&](std::size_t test) {
      if (tests_[test].signal == signal) events.push_back(index);
    });
  }
  return events;
}

template <class Count>
void EventSignals::find_met(const Event& event, TimeMs as_of, Workspace& workspace,
                            Count count) const {
  if (event.time && *event.time > as_of) return;  // it does not exist yet
  bool is_normalised = false;
  const auto is_met = [&](const EventMatcher& matcher) {
    if (!matcher.holds_time(event.time, as_of)) return false;
    if (!matcher.needs_subject()) return true;
    if (!event.subject) return false;
    if (!is_normalised) normalise_subject(event, workspace);
    is_normalised = true;
    return matcher.matches(workspace.text);
  };
  const auto try_group = [&](const std::vector<std::size_t>& group) {
    for (const std::size_t test : group) {
      if (is_met(tests_[test].matcher)) count(test);
    }
  };
  if (event.kind.is_valid()) try_group(tests_by_kind_[event.kind.value]);
  try_group(tests_of_any_kind_);
}

void EventSignals::normalise_subject(const Event& event, Workspace& workspace) const {
  if (program_.kinds[event.kind].is_path) {
    workspace.text = text::read_path(*event.subject).path;
  } else {
    fold_into(*event.subject, workspace.text);
  }
}

}  // namespace leadscore::runtime
