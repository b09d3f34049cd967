// Why a lead has its score: the rules that gave points with their evidence, those that did not and
// why not, what is missing, and how far it is to the next stage. Re-adds exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/workspace.hpp"

namespace leadscore::runtime {

enum class Truth : std::uint8_t { kFalse = 0, kUnknown = 1, kTrue = 2 };

/// One thing that a rule looked at: a field with its value, or the events that met a test.
struct Evidence {
  bytecode::SignalId signal;
  Truth truth = Truth::kUnknown;
  std::optional<bytecode::FieldId> field;  // the value is in the batch
  std::vector<std::size_t> events;         // indexes into the lead's events, at most kMaxEvents
  std::size_t event_count = 0;             // how many met it
  static constexpr std::size_t kMaxEvents = 5;
};

/// A rule that was tried.
struct Reason {
  bytecode::RuleId rule;
  Truth truth = Truth::kUnknown;
  std::int64_t points_thousandths = 0;  // given: the rule's points if true, else 0
  std::vector<Evidence> evidence;       // if true, the tests that made it so; else those in its way
};

/// The way to the first stage beyond the furthest one met.
struct NextStage {
  bytecode::StageId stage;
  std::int64_t points_missing_thousandths = 0;  // 0: the points are there
  Truth condition = Truth::kTrue;               // of its `when`
  std::vector<Evidence> evidence;               // what is in the way of its `when`
};

struct Explanation {
  std::int64_t score_thousandths = 0;
  std::vector<Reason> rules;  // every rule, in the order of the program
  std::vector<std::size_t> disqualifications;  // indexes of those that hold
  std::optional<NextStage> next_stage;
  std::vector<bytecode::FieldId> missing;  // unknown fields that a rule looks at (yes/no apart)
  std::int64_t least_thousandths = 0;      // bounds of the score if the missing were known
  std::int64_t most_thousandths = 0;
};

/// Explains lead number `lead` of the batch. The points of the rules, summed and saturated, are the
/// score (checked). Allocates; meant for leads that are shown to a person.
[[nodiscard]] Explanation explain(const bytecode::Program& program, const LeadBatch& batch,
                                  std::size_t lead, TimeMs as_of, Workspace& workspace);

}  // namespace leadscore::runtime
