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
#include <optional>
#include <string_view>
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
    bytecode::KindId kind;  // not valid: any
    EventMatcher matcher;
    std::uint32_t least = 1;
    std::uint32_t most = 0;
  };

  /// An event on its way through the tests of its kind; its subject is normalised for the first
  /// that needs it.
  struct Passing {
    Event event;
    std::optional<std::string_view> subject = {};  // normalised, in the workspace
  };

  [[nodiscard]] bool is_met(const EventTest& test, Passing& passing, TimeMs as_of,
                            Workspace& workspace) const;
  void count_met(const std::vector<std::size_t>& tests, Passing& passing, TimeMs as_of,
                 Workspace& workspace) const;
  [[nodiscard]] std::string_view normalise_subject(const Event& event, Workspace& workspace) const;

  const bytecode::Program& program_;
  std::vector<EventTest> tests_;
  std::vector<std::vector<std::size_t>> tests_by_kind_;  // by KindId, indexes into tests_
  std::vector<std::size_t> tests_of_any_kind_;
};

}  // namespace leadscore::runtime
