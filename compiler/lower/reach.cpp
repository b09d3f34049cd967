#include "compiler/lower/reach.hpp"

#include <cstdint>
#include <variant>

namespace leadscore {
namespace {

void mark_roots(const model::Model& model, std::vector<bool>& conditions) {
  for (const model::Rule& rule : model.rules) conditions[rule.condition.value] = true;
  for (const model::Stage& stage : model.stages) {
    if (stage.condition) conditions[stage.condition->value] = true;
  }
  for (const model::Disqualification& disqualification : model.disqualifications) {
    conditions[disqualification.condition.value] = true;
  }
}

/// What one test reads of a lead.
struct TestMarker {
  Reach& reach;

  template <class FieldTest>
  void operator()(const FieldTest& test) const {
    reach.fields[test.field.value] = true;
  }
  void operator()(const model::EventTest& test) const {
    if (test.kind) reach.kinds[test.kind->value] = true;
  }
  void operator()(const model::ScoreTest&) const {}
  void operator()(const model::StageTest&) const {}
};

}  // namespace

std::vector<model::ConditionId> operands_of(const model::Condition& condition) {
  if (const auto* all = std::get_if<model::And>(&condition.node)) return all->operands;
  if (const auto* any = std::get_if<model::Or>(&condition.node)) return any->operands;
  if (const auto* negation = std::get_if<model::Not>(&condition.node)) return {negation->operand};
  return {};
}

Reach find_reach(const model::Model& model) {
  Reach reach{.conditions = std::vector<bool>(model.conditions.size()),
              .tests = std::vector<bool>(model.tests.size()),
              .fields = std::vector<bool>(model.fields.size()),
              .kinds = std::vector<bool>(model.kinds.size())};
  mark_roots(model, reach.conditions);
  // Operands have smaller ids, so that one pass from the end reaches them all.
  for (auto value = static_cast<std::uint32_t>(model.conditions.size()); value-- > 0;) {
    if (!reach.conditions[value]) continue;
    const model::Condition& condition = model.conditions[model::ConditionId(value)];
    for (const model::ConditionId operand : operands_of(condition)) {
      reach.conditions[operand.value] = true;
    }
    if (const auto* use = std::get_if<model::TestUse>(&condition.node)) {
      reach.tests[use->test.value] = true;
    }
  }
  for (const model::TestId id : model.tests.ids()) {
    if (reach.tests[id.value]) std::visit(TestMarker{reach}, model.tests[id]);
  }
  return reach;
}

}  // namespace leadscore
