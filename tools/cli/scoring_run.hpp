// Leads from a file, scored block by block in bounded memory by one model or several: what `run`
// and `why` have in common.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/batch/batch_scorer.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/explain.hpp"
#include "runtime/output/scored_lead.hpp"
#include "runtime/records/record_reader.hpp"
#include "runtime/scorer.hpp"
#include "runtime/workspace.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/options.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace leadscore::cli {

/// How records are read and as of when they are scored.
struct Reading {
  runtime::ReaderOptions reader;
  TimeMs as_of = 0;
  std::optional<TimeMs> since = {};  // the moment of the last run, for alerts that fired since
};

/// Standard input can be read once only.
[[nodiscard]] std::optional<Error> find_too_many_inputs(const Options& options);

/// From what the user said. Where no moment was given it is now: the only place that reads a clock.
[[nodiscard]] Result<Reading> reading_of(const Options& options);

/// One thread at a time; the programs outlive the run.
class ScoringRun {
 public:
  static constexpr std::size_t kBlockLeads = 1024;

  [[nodiscard]] static Result<ScoringRun> open(std::span<const LoadedProgram> programs,
                                               Reading reading);

  /// Reads and scores the next block. False: there are no more leads. An error: the file can no
  /// longer be read.
  [[nodiscard]] Result<bool> next();

  /// The block at hand.
  [[nodiscard]] std::size_t size() const { return state_->batches.front().size(); }
  /// The models, by their numbers, that a lead is shown with: those that are for it; if there is
  /// none, the first, which says so.
  [[nodiscard]] std::vector<std::size_t> models_for(std::size_t lead) const;
  [[nodiscard]] runtime::ScoredLead lead(std::size_t model, std::size_t index) const;
  [[nodiscard]] runtime::Explanation explain(std::size_t model, std::size_t index);

  [[nodiscard]] TimeMs as_of() const { return state_->as_of; }
  [[nodiscard]] const runtime::RecordReader& reader() const { return *state_->reader; }

 private:
  /// One model with what it needs to score.
  struct Scoring {
    explicit Scoring(const bytecode::Program& scored)
        : program(scored), scorer(scored), engine(scorer) {}

    const bytecode::Program& program;
    runtime::Scorer scorer;       // for explanations
    runtime::BatchScorer engine;  // for the scores
    runtime::ScoreBatch scores;
    runtime::BatchWorkspace memory;
    runtime::ScoreBatch earlier;  // as of `since`
    runtime::BatchWorkspace earlier_memory;
    runtime::Workspace workspace;
  };

  /// On the heap, as parts of it refer to one another.
  struct State {
    std::unique_ptr<runtime::RecordReader> reader;
    TimeMs as_of = 0;
    std::optional<TimeMs> since;
    std::vector<std::unique_ptr<Scoring>> models;
    std::vector<runtime::LeadBatch> batches;  // by model
  };

  explicit ScoringRun(std::unique_ptr<State> state) : state_(std::move(state)) {}

  std::unique_ptr<State> state_;
};

}  // namespace leadscore::cli
