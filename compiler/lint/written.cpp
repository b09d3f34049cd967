#include "compiler/lint/written.hpp"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>
#include <variant>

namespace leadscore::lint {
namespace {

constexpr std::size_t kMostWords = 60;  // bytes

/// What is known of a place from what stands around it.
struct Around {
  Purpose purpose = Purpose::kRule;
  bool counts_events = false;
};

class Walk {
 public:
  Walk(const Compilation& compilation, const std::function<void(const Logic&)>& visit)
      : compilation_(compilation), tree_(compilation.tree), visit_(visit) {
    for (const ast::StatementId id : tree_.meant) {
      const ast::StatementNode& node = tree_.statements[id].node;
      if (const auto* define = std::get_if<ast::DefineStatement>(&node)) {
        names_.insert(define->name.text);
      } else if (const auto* stage = std::get_if<ast::StageStatement>(&node)) {
        names_.insert(stage->name.text);
      } else if (const auto* part = std::get_if<ast::PartStatement>(&node)) {
        if (part->decay) decaying_parts_.insert(part->name.text);
      }
    }
  }

  void walk() {
    for (const ast::StatementId id : tree_.meant) {
      const FileId file = tree_.statements[id].span.file;
      if (std::ranges::find(tree_.library_files, file) == tree_.library_files.end()) {
        walk_statement(id, false);
      }
    }
  }

 private:
  void walk_statement(ast::StatementId id, bool part_decays) {
    std::visit([&](const auto& node) { walk_node(node, part_decays); }, tree_.statements[id].node);
  }

  template <class Other>
  void walk_node(const Other& /*node*/, bool /*part_decays*/) {}  // has no conditions
  void walk_node(const ast::RuleStatement& rule, bool part_decays) {
    const bool is_each = rule.each.kind != ast::EachKind::kOnce;
    walk_condition(rule.condition, {Purpose::kRule, is_each || rule.decay || part_decays});
  }
  void walk_node(const ast::BestOfStatement& best_of, bool part_decays) {
    for (const ast::StatementId rule : best_of.rules) walk_statement(rule, part_decays);
  }
  void walk_node(const ast::PartStatement& part, bool /*part_decays*/) {
    const bool decays = decaying_parts_.contains(part.name.text);
    for (const ast::StatementId rule : part.rules) walk_statement(rule, decays);
  }
  void walk_node(const ast::DefineStatement& define, bool /*part_decays*/) {
    walk_condition(define.condition, {Purpose::kDefinition});
  }
  void walk_node(const ast::ModelStatement& model, bool /*part_decays*/) {
    if (model.applies_to) walk_condition(*model.applies_to, {Purpose::kOutcome});
  }
  void walk_node(const ast::StageStatement& stage, bool /*part_decays*/) {
    if (stage.condition) walk_condition(*stage.condition, {Purpose::kOutcome});
  }
  void walk_node(const ast::DisqualifyStatement& disqualify, bool /*part_decays*/) {
    walk_condition(disqualify.condition, {Purpose::kOutcome});
  }
  void walk_node(const ast::RouteStatement& route, bool /*part_decays*/) {
    if (route.condition) walk_condition(*route.condition, {Purpose::kOutcome});
  }
  void walk_node(const ast::AlertStatement& alert, bool /*part_decays*/) {
    walk_condition(alert.condition, {Purpose::kOutcome});
  }
  void walk_node(const ast::NeverStatement& never, bool /*part_decays*/) {
    walk_condition(never.condition, {Purpose::kPromise});
  }

  void walk_condition(ast::ExpressionId id, const Around& around) {
    const ast::ExpressionId inner = without_groups(id);
    const ast::Expression& expression = tree_.expressions[inner];
    if (std::holds_alternative<ast::And>(expression.node)) {
      walk_logic<ast::And>(inner, around);
    } else if (std::holds_alternative<ast::Or>(expression.node)) {
      walk_logic<ast::Or>(inner, around);
    } else if (const auto* opposite = std::get_if<ast::Not>(&expression.node)) {
      walk_condition(opposite->operand, around);
    }
  }

