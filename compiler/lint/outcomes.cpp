#include "compiler/lint/finder.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace leadscore::lint {
namespace {

using prove::Possibility;

void look_at_possibility(const Finder& finder, model::ConditionId condition, Span span,
                         std::string_view what) {
  if (!finder.is_on(DiagnosticKind::kOutcomeNeverHolds)) return;
  if (finder.prover->possibility(condition) != Possibility::kNever) return;
  if (finder.contradictions.contains(condition)) return;
  finder.found.report<DiagnosticKind::kOutcomeNeverHolds>(span, what)
      .help.emplace_back(
          "nothing that a lead can be or do makes this true; `leadscore check --bounds` shows how "
          "far scores can go");
}

/// A route that another one before it always takes the leads of.
void look_at_order(const Finder& finder, std::size_t place) {
  const model::Route& route = finder.model.routes[place];
  if (finder.prover->possibility(*route.condition) == Possibility::kNever) return;
  for (std::size_t i = 0; i < place; ++i) {
    const model::Route& earlier = finder.model.routes[i];
    if (!earlier.condition || !finder.prover->implies(*route.condition, *earlier.condition)) {
      continue;
    }
    Diagnostic& found = finder.found.report<DiagnosticKind::kRouteNeverTaken>(
        route.span, finder.model.texts.text(route.name), finder.model.texts.text(earlier.name));
    found.labels.push_back({earlier.span, "this one comes first"});
    found.help.emplace_back(
        "the first route whose condition holds is taken: write the one that asks for more above");
    return;
  }
}

}  // namespace

void look_at_outcomes(const Finder& finder) {
  if (!finder.prover) return;
  for (const model::Disqualification& disqualification : finder.model.disqualifications) {
    look_at_possibility(finder, disqualification.condition, disqualification.condition_span,
                        "`disqualify`");
  }
  for (std::size_t i = 0; i < finder.model.routes.size(); ++i) {
    const model::Route& route = finder.model.routes[i];
    if (!route.condition) continue;
    look_at_possibility(finder, *route.condition, route.condition_span, "route");
    if (finder.is_on(DiagnosticKind::kRouteNeverTaken)) look_at_order(finder, i);
  }
  for (const model::Alert& alert : finder.model.alerts) {
    look_at_possibility(finder, alert.condition, alert.condition_span, "alert");
  }
}

}  // namespace leadscore::lint
