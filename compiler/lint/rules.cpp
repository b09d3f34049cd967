#include "compiler/lint/finder.hpp"

namespace leadscore::lint {
namespace {

using prove::Possibility;

void look_at_points(const Finder& finder, const model::Rule& rule) {
  if (rule.points_thousandths != 0 || !finder.is_on(DiagnosticKind::kZeroPoints)) return;
  finder.found.report<DiagnosticKind::kZeroPoints>(rule.span).help.emplace_back(
      "give it points, or leave it out");
}

void look_at_possibility(const Finder& finder, const model::Rule& rule) {
  const Possibility possibility = finder.prover->possibility(rule.condition);
  if (possibility == Possibility::kNever && finder.is_on(DiagnosticKind::kRuleNeverHolds) &&
      !finder.contradictions.contains(rule.condition)) {
    Diagnostic& found = finder.found.report<DiagnosticKind::kRuleNeverHolds>(rule.condition_span);
    const bool is_conflict = finder.prover->conflict(rule.condition).has_value();
    found.help.emplace_back(is_conflict ? "two of its tests are never true together"
                                        : "nothing that a lead can be or do makes this true");
  }
  if (possibility == Possibility::kAlways && finder.is_on(DiagnosticKind::kRuleAlwaysHolds)) {
    finder.found.report<DiagnosticKind::kRuleAlwaysHolds>(rule.condition_span)
        .help.emplace_back("points that every lead gets tell no lead from another");
  }
}

}  // namespace

void look_at_rules(const Finder& finder) {
  for (const model::RuleId id : finder.model.rules.ids()) {
    const model::Rule& rule = finder.model.rules[id];
    look_at_points(finder, rule);
    if (finder.prover) look_at_possibility(finder, rule);
  }
}

}  // namespace leadscore::lint
