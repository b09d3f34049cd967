#include "bytecode/opcode_table.hpp"
#include "bytecode/verify_parts.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::bytecode {
namespace {

/// Which rows of a table have had their instruction.
class Once {
 public:
  template <class Table>
  Once(std::string_view row_name, std::string_view verb, const Table& table)
      : row_name_(row_name), verb_(verb), has_happened_(table.size()) {}

  [[nodiscard]] std::size_t size() const { return has_happened_.size(); }
  [[nodiscard]] bool has_happened(std::uint32_t row) const { return has_happened_[row]; }

  /// Marks a row; whether that was the first time.
  [[nodiscard]] bool mark(std::uint32_t row) {
    const bool is_first = !has_happened_[row];
    has_happened_[row] = true;
    return is_first;
  }

  /// The first row that had no instruction; empty: all had theirs.
  [[nodiscard]] std::string find_omission() const {
    for (std::size_t row = 0; row < has_happened_.size(); ++row) {
      if (!has_happened_[row]) return fmt::format("{} {} is never {}", row_name_, row, verb_);
    }
    return {};
  }

 private:
  std::string_view row_name_;
  std::string_view verb_;
  std::vector<bool> has_happened_;
};

/// Follows the code from its start and keeps what has happened so far.
class CodeVerifier {
 public:
  explicit CodeVerifier(const Program& program)
      : program_(program),
        is_written_(program.register_count),
        given_("contribution", "given", program.contributions),
        closed_("part", "closed", program.parts),
        graded_("grade", "decided", program.grades),
        disqualified_("disqualification", "asked", program.disqualifications),
        reached_("stage", "reached", program.stages),
        routed_("route", "taken", program.routes),
        raised_("alert", "raised", program.alerts),
        broken_("never", "asked", program.nevers) {}

  [[nodiscard]] Problem check(const Instruction& instruction);

  /// What never happened, at the end.
  [[nodiscard]] std::string find_omission() const;

 private:
  [[nodiscard]] bool is_written(std::uint32_t place) const {
    return place < is_written_.size() && is_written_[place];
  }
  [[nodiscard]] Problem check_operand(OperandKind kind, std::uint32_t operand) const;
  [[nodiscard]] Problem check_order(const Instruction& instruction);
  [[nodiscard]] Problem check_load(SignalId signal) const;
  [[nodiscard]] Problem apply(std::uint32_t condition);
  [[nodiscard]] Problem give(ContributionId id);
  [[nodiscard]] Problem close_part(PartId part);
  [[nodiscard]] Problem close_score();
  [[nodiscard]] Problem check_grade(GradeId grade, std::uint32_t set) const;
  [[nodiscard]] Problem disqualify(std::uint32_t reason, std::uint32_t condition);
  [[nodiscard]] Problem reach(StageId stage);
  [[nodiscard]] Problem ask_outcome(Once& rows, std::uint32_t row);

