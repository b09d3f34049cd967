#include "compiler/check/outcomes.hpp"

#include "base/text/fold.hpp"
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
      add_model(*named);
    } else if (const auto* stage = std::get_if<ast::StageStatement>(&node)) {
      add_stage(*stage, statement.span);
    } else if (const auto* disqualify = std::get_if<ast::DisqualifyStatement>(&node)) {
      add_disqualification(*disqualify, statement.span);
    } else if (const auto* route = std::get_if<ast::RouteStatement>(&node)) {
      add_route(*route, statement.span);
    } else if (const auto* alert = std::get_if<ast::AlertStatement>(&node)) {
      add_alert(*alert, statement.span);
    } else if (const auto* never = std::get_if<ast::NeverStatement>(&node)) {
      add_never(*never, statement.span);
    }
  }

 private:
  void add_model(const ast::ModelStatement& named) {
    if (first_name_) {
      Diagnostic& diagnostic =
          context_.diagnostics.report<DiagnosticKind::kModelTwice>(named.name.span);
      diagnostic.labels.push_back({*first_name_, "the first one is here"});
      diagnostic.help.emplace_back("keep one of the two");
      return;
    }
    first_name_ = named.name.span;
    model_.name = text(named.name);
    if (!named.applies_to) return;
    model_.applies_to = check_condition(context_, defines_, {Place::kApplies}, *named.applies_to);
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

  void add_route(const ast::RouteStatement& route, Span span) {
    check_name(route.name);
    if (otherwise_) report_not_last(*otherwise_, span);
    otherwise_.reset();
    model::Route result;
    result.name = text(route.name);
    result.span = span;
    if (!route.condition) {
      otherwise_ = span;
      model_.routes.push_back(result);
      return;
    }
    result.condition = check_condition(context_, defines_, {Place::kRoute}, *route.condition);
    result.condition_span = span_of(*route.condition);
    model_.routes.push_back(result);
  }

  void report_not_last(Span otherwise, Span next) {
    Diagnostic& diagnostic =
        context_.diagnostics.report<DiagnosticKind::kOtherwiseNotLast>(otherwise);
    diagnostic.labels.push_back({next, "this comes after it"});
    diagnostic.help.emplace_back("move it behind all other routes");
  }

  void add_alert(const ast::AlertStatement& alert, Span span) {
    check_name(alert.name);
    Define asked;
    const Scope scope{Place::kAlert, 0, &asked};
    const Checked condition = check_condition(context_, defines_, scope, alert.condition);
    if (!condition) return;
    model_.alerts.push_back({.name = text(alert.name),
                             .condition = *condition,
                             .names_disqualified = asked.disqualified.has_value(),
                             .span = span,
                             .condition_span = span_of(alert.condition)});
  }

  void add_never(const ast::NeverStatement& never, Span span) {
    const Checked condition = check_condition(context_, defines_, {Place::kNever}, never.condition);
    if (!condition) return;
    model_.nevers.push_back({*condition, span, span_of(never.condition)});
  }

  /// Of a route or an alert.
  void check_name(const ast::TextLiteral& name) {
    if (!text::trim(context_.text(name.text)).empty()) return;
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kEmptyText>(name.span);
    diagnostic.help.emplace_back("give it a name, such as \"inside sales\"");
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
  std::optional<Span> otherwise_;  // the route before, if it takes all
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

void add_outcomes(Context& context, const std::vector<Define>& defines) {
  OutcomeCheck check(context, defines);
  for (const ast::StatementId id : context.file.meant) {
    check.add(context.file.statements[id]);
  }
}

}  // namespace leadscore::checking
