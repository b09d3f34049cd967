#include "compiler/lower/reach.hpp"

#include "base/check.hpp"

#include <cstdint>
#include <optional>
#include <variant>

namespace leadscore {
namespace {

/// Marks what is asked. Each mark_... says what one thing looks at itself; what lies behind that is
/// found by the passes of finish(), so that no chain is followed by recursion.
class Finder {
 public:
  explicit Finder(const model::Model& model)
      : model_(model),
        conditions_(model.conditions.size()),
        reach_{.tests = std::vector<bool>(model.tests.size()),
               .fields = std::vector<bool>(model.fields.size()),
               .kinds = std::vector<bool>(model.kinds.size()),
               .attributes = std::vector<bool>(model.attributes.size()),
               .selections = std::vector<bool>(model.selections.size()),
               .numbers = std::vector<bool>(model.numbers.size())} {}

  [[nodiscard]] Reach finish();

  // What tests and numbers look at, by std::visit.
  void operator()(const model::TextTest& test) { mark_text(test.subject); }
  void operator()(const model::NumberTest& test) { mark(test.number); }
  void operator()(const model::NumberComparison& test) {
    mark(test.left);
    mark(test.right);
  }
  void operator()(const model::EqualityTest& test) {
    mark(test.left);
    mark(test.right);
  }
  void operator()(const model::YesTest& test) { mark_subject(test.subject); }
  void operator()(const model::KnownTest& test) {
    std::visit([this](auto subject) { mark(subject); }, test.subject);
  }
  void operator()(const model::TimeTest& test) { mark_subject(test.subject); }
  void operator()(const model::ListTest& test) { mark_subject(test.subject); }
  void operator()(const model::EventTest& test) {
    mark(test.selection);
    // Of `activity at least 2 different` the subjects count, and each kind says where its own is.
    if (test.measure == model::EventMeasure::kDifferentSubjects &&
        !model_.selections[test.selection].kind) {
      reach_.kinds.assign(reach_.kinds.size(), true);
    }
  }
  void operator()(const model::SequenceTest& test) {
    mark(test.first);
    mark(test.second);
  }
  void operator()(const model::ScoreTest&) {}
  void operator()(const model::ScoreChangeTest&) {}
  void operator()(const model::GradeTest&) {}
  void operator()(const model::StageTest&) {}
  void operator()(const model::DisqualifiedTest&) {}

  void operator()(const model::NumberOf& number) { mark_subject(number.subject); }
  void operator()(const model::Constant&) {}
  void operator()(const model::Arithmetic& number) {
    mark_operand(number.left);
    mark_operand(number.right);
  }
  void operator()(const model::Negation& number) { mark_operand(number.operand); }
  void operator()(const model::Aggregate& number) {
    mark(number.selection);
    if (number.attribute) mark(*number.attribute);
  }

 private:
  void mark_roots();
  void mark_rule(model::RuleId id);
  void mark_table(const model::Table& table);
  void follow_conditions();
  void follow_numbers();
  void follow_selections();

  void mark(model::ConditionId id) { conditions_[id.value] = true; }
  void mark(model::FieldId id) { reach_.fields[id.value] = true; }
  void mark(model::AttributeId id) {
    reach_.attributes[id.value] = true;
    reach_.kinds[model_.attributes[id].kind.value] = true;
  }
  void mark(model::DomainOf domain) { mark(domain.field); }
  void mark(model::NumberId id) { reach_.numbers[id.value] = true; }
  void mark(model::SelectionId id) { reach_.selections[id.value] = true; }
  void mark_operand(model::NumberId id);
  void mark_subject(const model::Subject& subject) {
    std::visit([this](auto id) { mark(id); }, subject);
  }
  void mark_text(const model::TextSubject& subject) {
    std::visit([this](auto id) { mark(id); }, subject);
  }

