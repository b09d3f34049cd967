// A model as a whole: whether its tests expect its stages, and whether people can follow it.
#include "compiler/lint/finder.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace leadscore::lint {
namespace {

/// What fits on a few pages that sales and marketing read together.
constexpr std::size_t kMostRules = 150;
/// A part is one question about a lead, and one page.
constexpr std::size_t kMostRulesOfPart = 60;

/// `expect STAGE` and `expect stage STAGE`; `expect not STAGE` never shows that it is reached.
std::vector<bool> expected_stages(const model::Model& model) {
  std::vector<bool> is_expected(model.stages.size());
  for (const model::TestBlock& test : model.test_blocks) {
    for (const model::Expectation& expectation : test.expectations) {
      if (const auto* met = std::get_if<model::ExpectMet>(&expectation.node)) {
        if (met->is_met) is_expected[met->stage.value] = true;
      } else if (const auto* stage = std::get_if<model::ExpectStage>(&expectation.node)) {
        if (stage->stage) is_expected[stage->stage->value] = true;
      }
    }
  }
  return is_expected;
}

void look_at_tests(const Finder& finder) {
  if (finder.model.test_blocks.empty() || !finder.is_on(DiagnosticKind::kUntestedStage)) return;
  const std::vector<bool> is_expected = expected_stages(finder.model);
  for (const model::StageId id : finder.model.stages.ids()) {
    const model::Stage& stage = finder.model.stages[id];
    if (is_expected[id.value] || !finder.is_own(stage.span)) continue;
    const std::string_view name = finder.model.texts.text(stage.name);
    finder.found.report<DiagnosticKind::kUntestedStage>(stage.span, name)
        .help.push_back(fmt::format(
            "describe a lead that has to reach it in a `test` block, and write `expect {}`", name));
  }
}

std::size_t rules_in(const model::Model& model, const model::Contribution& contribution) {
  if (const auto* table = std::get_if<model::TableId>(&contribution.source)) {
    return model.tables[*table].rows.size();
  }
  if (const auto* best = std::get_if<model::BestOfId>(&contribution.source)) {
    return model.best_ofs[*best].rules.size();
  }
  return 1;
}

/// Where to say something of the whole model: at its name, else at its first statement.
Span place_of_model(const Finder& finder) {
  const ast::File& tree = finder.tree();
  for (const ast::StatementId id : tree.top_level) {
    const ast::Statement& statement = tree.statements[id];
    if (const auto* named = std::get_if<ast::ModelStatement>(&statement.node)) {
      return named->name.span;
    }
  }
  return tree.statements[tree.top_level.front()].span;
}

void look_at_size(const Finder& finder) {
  const model::Model& model = finder.model;
  if (!finder.is_on(DiagnosticKind::kLargeModel) || finder.tree().top_level.empty()) return;
  std::size_t all = 0;
  std::vector<std::size_t> of_part(model.parts.size());
  for (const model::Contribution& contribution : model.contributions) {
    const std::size_t count = rules_in(model, contribution);
    all += count;
    if (contribution.part) of_part[contribution.part->value] += count;
  }
  if (all > kMostRules) {
    finder.found.report<DiagnosticKind::kLargeModel>(place_of_model(finder), "this model", all)
        .help.emplace_back(
            "`leadscore check --leads` shows which of its rules never matter; "
            "several rules about one field are one table, `points by`");
  }
  for (const model::PartId id : model.parts.ids()) {
    const model::Part& part = model.parts[id];
    if (of_part[id.value] <= kMostRulesOfPart || !finder.is_own(part.span)) continue;
    finder.found
        .report<DiagnosticKind::kLargeModel>(
            part.span, fmt::format("the part `{}`", model.texts.text(part.name)), of_part[id.value])
        .help.emplace_back("make a part of each question that it answers");
  }
}

}  // namespace

void look_at_whole(const Finder& finder) {
  look_at_tests(finder);
  look_at_size(finder);
}

}  // namespace leadscore::lint
