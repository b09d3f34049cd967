#include "compiler/check/scope.hpp"

namespace leadscore::checking {
namespace {

std::string_view stage_name(const Context& context, std::uint32_t index) {
  return context.text(context.names.stages[index]->name.text);
}

/// Shows both places where a named condition stands between.
void label_via(const OutcomeUse& use, std::optional<Span> via, std::string_view text,
               Diagnostic& diagnostic) {
  if (via) diagnostic.labels.push_back({use.span, fmt::format("the named condition {}", text)});
}

void report_in_rule(Context& context, std::string_view what, const OutcomeUse& use,
                    std::optional<Span> via) {
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kOutcomeInRule>(
      via.value_or(use.span), what, context.text(use.span));
  label_via(use, via, "asks for it here", diagnostic);
  diagnostic.help.emplace_back(
      "rules come first and give points; only stages and `disqualify` look at scores and stages");
}

}  // namespace

bool may_ask_score(Context& context, const Scope& scope, Span span, std::optional<Span> via) {
  if (scope.place == Place::kRule) {
    const std::string_view what = context.text(span) == "score" ? "the" : "the part";
    report_in_rule(context, what, {span, 0}, via);
    return false;
  }
  if (scope.place == Place::kDefine && !scope.define->score) scope.define->score = {span, 0};
  return true;
}

bool may_ask_stage(Context& context, const Scope& scope, const OutcomeUse& use,
                   std::optional<Span> via) {
  const std::string_view name = stage_name(context, use.stage_index);
  switch (scope.place) {
    case Place::kRule:
      report_in_rule(context, "the stage", use, via);
      return false;
    case Place::kDefine: {
      auto& furthest = scope.define->furthest_stage;
      if (!furthest || furthest->stage_index < use.stage_index) furthest = use;
      return true;
    }
    case Place::kDisqualify: {
      Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kStageInDisqualify>(
          via.value_or(use.span), name);
      label_via(use, via, "asks for it here", diagnostic);
      diagnostic.help.emplace_back(
          "a disqualified lead is in no stage, so this must be said with scores, fields and "
          "events");
      return false;
    }
    case Place::kStage:
      break;
  }
  if (use.stage_index < scope.stage_index) return true;
  if (use.stage_index == scope.stage_index) {
    Diagnostic& diagnostic =
        context.diagnostics.report<DiagnosticKind::kOwnStage>(via.value_or(use.span), name);
    label_via(use, via, "asks for it here", diagnostic);
    diagnostic.help.emplace_back("a stage may ask for those that are written before it");
    return false;
  }
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kLaterStage>(
      via.value_or(use.span), name, stage_name(context, scope.stage_index));
  label_via(use, via, "asks for it here", diagnostic);
  diagnostic.labels.push_back(
      {context.names.stages[use.stage_index]->name.span, fmt::format("`{}` is here", name)});
  diagnostic.help.emplace_back(
      "stages are written in the order of the funnel, and each may ask for earlier ones only");
  return false;
}

}  // namespace leadscore::checking
