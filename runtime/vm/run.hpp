// The virtual machine: the code of a program for one lead, one instruction after the other.
#pragma once

#include "base/decimal.hpp"
#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/truth.hpp"
#include "runtime/vm/decay.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leadscore::runtime {

/// Where the answers for one lead go. All begin as 0, the route as none.
struct Answers {
  std::uint8_t& inside;
  std::int64_t& score;
  std::span<std::int64_t> parts;       // by PartId
  std::span<std::uint32_t> grades;     // by GradeId
  std::span<std::uint8_t> stages_met;  // by StageId
  std::uint8_t& disqualified;
  std::int32_t& route;
  std::span<std::uint8_t> alerts;  // by AlertId
  std::span<std::uint8_t> nevers;  // by NeverId
};

/// What the code of a program needs beside it. Immutable.
struct Prepared {
  explicit Prepared(const bytecode::Program& program);

  Decays decays;
  std::size_t points_end = 0;               // where the code that gives points ends
  std::vector<DurationMs> durations;        // of score changes, each once
  std::vector<std::size_t> duration_index;  // by score change
};

/// Runs a verified program. Workspace::signals are those of the lead, Workspace::earlier_scores
/// too; registers and what gave points are overwritten, and stay for explanations.
void run(const bytecode::Program& program, const Prepared& prepared, TimeMs as_of,
         Workspace& workspace, Answers answers);

/// The same, of the code that gives points alone.
void run_points(const bytecode::Program& program, const Prepared& prepared, TimeMs as_of,
                Workspace& workspace, EarlierScore& answer);

/// What was worked out of a program's code, for the rest of it.
struct WorkedOut {
  std::vector<Truth>& registers;                    // with room for all; the rest writes its own
  std::vector<PointsSum>& parts;                    // what was given so far, by PartId
  PointsSum outside;                                // of parts
  const std::vector<EarlierScore>& earlier_scores;  // as in Workspace
};

/// As it stands in a workspace.
[[nodiscard]] inline WorkedOut worked_out_in(Workspace& workspace, const PointsSum& outside) {
  return {.registers = workspace.registers,
          .parts = workspace.parts,
          .outside = outside,
          .earlier_scores = workspace.earlier_scores};
}

/// The same where others worked a part of the code out, and `code` is the rest of it, in its order.
/// If that has contributions, `before` is worked_out_in() the workspace, where what gives points
/// has its size.
void run_rest(const bytecode::Program& program, const Prepared& prepared,
              std::span<const bytecode::Instruction> code, const WorkedOut& before, TimeMs as_of,
              Workspace& workspace, Answers answers);
void run_rest_of_points(const bytecode::Program& program, const Prepared& prepared,
                        std::span<const bytecode::Instruction> code, const WorkedOut& before,
                        TimeMs as_of, Workspace& workspace, EarlierScore& answer);

/// Works out the register that an instruction of conditions (up to kOr) writes, from signals and
/// registers.
void work_out(const bytecode::Instruction& instruction, const std::vector<Truth>& signals,
              std::vector<Truth>& registers);

/// What a contribution gives whose rules neither look at events nor decay: `code`, places in
/// Program::code in their order, works their conditions out of Workspace::signals.
[[nodiscard]] std::int64_t points_of_signals(const bytecode::Program& program, const Decays& decays,
                                             bytecode::ContributionId contribution,
                                             std::span<const std::uint32_t> code,
                                             Workspace& workspace);

/// Whether points that were `before` and are `now` have changed so (§7).
[[nodiscard]] bool has_changed(const bytecode::ScoreChange& change, std::int64_t before,
                               std::int64_t now);

/// Whether a value lies in one of the intervals.
[[nodiscard]] bool lies_in(const bytecode::ScoreRange& range, std::int64_t thousandths);

}  // namespace leadscore::runtime
