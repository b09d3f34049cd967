// What is left of a program's code, for a block of leads at once: registers are pairs of bit planes
// (true, false), points are summed by plane.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/batch/block.hpp"
#include "runtime/batch/block_code.hpp"
#include "runtime/batch/plan.hpp"
#include "runtime/batch/plane_points.hpp"
#include "runtime/batch/planes.hpp"
#include "runtime/batch/steps.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/scorer.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leadscore::runtime::batch {

/// Runs the steps. Has the scratch memory for that: one thread at a time.
template <std::size_t kWords>
class PlaneMachine {
 public:
  explicit PlaneMachine(const Steps& steps);

  /// What a block's leads are and as of when.
  struct Input {
    const LeadBatch& batch;
    std::size_t first = 0;  // the lead of the batch that is the block's first
    TimeMs as_of = 0;
    Block<kWords>& block;
    const std::vector<BlockPoints<kWords>*>& earlier;  // by duration of score changes
    const BlockCode* code = nullptr;                   // null: the machine runs all steps itself
  };

  /// Points alone, and all, of which the outcomes go to the rows of `scores` from Input::first on.
  void run_points(const Input& input);
  void run(const Input& input, ScoreBatch& scores);

  [[nodiscard]] BlockPoints<kWords>& points() { return points_; }

 private:
  static constexpr std::size_t kLeads = kWords * kWordBits;

  void begin(const Input& input);
  void run_native_points(const Input& input);
  void step(const bytecode::Instruction& instruction, const Input& input);
  void step_outcome(const bytecode::Instruction& instruction, const Input& input);
  void load_signal(std::uint32_t slot, std::uint32_t signal, const Input& input);
  void give(std::uint32_t contribution, const Input& input);
  void give_table(const bytecode::Table& table, std::int64_t* sum, const Input& input);
  void give_ranked(bytecode::BestOfId best_of, std::int64_t* sum);
  void keep_counting(std::uint32_t counting);
  void give_counting(const Input& input);
  [[nodiscard]] std::int64_t points_of(const CountingContribution& counting, std::size_t lead,
                                       TimeMs as_of);
  void close_part(std::uint32_t part, const Input& input);
  void close_score(const Input& input);
  void decide_grade(std::uint32_t grade);
  void score_in(std::uint32_t slot, std::uint32_t sum, std::uint32_t range);
  void grade_in(std::uint32_t slot, std::uint32_t grade, std::uint32_t set);
  void changed(std::uint32_t slot, std::uint32_t change, const Input& input);
  void take_route(std::uint32_t route, std::uint32_t slot);
  void raise_alert(std::uint32_t alert, std::uint32_t slot);
  void write(const Input& input, ScoreBatch& scores) const;
  [[nodiscard]] const std::int64_t* values(bytecode::PartId part) const;
  void set_truth(std::uint32_t slot, const Word* truth);

  const Steps& steps_;
  const Plan& plan_;
  const bytecode::Program& program_;
  AddPoints add_points_;
  Planes<kWords> trues_;   // by slot
  Planes<kWords> falses_;  // by slot
  BlockPoints<kWords> points_;
  std::vector<std::uint32_t> grades_;  // grade by grade, each kLeads long
  Planes<kWords> disqualified_;        // one plane
  Planes<kWords> stages_;
  Planes<kWords> routed_;  // one plane
  std::vector<std::int32_t> routes_;
  Planes<kWords> alerts_;
  Planes<kWords> nevers_;
  Planes<kWords> counting_;
  std::vector<Word> masks_;  // of native code
  bool has_counting_ = false;
  Workspace workspace_;
};

extern template class PlaneMachine<1>;
extern template class PlaneMachine<kBlockWords>;

}  // namespace leadscore::runtime::batch
