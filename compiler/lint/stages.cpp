#include "base/decimal.hpp"
#include "compiler/lint/finder.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace leadscore::lint {
namespace {

using prove::Possibility;

void look_at_reach(const Finder& finder, model::StageId id) {
  const model::Stage& stage = finder.model.stages[id];
  const std::string_view name = finder.model.texts.text(stage.name);
  const prove::StageReach reach = finder.prover->reach(id);
  const bool is_never = reach.possibility == Possibility::kNever;
  if (is_never && finder.is_on(DiagnosticKind::kUnreachableStage)) {
    const bool is_short = reach.short_by_thousandths > 0;
    const std::string why = is_short ? fmt::format("{} needs {}; the most a lead can get is {}",
                                                   name, format_points(*stage.at_thousandths),
                                                   format_points(*reach.range.most))
                                     : std::string("its condition never holds");
    finder.found.report<DiagnosticKind::kUnreachableStage>(stage.span, name, why)
        .help.emplace_back("`leadscore check --bounds` shows how far a score can go");
  }
  if (reach.possibility == Possibility::kAlways && finder.is_on(DiagnosticKind::kStageOfAll)) {
    finder.found.report<DiagnosticKind::kStageOfAll>(stage.span, name)
        .help.emplace_back("a stage that everybody reaches tells sales nothing");
  }
}

}  // namespace

void look_at_stages(const Finder& finder) {
  if (!finder.prover) return;
  for (const model::StageId stage : finder.model.stages.ids()) look_at_reach(finder, stage);
}

}  // namespace leadscore::lint
