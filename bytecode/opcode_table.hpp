// The instructions' names and operands as a table, made from opcodes.def.
#pragma once

#include "bytecode/program.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace leadscore::bytecode {

/// What an operand of an instruction is; see opcodes.def.
enum class OperandKind : std::uint8_t {
  kNone,
  kTo,
  kFrom,
  kSignal,
  kContribution,
  kPart,
  kGrade,
  kStage,
  kReason,
  kRoute,
  kAlert,
  kNever,
  kSum,
  kScores,
  kChange,
  kSteps,
};

struct OpcodeInfo {
  std::string_view mnemonic;
  std::array<OperandKind, 3> operands;  // a, b, c
};

inline constexpr OpcodeInfo kOpcodes[] = {
#define OPCODE(name, mnemonic, a, b, c) \
  {mnemonic, {OperandKind::a, OperandKind::b, OperandKind::c}},
#include "bytecode/opcodes.def"
#undef OPCODE
};

inline constexpr std::size_t kOpcodeCount = std::size(kOpcodes);

/// The table's row of an opcode, which must be one.
[[nodiscard]] constexpr const OpcodeInfo& info(Opcode opcode) {
  return kOpcodes[static_cast<std::size_t>(opcode)];
}

/// The operands of an instruction, in the table's order.
[[nodiscard]] constexpr std::array<std::uint32_t, 3> operands(const Instruction& instruction) {
  return {instruction.a, instruction.b, instruction.c};
}

/// Whether an instruction writes a register, which is its operand a.
[[nodiscard]] constexpr bool writes(Opcode opcode) {
  return info(opcode).operands[0] == OperandKind::kTo;
}

/// Calls `take` with the registers that an instruction reads by itself, one after the other. (What
/// a contribution reads beside them is in its rules.)
template <class Take>
void for_each_read(const Instruction& instruction, Take take) {
  const auto numbers = operands(instruction);
  for (std::size_t at = 0; at < numbers.size(); ++at) {
    if (info(instruction.opcode).operands[at] == OperandKind::kFrom) take(numbers[at]);
  }
}

}  // namespace leadscore::bytecode
