#include "compiler/check/scope.hpp"

namespace leadscore::checking {
namespace {

std::string_view stage_name(const Context& context, std::uint32_t index) {
  return context.text(context.names.stages[index]->name.text);
}

/// Shows both places where a named condition stands between.
void label_via(const OutcomeUse& use, std::optional<Span> via, Diagnostic& diagnostic) {
  if (via) diagnostic.labels.push_back({use.span, "the named condition asks for it here"});
}

void report_too_early(Context& context, Place place, std::string_view what, const OutcomeUse& use,
                      std::optional<Span> via) {
  const Span span = via.value_or(use.span);
  const std::string_view name = context.text(use.span);
  if (place == Place::kApplies) {
    Diagnostic& diagnostic =
        context.diagnostics.report<DiagnosticKind::kOutcomeInModel>(span, what, name);
    label_via(use, via, diagnostic);
    diagnostic.help.emplace_back(
        "which leads the model is for is said with attributes and behaviour");
    return;
  }
  Diagnostic& diagnostic =
      context.diagnostics.report<DiagnosticKind::kOutcomeInRule>(span, what, name);
  label_via(use, via, diagnostic);
  diagnostic.help.emplace_back(
      "rules come first and give points; only outcomes, such as stages and `disqualify`, look at "
      "scores and stages");
}

bool is_too_early(Place place) { return place == Place::kRule || place == Place::kApplies; }

void collect(std::optional<OutcomeUse>& first, Span span) {
  if (!first) first = OutcomeUse{span, 0};
}

/// Why `disqualified` has no meaning there.
std::string_view why_not(Place place) {
  switch (place) {
    case Place::kRoute:
      return "a disqualified lead takes no route, so a route need not ask for it";
    case Place::kStage:
      return "a disqualified lead is in no other stage, so a stage need not ask for it";
    case Place::kDisqualify:
      return "this line decides who is disqualified; name what else must hold";
    case Place::kNever:
      return "a promise names what disqualifies a lead, such as `never mql and unsubscribed`";
    case Place::kRule:
    case Place::kApplies:
    case Place::kDefine:
    case Place::kAlert:
      break;
  }
  return "a lead is disqualified after its points are known; name what disqualifies it";
}

bool may_ask_in_alert(Context& context, const Scope& scope, Span span, std::optional<Span> via) {
  if (scope.place == Place::kAlert || scope.place == Place::kDefine) return true;
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kAlertOnly>(
      via.value_or(span), context.text(span));
  label_via({span, 0}, via, diagnostic);
  if (context.text(span) == "disqualified") diagnostic.help.emplace_back(why_not(scope.place));
  diagnostic.help.push_back(fmt::format("write `alert \"...\" when {}`", context.text(span)));
  return false;
}

bool report_in_disqualify(Context& context, const OutcomeUse& use, std::optional<Span> via) {
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kStageInDisqualify>(
      via.value_or(use.span), stage_name(context, use.stage_index));
  label_via(use, via, diagnostic);
  diagnostic.help.emplace_back(
      "a disqualified lead is in no stage, so this must be said with scores, fields and events");
  return false;
}

bool may_ask_earlier(Context& context, const Scope& scope, const OutcomeUse& use,
                     std::optional<Span> via) {
  if (use.stage_index < scope.stage_index) return true;
  const std::string_view name = stage_name(context, use.stage_index);
  if (use.stage_index == scope.stage_index) {
    Diagnostic& diagnostic =
        context.diagnostics.report<DiagnosticKind::kOwnStage>(via.value_or(use.span), name);
    label_via(use, via, diagnostic);
    diagnostic.help.emplace_back("a stage may ask for those that are written before it");
    return false;
  }
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kLaterStage>(
      via.value_or(use.span), name, stage_name(context, scope.stage_index));
  label_via(use, via, diagnostic);
  diagnostic.labels.push_back(
      {context.names.stages[use.stage_index]->name.span, fmt::format("`{}` is here", name)});
  diagnostic.help.emplace_back(
      "stages are written in the order of the funnel, and each may ask for earlier ones only");
  return false;
}

}  // namespace

bool may_ask_score(Context& context, const Scope& scope, Span span, std::optional<Span> via) {
  if (scope.define != nullptr) collect(scope.define->score, span);
  if (!is_too_early(scope.place)) return true;
  const std::string_view name = context.text(span);
  const std::string_view what = name == "score"           ? "the"
                                : name.ends_with("grade") ? "the grade"
                                                          : "the part";
  report_too_early(context, scope.place, what, {span, 0}, via);
  return false;
}

bool may_ask_stage(Context& context, const Scope& scope, const OutcomeUse& use,
                   std::optional<Span> via) {
  if (scope.define != nullptr) {
    auto& furthest = scope.define->furthest_stage;
    if (!furthest || furthest->stage_index < use.stage_index) furthest = use;
  }
  switch (scope.place) {
    case Place::kRule:
    case Place::kApplies:
      report_too_early(context, scope.place, "the stage", use, via);
      return false;
    case Place::kDisqualify:
      return report_in_disqualify(context, use, via);
    case Place::kStage:
      return may_ask_earlier(context, scope, use, via);
    case Place::kDefine:
    case Place::kRoute:
    case Place::kAlert:
    case Place::kNever:
      break;
  }
  return true;
}

bool may_ask_change(Context& context, const Scope& scope, Span span, std::optional<Span> via) {
  if (scope.define != nullptr) collect(scope.define->change, span);
  return may_ask_in_alert(context, scope, span, via);
}

bool may_ask_disqualified(Context& context, const Scope& scope, Span span,
                          std::optional<Span> via) {
  if (scope.define != nullptr) collect(scope.define->disqualified, span);
  return may_ask_in_alert(context, scope, span, via);
}

bool may_use_define(Context& context, const Scope& scope, const Define& define, Span use) {
  // One error is enough for one use.
  return (!define.score || may_ask_score(context, scope, define.score->span, use)) &&
         (!define.furthest_stage || may_ask_stage(context, scope, *define.furthest_stage, use)) &&
         (!define.change || may_ask_change(context, scope, define.change->span, use)) &&
         (!define.disqualified ||
          may_ask_disqualified(context, scope, define.disqualified->span, use));
}

}  // namespace leadscore::checking
