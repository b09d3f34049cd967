// The wanted signals of a program for one lead: on its fields, its events and on numbers, in this
// order, as numbers look at the events that were selected.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/signals/event_signals.hpp"
#include "runtime/signals/field_signals.hpp"
#include "runtime/signals/number_signals.hpp"
#include "runtime/signals/text_matcher.hpp"
#include "runtime/signals/wanted.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>

namespace leadscore::runtime {

/// Immutable; refers to its program.
class LeadSignals {
 public:
  LeadSignals(const bytecode::Program& program, const TextMatchers& matchers, const Wanted& wanted)
      : fields_(program, matchers, wanted),
        events_(program, matchers, wanted),
        numbers_(program, wanted) {}

  /// Fills Workspace::signals, which has its size already, and what the workspace says of numbers
  /// and events.
  void evaluate(const LeadBatch& batch, std::size_t lead, TimeMs as_of,
                Workspace& workspace) const {
    fields_.evaluate(batch, lead, as_of, workspace);
    events_.evaluate(batch, lead, as_of, workspace);
    numbers_.evaluate(batch, lead, as_of, workspace);
  }

  [[nodiscard]] const FieldSignals& fields() const { return fields_; }
  [[nodiscard]] const EventSignals& events() const { return events_; }

 private:
  FieldSignals fields_;
  EventSignals events_;
  NumberSignals numbers_;
};

}  // namespace leadscore::runtime
