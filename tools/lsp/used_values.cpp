#include "tools/lsp/used_values.hpp"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <variant>

namespace leadscore::lsp {
namespace {

class Collector {
 public:
  explicit Collector(const Mentions& mentions)
      : compiled_(mentions.compilation()), things_(mentions.things()) {}

  void add_declared(const Subject& subject) {
    if (subject.kind == Subject::Kind::kGrade) return add_grades(subject.name);
    if (subject.kind == Subject::Kind::kField) {
      for (const resolve::Field& field : things_.fields().all) {
        if (text(field.name.text) == subject.name) add_known(field.declaration);
      }
    }
    if (subject.kind != Subject::Kind::kAttribute) return;
    for (const resolve::Attribute& each : things_.attributes().all) {
      const ast::EventDeclaration& of = *things_.kinds().all[each.kind];
      const bool is_it = text(each.name.text) == subject.name &&
                         (!subject.event || text(of.kind.text) == *subject.event);
      if (is_it) add_known(each.declaration);
    }
  }

  void add_compared(const Subject& subject) {
    for (const ast::Expression& expression : compiled_.tree.expressions) {
      const auto* test = std::get_if<ast::Test>(&expression.node);
      if (test == nullptr || !compares_whole(test->op) || !is_about(test->subject, subject)) {
        continue;
      }
      for (const ast::Operand& operand : test->operands) add_operand(operand);
    }
    for (const ast::Statement& statement : compiled_.tree.statements) {
      if (const auto* table = std::get_if<ast::TableStatement>(&statement.node)) {
        if (!is_about(table->subject, subject)) continue;
        for (const ast::TableRow& row : table->rows) add_patterns(row.values);
      } else if (const auto* tested = std::get_if<ast::TestStatement>(&statement.node)) {
        if (subject.kind == Subject::Kind::kField) add_given(tested->fields, subject.name);
      }
    }
  }

  void add_subjects(std::string_view event) {
    for (const ast::Expression& expression : compiled_.tree.expressions) {
      const auto* test = std::get_if<ast::EventTest>(&expression.node);
      const bool is_it = test != nullptr && test->kind && text(test->kind->text) == event;
      if (is_it) add_patterns(test->patterns);
    }
    for (const ast::Statement& statement : compiled_.tree.statements) {
      const auto* tested = std::get_if<ast::TestStatement>(&statement.node);
      if (tested == nullptr) continue;
      for (const ast::TestEvent& happened : tested->events) {
        if (happened.subject && text(happened.kind.text) == event) add(*happened.subject, kUsed);
      }
    }
  }

  std::vector<UsedValue> take() { return std::move(values_); }
  [[nodiscard]] bool is_empty() const { return values_.empty(); }

 private:
  static constexpr std::string_view kUsed = "used in this model";
  static constexpr std::string_view kKnown = "known value";

  static bool compares_whole(ast::TestOperator op) {
    using enum ast::TestOperator;
    return op == kIs || op == kIsExactly || op == kIn || op == kIncludes || op == kIncludesAnyOf ||
           op == kIncludesAllOf;
  }

  [[nodiscard]] bool is_about(ast::ExpressionId id, const Subject& subject) const {
    const ast::ExpressionNode& node = compiled_.tree.expressions[id].node;
    if (const auto* name = std::get_if<ast::NameUse>(&node)) {
      const bool is_named =
          subject.kind == Subject::Kind::kField || subject.kind == Subject::Kind::kAttribute;
      return is_named && text(name->name.text) == subject.name;
    }
    const auto* domain = std::get_if<ast::DomainOf>(&node);
    return domain != nullptr && subject.kind == Subject::Kind::kDomain &&
           text(domain->field.text) == subject.name;
  }

  void add_grades(std::string_view part) {
    for (const ast::GradeStatement* grade : things_.names().grades) {
      const std::string_view of = grade->part ? text(grade->part->text) : std::string_view();
      if (of != part) continue;
      for (const ast::GradeStatement::Step& step : grade->steps) add(step.name, "grade");
      add(grade->otherwise, "grade");
    }
  }

  void add_known(const ast::FieldDeclaration* declaration) {
    if (declaration == nullptr) return;
    for (const ast::TextLiteral& value : declaration->type.known_values) add(value, kKnown);
  }

  void add_operand(const ast::Operand& operand) {
    if (const auto* literal = std::get_if<ast::Literal>(&operand)) add_literal(*literal);
    if (const auto* list = std::get_if<ast::ListLiteral>(&operand)) {
      for (const ast::Literal& item : list->items) add_literal(item);
    }
  }

  void add_given(const std::vector<ast::TestField>& fields, std::string_view name) {
    for (const ast::TestField& field : fields) {
      if (text(field.name.text) != name) continue;
      if (const auto* literal = std::get_if<ast::Literal>(&field.value)) add_literal(*literal);
    }
  }

  void add_patterns(const std::vector<ast::SubjectPattern>& patterns) {
    for (const ast::SubjectPattern& pattern : patterns) {
      if (const auto* literal = std::get_if<ast::TextLiteral>(&pattern)) add(*literal, kUsed);
    }
  }

  void add_literal(const ast::Literal& literal) {
    if (const auto* value = std::get_if<ast::TextLiteral>(&literal)) add(*value, kUsed);
  }

  void add(const ast::TextLiteral& literal, std::string_view why) {
    if (!seen_.insert(literal.text).second) return;
    std::string written(compiled_.sources.text(literal.span));
    if (written.starts_with('"')) values_.push_back({std::move(written), why});
  }

  [[nodiscard]] std::string_view text(TextId id) const { return compiled_.texts.text(id); }

  const Compilation& compiled_;
  const Things& things_;
  std::unordered_set<TextId> seen_;
  std::vector<UsedValue> values_;
};

}  // namespace

std::vector<UsedValue> values_of(const Mentions& mentions, const Subject& subject) {
  Collector collector(mentions);
  collector.add_declared(subject);
  if (collector.is_empty()) collector.add_compared(subject);
  return collector.take();
}

std::vector<UsedValue> subjects_of(const Mentions& mentions, std::string_view event) {
  Collector collector(mentions);
  collector.add_subjects(event);
  return collector.take();
}

}  // namespace leadscore::lsp
