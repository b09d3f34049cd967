// Leads in, scores out: the one face of every engine.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/signals/event_signals.hpp"
#include "runtime/signals/field_signals.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leadscore::runtime {

/// The scores of a batch, as columns. Points are thousandths.
class ScoreBatch {
 public:
  static constexpr std::int32_t kNoStage = -1;

  /// Makes room for `leads` leads of `program`; all are without score, stage and reason.
  void reset(const bytecode::Program& program, std::size_t leads);

  [[nodiscard]] std::size_t size() const { return scores.size(); }

  /// The furthest stage met (an index into Program::stages), else kNoStage.
  [[nodiscard]] std::int32_t stage(std::size_t lead) const;
  [[nodiscard]] bool is_met(std::size_t lead, bytecode::StageId stage) const;
  [[nodiscard]] std::int64_t part(std::size_t lead, bytecode::PartId part) const;

  std::vector<std::int64_t> scores;
  std::vector<std::int64_t> parts;         // lead by lead, each part_count long
  std::vector<std::uint8_t> stages_met;    // lead by lead, each stage_count long
  std::vector<std::uint8_t> disqualified;  // 0 or 1
  std::size_t part_count = 0;
  std::size_t stage_count = 0;
};

/// Scores leads with one program. Immutable: many threads may share it, each with its own
/// workspace.
class Scorer {
 public:
  /// `program` was verified and outlives the scorer.
  explicit Scorer(const bytecode::Program& program);

  /// Scores every lead of `batch` (made for this program) as of `as_of` (Unix ms). `workspace` is
  /// this thread's scratch memory and may be used again. Every lead gets an answer.
  void score(const LeadBatch& batch, TimeMs as_of, Workspace& workspace, ScoreBatch& scores) const;

  /// Scores one lead into a row of `scores`, which was reset and has that row. Signals and
  /// registers stay in the workspace, for explanations.
  void score_lead(const LeadBatch& batch, std::size_t lead, TimeMs as_of, Workspace& workspace,
                  ScoreBatch& scores, std::size_t row) const;

  [[nodiscard]] const bytecode::Program& program() const { return program_; }
  [[nodiscard]] const EventSignals& event_signals() const { return event_signals_; }

 private:
  const bytecode::Program& program_;
  FieldSignals field_signals_;
  EventSignals event_signals_;
};

}  // namespace leadscore::runtime
