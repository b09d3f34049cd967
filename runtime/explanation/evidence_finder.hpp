// Which tests made a condition what it is: a walk back from its register through the code.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/explain.hpp"
#include "runtime/scorer.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leadscore::runtime {

/// For one lead that was scored just now: its signals and registers are in the workspace.
class EvidenceFinder {
 public:
  EvidenceFinder(const Scorer& scorer, const LeadBatch& batch, std::size_t lead, TimeMs as_of,
                 Workspace& workspace);

  /// If the register is true, the tests that made it so; else those in its way: the operands of an
  /// `and` that do not hold, all those of an `or`, and for `not` the other way round. In the order
  /// in which they were written, at most Evidence::kMaxEvidence. Each register is looked at once
  /// either way, so the time is linear in the code however often conditions are shared. What is
  /// always true, or never, has none.
  [[nodiscard]] std::vector<Evidence> find(std::uint32_t condition);

  /// What a signal looked at: for a row of a table.
  [[nodiscard]] Evidence of_signal(bytecode::SignalId signal);

  /// Events by index, the latest first; one without a time counts as the latest (language.md §5).
  void sort_latest_first(std::vector<std::size_t>& events) const;

 private:
  /// A register, and what the condition would have it be.
  struct Goal {
    std::uint32_t place = 0;
    Truth wanted = Truth::kTrue;
  };

  [[nodiscard]] const bytecode::Instruction& writer_of(std::uint32_t place) const;
  [[nodiscard]] bool is_seen(Goal goal);
  void push(Goal goal) { waiting_.push_back(goal); }
  void push_operands(const bytecode::Instruction& instruction, Goal goal);
  [[nodiscard]] Evidence read_test(const bytecode::Instruction& instruction, Truth truth);
  void read(const bytecode::NumberSignal& signal, Evidence& evidence);
  void read(const bytecode::NumberComparisonSignal& signal, Evidence& evidence);
  void read(const bytecode::KnownSignal& signal, Evidence& evidence);
  void read(const bytecode::EventSignal& signal, Evidence& evidence);
  void read(const bytecode::SequenceSignal& signal, Evidence& evidence);
  template <class FieldSignal>
  void read(const FieldSignal&, Evidence&) {}  // its fields say all
  void read_number(bytecode::NumberId number, Evidence& evidence);
  void read_events(std::vector<std::size_t> events, Evidence& evidence) const;

  const bytecode::Program& program_;
  const Scorer& scorer_;
  const LeadBatch& batch_;
  std::size_t lead_;
  TimeMs as_of_;
  Workspace& workspace_;
  std::vector<std::size_t> writers_;  // by register, an index into Program::code
  std::vector<std::uint32_t> seen_;   // by register and wanted truth: in which search
  std::uint32_t search_ = 0;
  std::vector<Goal> waiting_;
};

}  // namespace leadscore::runtime