  const model::Model& model_;
  std::vector<bool> conditions_;
  Reach reach_;
  std::uint32_t number_at_ = 0;  // the number whose operands are being marked
};

void Finder::mark_rule(model::RuleId id) {
  const model::Rule& rule = model_.rules[id];
  mark(rule.condition);
  if (rule.counted && (rule.each != model::Each::kOnce || rule.decay)) mark(*rule.counted);
}

void Finder::mark_table(const model::Table& table) {
  if (const auto* number = std::get_if<model::NumberId>(&table.subject)) {
    mark(*number);
  } else {
    mark_text(std::get<model::TextSubject>(table.subject));
  }
}

void Finder::mark_roots() {
  const auto mark_optional = [this](const std::optional<model::ConditionId>& condition) {
    if (condition) mark(*condition);
  };
  mark_optional(model_.applies_to);
  for (const model::Contribution& contribution : model_.contributions) {
    if (const auto* rule = std::get_if<model::RuleId>(&contribution.source)) {
      mark_rule(*rule);
    } else if (const auto* table = std::get_if<model::TableId>(&contribution.source)) {
      mark_table(model_.tables[*table]);
    } else {
      const auto best_of = std::get<model::BestOfId>(contribution.source);
      for (const model::RuleId one : model_.best_ofs[best_of].rules) mark_rule(one);
    }
  }
  for (const model::Disqualification& row : model_.disqualifications) mark(row.condition);
  for (const model::Stage& stage : model_.stages) mark_optional(stage.condition);
  for (const model::Route& route : model_.routes) mark_optional(route.condition);
  for (const model::Alert& alert : model_.alerts) mark(alert.condition);
  for (const model::Never& never : model_.nevers) mark(never.condition);
}

/// Operands have smaller ids, so that one pass from the end reaches them all.
void Finder::follow_conditions() {
  for (auto value = static_cast<std::uint32_t>(conditions_.size()); value-- > 0;) {
    if (!conditions_[value]) continue;
    const model::Condition& condition = model_.conditions[model::ConditionId(value)];
    for (const model::ConditionId operand : operands_of(condition)) {
      LEADSCORE_CHECK(operand.value < value, "a condition that is made of a later one");
      mark(operand);
    }
    if (const auto* use = std::get_if<model::TestUse>(&condition.node)) {
      reach_.tests[use->test.value] = true;
    }
  }
}

void Finder::mark_operand(model::NumberId id) {
  LEADSCORE_CHECK(id.value < number_at_, "a number that is made of a later one");
  mark(id);
}

void Finder::follow_numbers() {
  for (number_at_ = static_cast<std::uint32_t>(reach_.numbers.size()); number_at_-- > 0;) {
    if (reach_.numbers[number_at_]) std::visit(*this, model_.numbers[model::NumberId(number_at_)]);
  }
}

/// The tests of a `where` look at attributes, directly or as a number, and at nothing else.
void Finder::follow_selections() {
  for (const model::SelectionId id : model_.selections.ids()) {
    if (!reach_.selections[id.value]) continue;
    const model::Selection& selection = model_.selections[id];
    if (selection.kind) reach_.kinds[selection.kind->value] = true;
    for (const model::WhereTest& where : selection.where) {
      const model::Test& test = model_.tests[where.test];
      LEADSCORE_CHECK(is_of_event(model_, test), "a `where` that asks no attribute");
      reach_.tests[where.test.value] = true;
      std::visit(*this, test);
    }
  }
  follow_numbers();
}

Reach Finder::finish() {
  mark_roots();
  follow_conditions();
  for (const model::TestId id : model_.tests.ids()) {
    if (reach_.tests[id.value]) std::visit(*this, model_.tests[id]);
  }
  follow_numbers();     // which asks for selections,
  follow_selections();  // and their tests for numbers of the event at hand
  return std::move(reach_);
}

}  // namespace

Reach find_reach(const model::Model& model) { return Finder(model).finish(); }

std::vector<model::ConditionId> operands_of(const model::Condition& condition) {
  if (const auto* all = std::get_if<model::And>(&condition.node)) return all->operands;
  if (const auto* any = std::get_if<model::Or>(&condition.node)) return any->operands;
  if (const auto* negation = std::get_if<model::Not>(&condition.node)) return {negation->operand};
  return {};
}

bool is_of_event(const model::Model& model, const model::Test& test) {
  const auto is_attribute = [](const auto& subject) {
    return std::holds_alternative<model::AttributeId>(subject);
  };
  const auto is_attribute_number = [&](model::NumberId id) {
    const auto* of = std::get_if<model::NumberOf>(&model.numbers[id]);
    return of != nullptr && is_attribute(of->subject);
  };
  if (const auto* text = std::get_if<model::TextTest>(&test)) return is_attribute(text->subject);
  if (const auto* yes = std::get_if<model::YesTest>(&test)) return is_attribute(yes->subject);
  if (const auto* known = std::get_if<model::KnownTest>(&test)) {
    const auto* number = std::get_if<model::NumberId>(&known->subject);
    return number != nullptr ? is_attribute_number(*number) : is_attribute(known->subject);
  }
  if (const auto* time = std::get_if<model::TimeTest>(&test)) return is_attribute(time->subject);
  if (const auto* list = std::get_if<model::ListTest>(&test)) return is_attribute(list->subject);
  const auto* number = std::get_if<model::NumberTest>(&test);
  return number != nullptr && is_attribute_number(number->number);
}

}  // namespace leadscore
