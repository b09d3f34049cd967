#include "runtime/vm/run.hpp"

#include "runtime/vm/points.hpp"

#include <algorithm>
#include <limits>

namespace leadscore::runtime {
namespace {

using bytecode::Opcode;
__extension__ using Wide = __int128;

class Machine {
 public:
  Machine(const bytecode::Program& program, const Prepared& prepared, TimeMs as_of,
          Workspace& workspace, const WorkedOut& before, Answers answers)
      : program_(program),
        prepared_(prepared),
        as_of_(as_of),
        workspace_(workspace),
        registers_(before.registers),
        parts_(before.parts),
        earlier_scores_(before.earlier_scores),
        total_(before.outside),
        answers_(answers) {}

  void run(std::span<const bytecode::Instruction> code) {
    answers_.inside = 1;
    for (const bytecode::Instruction& instruction : code) {
      if (!step(instruction)) return;
    }
  }

 private:
  /// False: nothing follows.
  bool step(const bytecode::Instruction& instruction);
  void give(std::uint32_t id);
  void close_part(std::uint32_t part);
  [[nodiscard]] std::int64_t points(bytecode::PartId part) const {
    return part.is_valid() ? answers_.parts[part.value] : answers_.score;
  }
  [[nodiscard]] std::uint32_t decide(const bytecode::Grade& grade) const;
  [[nodiscard]] Truth sum_in(std::uint32_t sum, std::uint32_t range) const;
  [[nodiscard]] Truth grade_in(std::uint32_t grade, std::uint32_t steps) const;
  [[nodiscard]] Truth changed(std::uint32_t change) const;
  [[nodiscard]] bool is_true(std::uint32_t from) const { return registers_[from] == Truth::kTrue; }

