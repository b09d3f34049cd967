// From what the grammar found to the syntax tree. Errors that show only here (a duration of 200
// years) are reported here; the grammar's own are in messages.hpp.
#pragma once

#include "base/interner.hpp"
#include "base/source.hpp"
#include "compiler/ast/ast.hpp"
#include "compiler/parse/reading.hpp"
#include "compiler/parse/statement_report.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace leadscore::syntax {

/// A node and what it holds, without the mistakes that are read as what they mean.
class NodeView {
 public:
  NodeView(const std::vector<Node>& nodes, std::size_t index) : nodes_(&nodes), index_(index) {}

  [[nodiscard]] const Node& node() const { return (*nodes_)[index_]; }
  [[nodiscard]] NodeKind kind() const { return node().kind; }

  class Children;
  /// The nodes right below, in order.
  [[nodiscard]] Children children() const;
  [[nodiscard]] std::size_t child_count() const;
  /// The first node right below; nothing if there is none.
  [[nodiscard]] std::optional<NodeView> first_child() const;
  /// The first node of that kind right below.
  [[nodiscard]] std::optional<NodeView> child(NodeKind kind) const;

 private:
  /// The first node from `index` on, right below this one, that is no mistake.
  [[nodiscard]] std::size_t skip_mistakes(std::size_t index) const;

  const std::vector<Node>* nodes_;
  std::size_t index_;
};

/// Found one after the other as they are gone through; a vector, for who looks at them in turns.
class NodeView::Children {
 public:
  class Iterator {
   public:
    Iterator(NodeView parent, std::size_t index) : parent_(parent), index_(index) {}

    [[nodiscard]] NodeView operator*() const { return {*parent_.nodes_, index_}; }
    Iterator& operator++() {
      index_ = parent_.skip_mistakes((*parent_.nodes_)[index_].next);
      return *this;
    }
    [[nodiscard]] bool operator!=(const Iterator& other) const { return index_ != other.index_; }

   private:
    NodeView parent_;
    std::size_t index_;
  };

  explicit Children(NodeView parent) : parent_(parent) {}
  operator std::vector<NodeView>() const {
    std::vector<NodeView> all;
    all.reserve(parent_.child_count());
    for (const NodeView child : *this) all.push_back(child);
    return all;
  }

  [[nodiscard]] Iterator begin() const {
    return {parent_, parent_.skip_mistakes(parent_.index_ + 1)};
  }
  [[nodiscard]] Iterator end() const { return {parent_, parent_.node().next}; }

 private:
  NodeView parent_;
};

inline NodeView::Children NodeView::children() const { return Children(*this); }

/// Builds the parts of one statement.
class Builder {
 public:
  Builder(ast::File& tree, Interner& texts, std::string_view text, StatementReport& report)
      : tree_(tree), texts_(texts), text_(text), report_(report) {}

  // Statements; a block's own statements are left empty.
  [[nodiscard]] ast::StatementNode statement(NodeView node);
  [[nodiscard]] ast::FieldDeclaration field_declaration(NodeView node);
  /// The same of an event: it has neither a default nor a key.
  [[nodiscard]] ast::FieldDeclaration attribute_declaration(NodeView node);
  [[nodiscard]] ast::TableRow row(NodeView node);

  // What stands in a test block.
  [[nodiscard]] ast::DateLiteral as_of(NodeView node);
  [[nodiscard]] ast::TestField test_field(NodeView node);
  [[nodiscard]] ast::TestEvent test_event(NodeView node);
  [[nodiscard]] ast::Expectation expectation(NodeView node);

  [[nodiscard]] ast::Name name(NodeView node);

