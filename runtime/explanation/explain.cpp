#include "runtime/explain.hpp"

#include "base/check.hpp"
#include "base/decimal.hpp"
#include "bytecode/describe.hpp"
#include "runtime/explanation/asked_fields.hpp"
#include "runtime/explanation/evidence_finder.hpp"
#include "runtime/explanation/possible_points.hpp"
#include "runtime/explanation/possible_truths.hpp"
#include "runtime/vm/points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>
#include <variant>

namespace leadscore::runtime {
namespace {

__extension__ using Wide = __int128;

std::int64_t clamped(Wide value) {
  return static_cast<std::int64_t>(std::clamp<Wide>(value, std::numeric_limits<std::int64_t>::min(),
                                                    std::numeric_limits<std::int64_t>::max()));
}

/// Builds the explanation of one lead, which was scored just now.
class Explainer {
 public:
  Explainer(const Scorer& scorer, const LeadBatch& batch, std::size_t lead, TimeMs as_of,
            Workspace& workspace, const ScoreBatch& scores)
      : program_(scorer.program()),
        scorer_(scorer),
        batch_(batch),
        lead_(lead),
        as_of_(as_of),
        workspace_(workspace),
        scores_(scores),
        evidence_(scorer, batch, lead, as_of, workspace) {}

  [[nodiscard]] Explanation finish();

 private:
  void explain_score();
  void explain_reasons();
  void explain_rule(const bytecode::Rule& rule, Reason& reason);
  void explain(bytecode::RuleId rule, Reason& reason);
  void explain(bytecode::TableId table, Reason& reason);
  void explain(bytecode::BestOfId best_of, Reason& reason);
  void count_events(const bytecode::Rule& rule, Reason& reason);
  void keep_latest_of_days(std::vector<std::size_t>& events) const;
  void explain_bounds();
  void add_bound(bytecode::PartId part, Wide& sum, const bytecode::Bounds& bounds);
  void add_bound(bytecode::PartId part, Wide& sum, std::int64_t bound, BoundStep::Kind kind);
  void explain_disqualifications();
  void explain_next_stage();
  void find_missing();
  void find_bounds();
  [[nodiscard]] Truth truth_of_register(std::uint32_t place) const {
    return workspace_.registers[place];
  }

