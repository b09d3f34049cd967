// The signals on fields, grouped by the field that they look at, so that each value is read and
// folded once for a lead; and whether two fields are equal.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/signals/value_tests.hpp"
#include "runtime/signals/wanted.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <vector>

namespace leadscore::runtime {

/// Immutable; refers to its program.
class FieldSignals {
 public:
  FieldSignals(const bytecode::Program& program, const TextMatchers& matchers,
               const Wanted& wanted);

  /// Fills Workspace::signals for one lead, the wanted ones, those on numbers and events apart. The
  /// vector has its size already.
  void evaluate(const LeadBatch& batch, std::size_t lead, TimeMs as_of, Workspace& workspace) const;

 private:
  struct Group {
    bytecode::FieldId field;
    ValueTests tests;
  };

  [[nodiscard]] Truth equality(const bytecode::EqualitySignal& signal, const LeadBatch& batch,
                               std::size_t lead, Workspace& workspace) const;

  const bytecode::Program& program_;
  std::vector<Group> groups_;
  std::vector<bytecode::SignalId> equalities_;
};

}  // namespace leadscore::runtime
