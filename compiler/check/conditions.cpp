#include "compiler/check/conditions.hpp"

#include "compiler/check/event_tests.hpp"
#include "compiler/check/number_tests.hpp"
#include "compiler/check/score_tests.hpp"
#include "compiler/check/text_tests.hpp"
#include "compiler/check/windows.hpp"
#include "compiler/check/wrong_test.hpp"
#include "compiler/resolve/suggest.hpp"
#include "compiler/resolve/unknown_fields.hpp"

#include <string>
#include <variant>

namespace leadscore::checking {
namespace {

using resolve::Declaration;
using resolve::NameKind;

class ConditionCheck {
 public:
  ConditionCheck(Context& context, const std::vector<Define>& defines, const Scope& scope)
      : context_(context), defines_(defines), scope_(scope) {}

  [[nodiscard]] Checked check(ast::ExpressionId id) {
    const ast::Expression& expression = context_.file.expressions[id];
    return std::visit([&](const auto& node) { return check(node, expression.span); },
                      expression.node);
  }

 private:
  // ---- Logic ----

  Checked check(const ast::InvalidExpression&, Span) { return std::nullopt; }

  Checked check(const ast::And& node, Span span) {
    auto operands = check_operands<ast::And>(node);
    if (!operands) return std::nullopt;
    return context_.builder.all_of(std::move(*operands), span);
  }

  Checked check(const ast::Or& node, Span span) {
    auto operands = check_operands<ast::Or>(node);
    if (!operands) return std::nullopt;
    return context_.builder.any_of(std::move(*operands), span);
  }

  Checked check(const ast::Not& node, Span span) {
    if (node.is_no && !is_event(node.operand)) {
      report_no_without_event(node, span);
      return std::nullopt;
    }
    const Checked operand = check(node.operand);
    if (!operand) return std::nullopt;
    return context_.builder.negation(*operand, span);
  }

  Checked check(const ast::Group& node, Span) { return check(node.inner); }

  /// The operands, with those of the same kind below them, parentheses seen through.
  template <class Node>
  std::optional<std::vector<model::ConditionId>> check_operands(const Node& node) {
    std::vector<model::ConditionId> operands;
    const bool is_good = add_operands(node, operands);
    if (!is_good) return std::nullopt;
    return operands;
  }

  template <class Node>
  bool add_operands(const Node& node, std::vector<model::ConditionId>& operands) {
    bool is_good = true;
    for (const ast::ExpressionId operand : node.operands) {
      const ast::ExpressionId inner = without_groups(operand);
      if (const auto* same = std::get_if<Node>(&context_.file.expressions[inner].node)) {
        is_good = add_operands(*same, operands) && is_good;
      } else if (const Checked checked = check(inner)) {
        operands.push_back(*checked);
      } else {
        is_good = false;
      }
    }
    return is_good;
  }

  [[nodiscard]] ast::ExpressionId without_groups(ast::ExpressionId id) const {
    while (const auto* group = std::get_if<ast::Group>(&context_.file.expressions[id].node)) {
      id = group->inner;
    }
    return id;
  }

  [[nodiscard]] bool is_event(ast::ExpressionId id) const {
    const ast::ExpressionNode& node = context_.file.expressions[without_groups(id)].node;
    return std::holds_alternative<ast::EventTest>(node) ||
           std::holds_alternative<ast::InvalidExpression>(node);
  }

  void report_no_without_event(const ast::Not& node, Span span) {
    const Span operand = context_.file.expressions[node.operand].span;
    const auto* use =
        std::get_if<ast::NameUse>(&context_.file.expressions[without_groups(node.operand)].node);
    if (use != nullptr && context_.kinds.find(use->name.text) != nullptr) {
      resolve::report_event_without_parentheses(use->name, context_.text(use->name.text),
                                                context_.diagnostics);
      return;
    }
    const Span word{span.file, span.begin, span.begin + 2};  // `no`
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kNoWithoutEvent>(word);
    diagnostic.labels.push_back({operand, "this is no event"});
    diagnostic.help.emplace_back("the opposite of any other condition is said with `not`");
    resolve::suggest(diagnostic, word, "not");
  }

  // ---- A name alone ----

  Checked check(const ast::NameUse& node, Span span) {
    if (const Declaration* declaration = context_.names.find(node.name.text)) {
      switch (declaration->kind) {
        case NameKind::kCondition:
          return check_define_use(declaration->index, node.name.span);
        case NameKind::kStage:
          return check_stage_use(declaration->index, node.name.span, span);
        case NameKind::kList:
        case NameKind::kPart:
          report_no_condition(node.name, *declaration);
          return std::nullopt;
        case NameKind::kField:
          break;
      }
    }
    const auto subject = subject_of(node.name);
    if (!subject) return std::nullopt;
    if (subject->type == model::Type::kYesNo) {
      return add_test(context_, model::YesTest{subject->id}, false, span);
    }
    report_no_condition(*subject);
    return std::nullopt;
  }

