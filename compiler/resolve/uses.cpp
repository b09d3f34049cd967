#include "compiler/resolve/uses.hpp"

#include <ranges>
#include <variant>

namespace leadscore::resolve {
namespace {

using model::Type;

/// Walks conditions without recursion, so that no depth of nesting can hurt.
class UseWalk {
 public:
  UseWalk(const ast::File& file, const Names& names) : file_(file), names_(names) {}

  void walk(ast::ExpressionId condition) {
    pending_.push_back(condition);
    while (!pending_.empty()) {
      const ast::ExpressionId id = pending_.back();
      pending_.pop_back();
      visit(file_.expressions[id]);
    }
  }

  [[nodiscard]] std::vector<Use> take() { return std::move(uses_); }

 private:
  void visit(const ast::Expression& expression) {
    const ast::ExpressionNode& node = expression.node;
    if (const auto* all = std::get_if<ast::And>(&node)) {
      push_all(all->operands);
    } else if (const auto* any = std::get_if<ast::Or>(&node)) {
      push_all(any->operands);
    } else if (const auto* negation = std::get_if<ast::Not>(&node)) {
      // `no unsubscribed` lacks its parentheses: that is no field.
      if (!negation->is_no) pending_.push_back(negation->operand);
    } else if (const auto* group = std::get_if<ast::Group>(&node)) {
      pending_.push_back(group->inner);
    } else if (const auto* use = std::get_if<ast::NameUse>(&node)) {
      uses_.push_back({use->name, expression.span, Type::kYesNo, true});
    } else if (const auto* test = std::get_if<ast::Test>(&node)) {
      add_subject(test->subject, expression.span, type_asked_by(*test));
    } else if (const auto* time = std::get_if<ast::TimeTest>(&node)) {
      add_subject(time->subject, expression.span, Type::kTime);
    }
  }

  void push_all(const std::vector<ast::ExpressionId>& operands) {
    // The first is visited first: it must be the last that is pushed.
    for (const ast::ExpressionId operand : operands | std::views::reverse) {
      pending_.push_back(operand);
    }
  }

  void add_subject(ast::ExpressionId subject, Span test, std::optional<Type> type) {
    const ast::ExpressionNode* node = &file_.expressions[subject].node;
    while (const auto* group = std::get_if<ast::Group>(node)) {
      node = &file_.expressions[group->inner].node;
    }
    if (const auto* use = std::get_if<ast::NameUse>(node)) {
      uses_.push_back({use->name, test, type, false});
    }
  }

  [[nodiscard]] std::optional<Type> type_asked_by(const ast::Test& test) const {
    using enum ast::TestOperator;
    switch (test.op) {
      case kIs:
      case kIn:
        return type_of_right_side(test);
      case kContains:
      case kMentions:
      case kStartsWith:
      case kEndsWith:
      case kMatches:
        return Type::kText;
      case kLess:
      case kLessOrEqual:
      case kGreater:
      case kGreaterOrEqual:
      case kBetween:
        return type_of_right_side(test) == Type::kTime ? Type::kTime : Type::kNumber;
      case kIncludes:
      case kIncludesAnyOf:
      case kIncludesAllOf:
        return Type::kListOfText;
      case kIsKnown:
      case kIsUnknown:
        return std::nullopt;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Type> type_of_right_side(const ast::Test& test) const {
    if (test.operands.empty()) return std::nullopt;
    const ast::Operand& operand = test.operands.front();
    if (const auto* literal = std::get_if<ast::Literal>(&operand)) return type_of(*literal);
    if (const auto* list = std::get_if<ast::ListLiteral>(&operand)) return type_of(*list);
    const Declaration* declaration =
        names_.find(std::get<ast::Name>(operand).text, NameKind::kList);
    if (declaration == nullptr) return std::nullopt;
    return type_of(names_.lists[declaration->index]->items);
  }

  const ast::File& file_;
  const Names& names_;
  std::vector<ast::ExpressionId> pending_;
  std::vector<Use> uses_;
};

void walk_statement(const ast::File& file, const ast::StatementNode& node, UseWalk& uses) {
  if (const auto* rule = std::get_if<ast::RuleStatement>(&node)) {
    uses.walk(rule->condition);
  } else if (const auto* part = std::get_if<ast::PartStatement>(&node)) {
    for (const ast::StatementId id : part->rules) {
      const auto* inner = std::get_if<ast::RuleStatement>(&file.statements[id].node);
      if (inner != nullptr) uses.walk(inner->condition);
    }
  } else if (const auto* define = std::get_if<ast::DefineStatement>(&node)) {
    uses.walk(define->condition);
  } else if (const auto* stage = std::get_if<ast::StageStatement>(&node)) {
    if (stage->condition) uses.walk(*stage->condition);
  } else if (const auto* disqualify = std::get_if<ast::DisqualifyStatement>(&node)) {
    uses.walk(disqualify->condition);
  }
}

}  // namespace

std::vector<Use> collect_uses(const ast::File& file, const Names& names) {
  UseWalk uses(file, names);
  for (const ast::StatementId id : file.top_level) {
    walk_statement(file, file.statements[id].node, uses);
  }
  return uses.take();
}

std::vector<Use> collect_uses(const ast::File& file, const Names& names,
                              ast::ExpressionId condition) {
  UseWalk uses(file, names);
  uses.walk(condition);
  return uses.take();
}

Type type_of(const ast::Literal& literal) {
  if (std::holds_alternative<ast::TextLiteral>(literal)) return Type::kText;
  if (std::holds_alternative<ast::NumberLiteral>(literal)) return Type::kNumber;
  if (std::holds_alternative<ast::YesNoLiteral>(literal)) return Type::kYesNo;
  return Type::kTime;
}

std::optional<Type> type_of(const ast::ListLiteral& list) {
  if (list.items.empty()) return std::nullopt;
  return type_of(list.items.front());
}

}  // namespace leadscore::resolve
