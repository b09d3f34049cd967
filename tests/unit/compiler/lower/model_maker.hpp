// Makes small models by hand, for tests of lowering.
#pragma once

#include "compiler/model/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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
  KindId kind(std::string_view name, std::string_view subject, bool is_path = false) {
    EventKind kind;
    kind.name = text(name);
    kind.subject_name = text(subject);
    kind.is_path = is_path;
    return model_.kinds.add(std::move(kind));
  }
  AttributeId attribute(KindId kind, std::string_view name, Type type) {
    Attribute attribute;
    attribute.kind = kind;
    attribute.name = text(name);
    attribute.type = type;
    return model_.attributes.add(std::move(attribute));
  }
  SelectionId selection(Selection selection) { return model_.selections.add(std::move(selection)); }
  /// All events of a kind on which the tests of `where` are true.
  SelectionId selection(KindId kind, std::vector<WhereTest> where = {}) {
    return selection(
        Selection{.kind = kind, .patterns = {}, .where = std::move(where), .window = {}});
  }
  NumberId number(Number number) { return model_.numbers.add(number); }
  NumberId number_of(Subject subject) { return number(NumberOf{.subject = subject}); }
  PartId part(std::string_view name) {
    return model_.parts.add({.name = text(name), .bounds = {}, .span = {}});
  }

  /// A test alone, for a `where`.
  TestId where(Test test) { return model_.tests.add(std::move(test)); }
  ConditionId test(Test test) { return condition(TestUse{.test = where(std::move(test))}); }
  ConditionId all(std::vector<ConditionId> operands) {
    return condition(And{.operands = std::move(operands)});
  }
  ConditionId any(std::vector<ConditionId> operands) {
    return condition(Or{.operands = std::move(operands)});
  }
  ConditionId negation(ConditionId operand) { return condition(Not{.operand = operand}); }

  RuleId make_rule(ConditionId condition, std::int64_t points_thousandths) {
    Rule rule;
    rule.condition = condition;
    rule.points_thousandths = points_thousandths;
    return model_.rules.add(rule);
  }
  Rule& rule(ConditionId condition, std::int64_t points_thousandths,
             std::optional<PartId> part = {}) {
    const RuleId id = make_rule(condition, points_thousandths);
    model_.contributions.push_back({.source = id, .part = part});
    return model_.rules[id];
  }
  void best_of(std::vector<RuleId> rules) {
    model_.contributions.push_back(
        {.source = model_.best_ofs.add({.rules = std::move(rules), .span = {}}), .part = {}});
  }
  void table(Table table) {
    model_.contributions.push_back({.source = model_.tables.add(std::move(table)), .part = {}});
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
  void route(std::string_view name, std::optional<ConditionId> condition) {
    Route route;
    route.name = text(name);
    route.condition = condition;
    model_.routes.push_back(route);
  }
  void alert(std::string_view name, ConditionId condition, bool names_disqualified = false) {
    Alert alert;
    alert.name = text(name);
    alert.condition = condition;
    alert.names_disqualified = names_disqualified;
    model_.alerts.push_back(alert);
  }
  void never(ConditionId condition) {
    Never never;
    never.condition = condition;
    model_.nevers.push_back(never);
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
