#include "compiler/check/conditions.hpp"

#include "compiler/check/equality.hpp"
#include "compiler/check/event_tests.hpp"
#include "compiler/check/grade_tests.hpp"
#include "compiler/check/number_tests.hpp"
#include "compiler/check/numbers.hpp"
#include "compiler/check/right_side.hpp"
#include "compiler/check/score_tests.hpp"
#include "compiler/check/value_tests.hpp"
#include "compiler/check/windows.hpp"
#include "compiler/check/wrong_test.hpp"
#include "compiler/resolve/suggest.hpp"
#include "compiler/resolve/unknown_fields.hpp"

#include <string>
#include <utility>
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
    const Checked condition =
        std::visit([&](const auto& node) { return check(node, expression.span); }, expression.node);
    context_.written_conditions[id.value] = condition;
    return condition;
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
    const Around outside = std::exchange(around_, Around::kOther);
    const Checked operand = check(node.operand);
    around_ = outside;
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
      const ast::ExpressionId inner = without_groups(context_.file, operand);
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

  [[nodiscard]] bool is_event(ast::ExpressionId id) const {
    const ast::ExpressionNode& node =
        context_.file.expressions[without_groups(context_.file, id)].node;
    return std::holds_alternative<ast::EventTest>(node) ||
           std::holds_alternative<ast::Sequence>(node) ||
           std::holds_alternative<ast::InvalidExpression>(node);
  }

  /// The name of `visited` and of `visited in the last 7 days`.
  [[nodiscard]] const ast::Name* name_asked_by(ast::ExpressionId id) const {
    const ast::ExpressionNode& node = context_.file.expressions[id].node;
    if (const auto* use = std::get_if<ast::NameUse>(&node)) return &use->name;
    const auto* test = std::get_if<ast::TimeTest>(&node);
    if (test == nullptr) return nullptr;
    const auto* use = std::get_if<ast::NameUse>(&context_.file.expressions[test->subject].node);
    return use == nullptr ? nullptr : &use->name;
  }

  /// `no events`, where no field is called so.
  [[nodiscard]] bool is_event_at_all(const ast::Name& name) const {
    const std::string_view word = context_.text(name.text);
    return (word == "event" || word == "events") && context_.names.find(name.text) == nullptr;
  }

  void report_no_without_event(const ast::Not& node, Span span) {
    const Span operand = context_.file.expressions[node.operand].span;
    const ast::Name* const name = name_asked_by(without_groups(context_.file, node.operand));
    if (name != nullptr && context_.kinds.find(name->text) != nullptr) {
      resolve::report_event_without_parentheses(*name, context_.text(name->text),
                                                context_.diagnostics);
      return;
    }
    const Span word{span.file, span.begin, span.begin + 2};  // `no`
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kNoWithoutEvent>(word);
    diagnostic.labels.push_back({operand, "this is no event"});
    if (name != nullptr && is_event_at_all(*name)) {
      diagnostic.help.emplace_back("an event of any kind is `activity`");
      resolve::suggest(diagnostic, name->span, "activity", FixSafety::kSafe);
      return;
    }
    diagnostic.help.emplace_back("the opposite of any other condition is said with `not`");
    resolve::suggest(diagnostic, word, "not", FixSafety::kSafe);
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
    const auto subject = subject_named(node.name);
    if (!subject) return std::nullopt;
    if (subject->type == model::Type::kYesNo) {
      return add_test(context_, model::YesTest{subject->id}, false, span);
    }
    report_no_condition(*subject);
    return std::nullopt;
  }

  Checked check_define_use(std::uint32_t index, Span span) {
    const Define& define = defines_[index];
    return may_use_define(context_, scope_, define, span) ? define.condition : std::nullopt;
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

  Checked check(const ast::GradeUse&, Span span) {
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kNotACondition>(
        span, context_.text(span), "a text");
    diagnostic.help.push_back(fmt::format("compare it: `{} is \"A\"`", context_.text(span)));
    return std::nullopt;
  }

  Checked check(const ast::DomainOf& node, Span span) {
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kNotACondition>(
        span, context_.text(span), "a text");
    diagnostic.help.push_back(fmt::format("compare it: `domain of {} is \"example.com\"`",
                                          context_.text(node.field.text)));
    return std::nullopt;
  }

  Checked check(const ast::DisqualifiedUse&, Span span) {
    if (!may_ask_disqualified(context_, scope_, span, std::nullopt)) return std::nullopt;
    return add_test(context_, model::DisqualifiedTest{}, false, span);
  }

  // ---- Numbers where a condition must stand ----

  Checked check(const ast::NumberUse&, Span span) { return report_number(span); }
  Checked check(const ast::Negation&, Span span) { return report_number(span); }
  Checked check(const ast::Sum&, Span span) { return report_number(span); }
  Checked check(const ast::Product&, Span span) { return report_number(span); }
  Checked check(const ast::Aggregate&, Span span) { return report_number(span); }

  Checked report_number(Span span) {
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kNotACondition>(
        span, context_.text(span), "a number");
    diagnostic.help.emplace_back(
        "compare it, such as `(seats + 5) > 100` or `count of visited() >= 3`");
    return std::nullopt;
  }

  // ---- Tests ----

  Checked check(const ast::EventTest& node, Span span) {
    return check_event_test(context_, node, span, around_);
  }

  Checked check(const ast::Sequence& node, Span span) {
    return check_sequence(context_, node, span);
  }

  Checked check(const ast::ScoreChange& node, Span span) {
    return check_score_change(context_, scope_, node, span);
  }

  Checked check(const ast::TimeTest& node, Span span) {
    const ast::Expression& left =
        context_.file.expressions[without_groups(context_.file, node.subject)];
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
    return condition_of(check_time_test(context_, *subject, node.window), span);
  }

  Checked check(const ast::Test& node, Span span) {
    if (asks_score(context_, node)) return check_score_test(context_, scope_, node, span);
    const ast::Expression& left =
        context_.file.expressions[without_groups(context_.file, node.subject)];
    if (const auto* grade = std::get_if<ast::GradeUse>(&left.node)) {
      return check_grade_test(context_, scope_, *grade, left.span, node, span);
    }
    if (is_worked_out(left.node)) return check_worked_out(node, span);
    const auto* use = std::get_if<ast::NameUse>(&left.node);
    if (use != nullptr && is_yes_or_no_test(node) &&
        report_yes_no_of_condition(use->name, node, span)) {
      return std::nullopt;
    }
    const auto subject = field_of(left, node.op_span);
    if (!subject) return std::nullopt;
    return check_field_test(*subject, node, span);
  }

  Checked check_worked_out(const ast::Test& node, Span span) {
    const auto number = check_number(context_, node.subject);
    if (!number) return std::nullopt;
    if (node.op == ast::TestOperator::kIsKnown || node.op == ast::TestOperator::kIsUnknown) {
      const bool asks_unknown = node.op == ast::TestOperator::kIsUnknown;
      return add_test(context_, model::KnownTest{*number}, asks_unknown != node.is_negated, span);
    }
    Subject subject;
    subject.type = model::Type::kNumber;
    subject.span = context_.file.expressions[node.subject].span;
    subject.name = context_.text(subject.span);
    return check_number_test(context_, subject, *number, node, span);
  }

  Checked check_field_test(const Subject& subject, const ast::Test& node, Span span) {
    const auto* name =
        node.operands.empty() ? nullptr : std::get_if<ast::Name>(&node.operands.front());
    const resolve::Field* other = name != nullptr ? field_named(context_, *name) : nullptr;
    if (node.op == ast::TestOperator::kIs && other != nullptr) {
      if (!other->type) return std::nullopt;
      return check_equality(context_, subject, subject_of(context_, *other, name->span), node,
                            span);
    }
    const bool asks_known =
        node.op == ast::TestOperator::kIsKnown || node.op == ast::TestOperator::kIsUnknown;
    if (subject.type == model::Type::kNumber && !asks_known) {
      return check_number_test(context_, subject, number_of(context_, subject), node, span);
    }
    return condition_of(check_value_test(context_, subject, node), span);
  }

  Checked condition_of(std::optional<Asked> asked, Span span) {
    if (!asked) return std::nullopt;
    return add_test(context_, std::move(asked->test), asked->is_negated, span);
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
    resolve::suggest(diagnostic, span, instead, FixSafety::kSafe);
    return true;
  }

  // ---- Left sides ----

  /// The field on the left side of a test; nothing if there is none, which is (or was) reported.
  std::optional<Subject> field_of(const ast::Expression& left, Span test) {
    if (std::holds_alternative<ast::InvalidExpression>(left.node)) return std::nullopt;
    if (const auto* domain = std::get_if<ast::DomainOf>(&left.node)) {
      const auto field = field_of(domain->field, domain->field.span, test);
      if (!field) return std::nullopt;
      return domain_of(context_, *field, left.span);
    }
    if (const auto* use = std::get_if<ast::NameUse>(&left.node)) {
      return field_of(use->name, left.span, test);
    }
    report_no_field(left.span, phrase_of(left.node), test);
    return std::nullopt;
  }

  [[nodiscard]] static std::string_view phrase_of(const ast::ExpressionNode& node) {
    if (std::holds_alternative<ast::ScoreUse>(node)) return "a number of points";
    if (std::holds_alternative<ast::GradeUse>(node)) return "a grade";
    return is_worked_out(node) ? "a number that is worked out" : "a condition";
  }

  std::optional<Subject> field_of(const ast::Name& name, Span left, Span test) {
    const Declaration* declaration = context_.names.find(name.text);
    if (declaration != nullptr && declaration->kind != NameKind::kField) {
      Diagnostic& diagnostic = report_no_field(left, phrase(declaration->kind), test);
      diagnostic.labels.push_back({declaration->name.span, "declared here"});
      return std::nullopt;
    }
    return subject_named(name);
  }

  Diagnostic& report_no_field(Span left, std::string_view phrase, Span test) {
    Diagnostic& diagnostic =
        context_.diagnostics.report<DiagnosticKind::kNotAField>(left, context_.text(left), phrase);
    diagnostic.help.push_back(
        fmt::format("before `{}` stands a field of the lead", context_.text(test)));
    return diagnostic;
  }

  [[nodiscard]] std::optional<Subject> subject_named(const ast::Name& name) const {
    const resolve::Field* field = context_.fields.find(name.text);
    if (field == nullptr || !field->type) return std::nullopt;
    return subject_of(context_, *field, name.span);
  }

  Context& context_;
  const std::vector<Define>& defines_;
  const Scope& scope_;
  Around around_ = Around::kCondition;
};

