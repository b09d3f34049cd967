// The virtual machine: the code of a program for one lead, one instruction after the other.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/workspace.hpp"

#include <cstdint>
#include <span>

namespace leadscore::runtime {

/// Where the answers for one lead go. All begin as 0.
struct Answers {
  std::int64_t& score;
  std::span<std::int64_t> parts;       // by PartId
  std::span<std::uint8_t> stages_met;  // by StageId
  std::uint8_t& disqualified;
};

/// Runs a verified program. Workspace::signals are those of the lead; registers and parts are
/// overwritten, and stay for explanations.
void run(const bytecode::Program& program, Workspace& workspace, Answers answers);

/// Whether a value lies in one of the intervals.
[[nodiscard]] bool lies_in(const bytecode::ScoreRange& range, std::int64_t thousandths);

}  // namespace leadscore::runtime
