// Leads from a file, scored block by block in bounded memory: what `run` and `why` have in common.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/explain.hpp"
#include "runtime/output/scored_lead.hpp"
#include "runtime/records/record_reader.hpp"
#include "runtime/scorer.hpp"
#include "runtime/workspace.hpp"
#include "tools/cli/options.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace leadscore::cli {

/// How records are read and as of when they are scored.
struct Reading {
  runtime::ReaderOptions reader;
  TimeMs as_of = 0;
};

/// From what the user said. Where no moment was given it is now: the only place that reads a clock.
[[nodiscard]] Result<Reading> reading_of(const Options& options);

/// One thread at a time; the program outlives the run.
class ScoringRun {
 public:
  static constexpr std::size_t kBlockLeads = 1024;

  [[nodiscard]] static Result<ScoringRun> open(const bytecode::Program& program, Reading reading);

  /// Reads and scores the next block. False: there are no more leads. An error: the file can no
  /// longer be read.
  [[nodiscard]] Result<bool> next();

  /// The block at hand.
  [[nodiscard]] std::size_t size() const { return state_->batch.size(); }
  [[nodiscard]] runtime::ScoredLead lead(std::size_t index) const;
  [[nodiscard]] runtime::Explanation explain(std::size_t index);

  [[nodiscard]] TimeMs as_of() const { return state_->as_of; }
  [[nodiscard]] const runtime::RecordReader& reader() const { return *state_->reader; }

 private:
  /// On the heap, as parts of it refer to one another.
  struct State {
    State(const bytecode::Program& scored, std::unique_ptr<runtime::RecordReader> records,
          TimeMs moment);

    const bytecode::Program& program;
    std::unique_ptr<runtime::RecordReader> reader;
    TimeMs as_of;
    runtime::Scorer scorer;
    runtime::LeadBatch batch;
    runtime::ScoreBatch scores;
    runtime::Workspace workspace;
  };

  explicit ScoringRun(std::unique_ptr<State> state) : state_(std::move(state)) {}

  std::unique_ptr<State> state_;
};

}  // namespace leadscore::cli
