// Scoring with a plan as of one moment: the rows that were made for it, and its blocks.
#pragma once

#include "base/time.hpp"
#include "runtime/batch/batch_scorer.hpp"
#include "runtime/batch/block.hpp"
#include "runtime/batch/block_code.hpp"
#include "runtime/batch/event_rows.hpp"
#include "runtime/batch/interval_index.hpp"
#include "runtime/batch/lead_machine.hpp"
#include "runtime/batch/plane_machine.hpp"
#include "runtime/batch/rows.hpp"
#include "runtime/batch/text_index.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

struct Evaluation {
  Evaluation(const BatchScorer& scorer, TimeMs as_of);

  /// Scores all leads of a batch. `code`: native code for blocks, if there is any.
  void score(const LeadBatch& batch, const BlockCode* code, ScoreBatch& scores);

  const BatchScorer& scorer;
  TimeMs as_of;

 private:
  /// The memory of blocks of one size.
  template <std::size_t kWords>
  struct Sized {
    explicit Sized(const BatchScorer& scorer);

    Block<kWords> block;
    PlaneMachine<kWords> machine;
    std::vector<std::uint32_t> rows;   // see rows_of(); each as long as a block
    std::vector<GroupRowsView> views;  // by group, for native code
    std::vector<BlockPoints<kWords>*> earlier;
  };
  /// A group with rows, as a single lead asks it.
  struct LeadGroup {
    GroupKind kind;
    bytecode::FieldId field;
    const RowSet* rows;
    TextRows* texts;            // kText, kDomain
    IntervalRows* intervals;    // kNumber, kTime
    std::uint32_t first_plane;  // of its signals
    std::uint32_t plane_count;
    bool can_be_unknown;
  };
  /// The leads of a block.
  struct Leads {
    const LeadBatch& batch;
    std::size_t first = 0;
    std::size_t count = 0;
  };

  template <std::size_t kWords>
  Sized<kWords>& sized();
  template <std::size_t kWords>
  void score_block(const Leads& leads, ScoreBatch& scores);
  template <std::size_t kWords>
  void look_up(const Leads& leads, Sized<kWords>& sized);
  template <std::size_t kWords>
  void look_up_group(std::uint32_t group, const Leads& leads, Sized<kWords>& sized);
  template <std::size_t kWords>
  void apply_rows(std::uint32_t group, const RowSet& rows, std::size_t count, Sized<kWords>& sized);
  /// Native code is for blocks of one size.
  template <std::size_t kWords>
  [[nodiscard]] const BlockCode* code() const {
    return kWords == kBlockWords ? code_ : nullptr;
  }
  /// Where the rows of a group go: without native code, which applies those of all groups at once,
  /// all groups use the same memory one after the other.
  template <std::size_t kWords>
  [[nodiscard]] std::uint32_t* rows_of(std::uint32_t group, Sized<kWords>& sized) const {
    const std::size_t place = code<kWords>() != nullptr ? group : 0;
    return sized.rows.data() + place * Block<kWords>::kLeads;
  }
  template <std::size_t kWords>
  void apply_rows_natively(std::size_t count, Sized<kWords>& sized) const;
  template <std::size_t kWords>
  void turn_to_planes(Block<kWords>& block) const;
  template <std::size_t kWords>
  void work_out_by_lead(const Leads& leads, Block<kWords>& block);
  template <std::size_t kWords>
  BlockPoints<kWords>& points_of(const Leads& leads);
  template <std::size_t kWords>
  typename PlaneMachine<kWords>::Input prepare(const Leads& leads, Sized<kWords>& sized);
  [[nodiscard]] bool has_domain(std::string_view text);
  [[nodiscard]] Evaluation& earlier(std::size_t duration);

  // One lead at a time (evaluation_of_lead.cpp).
  void score_lead(const LeadBatch& batch, std::size_t lead, ScoreBatch& scores);
  void make_lead_machine();
  void begin_lead();
  void look_up_lead(const LeadBatch& batch, std::size_t lead);
  [[nodiscard]] std::uint32_t row_of_lead(const LeadGroup& group, const ValueColumn& column,
                                          std::size_t lead);
  void look_up_lead_events(const LeadBatch& batch, std::size_t lead);
  void work_out_by_lead(const LeadBatch& batch, std::size_t lead);
  void points_of_lead(const LeadBatch& batch, std::size_t lead, EarlierScore& answer);

  RowMaker maker_;
  const BlockCode* code_ = nullptr;                     // of the batch at hand
  std::vector<std::optional<TextRows>> texts_;          // by group
  std::vector<std::optional<IntervalRows>> intervals_;  // by group
  std::vector<RowSet> switches_;                        // by group: of kinds that say yes or no
  std::optional<EventRows> events_;
  std::vector<std::int64_t> points_without_events_;
  std::unique_ptr<Sized<1>> small_;
  std::unique_ptr<Sized<kBlockWords>> large_;
  std::unique_ptr<LeadMachine> of_lead_;
  std::vector<LeadGroup> lead_groups_;                // for it, of those that have rows
  std::vector<const LeadGroup*> unknown_groups_;      // of the lead at hand
  std::vector<std::unique_ptr<Evaluation>> earlier_;  // by duration of score changes
  Workspace workspace_;                               // of what is worked out lead by lead
};

}  // namespace leadscore::runtime::batch
