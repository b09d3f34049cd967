#include "compiler/resolve/uses.hpp"

#include <algorithm>
#include <ranges>
#include <variant>

namespace leadscore::resolve {
namespace {

using model::Type;

/// Whether arithmetic, an aggregate or a number stands there.
bool is_number(const ast::ExpressionNode& node) {
  return std::holds_alternative<ast::NumberUse>(node) ||
         std::holds_alternative<ast::Negation>(node) || std::holds_alternative<ast::Sum>(node) ||
         std::holds_alternative<ast::Product>(node) || std::holds_alternative<ast::Aggregate>(node);
}

/// Walks conditions and numbers without recursion, so that no depth of nesting can hurt.
class UseWalk {
 public:
  UseWalk(const ast::File& file, const Names& names) : file_(file), names_(names) {}

  void walk(ast::ExpressionId condition) {
    pending_.push_back({condition, file_.expressions[condition].span, false});
    finish();
  }

  /// What a table goes by; its rows say what it is.
  void walk_table(const ast::TableStatement& table) {
    const Span span = file_.expressions[table.subject].span;
    add_subject(table.subject, span, type_asked_by_rows(table));
    finish();
  }

  [[nodiscard]] Uses take() { return {std::move(uses_), std::move(events_)}; }

 private:
  struct Place {
    ast::ExpressionId id;
    Span test;               // the whole test, for messages
    bool in_number = false;  // in arithmetic: names are numbers
  };

  void finish() {
    while (!pending_.empty()) {
      const Place place = pending_.back();
      pending_.pop_back();
      visit(place);
    }
  }

  void visit(const Place& place) {
    const ast::Expression& expression = file_.expressions[place.id];
    const ast::ExpressionNode& node = expression.node;
    if (const auto* all = std::get_if<ast::And>(&node)) {
      push_all(all->operands);
    } else if (const auto* any = std::get_if<ast::Or>(&node)) {
      push_all(any->operands);
    } else if (const auto* negation = std::get_if<ast::Not>(&node)) {
      // `no unsubscribed` lacks its parentheses: that is no field.
      const ast::ExpressionNode& negated = file_.expressions[negation->operand].node;
      if (!negation->is_no || !std::holds_alternative<ast::NameUse>(negated)) {
        push(negation->operand, false, expression.span);
      }
    } else if (const auto* group = std::get_if<ast::Group>(&node)) {
      push(group->inner, place.in_number, place.test);
    } else if (const auto* use = std::get_if<ast::NameUse>(&node)) {
      const bool is_bare = !place.in_number;
      uses_.push_back({use->name, place.in_number ? place.test : expression.span,
                       is_bare ? Type::kYesNo : Type::kNumber, is_bare});
    } else if (const auto* test = std::get_if<ast::Test>(&node)) {
      visit_test(*test, expression.span);
    } else if (const auto* time = std::get_if<ast::TimeTest>(&node)) {
      add_subject(time->subject, expression.span, Type::kTime);
    } else if (std::holds_alternative<ast::EventTest>(node)) {
      events_.push_back(place.id);
    } else if (const auto* sequence = std::get_if<ast::Sequence>(&node)) {
      push(sequence->second, false, expression.span);
      push(sequence->first, false, expression.span);
    } else if (const auto* aggregate = std::get_if<ast::Aggregate>(&node)) {
      events_.push_back(place.id);
      push(aggregate->events, false, expression.span);
    } else {
      visit_number(node, place.in_number ? place.test : expression.span);
    }
  }

  void visit_number(const ast::ExpressionNode& node, Span test) {
    if (const auto* negation = std::get_if<ast::Negation>(&node)) {
      push(negation->operand, true, test);
    } else if (const auto* sum = std::get_if<ast::Sum>(&node)) {
      for (const ast::Sum::Term& term : sum->terms | std::views::reverse) {
        push(term.operand, true, test);
      }
    } else if (const auto* product = std::get_if<ast::Product>(&node)) {
      for (const ast::Product::Factor& factor : product->factors | std::views::reverse) {
        push(factor.operand, true, test);
      }
    }
  }

  void push_all(const std::vector<ast::ExpressionId>& operands) {
    // The first is visited first: it must be the last that is pushed.
    for (const ast::ExpressionId operand : operands | std::views::reverse) {
      push(operand, false, file_.expressions[operand].span);
    }
  }

  void push(ast::ExpressionId id, bool in_number, Span test) {
    pending_.push_back({id, test, in_number});
  }

  void visit_test(const ast::Test& test, Span span) {
    // The left side is visited first: it must be the last that is pushed.
    for (const ast::Operand& operand : test.operands | std::views::reverse) {
      if (const auto* id = std::get_if<ast::ExpressionId>(&operand)) push(*id, true, span);
    }
    const std::size_t first = uses_.size();
    add_subject(test.subject, span, type_asked_by(test, names_));
    const bool has_use = uses_.size() > first;
    for (const ast::Operand& operand : test.operands) {
      const auto* name = std::get_if<ast::Name>(&operand);
      if (name == nullptr) continue;
      if (is_comparison(test.op)) {
        uses_.push_back({*name, span, Type::kNumber, false});
      } else if (test.op == ast::TestOperator::kIs && has_use && !uses_.back().type) {
        uses_.back().equal_to = *name;
      }
    }
  }

