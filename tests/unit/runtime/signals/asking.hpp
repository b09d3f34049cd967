// What the engine makes of one lead, for programs that are made by hand.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "bytecode/verify.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/scorer.hpp"
#include "runtime/truth.hpp"
#include "runtime/workspace.hpp"
#include "tests/unit/bytecode/program_maker.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

namespace leadscore::runtime {

constexpr TimeMs kNow = 1'767'225'600'000;  // 2026-01-01

/// The scores of a batch; the program is verified first.
inline ScoreBatch score(const bytecode::Program& program, const LeadBatch& batch,
                        Workspace& workspace, TimeMs as_of = kNow) {
  const Result<void> verified = bytecode::verify(program);
  REQUIRE_MESSAGE(verified, (verified ? "" : verified.error().message));
  ScoreBatch scores;
  Scorer(program).score(batch, as_of, workspace, scores);
  return scores;
}

inline ScoreBatch score(const bytecode::Program& program, const LeadBatch& batch,
                        TimeMs as_of = kNow) {
  Workspace workspace;
  return score(program, batch, workspace, as_of);
}

/// What each signal says of the last lead of a batch. Closes the program.
inline std::vector<Truth> ask(bytecode::ProgramMaker& maker, const LeadBatch& batch,
                              const std::vector<bytecode::Signal>& signals) {
  std::vector<std::uint32_t> registers;
  for (const bytecode::Signal& signal : signals) registers.push_back(maker.load(signal));
  maker.close();
  Workspace workspace;
  static_cast<void>(score(maker.program(), batch, workspace));
  std::vector<Truth> truths;
  for (const std::uint32_t loaded : registers) truths.push_back(workspace.registers[loaded]);
  return truths;
}

inline Truth ask(bytecode::ProgramMaker& maker, const LeadBatch& batch,
                 const bytecode::Signal& signal) {
  return ask(maker, batch, std::vector{signal}).front();
}

}  // namespace leadscore::runtime
