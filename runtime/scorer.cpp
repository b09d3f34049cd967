#include "runtime/scorer.hpp"

#include "base/check.hpp"
#include "runtime/vm/run.hpp"

namespace leadscore::runtime {

void ScoreBatch::reset(const bytecode::Program& program, std::size_t leads) {
  part_count = program.parts.size();
  stage_count = program.stages.size();
  scores.assign(leads, 0);
  parts.assign(leads * part_count, 0);
  stages_met.assign(leads * stage_count, 0);
  disqualified.assign(leads, 0);
}

std::int32_t ScoreBatch::stage(std::size_t lead) const {
  for (std::size_t index = stage_count; index-- > 0;) {
    if (stages_met[lead * stage_count + index] != 0) return static_cast<std::int32_t>(index);
  }
  return kNoStage;
}

bool ScoreBatch::is_met(std::size_t lead, bytecode::StageId stage) const {
  return stages_met[lead * stage_count + stage.value] != 0;
}

std::int64_t ScoreBatch::part(std::size_t lead, bytecode::PartId part) const {
  return parts[lead * part_count + part.value];
}

Scorer::Scorer(const bytecode::Program& program)
    : program_(program), field_signals_(program), event_signals_(program) {}

void Scorer::score(const LeadBatch& batch, TimeMs as_of, Workspace& workspace,
                   ScoreBatch& scores) const {
  scores.reset(program_, batch.size());
  for (std::size_t lead = 0; lead < batch.size(); ++lead) {
    score_lead(batch, lead, as_of, workspace, scores, lead);
  }
}

void Scorer::score_lead(const LeadBatch& batch, std::size_t lead, TimeMs as_of,
                        Workspace& workspace, ScoreBatch& scores, std::size_t row) const {
  LEADSCORE_CHECK(
      batch.field_count() == program_.fields.size() && batch.kind_count() == program_.kinds.size(),
      "a batch that was made for another program");
  workspace.signals.assign(program_.signals.size(), Truth::kUnknown);
  field_signals_.evaluate(batch, lead, as_of, workspace);
  event_signals_.evaluate(batch, lead, as_of, workspace);
  run(program_, workspace,
      Answers{
          .score = scores.scores[row],
          .parts = std::span(scores.parts).subspan(row * scores.part_count, scores.part_count),
          .stages_met =
              std::span(scores.stages_met).subspan(row * scores.stage_count, scores.stage_count),
          .disqualified = scores.disqualified[row]});
}

}  // namespace leadscore::runtime