/// The event tests that could be the one of a rule, and how often events are asked for at all.
class EventSearch {
 public:
  explicit EventSearch(const Context& context) : context_(context) {}

  void search(ast::ExpressionId condition) {
    struct Place {
      ast::ExpressionId id;
      bool is_at_top;
    };
    std::vector<Place> pending{{condition, true}};
    while (!pending.empty()) {
      const Place place = pending.back();
      pending.pop_back();
      const ast::ExpressionNode& node = context_.file.expressions[place.id].node;
      const auto push = [&](ast::ExpressionId id, bool is_at_top) {
        pending.push_back({id, is_at_top});
      };
      if (const auto* group = std::get_if<ast::Group>(&node)) {
        push(group->inner, place.is_at_top);
      } else if (const auto* all = std::get_if<ast::And>(&node)) {
        for (const ast::ExpressionId operand : all->operands) push(operand, place.is_at_top);
      } else if (const auto* test = std::get_if<ast::EventTest>(&node)) {
        ++events;
        if (place.is_at_top && may_count(*test)) take(place.id);
      } else {
        for_each_inside(node, [&push](ast::ExpressionId id) { push(id, false); });
      }
    }
  }

  std::size_t events = 0;
  std::size_t counting = 0;
  ast::ExpressionId last;

 private:
  void take(ast::ExpressionId id) {
    ++counting;
    last = id;
  }