  void add_subject(ast::ExpressionId subject, Span test, std::optional<Type> type) {
    const ast::ExpressionId inner = without_groups(subject);
    const ast::ExpressionNode& node = file_.expressions[inner].node;
    if (const auto* use = std::get_if<ast::NameUse>(&node)) {
      uses_.push_back({use->name, test, type, false});
    } else if (const auto* domain = std::get_if<ast::DomainOf>(&node)) {
      uses_.push_back({domain->field, test, Type::kText, false});
    } else if (is_number(node)) {
      push(inner, true, test);
    }
  }

  [[nodiscard]] ast::ExpressionId without_groups(ast::ExpressionId id) const {
    while (const auto* group = std::get_if<ast::Group>(&file_.expressions[id].node)) {
      id = group->inner;
    }
    return id;
  }

  [[nodiscard]] static bool is_comparison(ast::TestOperator op) {
    using enum ast::TestOperator;
    return op == kLess || op == kLessOrEqual || op == kGreater || op == kGreaterOrEqual ||
           op == kBetween;
  }

  [[nodiscard]] static std::optional<Type> type_asked_by_rows(const ast::TableStatement& table) {
    if (table.rows.empty()) return std::nullopt;
    const bool has_range = std::ranges::any_of(table.rows, [](const ast::TableRow& row) {
      return row.kind != ast::RowKind::kValues && row.kind != ast::RowKind::kUnknown &&
             row.kind != ast::RowKind::kOtherwise;
    });
    return has_range ? Type::kNumber : Type::kText;
  }

  const ast::File& file_;
  const Names& names_;
  std::vector<Place> pending_;
  std::vector<Use> uses_;
  std::vector<ast::ExpressionId> events_;
};

void walk_statement(const ast::File& file, const ast::StatementNode& node, UseWalk& uses) {
  const auto walk_all = [&](const std::vector<ast::StatementId>& statements) {
    for (const ast::StatementId id : statements) {
      walk_statement(file, file.statements[id].node, uses);
    }
  };
  if (const auto* rule = std::get_if<ast::RuleStatement>(&node)) {
    uses.walk(rule->condition);
  } else if (const auto* table = std::get_if<ast::TableStatement>(&node)) {
    uses.walk_table(*table);
  } else if (const auto* best = std::get_if<ast::BestOfStatement>(&node)) {
    walk_all(best->rules);
  } else if (const auto* part = std::get_if<ast::PartStatement>(&node)) {
    walk_all(part->rules);
  } else if (const auto* define = std::get_if<ast::DefineStatement>(&node)) {
    uses.walk(define->condition);
  } else if (const auto* stage = std::get_if<ast::StageStatement>(&node)) {
    if (stage->condition) uses.walk(*stage->condition);
  } else if (const auto* disqualify = std::get_if<ast::DisqualifyStatement>(&node)) {
    uses.walk(disqualify->condition);
  } else if (const auto* route = std::get_if<ast::RouteStatement>(&node)) {
    if (route->condition) uses.walk(*route->condition);
  } else if (const auto* alert = std::get_if<ast::AlertStatement>(&node)) {
    uses.walk(alert->condition);
  } else if (const auto* never = std::get_if<ast::NeverStatement>(&node)) {
    uses.walk(never->condition);
  } else if (const auto* named = std::get_if<ast::ModelStatement>(&node)) {
    if (named->applies_to) uses.walk(*named->applies_to);
  }
}

/// What the right side of a test is; nothing if it is a name that may be a field.
std::optional<Type> type_of_right_side(const ast::Test& test, const Names& names) {
  if (test.operands.empty()) return std::nullopt;
  const ast::Operand& operand = test.operands.front();
  if (const auto* literal = std::get_if<ast::Literal>(&operand)) return type_of(*literal);
  if (const auto* list = std::get_if<ast::ListLiteral>(&operand)) return type_of(*list);
  if (std::holds_alternative<ast::ExpressionId>(operand)) return Type::kNumber;
  const Declaration* declaration = names.find(std::get<ast::Name>(operand).text, NameKind::kList);
  if (declaration == nullptr) return std::nullopt;
  return type_of(names.lists[declaration->index]->items);
}

}  // namespace

std::optional<Type> type_asked_by(const ast::Test& test, const Names& names) {
  using enum ast::TestOperator;
  switch (test.op) {
    case kIs:
    case kIn:
      return type_of_right_side(test, names);
    case kIsExactly:
    case kContains:
    case kMentions:
    case kStartsWith:
    case kEndsWith:
    case kMatches:
    case kMatchesRegex:
      return Type::kText;
    case kLess:
    case kLessOrEqual:
    case kGreater:
    case kGreaterOrEqual:
    case kBetween:
      return type_of_right_side(test, names) == Type::kTime ? Type::kTime : Type::kNumber;
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

Uses collect_uses(const ast::File& file, const Names& names) {
  UseWalk walk(file, names);
  for (const ast::StatementId id : file.meant) {
    walk_statement(file, file.statements[id].node, walk);
  }
  return walk.take();
}

Uses collect_uses(const ast::File& file, const Names& names, ast::ExpressionId condition) {
  UseWalk walk(file, names);
  walk.walk(condition);
  return walk.take();
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
