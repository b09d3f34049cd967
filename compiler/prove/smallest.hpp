// The fewest rules that reach a stage together.
#pragma once

#include "compiler/model/model.hpp"
#include "compiler/prove/case_truths.hpp"
#include "compiler/prove/score_ranges.hpp"

#include <cstdint>
#include <vector>

namespace leadscore::prove {

struct Smallest {
  std::vector<std::size_t> contributions;  // in the order of the file; empty: none found or needed
  bool is_proved = false;                  // no smaller set reaches it
};

/// The fewest contributions whose most, together and within all bounds, is `at_thousandths` or
/// more. Two rules of which no lead can meet both are never in it. Time is bounded.
[[nodiscard]] Smallest find_smallest(const model::Model& model, const ConditionTruths& truths,
                                     const ScoreRanges& ranges, std::int64_t at_thousandths);

}  // namespace leadscore::prove