 private:
  // Literals
  [[nodiscard]] std::string_view written(const Node& node) const;
  [[nodiscard]] std::string_view written(Span span) const;
  [[nodiscard]] Span span(const Node& node) const;
  [[nodiscard]] ast::TextLiteral text_literal(NodeView node);
  [[nodiscard]] ast::NumberLiteral number(NodeView node);
  /// A number that must be a score: exact in thousandths.
  [[nodiscard]] ast::NumberLiteral score_number(NodeView node);
  [[nodiscard]] ast::DateLiteral date(NodeView node);
  [[nodiscard]] ast::Literal literal(NodeView node);
  [[nodiscard]] ast::ListLiteral list(NodeView node);
  [[nodiscard]] std::variant<ast::Literal, ast::ListLiteral> literal_or_list(NodeView node);
  [[nodiscard]] ast::Operand operand(NodeView node);
  [[nodiscard]] std::uint32_t count(NodeView number);
  [[nodiscard]] DurationMs duration(NodeView number, NodeView unit);
  [[nodiscard]] ast::Points points(NodeView node);
  [[nodiscard]] std::optional<ast::TextLiteral> because(NodeView statement);
  [[nodiscard]] std::vector<ast::TextLiteral> text_literals(NodeView node);
  /// Reports more values than a list may have; `what` has them.
  void check_length(std::string_view what, std::size_t items, Span span);

  // Conditions
  [[nodiscard]] ast::ExpressionId add(ast::ExpressionNode node, Span span);
  [[nodiscard]] ast::ExpressionId condition(NodeView node);
  [[nodiscard]] ast::ExpressionId and_condition(NodeView node);
  [[nodiscard]] ast::ExpressionId negated(NodeView node);
  [[nodiscard]] ast::ExpressionId primary(NodeView node);
  [[nodiscard]] ast::ExpressionId group(NodeView node);
  [[nodiscard]] ast::ExpressionId field_test(NodeView node);
  [[nodiscard]] ast::ExpressionId score_change(NodeView node);
  [[nodiscard]] ast::ExpressionId behaviour(NodeView node);
  [[nodiscard]] ast::ExpressionId event_test(NodeView node);
  void event_core(NodeView node, ast::EventTest& test);
  [[nodiscard]] ast::Quantity quantity(NodeView node);
  [[nodiscard]] ast::Window window(NodeView node);

  // Left sides and arithmetic
  [[nodiscard]] ast::ExpressionId subject(NodeView node);
  [[nodiscard]] ast::ExpressionId aggregate(NodeView node);
  [[nodiscard]] ast::ExpressionId sum(NodeView node);
  [[nodiscard]] ast::ExpressionId product(NodeView node);
  [[nodiscard]] ast::ExpressionId factor(NodeView node);

  /// What can be told of an expression from its form.
  enum class Shape { kEither, kCondition, kNumber, kText };
  [[nodiscard]] const ast::Expression& inside_groups(ast::ExpressionId id) const;
  [[nodiscard]] Shape shape(ast::ExpressionId id) const;
  /// The expression where a condition must stand; an invalid one, reported, if it is a value.
  [[nodiscard]] ast::ExpressionId standing_alone(ast::ExpressionId id);
  /// Whether a value can stand there; reported if it is a condition.
  [[nodiscard]] bool check_value(ast::ExpressionId id);
  [[nodiscard]] ast::ExpressionId checked_value(ast::ExpressionId id);
  /// Reports `(a + b > 5)`: arithmetic needs parentheses of its own.
  [[nodiscard]] bool check_bare_arithmetic(ast::ExpressionId id);

  // Statements
  [[nodiscard]] ast::StatementNode event_declaration(NodeView node);
  [[nodiscard]] ast::StatementNode use(NodeView node);
  [[nodiscard]] ast::StatementNode stage(NodeView node);
  [[nodiscard]] ast::StatementNode rule(NodeView node);
  [[nodiscard]] ast::StatementNode grade(NodeView node);
  void part_qualities(NodeView node, ast::PartStatement& part);
  /// Reports what follows the points, or the name of a part, in the wrong order or twice.
  void check_order(NodeView node, std::string_view form);
  [[nodiscard]] ast::NumberLiteral bound(NodeView node);
  [[nodiscard]] ast::Decay decay(NodeView node);
  [[nodiscard]] std::uint32_t percent_hundredths(NodeView rate);
  [[nodiscard]] DurationMs decay_period(NodeView number, NodeView unit, bool is_fade);
  [[nodiscard]] ast::Type type(NodeView node);
  [[nodiscard]] ast::ExpressionId condition_of(NodeView statement);

  ast::File& tree_;
  Interner& texts_;
  std::string_view text_;
  StatementReport& report_;
  std::size_t depth_ = 0;        // of parentheses, `not` and signs
  std::size_t group_depth_ = 0;  // of parentheses
};

}  // namespace leadscore::syntax
