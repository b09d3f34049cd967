// The signals on events, grouped by the kind that they look at: each event is looked at once for a
// lead, and its subject normalised once.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/signals/event_matcher.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leadscore::runtime {

/// Immutable; refers to its program.
class EventSignals {
 public:
  explicit EventSignals(const bytecode::Program& program);

  /// Fills Workspace::signals for one lead, those on events alone. The vector has its size already.
  void evaluate(const LeadBatch& batch, std::size_t lead, TimeMs as_of, Workspace& workspace) const;

  /// The events of a lead, by index, that count for a signal on events.
  [[nodiscard]] std::vector<std::size_t> events_for(bytecode::SignalId signal,
                                                    const LeadBatch& batch, std::size_t lead,
                                                    TimeMs as_of, Workspace& workspace) const;

 private:
  struct EventTest {
    bytecode::SignalId signal;
    EventMatcher matcher;
    std::uint32_t least = 1;
    std::uint32_t most = 0;
  };

  /// Calls `count(index)` for each test (an index into tests_) that the event meets.
  template <class Count>
  void find_met(const Event& event, TimeMs as_of, Workspace& workspace, Count count) const;
  void normalise_subject(const Event& event, Workspace& workspace) const;

  const bytecode::Program& program_;
  std::vector<EventTest> tests_;
  std::vector<std::vector<std::size_t>> tests_by_kind_;  // by KindId, indexes into tests_
  std::vector<std::size_t> tests_of_any_kind_;
};

}  // namespace leadscore::runtime
