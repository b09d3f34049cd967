#include "runtime/explain.hpp"

#include "base/check.hpp"
#include "base/decimal.hpp"
#include "bytecode/describe.hpp"
#include "runtime/explanation/evidence_finder.hpp"
#include "runtime/explanation/possible_truths.hpp"
#include "runtime/explanation/rule_fields.hpp"

#include <fmt/format.h>

#include <limits>
#include <utility>

namespace leadscore::runtime {
namespace {

/// Builds the explanation of one lead, which was scored just now.
class Explainer {
 public:
  Explainer(const Scorer& scorer, const LeadBatch& batch, std::size_t lead, TimeMs as_of,
            Workspace& workspace, const ScoreBatch& scores)
      : program_(scorer.program()),
        batch_(batch),
        lead_(lead),
        workspace_(workspace),
        scores_(scores),
        evidence_(scorer, batch, lead, as_of, workspace) {}

  [[nodiscard]] Explanation finish();

 private:
  void explain_score();
  void explain_rules();
  void explain_disqualifications();
  void explain_next_stage();
  void find_missing();
  void find_bounds();
  [[nodiscard]] Truth truth_of_register(std::uint32_t place) const {
    return workspace_.registers[place];
  }

  const bytecode::Program& program_;
  const LeadBatch& batch_;
  std::size_t lead_;
  const Workspace& workspace_;
  const ScoreBatch& scores_;
  EvidenceFinder evidence_;
  Explanation explanation_;
};

/// What `from` lacks to reach `to`, at most what 64 bits hold.
std::int64_t points_between(std::int64_t from, std::int64_t to) {
  if (from >= to) return 0;
  std::int64_t difference = 0;
  if (!__builtin_sub_overflow(to, from, &difference)) return difference;
  return std::numeric_limits<std::int64_t>::max();
}

Explanation Explainer::finish() {
  explain_score();
  explain_rules();
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
  if (stage != ScoreBatch::kNoStage) {
    explanation_.stage = bytecode::StageId(static_cast<std::uint32_t>(stage));
  }
}

void Explainer::explain_rules() {
  PointsSum sum;
  PointsSum outside_parts;
  for (const bytecode::RuleId id : program_.rules.ids()) {
    const bytecode::Rule& rule = program_.rules[id];
    Reason reason;
    reason.rule = id;
    reason.truth = truth_of_register(rule.condition_register);
    if (reason.truth == Truth::kTrue) {
      reason.points_thousandths = rule.points_thousandths;
      sum.add(rule.points_thousandths);
      if (!rule.part.is_valid()) outside_parts.add(rule.points_thousandths);
    }
    reason.evidence = evidence_.find(rule.condition_register);
    explanation_.rules.push_back(std::move(reason));
  }
  explanation_.outside_parts_thousandths = outside_parts.saturated();
  LEADSCORE_CHECK(sum.saturated() == explanation_.score_thousandths,
                  "the points of the rules are not the score");
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
  const std::vector<TruthSet> truths = possible_truths(program_, batch_, lead_, workspace_);
  PointsSum least;
  PointsSum most;
  for (const bytecode::Rule& rule : program_.rules) {
    const TruthSet truth = truths[rule.condition_register];
    const std::int64_t points = rule.points_thousandths;
    const bool may_hold = truth.has(Truth::kTrue);
    const bool may_fail = truth.can_fail();
    if (may_hold && (points < 0 || !may_fail)) least.add(points);
    if (may_hold && (points > 0 || !may_fail)) most.add(points);
  }
  explanation_.least_thousandths = least.saturated();
  explanation_.most_thousandths = most.saturated();
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

std::string describe(const bytecode::Program& program, const Evidence& evidence) {
  const auto text = [&program](TextId id) { return program.texts.text(id); };
  switch (evidence.kind) {
    case EvidenceKind::kSignal:
      return bytecode::describe(program, evidence.signal);
    case EvidenceKind::kScore:
      return fmt::format("score {}",
                         bytecode::describe(program.score_ranges[evidence.score_range]));
    case EvidenceKind::kPart:
      return fmt::format("{} {}", text(program.parts[evidence.part].name),
                         bytecode::describe(program.score_ranges[evidence.score_range]));
    case EvidenceKind::kStage:
      return std::string(text(program.stages[evidence.stage].name));
  }
  return {};
}

}  // namespace leadscore::runtime
