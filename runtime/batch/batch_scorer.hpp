// The engine for many leads: a block at a time, column by column. What a value comes to is looked
// up, so that the cost of a lead follows its fields and events, hardly the number of rules.
#pragma once

#include "base/time.hpp"
#include "runtime/batch/block_code.hpp"
#include "runtime/batch/event_index.hpp"
#include "runtime/batch/lead_code.hpp"
#include "runtime/batch/plan.hpp"
#include "runtime/batch/plane_machine.hpp"
#include "runtime/batch/text_index.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/scorer.hpp"
#include "runtime/workspace.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace leadscore::runtime {

namespace batch {
struct Evaluation;
}  // namespace batch

/// The batch engine's scratch memory: what it remembers of the values that it met, and a block. One
/// thread at a time, for one scorer; none of it changes an answer.
class BatchWorkspace {
 public:
  BatchWorkspace();
  ~BatchWorkspace();
  BatchWorkspace(BatchWorkspace&&) noexcept;
  BatchWorkspace& operator=(BatchWorkspace&&) noexcept;

 private:
  friend class BatchScorer;
  std::unique_ptr<batch::Evaluation> evaluation_;
  Workspace row_workspace_;
};

/// Gives the same answers as the Scorer that it is made of. Immutable: many threads may share it,
/// each with its own workspace.
class BatchScorer {
 public:
  /// `scorer` and its program outlive this.
  explicit BatchScorer(const Scorer& scorer);

  /// As Scorer::score. Batches of a few leads, of one above all, take a way of their own, which
  /// costs least for them.
  void score(const LeadBatch& batch, TimeMs as_of, BatchWorkspace& workspace,
             ScoreBatch& scores) const {
    score(batch, as_of, nullptr, workspace, scores);
  }
  /// The same by native code for blocks, which was made of steps() and lasts as long as this is
  /// used with it. Null: without.
  void score(const LeadBatch& batch, TimeMs as_of, const batch::BlockCode* code,
             BatchWorkspace& workspace, ScoreBatch& scores) const;

  [[nodiscard]] const batch::Steps& steps() const { return steps_; }
  [[nodiscard]] const Scorer& scorer() const { return scorer_; }
  [[nodiscard]] const batch::Plan& plan() const { return plan_; }

 private:
  friend struct batch::Evaluation;

  const Scorer& scorer_;
  batch::Plan plan_;
  std::vector<std::unique_ptr<batch::TextIndex>> texts_;  // by group; none of other kinds
  std::unique_ptr<batch::EventIndex> events_;             // none: there is nothing to count
  std::uint32_t by_lead_group_ = batch::Plan::kNone;
  LeadSignals by_lead_;
  batch::Steps steps_;
  batch::LeadCode lead_code_;
};

}  // namespace leadscore::runtime