  [[nodiscard]] static bool may_count(const ast::EventTest& test) {
    if (!test.quantity) return true;
    const ast::Quantity& quantity = *test.quantity;
    return quantity.kind != ast::QuantityKind::kAtMost &&
           !(quantity.kind == ast::QuantityKind::kExactly && quantity.count == 0);
  }

  template <class Take>
  void for_each_inside(const ast::ExpressionNode& node, Take take_one) {
    if (const auto* any = std::get_if<ast::Or>(&node)) {
      for (const ast::ExpressionId operand : any->operands) take_one(operand);
    } else if (const auto* negation = std::get_if<ast::Not>(&node)) {
      take_one(negation->operand);
    } else if (const auto* test = std::get_if<ast::Test>(&node)) {
      take_one(test->subject);
      for (const ast::Operand& operand : test->operands) {
        if (const auto* id = std::get_if<ast::ExpressionId>(&operand)) take_one(*id);
      }
    } else if (const auto* sum = std::get_if<ast::Sum>(&node)) {
      for (const ast::Sum::Term& term : sum->terms) take_one(term.operand);
    } else if (const auto* product = std::get_if<ast::Product>(&node)) {
      for (const ast::Product::Factor& factor : product->factors) take_one(factor.operand);
    } else if (const auto* minus = std::get_if<ast::Negation>(&node)) {
      take_one(minus->operand);
    } else if (std::holds_alternative<ast::Sequence>(node) ||
               std::holds_alternative<ast::Aggregate>(node)) {
      ++events;
    }
  }

  const Context& context_;
};

}  // namespace

Checked check_condition(Context& context, const std::vector<Define>& defines, const Scope& scope,
                        ast::ExpressionId condition) {
  return ConditionCheck(context, defines, scope).check(condition);
}

Counted find_counted(Context& context, ast::ExpressionId condition) {
  EventSearch search(context);
  search.search(condition);
  Counted counted{std::nullopt, search.counting, search.events};
  if (search.counting != 1) return counted;
  const ast::Expression& found = context.file.expressions[search.last];
  counted.selection =
      check_selection(context, std::get<ast::EventTest>(found.node), found.span, Around::kOther);
  return counted;
}

}  // namespace leadscore::checking
