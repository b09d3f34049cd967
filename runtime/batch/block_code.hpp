// Native code for a block of leads (runtime/jit makes it), which the batch engine calls in place of
// its own loops. What it is given are addresses alone.
#pragma once

#include "runtime/batch/planes.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leadscore::runtime::batch {

/// The rows that a group's look-ups found for the leads of a block.
struct GroupRowsView {
  const std::uint32_t* rows = nullptr;   // by lead
  const std::int64_t* points = nullptr;  // RowSet::points(), row by row
  const Word* bits = nullptr;            // RowSet::bits(), by row
};

/// A block of kBlockLeads, and the memory of the machine that runs its steps (see Block,
/// PlaneMachine and BlockPoints). Native code reads it member by member: each is 8 bytes.
struct BlockView {
  std::uint64_t count = 0;                // of leads
  const GroupRowsView* groups = nullptr;  // by group of the plan
  Word* words = nullptr;
  const Word* planes = nullptr;
  std::int64_t* sums = nullptr;
  Word* trues = nullptr;  // by slot, as are `falses`
  Word* falses = nullptr;
  Word* inside = nullptr;
  Word* counting = nullptr;
  Word* masks = nullptr;  // BlockCode::mask_count planes
  std::int64_t* parts = nullptr;
  std::int64_t* scores = nullptr;
};

/// Functions for one plan. Immutable: threads share it; who made it keeps their memory.
struct BlockCode {
  using Run = void (*)(const BlockView*);

  /// Adds what the rows give, of the groups of `is_applied`, to the block's words and sums.
  Run apply_rows = nullptr;
  std::vector<bool> is_applied = {};  // by group
  /// The steps up to Plan::points_end(): first all conditions, which go to `masks`, to the slots
  /// that later steps read and to `counting`; then all points, but for those that depend on the
  /// events that are counted, which are in the sums by then. Both are null where the plan has more
  /// steps than pay.
  Run work_out_conditions = nullptr;
  Run sum_points = nullptr;
  std::size_t mask_count = 0;
};

}  // namespace leadscore::runtime::batch
