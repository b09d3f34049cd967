// What running the steps of a plan needs beside them, worked out once for a program.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/batch/plan.hpp"
#include "runtime/signals/event_signals.hpp"
#include "runtime/signals/text_matcher.hpp"
#include "runtime/vm/run.hpp"

#include <cstdint>
#include <vector>

namespace leadscore::runtime::batch {

/// A contribution whose points depend on the events that are counted: worked out lead by lead,
/// where its condition (of one of its rules) is true.
struct CountingContribution {
  bytecode::ContributionId id;
  std::uint32_t sum = 0;
  std::vector<bytecode::RuleId> rules = {};
  std::uint32_t first_plane = 0;  // where each rule's condition is kept
};

/// What a step gives that is one plain rule, as most are.
struct PlainContribution {
  std::uint32_t slot = Plan::kNone;  // of its condition; none: it is no such contribution
  std::uint32_t sum = 0;
  std::int64_t points = 0;
};

/// What the steps of a plan need beside it. Immutable.
struct Steps {
  Steps(const Plan& plan, const Prepared& prepared, const TextMatchers& matchers);

  const Plan& plan;
  const Prepared& prepared;
  std::vector<PlainContribution> plain;               // by ContributionId
  std::vector<std::vector<bytecode::RuleId>> ranked;  // by BestOfId: those of plain rules, from
                                                      // the most points to the least
  std::vector<CountingContribution> counting;
  std::vector<std::uint32_t> counting_of;  // by ContributionId, or Plan::kNone
  std::uint32_t counting_planes = 0;
  EventSignals counted_events;  // of the selections that these count
};

}  // namespace leadscore::runtime::batch
