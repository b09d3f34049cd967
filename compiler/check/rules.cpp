#include "compiler/check/rules.hpp"

#include "compiler/check/conditions.hpp"
#include "compiler/check/decays.hpp"
#include "compiler/check/score_tests.hpp"
#include "compiler/check/tables.hpp"

#include <string>
#include <variant>

namespace leadscore::checking {
namespace {

/// Why the rule has not the one event test that `each` and decay look at, as a part of a sentence.
std::string_view why_not(const Counted& counted) {
  if (counted.counting > 1) return "it has several";
  return counted.events > 0 ? "its events do not count one by one" : "it has no event";
}

std::string_view help_of(const Counted& counted) {
  if (counted.counting > 1) {
    return "make a rule of each event, with the other conditions after `and`";
  }
  if (counted.events == 0) {
    return "write an event with its parentheses, such as `when visited(\"/pricing\") +5 each`; a "
           "named condition is not seen through";
  }
  return "the event stands alone or beside `and`; what is under `not`, `no` or `or`, `at most`, "
         "`exactly 0`, a sequence and a `count of` do not count one by one";
}

class ContributionCheck {
 public:
  ContributionCheck(Context& context, const std::vector<Define>& defines,
                    const std::vector<PartDecay>& part_decays)
      : context_(context),
        defines_(defines),
        part_decays_(part_decays),
        model_(context.builder.model) {}

  void add(const ast::Statement& statement) {
    const auto* part = std::get_if<ast::PartStatement>(&statement.node);
    if (part == nullptr) {
      part_.reset();
      add_one(statement);
      return;
    }
    const auto* declaration = context_.names.find(part->name.text, resolve::NameKind::kPart);
    part_.reset();
    if (declaration != nullptr) part_ = model::PartId(declaration->index);
    for (const ast::StatementId id : part->rules) add_one(context_.file.statements[id]);
  }

 private:
  void add_one(const ast::Statement& statement) {
    if (const auto* rule = std::get_if<ast::RuleStatement>(&statement.node)) {
      if (const auto id = add_rule(*rule, statement.span)) {
        model_.contributions.push_back({*id, part_});
      }
    } else if (const auto* table = std::get_if<ast::TableStatement>(&statement.node)) {
      if (auto checked = check_table(context_, *table, statement.span)) {
        model_.contributions.push_back({model_.tables.add(std::move(*checked)), part_});
      }
    } else if (const auto* best_of = std::get_if<ast::BestOfStatement>(&statement.node)) {
      add_best_of(*best_of, statement.span);
    }
  }

  void add_best_of(const ast::BestOfStatement& written, Span span) {
    model::BestOf best_of{{}, span};
    for (const ast::StatementId id : written.rules) {
      const ast::Statement& statement = context_.file.statements[id];
      const auto* rule = std::get_if<ast::RuleStatement>(&statement.node);
      if (rule == nullptr) continue;
      if (const auto added = add_rule(*rule, statement.span)) best_of.rules.push_back(*added);
    }
    if (written.rules.empty()) {
      Diagnostic& diagnostic =
          context_.diagnostics.report<DiagnosticKind::kEmptyBlock>(span, "`best of`");
      diagnostic.help.emplace_back(
          "write rules into it, such as `when job_title mentions \"VP\" +15`");
    }
    model_.contributions.push_back({model_.best_ofs.add(std::move(best_of)), part_});
  }

  std::optional<model::RuleId> add_rule(const ast::RuleStatement& written, Span span) {
    const Scope scope{Place::kRule, 0, nullptr};
    const Checked condition = check_condition(context_, defines_, scope, written.condition);
    model::Rule rule;
    rule.points_thousandths = written.points.thousandths;
    rule.each = each_of(written.each);
    rule.up_to_thousandths = up_to(written);
    if (written.decay) rule.decay = meant(*written.decay);
    rule.because = because(written.because);
    rule.span = span;
    rule.condition_span = context_.file.expressions[written.condition].span;
    if (!condition) return std::nullopt;
    rule.condition = *condition;
    add_events(written, rule);
    return model_.rules.add(rule);
  }

  static model::Each each_of(const ast::Each& each) {
    switch (each.kind) {
      case ast::EachKind::kOnce:
        return model::Each::kOnce;
      case ast::EachKind::kEvent:
        return model::Each::kEvent;
      case ast::EachKind::kDay:
        return model::Each::kDay;
    }
    return model::Each::kOnce;
  }

  std::optional<std::int64_t> up_to(const ast::RuleStatement& written) {
    if (!written.up_to) return std::nullopt;
    const auto points = read_points(context_, *written.up_to);
    if (!points || *points > 0) return points;
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kBadBound>(
        written.up_to->span, fmt::format("up to {}", context_.text(written.up_to->span)));
    diagnostic.help.emplace_back(
        "`up to` bounds the size of what a rule gives, also of a rule that takes points away: "
        "`-5 each, up to 20` takes 20 at most");
    return std::nullopt;
  }

  /// The events that `each` and a decay look at; a part's decay is put on the rule.
  void add_events(const ast::RuleStatement& written, model::Rule& rule) {
    const PartDecay* of_part = part_ ? &part_decays_[part_->value] : nullptr;
    const bool takes_part_decay = of_part != nullptr && of_part->decay && !written.decay;
    const bool has_each = written.each.kind != ast::EachKind::kOnce;
    if (!has_each && !rule.decay && !takes_part_decay) return;
    const Counted counted = find_counted(context_, written.condition);
    if (counted.selection) {
      rule.counted = counted.selection;
      if (takes_part_decay) rule.decay = of_part->decay;
    } else if (has_each) {
      report_without_event(written.each.span, counted);
    } else if (rule.decay) {
      report_without_event(written.decay->span, counted);
    } else if (counted.events > 0) {
      warn_left_out(*of_part, rule, counted);
    }
  }

  void report_without_event(Span span, const Counted& counted) {
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kWithoutOneEvent>(
        span, context_.text(span), why_not(counted));
    diagnostic.help.emplace_back(help_of(counted));
  }

  void warn_left_out(const PartDecay& of_part, const model::Rule& rule, const Counted& counted) {
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kDecayLeftOut>(
        rule.condition_span, context_.text(of_part.span), why_not(counted));
    diagnostic.labels.push_back({of_part.span, "the decay of the part"});
    diagnostic.help.emplace_back(
        "if these points shall stay, say so with `never decays`; else let the rule count one "
        "event");
  }

  std::optional<TextId> because(const std::optional<ast::TextLiteral>& literal) {
    if (!literal) return std::nullopt;
    return context_.builder.text(context_.text(literal->text));
  }

  Context& context_;
  const std::vector<Define>& defines_;
  const std::vector<PartDecay>& part_decays_;
  model::Model& model_;
  std::optional<model::PartId> part_;
};

}  // namespace

void add_contributions(Context& context, const std::vector<Define>& defines,
                       const std::vector<PartDecay>& part_decays) {
  ContributionCheck check(context, defines, part_decays);
  for (const ast::StatementId id : context.file.meant) check.add(context.file.statements[id]);
}

}  // namespace leadscore::checking
