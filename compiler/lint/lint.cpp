#include "compiler/lint/lint.hpp"

#include "base/decimal.hpp"
#include "compiler/prove/prove.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace leadscore::lint {
namespace {

using prove::Possibility;

/// Proofs take longer than compiling, so larger models go without those that need them.
constexpr std::size_t kMaxRulesToProve = 2000;

/// The lints of one model.
class Lints {
 public:
  Lints(const Compilation& compilation, const Severities& severities)
      : model_(*compilation.model), severities_(severities) {}

  Diagnostics run() {
    for (const model::RuleId rule : model_.rules.ids()) look_at_points(model_.rules[rule]);
    if (model_.rules.size() <= kMaxRulesToProve) {
      const prove::Prover prover(model_);
      for (const model::RuleId rule : model_.rules.ids()) look_at_rule(prover, model_.rules[rule]);
      for (const model::StageId stage : model_.stages.ids()) look_at_stage(prover, stage);
    }
    found_.sort();
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_on(DiagnosticKind kind) const {
    return severities_.of(kind) != Severity::kOff;
  }

  void look_at_points(const model::Rule& rule) {
    if (rule.points_thousandths != 0 || !is_on(DiagnosticKind::kZeroPoints)) return;
    found_.report<DiagnosticKind::kZeroPoints>(rule.span).help.emplace_back(
        "give it points, or leave it out");
  }

  void look_at_rule(const prove::Prover& prover, const model::Rule& rule) {
    const Possibility possibility = prover.possibility(rule.condition);
    if (possibility == Possibility::kNever && is_on(DiagnosticKind::kRuleNeverHolds)) {
      Diagnostic& found = found_.report<DiagnosticKind::kRuleNeverHolds>(rule.condition_span);
      const bool is_conflict = prover.conflict(rule.condition).has_value();
      found.help.emplace_back(is_conflict ? "two of its tests are never true together"
                                          : "nothing that a lead can be or do makes this true");
    }
    if (possibility == Possibility::kAlways && is_on(DiagnosticKind::kRuleAlwaysHolds)) {
      found_.report<DiagnosticKind::kRuleAlwaysHolds>(rule.condition_span)
          .help.emplace_back("points that every lead gets tell no lead from another");
    }
  }

  void look_at_stage(const prove::Prover& prover, model::StageId id) {
    const model::Stage& stage = model_.stages[id];
    const std::string_view name = model_.texts.text(stage.name);
    const prove::StageReach reach = prover.reach(id);
    const bool is_never = reach.possibility == Possibility::kNever;
    if (is_never && is_on(DiagnosticKind::kUnreachableStage)) {
      const bool is_short = reach.short_by_thousandths > 0;
      const std::string why = is_short ? fmt::format("{} needs {}; the most a lead can get is {}",
                                                     name, format_points(*stage.at_thousandths),
                                                     format_points(*reach.range.most))
                                       : std::string("its condition never holds");
      found_.report<DiagnosticKind::kUnreachableStage>(stage.span, name, why)
          .help.emplace_back("`leadscore check --bounds` shows how far a score can go");
    }
    if (reach.possibility == Possibility::kAlways && is_on(DiagnosticKind::kStageOfAll)) {
      found_.report<DiagnosticKind::kStageOfAll>(stage.span, name)
          .help.emplace_back("a stage that everybody reaches tells sales nothing");
    }
  }

  const model::Model& model_;
  const Severities& severities_;
  Diagnostics found_;
};

}  // namespace

Diagnostics lint(const Compilation& compilation, const Severities& severities) {
  if (!compilation.model || compilation.diagnostics.has_errors()) return {};
  return Lints(compilation, severities).run();
}

std::vector<Diagnostic> with_advice(const Compilation& compilation, const Severities& severities) {
  std::vector<Diagnostic> all = compilation.diagnostics.all();
  const Diagnostics advice = lint(compilation, severities);
  all.insert(all.end(), advice.all().begin(), advice.all().end());
  std::ranges::stable_sort(all, {}, [](const Diagnostic& diagnostic) {
    return std::pair(diagnostic.span.file.value, diagnostic.span.begin);
  });
  return all;
}

}  // namespace leadscore::lint
