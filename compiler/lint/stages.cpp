#include "base/decimal.hpp"
#include "compiler/lint/finder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace leadscore::lint {
namespace {

using prove::Possibility;

void look_at_reach(const Finder& finder, model::StageId id) {
  const model::Stage& stage = finder.model.stages[id];
  const std::string_view name = finder.model.texts.text(stage.name);
  const prove::StageReach reach = finder.prover->reach(id);
  const bool is_never = reach.possibility == Possibility::kNever;
  const bool is_explained = stage.condition && finder.contradictions.contains(*stage.condition);
  if (is_never && !is_explained && finder.is_on(DiagnosticKind::kUnreachableStage)) {
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

// ---- Order --------------------------------------------------------------------------------------

/// Whether every lead whose score reaches the first one's points reaches the second one's.
bool reaches_points_too(const Finder& finder, const model::Stage& first,
                        const model::Stage& second) {
  if (!second.at_thousandths) return true;
  if (first.at_thousandths && *first.at_thousandths >= *second.at_thousandths) return true;
  const auto least = finder.prover->score().least;
  return least && *least >= *second.at_thousandths;
}

bool meets_condition_too(const Finder& finder, model::StageId first_id, const model::Stage& first,
                         const model::Stage& second) {
  if (!second.condition) return true;
  const auto& node = finder.model.conditions[*second.condition].node;
  if (const auto* use = std::get_if<model::TestUse>(&node)) {
    const auto* asked = std::get_if<model::StageTest>(&finder.model.tests[use->test]);
    if (asked != nullptr && asked->stage == first_id) return true;
  }
  if (finder.prover->possibility(*second.condition) == Possibility::kAlways) return true;
  return first.condition && finder.prover->implies(*first.condition, *second.condition);
}

/// A lead is in the furthest stage that it meets, and the furthest is the one written last. So
/// nobody is in a stage if all who meet it meet a later one.
void look_at_order(const Finder& finder, model::StageId id) {
  const model::Stage& stage = finder.model.stages[id];
  if (finder.prover->reach(id).possibility == Possibility::kNever) return;
  for (std::uint32_t next = id.value + 1; next < finder.model.stages.size(); ++next) {
    const model::Stage& later = finder.model.stages[model::StageId(next)];
    if (!reaches_points_too(finder, stage, later)) continue;
    if (!meets_condition_too(finder, id, stage, later)) continue;
    const std::string_view name = finder.model.texts.text(stage.name);
    const std::string_view later_name = finder.model.texts.text(later.name);
    Diagnostic& found =
        finder.found.report<DiagnosticKind::kStagesOutOfOrder>(stage.span, name, later_name);
    found.labels.push_back({later.span,
                            "the furthest stage that a lead meets is the one written "
                            "last"});
    const bool falls = stage.at_thousandths && later.at_thousandths &&
                       *stage.at_thousandths > *later.at_thousandths;
    found.help.push_back(
        falls ? fmt::format("write the stages as they rise: `{}` at {}, then `{}` at {}",
                            later_name, format_points(*later.at_thousandths), name,
                            format_points(*stage.at_thousandths))
              : fmt::format("ask more of `{}`, or leave one of the two out", later_name));
    return;
  }
}

// ---- One rule that makes a stage ----------------------------------------------------------------

/// Whether whoever meets the rule also meets a rule that takes points away.
bool costs_points_too(const Finder& finder, const model::Rule& rule) {
  return std::ranges::any_of(finder.model.rules, [&](const model::Rule& other) {
    return other.points_thousandths < 0 && finder.prover->implies(rule.condition, other.condition);
  });
}

void look_at_single_rule(const Finder& finder, model::StageId id) {
  const model::Stage& stage = finder.model.stages[id];
  const prove::StageReach reach = finder.prover->reach(id);
  if (reach.possibility == Possibility::kNever || reach.smallest.size() != 1) return;
  const auto* rule_id =
      std::get_if<model::RuleId>(&finder.model.contributions[reach.smallest.front()].source);
  if (rule_id == nullptr) return;
  const model::Rule& rule = finder.model.rules[*rule_id];
  if (costs_points_too(finder, rule)) return;
  Diagnostic& found = finder.found.report<DiagnosticKind::kOneRuleStage>(
      rule.span, finder.model.texts.text(stage.name), format_points(*stage.at_thousandths));
  found.labels.push_back({stage.span, "the stage"});
  found.help.emplace_back(
      "if one sign alone should not do, give it fewer points, bound it with `up to`, or raise the "
      "stage");
}

}  // namespace

void look_at_stages(const Finder& finder) {
  if (!finder.prover) return;
  for (const model::StageId stage : finder.model.stages.ids()) {
    look_at_reach(finder, stage);
    if (finder.is_on(DiagnosticKind::kStagesOutOfOrder)) look_at_order(finder, stage);
    if (finder.is_on(DiagnosticKind::kOneRuleStage)) look_at_single_rule(finder, stage);
  }
}

}  // namespace leadscore::lint
