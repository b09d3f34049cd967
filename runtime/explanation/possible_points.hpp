// What a lead could score if its missing fields were known.
#pragma once

#include "base/time.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/scorer.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <cstdint>

namespace leadscore::runtime {

/// Bounds, in thousandths.
struct PossiblePoints {
  std::int64_t least_thousandths = 0;
  std::int64_t most_thousandths = 0;
};

/// Of the whole score, for a lead that was scored just now and is inside the model. What it did is
/// on record, so that only fields can change a rule. Never narrower than the truth.
[[nodiscard]] PossiblePoints possible_score(const Scorer& scorer, const LeadBatch& batch,
                                            std::size_t lead, TimeMs as_of, Workspace& workspace);

}  // namespace leadscore::runtime