  const bytecode::Program& program_;
  const Prepared& prepared_;
  TimeMs as_of_;
  Workspace& workspace_;
  std::vector<Truth>& registers_;
  std::vector<PointsSum>& parts_;
  const std::vector<EarlierScore>& earlier_scores_;
  PointsSum total_;
  Answers answers_;
};

/// Of no code at all.
WorkedOut begin(const bytecode::Program& program, Workspace& workspace) {
  workspace.registers.assign(program.register_count, Truth::kFalse);
  workspace.parts.assign(program.parts.size(), PointsSum());
  workspace.given.assign(program.contributions.size(), Given());
  workspace.rule_points.assign(program.rules.size(), 0);
  return worked_out_in(workspace, PointsSum());
}

bool Machine::step(const bytecode::Instruction& instruction) {
  const auto [opcode, a, b, c] = instruction;
  const bool is_disqualified = answers_.disqualified != 0;
  switch (opcode) {
    case Opcode::kLoadTrue:
    case Opcode::kLoadSignal:
    case Opcode::kNot:
    case Opcode::kAnd:
    case Opcode::kOr:
      work_out(instruction, workspace_.signals, registers_);
      break;
    case Opcode::kApply:
      answers_.inside = is_true(a) ? 1 : 0;
      return is_true(a);
    case Opcode::kGive:
      give(a);
      break;
    case Opcode::kClosePart:
      close_part(a);
      break;
    case Opcode::kCloseScore:
      answers_.score = bounded(total_, program_.score_bounds).saturated();
      break;
    case Opcode::kGrade:
      answers_.grades[a] = decide(program_.grades[bytecode::GradeId(a)]);
      break;
    case Opcode::kScoreIn:
      registers_[a] = sum_in(b, c);
      break;
    case Opcode::kGradeIn:
      registers_[a] = grade_in(b, c);
      break;
    case Opcode::kDisqualify:
      if (is_true(b)) answers_.disqualified = 1;
      break;
    case Opcode::kReachStage:
      answers_.stages_met[a] = is_true(b) && !is_disqualified ? 1 : 0;
      break;
    case Opcode::kStageMet:
      registers_[a] = truth_of(answers_.stages_met[b] != 0);
      break;
    case Opcode::kDisqualified:
      registers_[a] = truth_of(is_disqualified);
      break;
    case Opcode::kChanged:
      registers_[a] = changed(b);
      break;
    case Opcode::kTakeRoute:
      if (is_true(b) && answers_.route < 0 && !is_disqualified) {
        answers_.route = static_cast<std::int32_t>(a);
      }
      break;
    case Opcode::kRaiseAlert: {
      const bool may_be =
          !is_disqualified || program_.alerts[bytecode::AlertId(a)].names_disqualified;
      answers_.alerts[a] = is_true(b) && may_be ? 1 : 0;
      break;
    }
    case Opcode::kBreakNever:
      answers_.nevers[a] = is_true(b) ? 1 : 0;
      break;
  }
  return true;
}

void Machine::give(std::uint32_t id) {
  const bytecode::Contribution& contribution = program_.contributions[bytecode::ContributionId(id)];
  const Given given = points_of(program_, prepared_.decays, contribution, as_of_, workspace_);
  workspace_.given[id] = given;
  PointsSum& sum = contribution.part.is_valid() ? parts_[contribution.part.value] : total_;
  sum.add(given.points_thousandths);
}

void Machine::close_part(std::uint32_t part) {
  // The score is the sum of the parts before they saturate (language.md §6).
  const PointsSum sum = bounded(parts_[part], program_.parts[bytecode::PartId(part)].bounds);
  answers_.parts[part] = sum.saturated();
  total_.add(sum);
}

std::uint32_t Machine::decide(const bytecode::Grade& grade) const {
  const std::int64_t reached = points(grade.part);
  const auto step = std::find_if(
      grade.steps.begin(), grade.steps.end(),
      [reached](const bytecode::GradeStep& one) { return reached >= one.at_thousandths; });
  return static_cast<std::uint32_t>(step - grade.steps.begin());
}

Truth Machine::sum_in(std::uint32_t sum, std::uint32_t range) const {
  Wide total = 0;
  for (const bytecode::ScoreTerm& term : program_.score_sums[sum]) {
    total += Wide{points(term.part)} * term.times;
  }
  // The ends of 64 bits stand for no bound.
  const Wide within = std::clamp<Wide>(total, std::numeric_limits<std::int64_t>::min(),
                                       std::numeric_limits<std::int64_t>::max());
  return truth_of(lies_in(program_.score_ranges[range], static_cast<std::int64_t>(within)));
}

Truth Machine::grade_in(std::uint32_t grade, std::uint32_t steps) const {
  const std::vector<std::uint32_t>& set = program_.grade_sets[steps];
  return truth_of(std::binary_search(set.begin(), set.end(), answers_.grades[grade]));
}

Truth Machine::changed(std::uint32_t index) const {
  const bytecode::ScoreChange& change = program_.score_changes[index];
  const EarlierScore& earlier = earlier_scores_[prepared_.duration_index[index]];
  if (!earlier.is_inside) return Truth::kFalse;
  const std::int64_t before =
      change.part.is_valid() ? earlier.parts[change.part.value] : earlier.score;
  return truth_of(has_changed(change, before, points(change.part)));
}

}  // namespace

Prepared::Prepared(const bytecode::Program& program) : decays(program) {
  const auto close = std::find_if(
      program.code.begin(), program.code.end(),
      [](const auto& instruction) { return instruction.opcode == Opcode::kCloseScore; });
  points_end = static_cast<std::size_t>(close - program.code.begin());
  if (close != program.code.end()) ++points_end;
  for (const bytecode::ScoreChange& change : program.score_changes) {
    durations.push_back(change.within_ms);
  }
  std::sort(durations.begin(), durations.end());
  durations.erase(std::unique(durations.begin(), durations.end()), durations.end());
  for (const bytecode::ScoreChange& change : program.score_changes) {
    const auto place = std::lower_bound(durations.begin(), durations.end(), change.within_ms);
    duration_index.push_back(static_cast<std::size_t>(place - durations.begin()));
  }
}

void work_out(const bytecode::Instruction& instruction, const std::vector<Truth>& signals,
              std::vector<Truth>& registers) {
  const auto [opcode, a, b, c] = instruction;
  switch (opcode) {
    case Opcode::kLoadTrue:
      registers[a] = Truth::kTrue;
      break;
    case Opcode::kLoadSignal:
      registers[a] = signals[b];
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
    default:
      break;
  }
}

std::int64_t points_of_signals(const bytecode::Program& program, const Decays& decays,
                               bytecode::ContributionId contribution,
                               std::span<const std::uint32_t> code, Workspace& workspace) {
  for (const std::uint32_t at : code) {
    work_out(program.code[at], workspace.signals, workspace.registers);
  }
  constexpr TimeMs kAnyMoment = 0;
  return points_of(program, decays, program.contributions[contribution], kAnyMoment, workspace)
      .points_thousandths;
}

bool has_changed(const bytecode::ScoreChange& change, std::int64_t before, std::int64_t now) {
  const Wide difference = Wide{now} - before;
  const bool has_risen = difference >= change.amount_thousandths;
  const bool has_fallen = -difference >= change.amount_thousandths;
  switch (change.kind) {
    case bytecode::ChangeKind::kRose:
      return has_risen;
    case bytecode::ChangeKind::kFell:
      return has_fallen;
    case bytecode::ChangeKind::kMoved:
      return has_risen || has_fallen;
  }
  return false;
}

void run(const bytecode::Program& program, const Prepared& prepared, TimeMs as_of,
         Workspace& workspace, Answers answers) {
  run_rest(program, prepared, program.code, begin(program, workspace), as_of, workspace, answers);
}

void run_rest(const bytecode::Program& program, const Prepared& prepared,
              std::span<const bytecode::Instruction> code, const WorkedOut& before, TimeMs as_of,
              Workspace& workspace, Answers answers) {
  Machine(program, prepared, as_of, workspace, before, answers).run(code);
}

void run_points(const bytecode::Program& program, const Prepared& prepared, TimeMs as_of,
                Workspace& workspace, EarlierScore& answer) {
  run_rest_of_points(program, prepared, std::span(program.code).first(prepared.points_end),
                     begin(program, workspace), as_of, workspace, answer);
}

void run_rest_of_points(const bytecode::Program& program, const Prepared& prepared,
                        std::span<const bytecode::Instruction> code, const WorkedOut& before,
                        TimeMs as_of, Workspace& workspace, EarlierScore& answer) {
  answer.score = 0;
  answer.parts.assign(program.parts.size(), 0);
  std::uint8_t inside = 0;
  std::uint8_t disqualified = 0;
  std::int32_t route = -1;
  run_rest(program, prepared, code, before, as_of, workspace,
           Answers{.inside = inside,
                   .score = answer.score,
                   .parts = answer.parts,
                   .grades = {},
                   .stages_met = {},
                   .disqualified = disqualified,
                   .route = route,
                   .alerts = {},
                   .nevers = {}});
  answer.is_inside = inside != 0;
}

bool lies_in(const bytecode::ScoreRange& range, std::int64_t thousandths) {
  return std::any_of(range.begin(), range.end(),
                     [thousandths](const bytecode::ScoreInterval& interval) {
                       return interval.low <= thousandths && thousandths <= interval.high;
                     });
}

}  // namespace leadscore::runtime
