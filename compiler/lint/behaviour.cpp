// Rules about behaviour: whether their points ever go away, and whether they have a bound.
#include "compiler/lint/finder.hpp"

#include <fmt/format.h>

#include <optional>
#include <unordered_map>
#include <variant>

namespace leadscore::lint {
namespace {

/// What the blocks of a part say together.
struct Part {
  bool decays = false;
  bool has_up_to = false;
  bool has_down_to = false;

  void add(const ast::Bounds& bounds) {
    has_up_to = has_up_to || bounds.up_to.has_value();
    has_down_to = has_down_to || bounds.down_to.has_value();
  }
};

/// What a condition asks of behaviour.
struct Asked {
  std::optional<Span> event;  // the first that must have happened
  bool is_dated = false;      // something in it depends on when
};

/// Walks a condition or a number; the depth of both is bounded by the parser.
class Walk {
 public:
  explicit Walk(const ast::File& tree) : tree_(tree) {}

  [[nodiscard]] Asked walk(ast::ExpressionId id) {
    asked_ = {};
    visit(id, false);
    return asked_;
  }

 private:
  void visit(ast::ExpressionId id, bool is_negated) {
    const ast::Expression& expression = tree_.expressions[id];
    const ast::ExpressionNode& node = expression.node;
    if (const auto* all = std::get_if<ast::And>(&node)) {
      for (const ast::ExpressionId operand : all->operands) visit(operand, is_negated);
    } else if (const auto* any = std::get_if<ast::Or>(&node)) {
      for (const ast::ExpressionId operand : any->operands) visit(operand, is_negated);
    } else if (const auto* negation = std::get_if<ast::Not>(&node)) {
      visit(negation->operand, !is_negated);
    } else if (const auto* group = std::get_if<ast::Group>(&node)) {
      visit(group->inner, is_negated);
    } else if (const auto* test = std::get_if<ast::Test>(&node)) {
      visit_test(*test, is_negated != test->is_negated);
    } else if (std::holds_alternative<ast::TimeTest>(node)) {
      asked_.is_dated = true;
    } else if (const auto* sequence = std::get_if<ast::Sequence>(&node)) {
      add(expression.span, sequence->window.has_value(), is_negated);
    } else if (const auto* events = std::get_if<ast::EventTest>(&node)) {
      add(expression.span, events->window.has_value(), is_negated || asks_few(*events));
    } else {
      visit_number(node, is_negated);
    }
  }

  void visit_test(const ast::Test& test, bool is_negated) {
    const bool asks_less =
        test.op == ast::TestOperator::kLess || test.op == ast::TestOperator::kLessOrEqual;
    if (asks_less) is_negated = !is_negated;
    visit(test.subject, is_negated);
    for (const ast::Operand& operand : test.operands) {
      if (const auto* number = std::get_if<ast::ExpressionId>(&operand)) visit(*number, is_negated);
    }
  }

  void visit_number(const ast::ExpressionNode& node, bool is_negated) {
    if (const auto* aggregate = std::get_if<ast::Aggregate>(&node)) {
      if (aggregate->kind == ast::AggregateKind::kDaysSince) asked_.is_dated = true;
      visit(aggregate->events, is_negated);
    } else if (const auto* negation = std::get_if<ast::Negation>(&node)) {
      visit(negation->operand, is_negated);
    } else if (const auto* sum = std::get_if<ast::Sum>(&node)) {
      for (const ast::Sum::Term& term : sum->terms) visit(term.operand, is_negated);
    } else if (const auto* product = std::get_if<ast::Product>(&node)) {
      for (const ast::Product::Factor& factor : product->factors) {
        visit(factor.operand, is_negated);
      }
    }
  }

  /// Whether the test is met by few events, so that more of them end it.
  [[nodiscard]] static bool asks_few(const ast::EventTest& test) {
    return test.quantity && (test.quantity->kind == ast::QuantityKind::kAtMost ||
                             test.quantity->kind == ast::QuantityKind::kExactly);
  }

  void add(Span span, bool has_window, bool is_negated) {
    if (has_window) asked_.is_dated = true;
    if (!has_window && !is_negated && !asked_.event) asked_.event = span;
  }

  const ast::File& tree_;
  Asked asked_;
};

class Behaviour {
 public:
  explicit Behaviour(const Finder& finder) : finder_(finder), walk_(finder.tree()) {}

