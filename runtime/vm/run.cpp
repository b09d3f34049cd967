#include "runtime/vm/run.hpp"

#include <algorithm>

namespace leadscore::runtime {

void run(const bytecode::Program& program, Workspace& workspace, Answers answers) {
  using bytecode::Opcode;
  workspace.registers.assign(program.register_count, Truth::kFalse);
  workspace.parts.assign(program.parts.size(), PointsSum());
  std::vector<Truth>& registers = workspace.registers;
  PointsSum total;
  for (const auto& [opcode, a, b, c] : program.code) {
    switch (opcode) {
      case Opcode::kLoadSignal:
        registers[a] = workspace.signals[b];
        break;
      case Opcode::kNot:
        registers[a] = negate(registers[b]);
        break;
      case Opcode::kAnd:
        registers[a] = both(registers[b], registers[c]);
        break;
      case Opcode::kOr:
        registers[a] = either(registers[b], registers[c]);
        break;
      case Opcode::kGive: {
        if (registers[b] != Truth::kTrue) break;
        const bytecode::Rule& rule = program.rules[bytecode::RuleId(a)];
        PointsSum& sum = rule.part.is_valid() ? workspace.parts[rule.part.value] : total;
        sum.add(rule.points_thousandths);
        break;
      }
      case Opcode::kClosePart:
        // The score is the sum of the parts before they saturate (language.md §6).
        answers.parts[a] = workspace.parts[a].saturated();
        total.add(workspace.parts[a]);
        break;
      case Opcode::kCloseScore:
        answers.score = total.saturated();
        break;
      case Opcode::kPartIn:
        registers[a] = truth_of(lies_in(program.score_ranges[c], answers.parts[b]));
        break;
      case Opcode::kScoreIn:
        registers[a] = truth_of(lies_in(program.score_ranges[b], answers.score));
        break;
      case Opcode::kDisqualify:
        if (registers[b] == Truth::kTrue) answers.disqualified = 1;
        break;
      case Opcode::kReachStage:
        answers.stages_met[a] = registers[b] == Truth::kTrue && answers.disqualified == 0 ? 1 : 0;
        break;
      case Opcode::kStageMet:
        registers[a] = truth_of(answers.stages_met[b] != 0);
        break;
    }
  }
}

bool lies_in(const bytecode::ScoreRange& range, std::int64_t thousandths) {
  return std::any_of(range.begin(), range.end(),
                     [thousandths](const bytecode::ScoreInterval& interval) {
                       return interval.low <= thousandths && thousandths <= interval.high;
                     });
}

}  // namespace leadscore::runtime