  const bytecode::Program& program_;
  const Scorer& scorer_;
  const LeadBatch& batch_;
  std::size_t lead_;
  TimeMs as_of_;
  Workspace& workspace_;
  const ScoreBatch& scores_;
  EvidenceFinder evidence_;
  Explanation explanation_;
};

/// What `from` lacks to reach `to`, at most what 64 bits hold.
std::int64_t points_between(std::int64_t from, std::int64_t to) {
  return from >= to ? 0 : clamped(Wide{to} - from);
}

Explanation Explainer::finish() {
  explanation_.is_inside = scores_.applies(0);
  if (program_.applies_register) {
    explanation_.applies = evidence_.find(*program_.applies_register);
  }
  if (!explanation_.is_inside) return std::move(explanation_);
  explain_score();
  explain_reasons();
  explain_bounds();
  explain_disqualifications();
  explain_next_stage();
  find_missing();
  find_bounds();
  return std::move(explanation_);
}

void Explainer::explain_score() {
  explanation_.score_thousandths = scores_.scores.front();
  explanation_.parts_thousandths = scores_.parts;
  const std::int32_t stage = scores_.stage(0);
  if (stage != ScoreBatch::kNone) {
    explanation_.stage = bytecode::StageId(static_cast<std::uint32_t>(stage));
  }
}

void Explainer::explain_reasons() {
  PointsSum outside_parts;
  for (const bytecode::ContributionId id : program_.contributions.ids()) {
    const bytecode::Contribution& contribution = program_.contributions[id];
    Reason reason;
    reason.contribution = id;
    std::visit([&](const auto source) { explain(source, reason); }, contribution.source);
    reason.points_thousandths = workspace_.given[id.value].points_thousandths;
    if (!contribution.part.is_valid()) outside_parts.add(reason.points_thousandths);
    explanation_.reasons.push_back(std::move(reason));
  }
  explanation_.outside_parts_thousandths = outside_parts.saturated();
}

void Explainer::explain(bytecode::RuleId rule, Reason& reason) {
  reason.rule = rule;
  reason.truth = truth_of_register(program_.rules[rule].condition_register);
  explain_rule(program_.rules[rule], reason);
}

void Explainer::explain_rule(const bytecode::Rule& rule, Reason& reason) {
  reason.evidence = evidence_.find(rule.condition_register);
  const bool counts_events = rule.each != bytecode::Each::kOnce || rule.decay.has_value();
  if (reason.truth == Truth::kTrue && counts_events) count_events(rule, reason);
}

void Explainer::explain(bytecode::TableId table, Reason& reason) {
  const std::vector<bytecode::Row>& rows = program_.tables[table].rows;
  const std::size_t chosen = workspace_.given[reason.contribution.value].chosen;
  reason.truth = truth_of(chosen != Given::kNothing);
  if (chosen != Given::kNothing) reason.row = chosen;
  // Of a row without a test of its own, and where none fits, what the others ask says why.
  const bool has_own = reason.row && rows[*reason.row].signal.is_valid();
  const std::size_t asked = has_own ? *reason.row : 0;
  if (asked < rows.size() && rows[asked].signal.is_valid()) {
    reason.evidence.push_back(evidence_.of_signal(rows[asked].signal));
  }
}

void Explainer::explain(bytecode::BestOfId best_of, Reason& reason) {
  const std::vector<bytecode::RuleId>& rules = program_.best_ofs[best_of].rules;
  const std::size_t chosen = workspace_.given[reason.contribution.value].chosen;
  if (chosen != Given::kNothing) {
    reason.rule = rules[chosen];
    reason.truth = Truth::kTrue;
    return explain_rule(program_.rules[reason.rule], reason);
  }
  reason.truth = Truth::kFalse;
  for (const bytecode::RuleId rule : rules) {
    const std::uint32_t condition = program_.rules[rule].condition_register;
    if (truth_of_register(condition) == Truth::kUnknown) reason.truth = Truth::kUnknown;
    for (Evidence& evidence : evidence_.find(condition)) {
      if (reason.evidence.size() >= Evidence::kMaxEvidence) break;
      reason.evidence.push_back(std::move(evidence));
    }
  }
}

void Explainer::count_events(const bytecode::Rule& rule, Reason& reason) {
  std::vector<std::size_t> events =
      scorer_.event_signals().events_of(rule.counted, batch_, lead_, as_of_, workspace_);
  evidence_.sort_latest_first(events);
  if (rule.each == bytecode::Each::kDay) keep_latest_of_days(events);
  if (rule.each == bytecode::Each::kOnce && events.size() > 1) events.resize(1);
  reason.counted_events = events.size();
  PointsSum sum;
  for (const std::size_t event : events) {
    const std::int64_t points =
        scorer_.decays().decayed(rule, batch_.event(lead_, event).time, as_of_);
    sum.add(points);
    if (reason.counted.size() < Evidence::kMaxEvents) {
      reason.counted.push_back({.event = event, .points_thousandths = points});
    }
  }
  reason.sum_thousandths = sum.saturated();
}

/// Of events with the latest first, the first of each UTC day; those without a time are on none.
void Explainer::keep_latest_of_days(std::vector<std::size_t>& events) const {
  std::vector<std::size_t> kept;
  std::optional<std::int64_t> last_day;
  for (const std::size_t event : events) {
    const std::optional<TimeMs> time = batch_.event(lead_, event).time;
    if (!time || utc_day(*time) == last_day) continue;
    last_day = utc_day(*time);
    kept.push_back(event);
  }
  events = std::move(kept);
}

void Explainer::explain_bounds() {
  std::vector<Wide> parts(program_.parts.size());
  Wide score = 0;
  Wide readded = 0;
  for (const Reason& reason : explanation_.reasons) {
    const bytecode::PartId part = program_.contributions[reason.contribution].part;
    (part.is_valid() ? parts[part.value] : score) += reason.points_thousandths;
    readded += reason.points_thousandths;
  }
  for (const bytecode::PartId part : program_.parts.ids()) {
    add_bound(part, parts[part.value], program_.parts[part].bounds);
    score += parts[part.value];
  }
  add_bound({}, score, program_.score_bounds);
  add_bound({}, score, kMaxSumThousandths, BoundStep::Kind::kLimit);
  for (const BoundStep& step : explanation_.bounds) readded += step.points_thousandths;
  LEADSCORE_CHECK(readded == explanation_.score_thousandths,
                  "the reasons and bounds do not add up to the score");
}

void Explainer::add_bound(bytecode::PartId part, Wide& sum, const bytecode::Bounds& bounds) {
  if (bounds.up_to_thousandths && sum > *bounds.up_to_thousandths) {
    add_bound(part, sum, *bounds.up_to_thousandths, BoundStep::Kind::kUpTo);
  }
  if (bounds.down_to_thousandths && sum < *bounds.down_to_thousandths) {
    add_bound(part, sum, *bounds.down_to_thousandths, BoundStep::Kind::kDownTo);
  }
}

void Explainer::add_bound(bytecode::PartId part, Wide& sum, std::int64_t bound,
                          BoundStep::Kind kind) {
  Wide bounded = bound;
  if (kind == BoundStep::Kind::kLimit) bounded = std::clamp<Wide>(sum, -Wide{bound}, bound);
  const Wide change = bounded - sum;
  sum = bounded;
  if (change == 0) return;
  explanation_.bounds.push_back({.part = part,
                                 .kind = kind,
                                 .bound_thousandths = bound,
                                 .points_thousandths = clamped(change)});
}

void Explainer::explain_disqualifications() {
  for (std::size_t index = 0; index < program_.disqualifications.size(); ++index) {
    const std::uint32_t condition = program_.disqualifications[index].condition_register;
    if (truth_of_register(condition) != Truth::kTrue) continue;
    explanation_.disqualifications.push_back(
        {.disqualification = index, .evidence = evidence_.find(condition)});
  }
}

void Explainer::explain_next_stage() {
  if (!explanation_.disqualifications.empty()) return;
  const std::uint32_t next = explanation_.stage ? explanation_.stage->value + 1 : 0;
  if (next >= program_.stages.size()) return;
  NextStage next_stage;
  next_stage.stage = bytecode::StageId(next);
  const bytecode::Stage& stage = program_.stages[next_stage.stage];
  if (stage.at_thousandths) {
    next_stage.points_missing_thousandths =
        points_between(explanation_.score_thousandths, *stage.at_thousandths);
  }
  if (stage.condition_register) {
    next_stage.condition = truth_of_register(*stage.condition_register);
    if (next_stage.condition != Truth::kTrue) {
      next_stage.evidence = evidence_.find(*stage.condition_register);
    }
  }
  explanation_.next_stage = std::move(next_stage);
}

void Explainer::find_missing() {
  for (const bytecode::FieldId field : fields_of_rules(program_)) {
    if (is_missing(program_, batch_, lead_, field)) explanation_.missing.push_back(field);
  }
}

void Explainer::find_bounds() {
  const PossiblePoints points = possible_score(scorer_, batch_, lead_, as_of_, workspace_);
  explanation_.least_thousandths = points.least_thousandths;
  explanation_.most_thousandths = points.most_thousandths;
}

}  // namespace

Explanation explain(const Scorer& scorer, const LeadBatch& batch, std::size_t lead, TimeMs as_of,
                    Workspace& workspace) {
  ScoreBatch scores;
  scores.reset(scorer.program(), 1);
  scorer.score_lead(batch, lead, as_of, workspace, scores, 0);
  return Explainer(scorer, batch, lead, as_of, workspace, scores).finish();
}

Explanation explain(const bytecode::Program& program, const LeadBatch& batch, std::size_t lead,
                    TimeMs as_of, Workspace& workspace) {
  return explain(Scorer(program), batch, lead, as_of, workspace);
}

const bytecode::Wording& wording_of(const bytecode::Program& program, const Reason& reason) {
  const auto& source = program.contributions[reason.contribution].source;
  if (const auto* rule = std::get_if<bytecode::RuleId>(&source))
    return program.rules[*rule].wording;
  if (const auto* table = std::get_if<bytecode::TableId>(&source)) {
    return program.tables[*table].wording;
  }
  return program.best_ofs[std::get<bytecode::BestOfId>(source)].wording;
}

const bytecode::Wording* detail_of(const bytecode::Program& program, const Reason& reason) {
  const auto& source = program.contributions[reason.contribution].source;
  if (const auto* table = std::get_if<bytecode::TableId>(&source)) {
    return reason.row ? &program.tables[*table].rows[*reason.row].wording : nullptr;
  }
  const bool is_best_of = std::holds_alternative<bytecode::BestOfId>(source);
  return is_best_of && reason.rule.is_valid() ? &program.rules[reason.rule].wording : nullptr;
}

std::string describe(const bytecode::Program& program, const Evidence& evidence) {
  switch (evidence.kind) {
    case EvidenceKind::kSignal:
      return bytecode::describe(program, evidence.signal);
    case EvidenceKind::kScores:
      return fmt::format("{} {}", bytecode::describe(program, program.score_sums[evidence.sum]),
                         bytecode::describe(program.score_ranges[evidence.score_range]));
    case EvidenceKind::kGrade:
      return bytecode::describe(program, evidence.grade, program.grade_sets[evidence.steps]);
    case EvidenceKind::kStage:
      return std::string(program.texts.text(program.stages[evidence.stage].name));
    case EvidenceKind::kDisqualified:
      return "disqualified";
    case EvidenceKind::kChange:
      return bytecode::describe(program, program.score_changes[evidence.change]);
  }
  return {};
}

}  // namespace leadscore::runtime
