#include "compiler/check/expectations.hpp"

#include "compiler/check/number_tests.hpp"
#include "compiler/check/score_tests.hpp"
#include "compiler/resolve/suggest.hpp"

namespace leadscore::checking {
namespace {

using resolve::Declaration;
using resolve::NameKind;

void report_unknown_stage(Context& context, const ast::Name& name) {
  const std::string_view text = context.text(name.text);
  Diagnostic& diagnostic =
      context.diagnostics.report<DiagnosticKind::kUnknownStage>(name.span, text);
  if (const Declaration* declaration = context.names.find(name.text)) {
    diagnostic.labels.push_back(
        {declaration->name.span, fmt::format("{} of this name", phrase(declaration->kind))});
    if (declaration->kind == NameKind::kPart) {
      diagnostic.help.push_back(
          fmt::format("of a part the points are expected: `expect {} 35`", text));
    }
    return;
  }
  if (context.diagnostics.was_cut()) return;
  std::vector<std::string_view> stages;
  for (const ast::StageStatement* stage : context.names.stages) {
    stages.push_back(context.text(stage->name.text));
  }
  resolve::suggest_nearest(diagnostic, name.span, text, stages);
  diagnostic.help.push_back(
      fmt::format("a stage is declared on a line of its own, such as `{} at 40`", text));
}

void report_unknown_part(Context& context, const ast::Name& name) {
  const std::string_view text = context.text(name.text);
  Diagnostic& diagnostic =
      context.diagnostics.report<DiagnosticKind::kUnknownPart>(name.span, text);
  if (const Declaration* declaration = context.names.find(name.text)) {
    diagnostic.labels.push_back(
        {declaration->name.span, fmt::format("{} of this name", phrase(declaration->kind))});
    if (declaration->kind == NameKind::kStage) {
      diagnostic.help.push_back(
          fmt::format("whether a stage is met is expected without a number: `expect {}`", text));
    }
    return;
  }
  if (context.diagnostics.was_cut()) return;
  std::vector<std::string_view> parts = {"score"};
  for (const ast::Name& part : context.names.parts) parts.push_back(context.text(part.text));
  resolve::suggest_nearest(diagnostic, name.span, text, parts);
  diagnostic.help.push_back(
      fmt::format("a part is a block of rules with a name: `score {} {{ ... }}`", text));
}

std::optional<model::StageId> find_stage(Context& context, const ast::Expectation& expectation) {
  const ast::Name& name = *expectation.name;
  const auto* stage = context.names.find(name.text, NameKind::kStage);
  if (stage != nullptr) return model::StageId(stage->index);
  if (!context.names.is_unread(name.text)) report_unknown_stage(context, name);
  return std::nullopt;
}

std::optional<ExpectationNode> check_score(Context& context, const ast::Expectation& expectation) {
  model::ExpectScore score;
  if (expectation.name) {
    const auto* part = context.names.find(expectation.name->text, NameKind::kPart);
    if (part == nullptr) {
      const bool is_unread = context.names.is_unread(expectation.name->text);
      if (!is_unread) report_unknown_part(context, *expectation.name);
      return std::nullopt;
    }
    score.part = model::PartId(part->index);
  }
  const bool is_between = expectation.kind == ast::ExpectationKind::kScoreBetween;
  const auto least = read_points(context, expectation.first);
  const auto most = is_between ? read_points(context, expectation.second) : least;
  if (!least || !most) return std::nullopt;
  if (*least > *most) {
    report_bounds_order(context, expectation.first.span, expectation.second.span);
    return std::nullopt;
  }
  score.least = *least;
  score.most = *most;
  return score;
}

}  // namespace

std::optional<ExpectationNode> check_expectation(Context& context,
                                                 const ast::Expectation& expectation) {
  switch (expectation.kind) {
    case ast::ExpectationKind::kScoreIs:
    case ast::ExpectationKind::kScoreBetween:
      return check_score(context, expectation);
    case ast::ExpectationKind::kStageMet: {
      const auto stage = find_stage(context, expectation);
      if (!stage) return std::nullopt;
      return model::ExpectMet{*stage, !expectation.is_negated};
    }
    case ast::ExpectationKind::kStageIs: {
      const auto stage = find_stage(context, expectation);
      if (!stage) return std::nullopt;
      return model::ExpectStage{stage};
    }
    case ast::ExpectationKind::kNoStage:
      return model::ExpectStage{std::nullopt};
    case ast::ExpectationKind::kDisqualified:
      return model::ExpectDisqualified{!expectation.is_negated};
  }
  return std::nullopt;
}

}  // namespace leadscore::checking
