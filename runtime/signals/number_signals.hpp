// Numbers that are worked out (language.md §5): of fields, of events, arithmetic; and the signals
// on them.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/signals/wanted.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace leadscore::runtime {

/// Immutable; refers to its program.
class NumberSignals {
 public:
  NumberSignals(const bytecode::Program& program, const Wanted& wanted);

  /// Fills Workspace::numbers and Workspace::signals, the wanted ones, of signals those on numbers
  /// alone. The events were selected already.
  void evaluate(const LeadBatch& batch, std::size_t lead, TimeMs as_of, Workspace& workspace) const;

 private:
  const bytecode::Program& program_;
  std::vector<bytecode::NumberId> numbers_;
  std::vector<bytecode::SignalId> signals_;
};

/// Whether a signal looks at numbers that are worked out.
[[nodiscard]] bool is_on_numbers(const bytecode::Program& program, const bytecode::Signal& signal);

/// What such a signal is, of numbers by NumberId.
[[nodiscard]] Truth truth_of_numbers(const bytecode::Program& program,
                                     const bytecode::Signal& signal,
                                     const std::vector<std::optional<double>>& numbers);

/// A sum of values, each rounded to the nearest millionth, halves away from zero; added exactly.
class ExactTotal {
 public:
  void add(double value);
  /// The double nearest to the sum; nothing if a value was beyond ±9×10¹².
  [[nodiscard]] std::optional<double> value() const;

 private:
  __extension__ using Wide = __int128;

  Wide millionths_ = 0;
  bool is_known_ = true;
};

}  // namespace leadscore::runtime
