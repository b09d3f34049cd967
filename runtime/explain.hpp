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
  kSignal,        // a test of fields, numbers or events: `signal`
  kScores,        // a comparison of scores: `sum` and `score_range`
  kGrade,         // a grade is one of some: `grade` and `steps`
  kStage,         // whether an earlier stage is met: `stage`
  kDisqualified,  // whether the lead is disqualified
  kChange,        // how a score changed: `change`
};

/// One thing that a rule or an outcome looked at. `describe` says it in words.
struct Evidence {
  /// How many events are kept here, and how many pieces of evidence for one condition.
  static constexpr std::size_t kMaxEvents = 5;
  static constexpr std::size_t kMaxEvidence = 8;

  EvidenceKind kind = EvidenceKind::kSignal;
  bytecode::SignalId signal;
  std::uint32_t sum = 0;          // an index into Program::score_sums
  std::uint32_t score_range = 0;  // an index into Program::score_ranges
  bytecode::GradeId grade;
  std::uint32_t steps = 0;   // an index into Program::grade_sets
  std::uint32_t change = 0;  // an index into Program::score_changes
  bytecode::StageId stage;
  Truth truth = Truth::kUnknown;          // of this test alone, whatever `not` stands before it
  std::vector<bytecode::FieldId> fields;  // kSignal: what it looks at; the values are in the batch
  bool is_about_number = false;           // kSignal: a number is worked out from those fields or
  std::optional<double> number;           // from events; what it came to (of a comparison: its
                                          // left side), nothing if it is not known
  bool is_about_events = false;           // kSignal, on events
  std::vector<std::size_t> events;  // those that met it, the latest first, at most kMaxEvents:
                                    // indexes for LeadBatch::event(); of a number those it counts
  std::uint64_t event_count = 0;    // how many met it
};

/// What one event (of `each day`: the latest of its day) gave.
struct CountedEvent {
  std::size_t event = 0;                // an index for LeadBatch::event()
  std::int64_t points_thousandths = 0;  // decayed
};

/// A rule, a table or a `best of` that was tried.
struct Reason {
  bytecode::ContributionId contribution;
  bytecode::RuleId rule;                // the rule, or of a `best of` the one that counts
  std::optional<std::size_t> row;       // of a table: the row that fits
  Truth truth = Truth::kUnknown;        // true: it holds, a row fits, a rule counts
  std::int64_t points_thousandths = 0;  // given; 0 unless true
  std::vector<Evidence> evidence;       // if true, the tests that made it so; else those in its
                                        // way. As written, at most kMaxEvidence.
  /// Of a rule with `each` or a decay that holds: what its events gave, the latest first, at most
  /// Evidence::kMaxEvents of `counted_events`; their sum before the rule's `up to` bounds it.
  std::vector<CountedEvent> counted;
  std::uint64_t counted_events = 0;
  std::int64_t sum_thousandths = 0;
};

/// What a bound took from, or added to, the sum of a part or the whole score.
struct BoundStep {
  enum class Kind : std::uint8_t { kUpTo, kDownTo, kLimit };  // kLimit: where sums saturate

  bytecode::PartId part;  // not valid: the score
  Kind kind = Kind::kUpTo;
  std::int64_t bound_thousandths = 0;
  std::int64_t points_thousandths = 0;  // never 0
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
  bool is_inside = true;  // the model is for the lead (`for`); else only `applies` is filled
  std::vector<Evidence> applies;  // of `model ... for`, where there is one: what made it so, or not
  std::int64_t score_thousandths = 0;
  std::vector<std::int64_t> parts_thousandths;  // by PartId
  std::int64_t outside_parts_thousandths = 0;   // what the rules outside parts gave
  std::optional<bytecode::StageId> stage;       // the furthest one met
  std::vector<Reason> reasons;                  // every contribution, in the order of the program
  std::vector<BoundStep> bounds;  // of the parts, then of the score; with the points of the reasons
                                  // they are the score
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

/// Explains lead number `lead` of the batch, as `scorer` scores it. The points of the reasons and
/// of the bounds add up to the score (checked). Allocates; meant for leads that are shown to a
/// person.
[[nodiscard]] Explanation explain(const Scorer& scorer, const LeadBatch& batch, std::size_t lead,
                                  TimeMs as_of, Workspace& workspace);

/// The same for a single lead; prepares a scorer first.
[[nodiscard]] Explanation explain(const bytecode::Program& program, const LeadBatch& batch,
                                  std::size_t lead, TimeMs as_of, Workspace& workspace);

/// What a reason is about: its line, its words and its `because`. Of a rule its own, of a table and
/// of a `best of` those of the whole; `detail_of` has those of the row or rule that counts.
[[nodiscard]] const bytecode::Wording& wording_of(const bytecode::Program& program,
                                                  const Reason& reason);
[[nodiscard]] const bytecode::Wording* detail_of(const bytecode::Program& program,
                                                 const Reason& reason);

/// What was looked at, in words close to the language: `job_title in ["cto", "ceo"]`,
/// `visited("/pricing") at least 2 times in the last 7 days`, `fit >= 20`, `mql`.
[[nodiscard]] std::string describe(const bytecode::Program& program, const Evidence& evidence);

}  // namespace leadscore::runtime
