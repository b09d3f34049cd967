// Makes small models by hand, for tests of lowering.
#pragma once

#include "compiler/model/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::model {

/// Conditions come before what is made of them. Spans are of no file unless they are given.
class ModelMaker {
 public:
  TextId text(std::string_view words) { return model_.texts.intern(words); }
  std::vector<TextId> texts(const std::vector<std::string>& words) {
    std::vector<TextId> ids;
    for (const std::string& word : words) ids.push_back(text(word));
    return ids;
  }

  FieldId field(std::string_view name, Type type) {
    Field field;
    field.name = text(name);
    field.key = field.name;
    field.type = type;
    return model_.fields.add(std::move(field));
  }
  KindId kind(std::string_view name, std::string_view subject) {
    EventKind kind;
    kind.name = text(name);
    kind.subject_name = text(subject);
    return model_.kinds.add(std::move(kind));
  }
  PartId part(std::string_view name) { return model_.parts.add({.name = text(name), .span = {}}); }

  ConditionId test(Test test) {
    return condition(TestUse{.test = model_.tests.add(std::move(test))});
  }
  ConditionId all(std::vector<ConditionId> operands) {
    return condition(And{.operands = std::move(operands)});
  }
  ConditionId any(std::vector<ConditionId> operands) {
    return condition(Or{.operands = std::move(operands)});
  }
  ConditionId negation(ConditionId operand) { return condition(Not{.operand = operand}); }

  Rule& rule(ConditionId condition, std::int64_t points_thousandths,
             std::optional<PartId> part = {}) {
    Rule rule;
    rule.condition = condition;
    rule.points_thousandths = points_thousandths;
    rule.part = part;
    model_.rules.push_back(rule);
    return model_.rules.back();
  }
  StageId stage(std::string_view name, std::optional<std::int64_t> at_thousandths,
                std::optional<ConditionId> condition = {}) {
    return model_.stages.add(
        {.name = text(name), .at_thousandths = at_thousandths, .condition = condition, .span = {}});
  }
  void disqualify(ConditionId condition) {
    Disqualification disqualification;
    disqualification.condition = condition;
    model_.disqualifications.push_back(disqualification);
  }

  Model& model() { return model_; }

 private:
  template <class Node>
  ConditionId condition(Node node) {
    return model_.conditions.add({.node = std::move(node), .span = {}});
  }

  Model model_;
};

}  // namespace leadscore::model