  template <class Node>
  void walk_logic(ast::ExpressionId id, const Around& around) {
    std::vector<ast::ExpressionId> operands;
    flatten<Node>(id, operands);
    const auto whole = meaning(id);
    Logic logic{std::is_same_v<Node, ast::And>,
                tree_.expressions[id].span,
                whole.value_or(model::ConditionId{}),
                {},
                around.purpose,
                around.counts_events};
    for (const ast::ExpressionId operand : operands) {
      const ast::ExpressionId inner = without_groups(operand);
      const auto condition = meaning(inner);
      if (!whole || !condition) return;
      logic.joined.push_back(
          {tree_.expressions[operand].span, *condition, asks_by_name(inner), asks_events(inner)});
    }
    visit_(logic);
    for (const ast::ExpressionId operand : operands) walk_condition(operand, around);
  }

  template <class Node>
  void flatten(ast::ExpressionId id, std::vector<ast::ExpressionId>& operands) const {
    for (const ast::ExpressionId operand : std::get<Node>(tree_.expressions[id].node).operands) {
      const ast::ExpressionId inner = without_groups(operand);
      if (std::holds_alternative<Node>(tree_.expressions[inner].node)) {
        flatten<Node>(inner, operands);
      } else {
        operands.push_back(operand);
      }
    }
  }

  [[nodiscard]] std::optional<model::ConditionId> meaning(ast::ExpressionId id) const {
    return compilation_.written_conditions[id.value];
  }

  [[nodiscard]] ast::ExpressionId without_groups(ast::ExpressionId id) const {
    while (const auto* group = std::get_if<ast::Group>(&tree_.expressions[id].node)) {
      id = group->inner;
    }
    return id;
  }

  [[nodiscard]] bool asks_by_name(ast::ExpressionId id) const {
    return has(id, [this](const ast::ExpressionNode& node) {
      const auto* use = std::get_if<ast::NameUse>(&node);
      return use != nullptr && names_.contains(use->name.text);
    });
  }

  [[nodiscard]] bool asks_events(ast::ExpressionId id) const {
    return has(id, [](const ast::ExpressionNode& node) {
      return std::holds_alternative<ast::EventTest>(node);
    });
  }

  /// Whether a condition is, or has in it, one that `is_one` says yes to.
  template <class IsOne>
  [[nodiscard]] bool has(ast::ExpressionId id, const IsOne& is_one) const {
    const ast::ExpressionNode& node = tree_.expressions[without_groups(id)].node;
    if (is_one(node)) return true;
    const auto any = [&](const std::vector<ast::ExpressionId>& operands) {
      return std::ranges::any_of(operands, [&](auto operand) { return has(operand, is_one); });
    };
    if (const auto* both = std::get_if<ast::And>(&node)) return any(both->operands);
    if (const auto* either = std::get_if<ast::Or>(&node)) return any(either->operands);
    const auto* opposite = std::get_if<ast::Not>(&node);
    return opposite != nullptr && has(opposite->operand, is_one);
  }

  const Compilation& compilation_;
  const ast::File& tree_;
  const std::function<void(const Logic&)>& visit_;
  std::unordered_set<TextId> names_;  // of definitions and stages
  std::unordered_set<TextId> decaying_parts_;
};

}  // namespace

void for_each_logic(const Compilation& compilation,
                    const std::function<void(const Logic&)>& visit) {
  Walk(compilation, visit).walk();
}

std::string words_at(const SourceMap& sources, Span span) {
  std::string words;
  for (const char byte : sources.text(span)) {
    const bool is_blank = byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
    if (!is_blank) {
      words += byte;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  if (words.size() <= kMostWords) return words;
  std::size_t end = kMostWords;
  while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;
  return words.substr(0, end) + "…";
}

}  // namespace leadscore::lint
