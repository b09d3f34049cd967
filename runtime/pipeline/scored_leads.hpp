// Some leads with their scores, by one model or several.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/batch/batch_scorer.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/explain.hpp"
#include "runtime/output/scored_lead.hpp"
#include "runtime/pipeline/native_code.hpp"
#include "runtime/scorer.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace leadscore::runtime {

/// A program ready to score. Immutable: threads share it. The program outlives it.
struct ScoringModel {
  explicit ScoringModel(const bytecode::Program& scored)
      : program(scored), scorer(scored), engine(scorer) {}
  ScoringModel(const ScoringModel&) = delete;
  ScoringModel& operator=(const ScoringModel&) = delete;

  const bytecode::Program& program;
  Scorer scorer;       // for explanations
  BatchScorer engine;  // for the scores
};

/// When leads are scored.
struct Moments {
  TimeMs as_of = 0;
  std::optional<TimeMs> since = {};  // of the last run, for alerts that fired since
};

/// One thread at a time; the models outlive it.
class ScoredLeads {
 public:
  /// `native`: the models' native code; lasts as long.
  ScoredLeads(std::span<const std::unique_ptr<ScoringModel>> models, Moments moments, Engine engine,
              const NativeCode& native);

  /// Scores leads, a batch for each model; the batches stay where they are while the leads are
  /// asked for.
  void score(std::span<const LeadBatch> batches);

  [[nodiscard]] std::size_t size() const { return batches_.front().size(); }
  [[nodiscard]] std::size_t model_count() const { return models_.size(); }
  /// The models, by their numbers, that a lead is shown with: those that are for it; if there is
  /// none, the first, which says so. Lasts until the next call.
  [[nodiscard]] const std::vector<std::size_t>& models_for(std::size_t lead);
  [[nodiscard]] ScoredLead lead(std::size_t model, std::size_t index) const;
  [[nodiscard]] Explanation explain(std::size_t model, std::size_t index);

 private:
  /// What one model made of them.
  struct Scores {
    ScoreBatch scores;
    BatchWorkspace memory;
    ScoreBatch earlier;  // as of `since`
    BatchWorkspace earlier_memory;
    Workspace workspace;  // of a lead at a time
  };

  void score(std::size_t model, TimeMs as_of, BatchWorkspace& memory, ScoreBatch& scores);

  std::span<const std::unique_ptr<ScoringModel>> models_;
  Moments moments_;
  Engine engine_;
  const NativeCode& native_;
  std::vector<std::unique_ptr<Scores>> scores_;  // by model
  std::span<const LeadBatch> batches_;           // by model
  std::vector<std::size_t> shown_with_;
};

}  // namespace leadscore::runtime
