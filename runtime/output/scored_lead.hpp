// One lead with its score, and with its reasons where they were asked for: what every form of
// output is made from.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/explain.hpp"
#include "runtime/scorer.hpp"

#include <cstddef>

namespace leadscore::runtime {

/// Refers to what it is made of; lasts as long as they do.
struct ScoredLead {
  const bytecode::Program& program;
  const LeadBatch& batch;
  const ScoreBatch& scores;
  std::size_t lead = 0;
  const Explanation* explanation = nullptr;  // none: no reasons are shown
  /// The scores of the same batch as of the last run; none: nobody asks which alerts fired.
  const ScoreBatch* earlier = nullptr;
};

}  // namespace leadscore::runtime
