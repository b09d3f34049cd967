// Why a lead has its score: the rules that gave points with their evidence, those that did not and
// why not, what is missing, and how far it is to the next stage. Re-adds exactly.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/scorer.hpp"
#include "runtime/truth.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leadscore::runtime {

/// What a piece of evidence is about.
enum class EvidenceKind : std::uint8_t {
  kSignal,  // a test of a field or of events: `signal`
  kScore,   // a comparison of the score: `score_range`
  kPart,    // a comparison of a part: `part` and `score_range`
  kStage,   // whether an earlier stage is met: `stage`
};

/// One thing that a rule or an outcome looked at. `describe` says it in words.
struct Evidence {
  /// How many events are kept here, and how many pieces of evidence for one condition.
  static constexpr std::size_t kMaxEvents = 5;
  static constexpr std::size_t kMaxEvidence = 8;

  EvidenceKind kind = EvidenceKind::kSignal;
  bytecode::SignalId signal;
  bytecode::PartId part;
  bytecode::StageId stage;
  std::uint32_t score_range = 0;           // an index into Program::score_ranges
  Truth truth = Truth::kUnknown;           // of this test alone, whatever `not` stands before it
  std::optional<bytecode::FieldId> field;  // kSignal, on a field: the value is in the batch
  bool is_about_events = false;            // kSignal, on events
  std::vector<std::size_t> events;  // those that met it, the latest first, at most kMaxEvents:
                                    // indexes for LeadBatch::event()
  std::uint64_t event_count = 0;    // how many met it
};

/// A rule that was tried.
struct Reason {
  bytecode::RuleId rule;
  Truth truth = Truth::kUnknown;
  std::int64_t points_thousandths = 0;  // given: the rule's points if true, else 0
  std::vector<Evidence> evidence;       // if true, the tests that made it so; else those in its
                                        // way. As written, at most kMaxEvidence.
};

/// A disqualification that holds.
struct Disqualified {
  std::size_t disqualification = 0;  // an index into Program::disqualifications
  std::vector<Evidence> evidence;
};

/// The way to the first stage beyond the furthest one met.
struct NextStage {
  bytecode::StageId stage;
  std::int64_t points_missing_thousandths = 0;  // to its `at`; 0: the points are there
  Truth condition = Truth::kTrue;               // of its `when`
  std::vector<Evidence> evidence;               // what is in the way of its `when`
};

struct Explanation {
  std::int64_t score_thousandths = 0;
  std::vector<std::int64_t> parts_thousandths;  // by PartId
  std::int64_t outside_parts_thousandths = 0;   // what the rules outside parts gave
  std::optional<bytecode::StageId> stage;       // the furthest one met
  std::vector<Reason> rules;                    // every rule, in the order of the program
  std::vector<Disqualified> disqualifications;
  std::optional<NextStage> next_stage;  // none: no further stage, or disqualified
  /// Unknown fields that a rule looks at (yes/no apart, which are never unknown), in their order.
  std::vector<bytecode::FieldId> missing;
  /// Bounds of the score if all the missing fields were known, whatever their values. Always true,
  /// not always tight: tests of one field are taken as if they did not know of each other. The
  /// score itself can lie outside, where a rule asks whether a missing field `is unknown`.
  std::int64_t least_thousandths = 0;
  std::int64_t most_thousandths = 0;
};

/// Explains lead number `lead` of the batch, as `scorer` scores it. The points of the rules, summed
/// and saturated, are the score (checked). Allocates; meant for leads that are shown to a person.
[[nodiscard]] Explanation explain(const Scorer& scorer, const LeadBatch& batch, std::size_t lead,
                                  TimeMs as_of, Workspace& workspace);

/// The same for a single lead; prepares a scorer first.
[[nodiscard]] Explanation explain(const bytecode::Program& program, const LeadBatch& batch,
                                  std::size_t lead, TimeMs as_of, Workspace& workspace);

/// What was looked at, in words close to the language: `job_title in ["cto", "ceo"]`,
/// `visited("/pricing") at least 2 times in the last 7 days`, `fit >= 20`, `mql`.
[[nodiscard]] std::string describe(const bytecode::Program& program, const Evidence& evidence);

}  // namespace leadscore::runtime
