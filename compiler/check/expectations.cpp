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

std::optional<ExpectationNode> check_grade(Context& context, const ast::Expectation& expectation) {
  if (!find_part(context, expectation)) return std::nullopt;
  const std::string name(expectation.name ? context.text(expectation.name->text) : "score");
  const auto index = context.names.find_grade(expectation.name);
  if (!index) {
    if (context.names.has_unread_use) return std::nullopt;
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
  diagnostic.labels.push_back({context.names.grades[*index]->otherwise.span, "its grades"});
  diagnostic.help.push_back(fmt::format("it is one of \"{}\"", fmt::join(steps, "\", \"")));
  return std::nullopt;
}

/// The names of routes or alerts, each once, in their order.
template <class Outcome>
std::vector<std::string_view> names_of(const Context& context,
                                       const std::vector<Outcome>& outcomes) {
  std::vector<std::string_view> names;
  for (const Outcome& outcome : outcomes) {
    names.push_back(context.builder.model.texts.text(outcome.name));
  }
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  return names;
}

/// The name that is expected, as the model has it; nothing, which is reported, if nothing is called
/// so.
template <DiagnosticKind kind, class Outcome>
std::optional<TextId> find_named(Context& context, const ast::TextLiteral& text,
                                 const std::vector<Outcome>& outcomes, std::string_view example) {
  const std::string_view wanted = context.text(text.text);
  const std::vector<std::string_view> names = names_of(context, outcomes);
  if (std::ranges::binary_search(names, wanted)) return context.builder.text(wanted);
  if (context.names.has_unread_use) return std::nullopt;
  Diagnostic& diagnostic = context.diagnostics.report<kind>(text.span, wanted);
  if (context.diagnostics.was_cut()) return std::nullopt;
  if (const auto near = text::nearest(wanted, names)) {
    diagnostic.fixes.push_back(
        {text.span, fmt::format("\"{}\"", *near), fmt::format("did you mean \"{}\"?", *near)});
  }
  diagnostic.help.push_back(fmt::format("{}", fmt::format(fmt::runtime(example), wanted)));
  return std::nullopt;
}

std::optional<ExpectationNode> check_route(Context& context, const ast::Expectation& expectation) {
  const auto name = find_named<DiagnosticKind::kUnknownRoute>(
      context, *expectation.text, context.builder.model.routes,
      "a route is declared on a line of its own: `route \"{}\" when mql`");
  if (!name) return std::nullopt;
  return model::ExpectRoute{name};
}

std::optional<ExpectationNode> check_alert(Context& context, const ast::Expectation& expectation) {
  const auto name = find_named<DiagnosticKind::kUnknownAlert>(
      context, *expectation.text, context.builder.model.alerts,
      "an alert is declared on a line of its own: `alert \"{}\" when mql`");
  if (!name) return std::nullopt;
  return model::ExpectAlert{name};
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
    case ast::ExpectationKind::kGradeIs:
      return check_grade(context, expectation);
    case ast::ExpectationKind::kRouteIs:
      return check_route(context, expectation);
    case ast::ExpectationKind::kNoRoute:
      return model::ExpectRoute{std::nullopt};
    case ast::ExpectationKind::kAlert:
      return check_alert(context, expectation);
    case ast::ExpectationKind::kNoAlert:
      return model::ExpectAlert{std::nullopt};
  }
  return std::nullopt;
}

}  // namespace leadscore::checking
