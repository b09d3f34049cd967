#include "runtime/scorer.hpp"

#include "base/check.hpp"
#include "runtime/signals/window.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <type_traits>

namespace leadscore::runtime {
namespace {

/// The row of a lead in a column that holds `count` values of each.
template <class T>
std::span<T> row_of(std::vector<T>& column, std::size_t row, std::size_t count) {
  return std::span(column).subspan(row * count, count);
}

/// As assign(), which is slow for a single value.
template <class T>
void refill(std::vector<T>& column, std::size_t size, std::type_identity_t<T> value) {
  if (size == 1 && column.size() == 1) {
    column.front() = value;
  } else if (size > 0 || !column.empty()) {
    column.assign(size, value);
  }
}

}  // namespace

void ScoreBatch::reset(const bytecode::Program& program, std::size_t leads) {
  part_count = program.parts.size();
  grade_count = program.grades.size();
  stage_count = program.stages.size();
  alert_count = program.alerts.size();
  never_count = program.nevers.size();
  refill(inside, leads, 0);
  refill(scores, leads, 0);
  refill(parts, leads * part_count, 0);
  refill(grades, leads * grade_count, 0);
  refill(stages_met, leads * stage_count, 0);
  refill(disqualified, leads, 0);
  refill(routes, leads, kNone);
  refill(alerts, leads * alert_count, 0);
  refill(nevers, leads * never_count, 0);
}

Answers ScoreBatch::row(std::size_t lead) {
  return {.inside = inside[lead],
          .score = scores[lead],
          .parts = row_of(parts, lead, part_count),
          .grades = row_of(grades, lead, grade_count),
          .stages_met = row_of(stages_met, lead, stage_count),
          .disqualified = disqualified[lead],
          .route = routes[lead],
          .alerts = row_of(alerts, lead, alert_count),
          .nevers = row_of(nevers, lead, never_count)};
}

Answers ScoreBatch::cleared_row(std::size_t lead) {
  const Answers answers = row(lead);
  answers.inside = 0;
  answers.score = 0;
  std::ranges::fill(answers.parts, 0);
  std::ranges::fill(answers.grades, 0U);
  std::ranges::fill(answers.stages_met, std::uint8_t{0});
  answers.disqualified = 0;
  answers.route = kNone;
  std::ranges::fill(answers.alerts, std::uint8_t{0});
  std::ranges::fill(answers.nevers, std::uint8_t{0});
  return answers;
}

std::int32_t ScoreBatch::stage(std::size_t lead) const {
  for (std::size_t index = stage_count; index-- > 0;) {
    if (stages_met[lead * stage_count + index] != 0) return static_cast<std::int32_t>(index);
  }
  return kNone;
}

bool ScoreBatch::is_met(std::size_t lead, bytecode::StageId stage) const {
  return stages_met[lead * stage_count + stage.value] != 0;
}

std::int64_t ScoreBatch::part(std::size_t lead, bytecode::PartId part) const {
  return parts[lead * part_count + part.value];
}

std::uint32_t ScoreBatch::grade(std::size_t lead, bytecode::GradeId grade) const {
  return grades[lead * grade_count + grade.value];
}

bool ScoreBatch::is_raised(std::size_t lead, bytecode::AlertId alert) const {
  return alerts[lead * alert_count + alert.value] != 0;
}

bool ScoreBatch::is_broken(std::size_t lead, bytecode::NeverId never) const {
  return nevers[lead * never_count + never.value] != 0;
}

Scorer::Scorer(const bytecode::Program& program)
    : program_(program),
      matchers_(program),
      signals_(program, matchers_, Wanted::all(program)),
      prepared_(program) {}

void Scorer::score(const LeadBatch& batch, TimeMs as_of, Workspace& workspace,
                   ScoreBatch& scores) const {
  scores.reset(program_, batch.size());
  for (std::size_t lead = 0; lead < batch.size(); ++lead) {
    score_lead(batch, lead, as_of, workspace, scores, lead);
  }
}

void Scorer::score_lead(const LeadBatch& batch, std::size_t lead, TimeMs as_of,
                        Workspace& workspace, ScoreBatch& scores, std::size_t row) const {
  LEADSCORE_CHECK(batch.fits(program_), "a batch that was made for another program");
  if (!prepared_.durations.empty()) score_earlier(batch, lead, as_of, workspace);
  evaluate_signals(batch, lead, as_of, workspace);
  run(program_, prepared_, as_of, workspace, scores.row(row));
}

void Scorer::evaluate_signals(const LeadBatch& batch, std::size_t lead, TimeMs as_of,
                              Workspace& workspace) const {
  workspace.signals.assign(program_.signals.size(), Truth::kUnknown);
  signals_.evaluate(batch, lead, as_of, workspace);
}

void Scorer::score_earlier(const LeadBatch& batch, std::size_t lead, TimeMs as_of,
                           Workspace& workspace) const {
  if (workspace.earlier == nullptr) workspace.earlier = std::make_unique<Workspace>();
  workspace.earlier_scores.resize(prepared_.durations.size());
  for (std::size_t index = 0; index < prepared_.durations.size(); ++index) {
    const TimeMs then = difference(as_of, prepared_.durations[index]);
    evaluate_signals(batch, lead, then, *workspace.earlier);
    run_points(program_, prepared_, then, *workspace.earlier, workspace.earlier_scores[index]);
  }
}

}  // namespace leadscore::runtime
