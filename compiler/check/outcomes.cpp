#include "compiler/check/outcomes.hpp"

#include "compiler/check/conditions.hpp"
#include "compiler/check/score_tests.hpp"

#include <variant>

namespace leadscore::checking {
namespace {

class OutcomeCheck {
 public:
  OutcomeCheck(Context& context, const std::vector<Define>& defines)
      : context_(context), defines_(defines), model_(context.builder.model) {}

  void add(const ast::Statement& statement) {
    const ast::StatementNode& node = statement.node;
    if (const auto* named = std::get_if<ast::ModelStatement>(&node)) {
      add_name(*named);
    } else if (const auto* rule = std::get_if<ast::RuleStatement>(&node)) {
      add_rule(*rule, statement.span, std::nullopt);
    } else if (const auto* part = std::get_if<ast::PartStatement>(&node)) {
      add_rules_of(*part);
    } else if (const auto* stage = std::get_if<ast::StageStatement>(&node)) {
      add_stage(*stage, statement.span);
    } else if (const auto* disqualify = std::get_if<ast::DisqualifyStatement>(&node)) {
      add_disqualification(*disqualify, statement.span);
    }
  }

 private:
  void add_name(const ast::ModelStatement& named) {
    if (!first_name_) {
      first_name_ = named.name.span;
      model_.name = text(named.name);
      return;
    }
    Diagnostic& diagnostic =
        context_.diagnostics.report<DiagnosticKind::kModelTwice>(named.name.span);
    diagnostic.labels.push_back({*first_name_, "the first one is here"});
    diagnostic.help.emplace_back("keep one of the two");
  }

  void add_rules_of(const ast::PartStatement& part) {
    const auto* declaration = context_.names.find(part.name.text, resolve::NameKind::kPart);
    std::optional<model::PartId> id;
    if (declaration != nullptr) id = model::PartId(declaration->index);
    for (const ast::StatementId rule_id : part.rules) {
      const ast::Statement& statement = context_.file.statements[rule_id];
      const auto* rule = std::get_if<ast::RuleStatement>(&statement.node);
      if (rule != nullptr) add_rule(*rule, statement.span, id);
    }
  }

  void add_rule(const ast::RuleStatement& rule, Span span, std::optional<model::PartId> part) {
    const Scope scope{Place::kRule, 0, nullptr};
    const Checked condition = check_condition(context_, defines_, scope, rule.condition);
    if (!condition) return;
    model_.rules.push_back({.condition = *condition,
                            .points_thousandths = rule.points.thousandths,
                            .part = part,
                            .because = because(rule.because),
                            .span = span,
                            .condition_span = span_of(rule.condition)});
  }

  void add_stage(const ast::StageStatement& stage, Span span) {
    const auto* declaration = context_.names.find(stage.name.text, resolve::NameKind::kStage);
    // The second of two with one name.
    if (declaration == nullptr || context_.names.stages[declaration->index] != &stage) return;
    model::Stage result{context_.builder.text(context_.text(stage.name.text)), {}, {}, span};
    if (stage.at) result.at_thousandths = read_points(context_, *stage.at);
    if (stage.condition) {
      const Scope scope{Place::kStage, declaration->index, nullptr};
      result.condition = check_condition(context_, defines_, scope, *stage.condition);
    }
    model_.stages.add(std::move(result));
  }

  void add_disqualification(const ast::DisqualifyStatement& disqualify, Span span) {
    const Scope scope{Place::kDisqualify, 0, nullptr};
    const Checked condition = check_condition(context_, defines_, scope, disqualify.condition);
    if (!condition) return;
    model_.disqualifications.push_back(
        {*condition, because(disqualify.because), span, span_of(disqualify.condition)});
  }

  [[nodiscard]] Span span_of(ast::ExpressionId id) const {
    return context_.file.expressions[id].span;
  }

  TextId text(const ast::TextLiteral& literal) {
    return context_.builder.text(context_.text(literal.text));
  }

  std::optional<TextId> because(const std::optional<ast::TextLiteral>& literal) {
    if (!literal) return std::nullopt;
    return text(*literal);
  }

  Context& context_;
  const std::vector<Define>& defines_;
  model::Model& model_;
  std::optional<Span> first_name_;
};

}  // namespace

std::vector<Define> check_defines(Context& context, const std::vector<std::uint32_t>& order,
                                  const std::vector<bool>& is_circular) {
  std::vector<Define> defines(context.names.defines.size());
  for (const std::uint32_t index : order) {
    Define define;
    const Scope scope{Place::kDefine, 0, &define};
    define.condition =
        check_condition(context, defines, scope, context.names.defines[index]->condition);
    if (!is_circular[index]) defines[index] = define;
  }
  return defines;
}

void add_rules_and_outcomes(Context& context, const std::vector<Define>& defines) {
  for (const ast::Name& part : context.names.parts) {
    context.builder.model.parts.add({context.builder.text(context.text(part.text)), part.span});
  }
  OutcomeCheck check(context, defines);
  for (const ast::StatementId id : context.file.top_level) {
    check.add(context.file.statements[id]);
  }
}

}  // namespace leadscore::checking
