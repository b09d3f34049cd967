// What a lead did: its events, selected in one pass, each held against the selections of its kind;
// then the signals on what was selected.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/signals/event_matcher.hpp"
#include "runtime/signals/value_tests.hpp"
#include "runtime/signals/wanted.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// Immutable; refers to its program.
class EventSignals {
 public:
  EventSignals(const bytecode::Program& program, const TextMatchers& matchers,
               const Wanted& wanted);

  /// Whether any events are looked at.
  [[nodiscard]] bool is_empty() const { return selections_.empty(); }

  /// Fills what the workspace says of events, and Workspace::signals, the wanted ones, of signals
  /// those on events alone. The vector has its size already.
  void evaluate(const LeadBatch& batch, std::size_t lead, TimeMs as_of, Workspace& workspace) const;

  /// The events of the lead evaluated last, by index, that a selection holds.
  [[nodiscard]] std::vector<std::size_t> events_of(bytecode::SelectionId selection,
                                                   const LeadBatch& batch, std::size_t lead,
                                                   TimeMs as_of, Workspace& workspace) const;

 private:
  /// What is done with the selected events, beside counting them.
  struct Prepared {
    std::shared_ptr<const EventMatcher> patterns;  // none: any subject
    bool keeps_events = false;
    bool keeps_subjects = false;
  };

  /// An event on its way through the selections of its kind.
  struct Passing {
    const LeadBatch& batch;
    std::size_t lead = 0;
    std::size_t index = 0;
    Event event;
    TimeMs as_of = 0;
  };

  void prepare(const bytecode::Program& program, const Wanted& wanted);
  void keep_events(const bytecode::Program& program, const Wanted& wanted);
  void select(bytecode::SelectionId id, const Passing& passing, Workspace& workspace) const;
  [[nodiscard]] bool is_selected(bytecode::SelectionId id, const Passing& passing,
                                 Workspace& workspace) const;
  [[nodiscard]] bool meets_where(const bytecode::Selection& selection, const Passing& passing,
                                 Workspace& workspace) const;
  void forget_tests(const Event& event, Workspace& workspace) const;
  [[nodiscard]] std::string_view subject_of(const Passing& passing, Workspace& workspace) const;
  [[nodiscard]] std::uint64_t measure(const bytecode::EventSignal& signal,
                                      Workspace& workspace) const;

  const bytecode::Program& program_;
  std::vector<Prepared> prepared_;                                      // by SelectionId
  std::vector<bytecode::SelectionId> selections_;                       // the wanted ones
  std::vector<std::vector<bytecode::SelectionId>> selections_by_kind_;  // by KindId
  std::vector<bytecode::SelectionId> selections_of_any_kind_;
  std::vector<ValueTests> tests_;                    // by AttributeId
  std::vector<bytecode::AttributeId> attribute_of_;  // by SignalId, where it is of a `where`
  std::vector<bytecode::SignalId> event_signals_;
  std::vector<bytecode::SignalId> sequences_;
};

}  // namespace leadscore::runtime