  Checked check_define_use(std::uint32_t index, Span span) {
    const Define& define = defines_[index];
    bool may_use = true;
    if (define.score) {
      may_use = may_ask_score(context_, scope_, define.score->span, span);
    }
    // One error is enough for one use.
    if (may_use && define.furthest_stage) {
      may_use = may_ask_stage(context_, scope_, *define.furthest_stage, span);
    }
    return may_use ? define.condition : std::nullopt;
  }

  Checked check_stage_use(std::uint32_t index, Span name, Span span) {
    if (!may_ask_stage(context_, scope_, {name, index}, std::nullopt)) return std::nullopt;
    return add_test(context_, model::StageTest{model::StageId(index)}, false, span);
  }

  void report_no_condition(const ast::Name& name, const Declaration& declaration) {
    const std::string_view text = context_.text(name.text);
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kNotACondition>(
        name.span, text, phrase(declaration.kind));
    diagnostic.labels.push_back({declaration.name.span, "declared here"});
    diagnostic.help.push_back(
        declaration.kind == NameKind::kList
            ? fmt::format("say which field must be in it, such as `industry in {}`", text)
            : fmt::format("compare it with a number: `{} >= 40`", text));
  }

  void report_no_condition(const Subject& subject) {
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kNotACondition>(
        subject.span, subject.name, resolve::phrase(subject.type));
    label_type(subject, subject.span, diagnostic);
    const std::string known = fmt::format("{} is known", subject.name);
    diagnostic.help.push_back(
        fmt::format("ask whether it is given at all, with `is known`, or compare it, such as `{}`",
                    example_test(subject)));
    resolve::suggest(diagnostic, subject.span, known);
  }

  static std::string example_test(const Subject& subject) {
    switch (subject.type) {
      case model::Type::kNumber:
        return fmt::format("{} >= 1", subject.name);
      case model::Type::kTime:
        return fmt::format("{} in the last 7 days", subject.name);
      case model::Type::kListOfText:
        return fmt::format("{} includes \"...\"", subject.name);
      default:
        return fmt::format("{} is \"...\"", subject.name);
    }
  }

  Checked check(const ast::ScoreUse&, Span span) {
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kNotACondition>(
        span, "score", "a number of points");
    diagnostic.help.emplace_back("compare it with a number: `score >= 40`");
    return std::nullopt;
  }

  // ---- Tests ----

  Checked check(const ast::EventTest& node, Span span) {
    return check_event_test(context_, node, span);
  }

  Checked check(const ast::TimeTest& node, Span span) {
    const ast::Expression& left = context_.file.expressions[without_groups(node.subject)];
    if (const auto* use = std::get_if<ast::NameUse>(&left.node)) {
      const bool is_event = context_.kinds.find(use->name.text) != nullptr &&
                            context_.names.find(use->name.text) == nullptr &&
                            !context_.names.is_unread(use->name.text);
      if (is_event && node.window.is_bare_in && !context_.fields.is_closed) {
        resolve::report_event_without_parentheses(use->name, context_.text(use->name.text),
                                                  context_.diagnostics);
        return std::nullopt;
      }
    }
    const auto subject = field_of(left, node.window.span);
    if (!subject) return std::nullopt;
    return check_time_test(context_, *subject, node.window, span);
  }

  Checked check(const ast::Test& node, Span span) {
    const ast::Expression& left = context_.file.expressions[without_groups(node.subject)];
    if (std::holds_alternative<ast::ScoreUse>(left.node)) {
      return check_score_test(context_, scope_, std::nullopt, left.span, node, span);
    }
    if (const auto* use = std::get_if<ast::NameUse>(&left.node)) {
      if (const auto* part = context_.names.find(use->name.text, NameKind::kPart)) {
        return check_score_test(context_, scope_, model::PartId(part->index), left.span, node,
                                span);
      }
      if (is_yes_or_no_test(node) && report_yes_no_of_condition(use->name, node, span)) {
        return std::nullopt;
      }
    }
    const auto subject = field_of(left, node.op_span);
    if (!subject) return std::nullopt;
    return check_field_test(*subject, node, span);
  }