  void look() {
    for (const ast::StatementId id : finder_.tree().meant) collect(id);
    for (const ast::StatementId id : finder_.tree().meant) look_at(id, Part());
  }

 private:
  void collect(ast::StatementId id) {
    const ast::StatementNode& node = finder_.tree().statements[id].node;
    if (const auto* bounds = std::get_if<ast::ScoreBoundsStatement>(&node)) {
      score_.add(bounds->bounds);
    } else if (const auto* block = std::get_if<ast::PartStatement>(&node)) {
      Part& part = parts_[block->name.text];
      part.add(block->bounds);
      part.decays = part.decays || block->decay.has_value();
    }
  }

  void look_at(ast::StatementId id, const Part& part) {
    const ast::Statement& statement = finder_.tree().statements[id];
    if (!finder_.is_own(statement.span)) return;
    const ast::StatementNode& node = statement.node;
    if (const auto* block = std::get_if<ast::PartStatement>(&node)) {
      for (const ast::StatementId rule : block->rules) look_at(rule, parts_[block->name.text]);
    } else if (const auto* best = std::get_if<ast::BestOfStatement>(&node)) {
      for (const ast::StatementId rule : best->rules) look_at(rule, part);
    } else if (const auto* rule = std::get_if<ast::RuleStatement>(&node)) {
      const Asked asked = walk_.walk(rule->condition);
      look_at_age(asked, *rule, part);
      look_at_bound(*rule, asked, part);
    } else if (const auto* table = std::get_if<ast::TableStatement>(&node)) {
      look_at_age(walk_.walk(table->subject));
    }
  }

  /// `never decays` says that the points are meant to stay.
  void look_at_age(const Asked& asked, const ast::RuleStatement& rule, const Part& part) const {
    if (!stays(asked) || part.decays || rule.decay) return;
    Diagnostic& said = finder_.found.report<DiagnosticKind::kPointsForEver>(*asked.event);
    said.help.emplace_back(
        "a window such as `in the last 90 days` ends them, and a decay such as `decays 50% every "
        "30 days`, of the rule or of its part, lets them fade");
    said.help.emplace_back("if one event earns them for good, write `never decays` behind them");
  }

  /// The points of a table never decay.
  void look_at_age(const Asked& asked) const {
    if (!stays(asked)) return;
    finder_.found.report<DiagnosticKind::kPointsForEver>(*asked.event)
        .help.emplace_back("a window such as `in the last 90 days` ends them");
  }

  [[nodiscard]] bool stays(const Asked& asked) const {
    return asked.event && !asked.is_dated && finder_.is_on(DiagnosticKind::kPointsForEver);
  }

  void look_at_bound(const ast::RuleStatement& rule, const Asked& asked, const Part& part) const {
    if (rule.each.kind == ast::EachKind::kOnce || rule.up_to) return;
    if (!finder_.is_on(DiagnosticKind::kEachWithoutBound)) return;
    const bool is_plus = rule.points.thousandths > 0;
    const bool is_bounded =
        is_plus ? part.has_up_to || score_.has_up_to : part.has_down_to || score_.has_down_to;
    // There are only so many days in a window, and what decays day by day has a limit.
    const bool own_decay = rule.decay && rule.decay->kind != ast::DecayKind::kNever;
    const bool decays = rule.decay ? own_decay : part.decays;
    const bool has_limit = rule.each.kind == ast::EachKind::kDay && (asked.is_dated || decays);
    if (is_bounded || has_limit) return;
    Diagnostic& said = finder_.found.report<DiagnosticKind::kEachWithoutBound>(
        rule.each.span, finder_.text(rule.each.span));
    said.help.push_back(
        fmt::format("write `, up to` behind it and how many the rule may give at most; `score NAME "
                    "{0} {{` bounds "
                    "a part, `score {0}` all",
                    is_plus ? "up to 50" : "down to -50"));
  }

  const Finder& finder_;
  Walk walk_;
  std::unordered_map<TextId, Part> parts_;
  Part score_;
};

}  // namespace

void look_at_behaviour(const Finder& finder) {
  const bool looks_at_rules = finder.is_on(DiagnosticKind::kPointsForEver) ||
                              finder.is_on(DiagnosticKind::kEachWithoutBound);
  if (looks_at_rules) Behaviour(finder).look();
}

}  // namespace leadscore::lint
