#include "compiler/check/expectations.hpp"

#include "base/text/nearest.hpp"
#include "compiler/check/grades.hpp"
#include "compiler/check/number_tests.hpp"
#include "compiler/check/score_tests.hpp"
#include "compiler/resolve/suggest.hpp"

#include <algorithm>
#include <string>
#include <vector>

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

std::optional<model::StageId> find_stage(Context& context, const ast::Expectation& expectation) {
  const ast::Name& name = *expectation.name;
  const auto* stage = context.names.find(name.text, NameKind::kStage);
  if (stage != nullptr) return model::StageId(stage->index);
  if (!context.names.is_unread(name.text)) report_unknown_stage(context, name);
  return std::nullopt;
}

/// The part that the expectation names, if it names one; nothing if there is no such part.
std::optional<std::optional<model::PartId>> find_part(Context& context,
                                                      const ast::Expectation& expectation) {
  if (!expectation.name) return std::optional<model::PartId>();
  const auto* part = context.names.find(expectation.name->text, NameKind::kPart);
  if (part != nullptr) return std::optional(model::PartId(part->index));
  if (!context.names.is_unread(expectation.name->text)) {
    report_unknown_part(context, *expectation.name);
  }
  return std::nullopt;
}

std::optional<ExpectationNode> check_score(Context& context, const ast::Expectation& expectation) {
  const auto part = find_part(context, expectation);
  if (!part) return std::nullopt;
  model::ExpectScore score;
  score.part = *part;
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

// ---- Grades, routes, alerts ----

std::optional<ExpectationNode> check_grade(Context& context, const OutcomeNames& outcomes,
                                           const ast::Expectation& expectation) {
  if (!find_part(context, expectation)) return std::nullopt;
  const std::string name(expectation.name ? context.text(expectation.name->text) : "score");
  const auto index = context.names.find_grade(expectation.name);
  if (!index) {
    if (context.names.has_unread_use || outcomes.has_unread_grade) return std::nullopt;
    Diagnostic& diagnostic =
        context.diagnostics.report<DiagnosticKind::kNoGrade>(expectation.span, name);
    diagnostic.help.push_back(fmt::format(
        "declare one on a line of its own: `grade {}: \"A\" at 40, otherwise \"B\"`", name));
    return std::nullopt;
  }
  const model::GradeId grade(*index);
  if (const auto step = find_step(context, grade, expectation.text->text)) {
    return model::ExpectGrade{grade, *step};
  }
  const std::vector<std::string_view> steps = step_names(context, grade);
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kNotAKnownValue>(
      expectation.text->span, fmt::format("{} grade", name), context.text(expectation.text->span));
  diagnostic.labels.push_back({context.names.grade_spans[*index], "its grades"});
  diagnostic.help.push_back(fmt::format("it is one of \"{}\"", fmt::join(steps, "\", \"")));
  return std::nullopt;
}

/// The name that is expected, as the model has it; nothing, which is reported, if nothing is called
/// so.
template <DiagnosticKind kind>
std::optional<TextId> find_named(Context& context, const ast::TextLiteral& text,
                                 const OutcomeNames::Set& names, std::string_view word) {
  const std::string_view wanted = context.text(text.text);
  if (names.all.contains(text.text)) return context.builder.text(wanted);
  if (context.names.has_unread_use || names.has_unread) return std::nullopt;
  Diagnostic& diagnostic = context.diagnostics.report<kind>(text.span, wanted);
  if (context.diagnostics.was_cut()) return std::nullopt;
  std::vector<std::string_view> known;
  for (const TextId name : names.all) known.push_back(context.text(name));
  std::ranges::sort(known);
  if (const auto near = text::nearest(wanted, known)) {
    diagnostic.fixes.push_back(
        {text.span, fmt::format("\"{}\"", *near), fmt::format("did you mean \"{}\"?", *near)});
  }
  diagnostic.help.push_back(
      fmt::format("it is declared on a line of its own: `{} \"{}\" when ...`", word, wanted));
  return std::nullopt;
}

}  // namespace

OutcomeNames collect_outcome_names(const Context& context) {
  OutcomeNames names;
  for (const ast::StatementId id : context.file.meant) {
    const ast::Statement& statement = context.file.statements[id];
    if (const auto* route = std::get_if<ast::RouteStatement>(&statement.node)) {
      names.routes.all.insert(route->name.text);
    } else if (const auto* alert = std::get_if<ast::AlertStatement>(&statement.node)) {
      names.alerts.all.insert(alert->name.text);
    } else if (std::holds_alternative<ast::InvalidStatement>(statement.node)) {
      const std::string_view text = context.text(statement.span);
      if (text.starts_with("route")) names.routes.has_unread = true;
      if (text.starts_with("alert")) names.alerts.has_unread = true;
      if (text.starts_with("grade")) names.has_unread_grade = true;
    }
  }
  return names;
}

std::optional<ExpectationNode> check_expectation(Context& context, const OutcomeNames& outcomes,
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
    case ast::ExpectationKind::kGradeIs:
      return check_grade(context, outcomes, expectation);
    case ast::ExpectationKind::kRouteIs: {
      const auto name = find_named<DiagnosticKind::kUnknownRoute>(context, *expectation.text,
                                                                  outcomes.routes, "route");
      if (!name) return std::nullopt;
      return model::ExpectRoute{name};
    }
    case ast::ExpectationKind::kNoRoute:
      return model::ExpectRoute{std::nullopt};
    case ast::ExpectationKind::kAlert: {
      const auto name = find_named<DiagnosticKind::kUnknownAlert>(context, *expectation.text,
                                                                  outcomes.alerts, "alert");
      if (!name) return std::nullopt;
      return model::ExpectAlert{name};
    }
    case ast::ExpectationKind::kNoAlert:
      return model::ExpectAlert{std::nullopt};
  }
  return std::nullopt;
}

}  // namespace leadscore::checking