  const Program& program_;
  std::vector<bool> is_written_;
  Once given_;
  Once closed_;
  Once graded_;
  Once disqualified_;
  Once reached_;
  Once routed_;
  Once raised_;
  Once broken_;
  bool is_applied_ = false;
  bool has_begun_ = false;  // something gives points or is closed
  bool is_score_closed_ = false;
  bool is_disqualification_over_ = false;
};

Problem check_index(std::uint32_t index, std::size_t count, Problem problem) {
  return index < count ? kFine : problem;
}

Problem CodeVerifier::check_operand(OperandKind kind, std::uint32_t operand) const {
  switch (kind) {
    case OperandKind::kNone:
      return operand == 0 ? kFine : "an operand where none is";
    case OperandKind::kTo:
      return check_index(operand, is_written_.size(), "a register that does not exist");
    case OperandKind::kFrom:
      if (operand >= is_written_.size()) return "a register that does not exist";
      return is_written_[operand] ? kFine : "a register that was not written yet";
    case OperandKind::kSignal:
      return check_index(operand, program_.signals.size(), "a signal that does not exist");
    case OperandKind::kContribution:
      return check_index(operand, given_.size(), "a contribution that does not exist");
    case OperandKind::kPart:
      return check_index(operand, closed_.size(), "a part that does not exist");
    case OperandKind::kGrade:
      return check_index(operand, graded_.size(), "a grade that does not exist");
    case OperandKind::kStage:
      return check_index(operand, reached_.size(), "a stage that does not exist");
    case OperandKind::kReason:
      return check_index(operand, disqualified_.size(), "a disqualification that does not exist");
    case OperandKind::kRoute:
      return check_index(operand, routed_.size(), "a route that does not exist");
    case OperandKind::kAlert:
      return check_index(operand, raised_.size(), "an alert that does not exist");
    case OperandKind::kNever:
      return check_index(operand, broken_.size(), "a promise that does not exist");
    case OperandKind::kSum:
      return check_index(operand, program_.score_sums.size(), "a score sum that does not exist");
    case OperandKind::kScores:
      return check_index(operand, program_.score_ranges.size(),
                         "a score range that does not exist");
    case OperandKind::kChange:
      return check_index(operand, program_.score_changes.size(),
                         "a score change that does not exist");
    case OperandKind::kSteps:
      return check_index(operand, program_.grade_sets.size(), "a grade set that does not exist");
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
    const Problem problem = check_operand(row.operands[index], values[index]);
    if (!problem.empty()) return problem;
  }
  if (row.operands[0] == OperandKind::kTo) {
    if (is_written_[instruction.a]) return "a register that was written already";
    is_written_[instruction.a] = true;
  }
  return check_order(instruction);
}

Problem CodeVerifier::check_order(const Instruction& instruction) {
  const auto [opcode, a, b, c] = instruction;
  switch (opcode) {
    case Opcode::kLoadTrue:
    case Opcode::kNot:
    case Opcode::kAnd:
    case Opcode::kOr:
      return kFine;
    case Opcode::kLoadSignal:
      return check_load(SignalId(b));
    case Opcode::kApply:
      return apply(a);
    case Opcode::kGive:
      return give(ContributionId(a));
    case Opcode::kClosePart:
      return close_part(PartId(a));
    case Opcode::kCloseScore:
      return close_score();
    case Opcode::kGrade:
      if (!is_score_closed_) return "a grade that comes before the score";
      return graded_.mark(a) ? kFine : "a grade that was decided already";
    case Opcode::kScoreIn:
    case Opcode::kChanged:
      return is_score_closed_ ? kFine : "a score that was not closed yet";
    case Opcode::kGradeIn:
      return check_grade(GradeId(b), c);
    case Opcode::kDisqualify:
      return disqualify(a, b);
    case Opcode::kReachStage:
      return reach(StageId(a));
    case Opcode::kStageMet:
      return reached_.has_happened(b) ? kFine : "a stage that was not reached yet";
    case Opcode::kDisqualified:
      is_disqualification_over_ = true;
      return is_score_closed_ ? kFine : "an outcome that comes before the score";
    case Opcode::kTakeRoute:
      return ask_outcome(routed_, a);
    case Opcode::kRaiseAlert:
      return ask_outcome(raised_, a);
    case Opcode::kBreakNever:
      return ask_outcome(broken_, a);
  }
  return kFine;
}

Problem CodeVerifier::check_load(SignalId signal) const {
  return is_of_event(program_, program_.signals[signal]) ? "a signal of the event at hand" : kFine;
}

Problem CodeVerifier::apply(std::uint32_t condition) {
  if (is_applied_) return "a second question whom the model is for";
  if (has_begun_) return "the question whom the model is for, too late";
  is_applied_ = true;
  return program_.applies_register == condition ? kFine : "a register that is not the model's own";
}

Problem CodeVerifier::give(ContributionId id) {
  has_begun_ = true;
  if (!given_.mark(id.value)) return "a contribution that was given already";
  if (is_score_closed_) return "a contribution that comes after the score";
  const Contribution& contribution = program_.contributions[id];
  if (contribution.part.is_valid() && closed_.has_happened(contribution.part.value)) {
    return "a contribution that comes after its part";
  }
  const auto check_rule = [this](RuleId rule) {
    return is_written(program_.rules[rule].condition_register)
               ? kFine
               : "a rule whose register was not written yet";
  };
  if (const auto* rule = std::get_if<RuleId>(&contribution.source)) return check_rule(*rule);
  if (const auto* best_of = std::get_if<BestOfId>(&contribution.source)) {
    for (const RuleId rule : program_.best_ofs[*best_of].rules) {
      if (const Problem problem = check_rule(rule); !problem.empty()) return problem;
    }
  }
  return kFine;
}

Problem CodeVerifier::close_part(PartId part) {
  has_begun_ = true;
  if (is_score_closed_) return "a part that comes after the score";
  return closed_.mark(part.value) ? kFine : "a part that was closed already";
}

Problem CodeVerifier::close_score() {
  has_begun_ = true;
  if (is_score_closed_) return "a score that was closed already";
  is_score_closed_ = true;
  return kFine;
}

Problem CodeVerifier::check_grade(GradeId grade, std::uint32_t set) const {
  if (!graded_.has_happened(grade.value)) return "a grade that was not decided yet";
  const std::vector<std::uint32_t>& steps = program_.grade_sets[set];
  const bool has_all = steps.empty() || steps.back() <= program_.grades[grade].steps.size();
  return has_all ? kFine : "a step that the grade does not have";
}

Problem CodeVerifier::disqualify(std::uint32_t reason, std::uint32_t condition) {
  if (!disqualified_.mark(reason)) return "a disqualification that was asked already";
  if (program_.disqualifications[reason].condition_register != condition) {
    return "a register that is not the disqualification's own";
  }
  if (!is_score_closed_) return "an outcome that comes before the score";
  return is_disqualification_over_ ? "a disqualification that comes too late" : kFine;
}

Problem CodeVerifier::reach(StageId stage) {
  const auto condition = program_.stages[stage].condition_register;
  if (condition && !is_written(*condition)) return "a stage whose register was not written yet";
  return ask_outcome(reached_, stage.value);
}

Problem CodeVerifier::ask_outcome(Once& rows, std::uint32_t row) {
  is_disqualification_over_ = true;
  if (!rows.mark(row)) return "an outcome that was asked already";
  return is_score_closed_ ? kFine : "an outcome that comes before the score";
}

std::string CodeVerifier::find_omission() const {
  for (std::size_t place = 0; place < is_written_.size(); ++place) {
    if (!is_written_[place]) return fmt::format("register {} is never written", place);
  }
  for (const Once* rows :
       {&given_, &closed_, &graded_, &disqualified_, &reached_, &routed_, &raised_, &broken_}) {
    if (std::string omission = rows->find_omission(); !omission.empty()) return omission;
  }
  if (program_.applies_register && !is_applied_) return "it never asks whom the model is for";
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
