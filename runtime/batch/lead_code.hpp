// What is left of a program's code, arranged for one lead at a time. Conditions that signals alone
// decide come first, those of one kind in a row, so that no instruction is decoded for each of
// them; then what plain rules give; the rest is for the virtual machine.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/batch/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leadscore::runtime::batch {

/// Truths stand in places: those of signals by the planes of the plan, then one that is true, then
/// what the conditions come to, in their order. Immutable.
class LeadCode {
 public:
  explicit LeadCode(const Plan& plan);

  struct Operands {
    std::uint32_t left = 0;   // places
    std::uint32_t right = 0;  // the same one: of `not`
  };
  /// Conditions of one opcode (kNot, kAnd, kOr), of which none reads another.
  struct Run {
    bytecode::Opcode opcode;
    std::uint32_t end = 0;  // of its conditions; the next run goes on there
  };
  /// A plain rule, which is a contribution of its own.
  struct PlainRule {
    std::uint32_t place = 0;  // of its condition
    std::uint32_t sum = 0;
    std::int64_t points = 0;
  };
  struct Copy {
    std::uint32_t place = 0;
    std::uint32_t to = 0;
  };

  [[nodiscard]] std::size_t place_count() const { return first_condition_ + conditions_.size(); }
  /// The place that is true.
  [[nodiscard]] std::size_t true_place() const { return first_condition_ - 1; }
  [[nodiscard]] std::size_t first_condition() const { return first_condition_; }
  [[nodiscard]] const std::vector<Operands>& conditions() const { return conditions_; }
  [[nodiscard]] const std::vector<Run>& runs() const { return runs_; }
  /// Those of one sum together.
  [[nodiscard]] const std::vector<PlainRule>& plain_rules() const { return plain_rules_; }

  /// The instructions that are left after that, and how many of them give points.
  [[nodiscard]] const std::vector<bytecode::Instruction>& rest() const { return rest_; }
  [[nodiscard]] std::size_t points_end() const { return points_end_; }
  /// What they read: registers of the program, and signals.
  [[nodiscard]] const std::vector<Copy>& registers() const { return registers_; }
  [[nodiscard]] const std::vector<Copy>& signals() const { return signals_; }

 private:
  friend class LeadCodeMaker;

  std::size_t first_condition_;
  std::vector<Operands> conditions_;
  std::vector<Run> runs_;
  std::vector<PlainRule> plain_rules_;
  std::vector<bytecode::Instruction> rest_;
  std::size_t points_end_ = 0;
  std::vector<Copy> registers_;
  std::vector<Copy> signals_;
};

}  // namespace leadscore::runtime::batch
