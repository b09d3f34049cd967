// The code of a program: conditions become registers, each written once and shared by all that ask
// for it.
#pragma once

#include "base/number_table.hpp"
#include "bytecode/program.hpp"
#include "compiler/lower/lower.hpp"
#include "compiler/lower/merge.hpp"
#include "compiler/lower/row_hash.hpp"
#include "compiler/lower/signals.hpp"
#include "compiler/model/model.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace leadscore {

/// Appends to the code of a program. What it refers to outlives it.
class CodeWriter {
 public:
  CodeWriter(const model::Model& model, SignalMaker& signals, LowerOptions options,
             bytecode::Program& program);

  /// The register of a condition; its code is written when it is first asked for.
  [[nodiscard]] std::uint32_t condition(model::ConditionId id);

  /// A register that says whether the score is at least `thousandths`.
  [[nodiscard]] std::uint32_t score_at_least(std::int64_t thousandths);

  /// Appends an instruction; operands that it does not have are 0.
  void write(bytecode::Opcode opcode, std::uint32_t a = 0, std::uint32_t b = 0,
             std::uint32_t c = 0);

  /// Appends an instruction that writes a register, and returns that; one that was written by the
  /// same instruction before, if there is one and lowering may simplify.
  std::uint32_t write_to(bytecode::Opcode opcode, std::uint32_t b = 0, std::uint32_t c = 0);

 private:
  /// The same of one that others are below.
  [[nodiscard]] std::uint32_t joined_condition(model::ConditionId id);
  [[nodiscard]] std::vector<Operand> operands(model::ConditionId id) const;
  /// Once its operands have their registers.
  [[nodiscard]] std::uint32_t write_condition(model::ConditionId id,
                                              const std::vector<Operand>& operands);
  [[nodiscard]] std::uint32_t write_chain(bytecode::Opcode opcode,
                                          const std::vector<Operand>& operands);
  [[nodiscard]] std::uint32_t write_not(std::uint32_t operand);
  [[nodiscard]] std::uint32_t write_operand(const Operand& operand);
  [[nodiscard]] std::uint32_t load(bytecode::SignalId signal);
  [[nodiscard]] bool is_always_true(std::uint32_t place) const;
  [[nodiscard]] std::uint32_t write_test(const model::Test& test);
  [[nodiscard]] std::uint32_t sum(const std::vector<model::ScoreTerm>& terms);
  [[nodiscard]] std::uint32_t range(bytecode::ScoreRange range);
  [[nodiscard]] std::uint32_t change(const model::ScoreChangeTest& test);
  [[nodiscard]] std::uint32_t steps(const std::vector<std::uint32_t>& steps);

  /// What an instruction makes, wherever it writes it.
  struct Made {
    bytecode::Opcode opcode;
    std::uint32_t b = 0;
    std::uint32_t c = 0;

    bool operator==(const Made&) const = default;
  };
  struct MadeHash {
    [[nodiscard]] std::size_t operator()(const Made& made) const {
      RowHasher hasher;
      hasher(made.opcode, made.b, made.c);
      return hasher.result();
    }
  };

  const model::Model& model_;
  SignalMaker& signals_;
  LowerOptions options_;
  bytecode::Program& program_;
  std::vector<std::optional<std::uint32_t>> conditions_;  // registers, by ConditionId
  NumberTable written_;                                   // registers
  std::vector<Made> made_;                                // by register, where it may simplify
  std::unordered_map<std::uint32_t, std::uint32_t>
      negations_;  // what a register is the negation of
  std::optional<std::uint32_t> always_true_;
  // What is in the program already.
  std::map<bytecode::ScoreSum, std::uint32_t> sums_;
  std::map<bytecode::ScoreRange, std::uint32_t> ranges_;
  std::map<bytecode::ScoreChange, std::uint32_t> changes_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> step_sets_;
};

}  // namespace leadscore
