#include "bytecode/opcode_table.hpp"
#include "bytecode/verify_parts.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace leadscore::bytecode {
namespace {

/// What is wrong with one instruction; empty: nothing.
using Problem = std::string_view;

constexpr Problem kFine = {};

/// Follows the code from its start and keeps what has happened so far.
class CodeVerifier {
 public:
  explicit CodeVerifier(const Program& program)
      : program_(program),
        is_written_(program.register_count),
        is_given_(program.rules.size()),
        is_closed_(program.parts.size()),
        is_asked_(program.disqualifications.size()),
        is_reached_(program.stages.size()) {}

  [[nodiscard]] Problem check(const Instruction& instruction);

  /// What never happened, at the end.
  [[nodiscard]] std::string find_omission() const;

 private:
  [[nodiscard]] Problem check_read(OperandKind kind, std::uint32_t operand) const;
  [[nodiscard]] Problem check_order(const Instruction& instruction);
  [[nodiscard]] Problem give(RuleId rule, std::uint32_t condition);
  [[nodiscard]] Problem close_part(std::uint32_t part);
  [[nodiscard]] Problem close_score();
  [[nodiscard]] Problem disqualify(std::uint32_t reason, std::uint32_t condition);
  [[nodiscard]] Problem reach(StageId stage);

  const Program& program_;
  std::vector<bool> is_written_;
  std::vector<bool> is_given_;
  std::vector<bool> is_closed_;
  std::vector<bool> is_asked_;
  std::vector<bool> is_reached_;
  bool is_score_closed_ = false;
  bool has_reached_ = false;
};

Problem CodeVerifier::check_read(OperandKind kind, std::uint32_t operand) const {
  switch (kind) {
    case OperandKind::kNone:
      return operand == 0 ? kFine : "an operand where none is";
    case OperandKind::kTo:
      return operand < is_written_.size() ? kFine : "a register that does not exist";
    case OperandKind::kFrom:
      if (operand >= is_written_.size()) return "a register that does not exist";
      return is_written_[operand] ? kFine : "a register that was not written yet";
    case OperandKind::kSignal:
      return operand < program_.signals.size() ? kFine : "a signal that does not exist";
    case OperandKind::kRule:
      return operand < program_.rules.size() ? kFine : "a rule that does not exist";
    case OperandKind::kPart:
      return operand < program_.parts.size() ? kFine : "a part that does not exist";
    case OperandKind::kStage:
      return operand < program_.stages.size() ? kFine : "a stage that does not exist";
    case OperandKind::kReason:
      return operand < program_.disqualifications.size() ? kFine
                                                         : "a disqualification that does not exist";
    case OperandKind::kScores:
      return operand < program_.score_ranges.size() ? kFine : "a score range that does not exist";
  }
  return kFine;
}

Problem CodeVerifier::check(const Instruction& instruction) {
  if (static_cast<std::size_t>(instruction.opcode) >= kOpcodeCount) {
    return "an instruction that does not exist";
  }
  const OpcodeInfo& row = info(instruction.opcode);
  const auto values = operands(instruction);
  for (std::size_t index = 0; index < values.size(); ++index) {
    const Problem problem = check_read(row.operands[index], values[index]);
    if (!problem.empty()) return problem;
  }
  if (row.operands[0] == OperandKind::kTo) {
    if (is_written_[instruction.a]) return "a register that was written already";
    is_written_[instruction.a] = true;
  }
  return check_order(instruction);
}

Problem CodeVerifier::check_order(const Instruction& instruction) {
  switch (instruction.opcode) {
    case Opcode::kLoadSignal:
    case Opcode::kNot:
    case Opcode::kAnd:
    case Opcode::kOr:
      return kFine;
    case Opcode::kGive:
      return give(RuleId(instruction.a), instruction.b);
    case Opcode::kClosePart:
      return close_part(instruction.a);
    case Opcode::kCloseScore:
      return close_score();
    case Opcode::kPartIn:
      return is_closed_[instruction.b] ? kFine : "a part that was not closed yet";
    case Opcode::kScoreIn:
      return is_score_closed_ ? kFine : "a score that was not closed yet";
    case Opcode::kDisqualify:
      return disqualify(instruction.a, instruction.b);
    case Opcode::kReachStage:
      return reach(StageId(instruction.a));
    case Opcode::kStageMet:
      return is_reached_[instruction.b] ? kFine : "a stage that was not reached yet";
  }
  return kFine;
}

Problem CodeVerifier::give(RuleId rule, std::uint32_t condition) {
  if (is_given_[rule.value]) return "a rule that was given already";
  is_given_[rule.value] = true;
  const Rule& row = program_.rules[rule];
  if (row.condition_register != condition) return "a register that is not the rule's own";
  if (is_score_closed_) return "a rule that comes after the score";
  if (row.part.is_valid() && is_closed_[row.part.value]) return "a rule that comes after its part";
  return kFine;
}

Problem CodeVerifier::close_part(std::uint32_t part) {
  if (is_closed_[part]) return "a part that was closed already";
  if (is_score_closed_) return "a part that comes after the score";
  is_closed_[part] = true;
  return kFine;
}

Problem CodeVerifier::close_score() {
  if (is_score_closed_) return "a score that was closed already";
  is_score_closed_ = true;
  return kFine;
}

Problem CodeVerifier::disqualify(std::uint32_t reason, std::uint32_t condition) {
  if (is_asked_[reason]) return "a disqualification that was asked already";
  is_asked_[reason] = true;
  if (program_.disqualifications[reason].condition_register != condition) {
    return "a register that is not the disqualification's own";
  }
  return has_reached_ ? "a disqualification that comes after a stage" : kFine;
}

Problem CodeVerifier::reach(StageId stage) {
  if (is_reached_[stage.value]) return "a stage that was reached already";
  is_reached_[stage.value] = true;
  has_reached_ = true;
  const auto condition = program_.stages[stage].condition_register;
  return condition ? check_read(OperandKind::kFrom, *condition) : kFine;
}

std::string CodeVerifier::find_omission() const {
  const auto find = [](const std::vector<bool>& happened, std::string_view thing,
                       std::string_view omission) {
    for (std::size_t index = 0; index < happened.size(); ++index) {
      if (!happened[index]) return fmt::format("{} {} is never {}", thing, index, omission);
    }
    return std::string();
  };
  for (std::string omission :
       {find(is_written_, "register", "written"), find(is_given_, "rule", "given"),
        find(is_closed_, "part", "closed"), find(is_asked_, "disqualification", "asked"),
        find(is_reached_, "stage", "reached")}) {
    if (!omission.empty()) return omission;
  }
  return is_score_closed_ ? std::string() : "the score is never closed";
}

}  // namespace

Result<void> verify_code(const Program& program) {
  // Checked before memory is taken for them: each register is written by one instruction.
  if (program.register_count > program.code.size()) {
    return Error{"the program is damaged: more registers than instructions"};
  }
  CodeVerifier verifier(program);
  for (std::size_t index = 0; index < program.code.size(); ++index) {
    if (const Problem problem = verifier.check(program.code[index]); !problem.empty()) {
      return Error{fmt::format("instruction {} of the program is damaged: {}", index, problem)};
    }
  }
  if (const std::string omission = verifier.find_omission(); !omission.empty()) {
    return Error{fmt::format("the program is damaged: {}", omission)};
  }
  return {};
}

}  // namespace leadscore::bytecode