  Checked check_field_test(const Subject& subject, const ast::Test& node, Span span) {
    if (node.op == ast::TestOperator::kIsKnown || node.op == ast::TestOperator::kIsUnknown) {
      const bool asks_unknown = node.op == ast::TestOperator::kIsUnknown;
      return add_test(context_, model::KnownTest{subject.id}, asks_unknown != node.is_negated,
                      span);
    }
    switch (subject.type) {
      case model::Type::kText:
      case model::Type::kOneOf:
        return check_text_test(context_, subject, node, span);
      case model::Type::kNumber:
        return check_number_test(context_, subject, node, span);
      case model::Type::kYesNo:
        return check_yes_no_test(subject, node, span);
      case model::Type::kListOfText:
        return check_list_test(context_, subject, node, span);
      case model::Type::kAny:
        return check_untyped_test(subject, node);
      case model::Type::kTime:
        report_wrong_test(context_, subject, node);
        return std::nullopt;
    }
    return std::nullopt;
  }

  /// No use says what the field is, so its right side names something that it should not.
  Checked check_untyped_test(const Subject& subject, const ast::Test& node) {
    const bool is_in = node.op == ast::TestOperator::kIn;
    (void)read_right_side(context_, node, 0, is_in ? Takes::kList : Takes::kOne, subject);
    return std::nullopt;
  }

  Checked check_yes_no_test(const Subject& subject, const ast::Test& node, Span span) {
    if (node.op != ast::TestOperator::kIs) {
      report_wrong_test(context_, subject, node);
      return std::nullopt;
    }
    const auto right = read_right_side(context_, node, 0, Takes::kOne, subject);
    if (!right) return std::nullopt;
    const auto* literal = std::get_if<ast::YesNoLiteral>(right->values.front());
    if (literal == nullptr) {
      report_wrong_value(context_, subject, *right, *right->values.front());
      return std::nullopt;
    }
    return add_test(context_, model::YesTest{subject.id}, literal->value == node.is_negated, span);
  }

  [[nodiscard]] static bool is_yes_or_no_test(const ast::Test& test) {
    if (test.op != ast::TestOperator::kIs || test.operands.empty()) return false;
    const auto* literal = std::get_if<ast::Literal>(&test.operands.front());
    return literal != nullptr && std::holds_alternative<ast::YesNoLiteral>(*literal);
  }

  /// `is_enterprise is yes`: whether it was that, reported with the name alone as the fix.
  bool report_yes_no_of_condition(const ast::Name& name, const ast::Test& test, Span span) {
    const Declaration* declaration = context_.names.find(name.text);
    if (declaration == nullptr ||
        (declaration->kind != NameKind::kCondition && declaration->kind != NameKind::kStage)) {
      return false;
    }
    const auto& literal =
        std::get<ast::YesNoLiteral>(std::get<ast::Literal>(test.operands.front()));
    const std::string_view text = context_.text(name.text);
    const std::string instead =
        fmt::format("{}{}", literal.value == test.is_negated ? "not " : "", text);
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kNotAField>(
        name.span, text, phrase(declaration->kind));
    diagnostic.help.emplace_back("it is a condition already, and stands alone");
    resolve::suggest(diagnostic, span, instead);
    return true;
  }

  // ---- Left sides ----

  /// The field on the left side of a test; nothing if there is none, which is (or was) reported.
  std::optional<Subject> field_of(const ast::Expression& left, Span test) {
    if (std::holds_alternative<ast::InvalidExpression>(left.node)) return std::nullopt;
    const auto* use = std::get_if<ast::NameUse>(&left.node);
    if (use == nullptr) {
      const bool is_score = std::holds_alternative<ast::ScoreUse>(left.node);
      report_no_field(left.span, is_score ? "a number of points" : "a condition", test);
      return std::nullopt;
    }
    const Declaration* declaration = context_.names.find(use->name.text);
    if (declaration != nullptr && declaration->kind != NameKind::kField) {
      Diagnostic& diagnostic = report_no_field(left.span, phrase(declaration->kind), test);
      diagnostic.labels.push_back({declaration->name.span, "declared here"});
      return std::nullopt;
    }
    return subject_of(use->name);
  }

  Diagnostic& report_no_field(Span left, std::string_view phrase, Span test) {
    Diagnostic& diagnostic =
        context_.diagnostics.report<DiagnosticKind::kNotAField>(left, context_.text(left), phrase);
    diagnostic.help.push_back(
        fmt::format("before `{}` stands a field of the lead", context_.text(test)));
    return diagnostic;
  }

  [[nodiscard]] std::optional<Subject> subject_of(const ast::Name& name) const {
    const resolve::Field* field = context_.fields.find(name.text);
    if (field == nullptr || !field->type) return std::nullopt;
    return Subject{field, id_of(context_, *field), *field->type, context_.text(name.text),
                   name.span};
  }

  Context& context_;
  const std::vector<Define>& defines_;
  const Scope& scope_;
};

}  // namespace

Checked check_condition(Context& context, const std::vector<Define>& defines, const Scope& scope,
                        ast::ExpressionId condition) {
  return ConditionCheck(context, defines, scope).check(condition);
}

}  // namespace leadscore::checking
