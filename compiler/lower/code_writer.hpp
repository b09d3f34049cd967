// The code of a program: conditions become registers, each written once and shared by all that ask
// for it.
#pragma once

#include "bytecode/program.hpp"
#include "compiler/lower/tables.hpp"
#include "compiler/model/model.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace leadscore {

/// Appends to the code of a program. What it refers to outlives it.
class CodeWriter {
 public:
  CodeWriter(const model::Model& model, const LoweredTables& tables, bytecode::Program& program);

  /// The register of a condition; its code is written when it is first asked for.
  [[nodiscard]] std::uint32_t condition(model::ConditionId id);

  /// A register that says whether the score is at least `thousandths`.
  [[nodiscard]] std::uint32_t score_at_least(std::int64_t thousandths);

  /// Appends an instruction; operands that it does not have are 0.
  void write(bytecode::Opcode opcode, std::uint32_t a = 0, std::uint32_t b = 0,
             std::uint32_t c = 0);

  /// Appends an instruction that writes a new register, and returns that.
  std::uint32_t write_to(bytecode::Opcode opcode, std::uint32_t b = 0, std::uint32_t c = 0);

 private:
  void write_condition(model::ConditionId id);
  [[nodiscard]] std::uint32_t write_chain(bytecode::Opcode opcode,
                                          const std::vector<model::ConditionId>& operands);
  [[nodiscard]] std::uint32_t test(model::TestId id);
  [[nodiscard]] std::uint32_t write_test(model::TestId id);
  [[nodiscard]] std::uint32_t range(bytecode::ScoreRange range);

  const model::Model& model_;
  const LoweredTables& tables_;
  bytecode::Program& program_;
  std::vector<std::optional<std::uint32_t>> conditions_;       // registers, by ConditionId
  std::vector<std::optional<std::uint32_t>> tests_;            // registers, by TestId
  std::map<std::vector<std::int64_t>, std::uint32_t> ranges_;  // their ends, one after the other
};

}  // namespace leadscore
