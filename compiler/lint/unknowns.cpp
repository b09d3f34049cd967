// Negated tests of fields that may be unknown: `country is not "US"` is not met where no country is
// known (language.md §1.4), which the author may not have thought of.
#include "compiler/lint/finder.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

namespace leadscore::lint {
namespace {

/// What a test looks at: a field, or `domain of` one, as the author wrote it.
struct Subject {
  TextId field;
  std::string_view written;
};

/// Something negated, with the fields that must be known for it to be met.
struct Negated {
  std::vector<Subject> subjects;
  std::size_t tests = 0;                 // of one test, exactly these fields decide
  std::unordered_set<TextId> mentioned;  // fields that it asks `is known` or `is unknown` itself
};

/// Where a condition stands, for what may be written beside it.
enum class Beside { kNothing, kAnd };

class Unknowns {
 public:
  explicit Unknowns(const Finder& finder) : finder_(finder) {
    for (const model::Field& field : finder.model.fields) {
      const bool may_be_unknown = field.type != model::Type::kYesNo && !field.default_value;
      if (may_be_unknown) open_fields_.insert(finder.model.texts.text(field.name));
    }
  }

  void look(ast::StatementId id) {
    const ast::StatementNode& node = finder_.tree().statements[id].node;
    if (const auto* part = std::get_if<ast::PartStatement>(&node)) {
      for (const ast::StatementId rule : part->rules) look(rule);
    } else if (const auto* best = std::get_if<ast::BestOfStatement>(&node)) {
      for (const ast::StatementId rule : best->rules) look(rule);
    } else if (const auto condition = condition_of(node)) {
      stated_.clear();
      guards_.clear();
      collect_stated(*condition);
      visit(*condition, Beside::kNothing);
    }
  }

 private:
  [[nodiscard]] static std::optional<ast::ExpressionId> condition_of(
      const ast::StatementNode& node) {
    if (const auto* rule = std::get_if<ast::RuleStatement>(&node)) return rule->condition;
    if (const auto* define = std::get_if<ast::DefineStatement>(&node)) return define->condition;
    if (const auto* stage = std::get_if<ast::StageStatement>(&node)) return stage->condition;
    if (const auto* out = std::get_if<ast::DisqualifyStatement>(&node)) return out->condition;
    if (const auto* route = std::get_if<ast::RouteStatement>(&node)) return route->condition;
    if (const auto* alert = std::get_if<ast::AlertStatement>(&node)) return alert->condition;
    if (const auto* never = std::get_if<ast::NeverStatement>(&node)) return never->condition;
    if (const auto* model = std::get_if<ast::ModelStatement>(&node)) return model->applies_to;
    return std::nullopt;
  }

  [[nodiscard]] const ast::Expression& expression(ast::ExpressionId id) const {
    return finder_.tree().expressions[id];
  }

  [[nodiscard]] ast::ExpressionId without_groups(ast::ExpressionId id) const {
    while (const auto* group = std::get_if<ast::Group>(&expression(id).node)) id = group->inner;
    return id;
  }

  [[nodiscard]] std::optional<Subject> subject_of(ast::ExpressionId id) const {
    const ast::Expression& subject = expression(without_groups(id));
    if (const auto* use = std::get_if<ast::NameUse>(&subject.node)) {
      return Subject{use->name.text, finder_.text(subject.span)};
    }
    if (const auto* domain = std::get_if<ast::DomainOf>(&subject.node)) {
      return Subject{domain->field.text, finder_.text(subject.span)};
    }
    return std::nullopt;
  }

  [[nodiscard]] bool may_be_unknown(const Subject& subject) const {
    return open_fields_.contains(finder_.text(subject.field));
  }

  // ---- What the author has thought of ----

  /// The fields that the condition asks `is known` or `is unknown` anywhere.
  void collect_stated(ast::ExpressionId id) {
    const ast::ExpressionNode& node = expression(id).node;
    if (const auto* all = std::get_if<ast::And>(&node)) {
      for (const ast::ExpressionId operand : all->operands) collect_stated(operand);
    } else if (const auto* any = std::get_if<ast::Or>(&node)) {
      for (const ast::ExpressionId operand : any->operands) collect_stated(operand);
    } else if (const auto* negation = std::get_if<ast::Not>(&node)) {
      collect_stated(negation->operand);
    } else if (const auto* group = std::get_if<ast::Group>(&node)) {
      collect_stated(group->inner);
    } else if (const auto* test = std::get_if<ast::Test>(&node); test && asks_known(*test)) {
      if (const auto subject = subject_of(test->subject)) stated_.insert(subject->field);
    }
  }

  [[nodiscard]] static bool asks_known(const ast::Test& test) {
    return test.op == ast::TestOperator::kIsKnown || test.op == ast::TestOperator::kIsUnknown;
  }

  /// The field of a plain test: where it holds, its field is known.
  [[nodiscard]] std::optional<TextId> guard_of(ast::ExpressionId id) const {
    const ast::ExpressionNode& node = expression(without_groups(id)).node;
    std::optional<Subject> subject;
    if (const auto* test = std::get_if<ast::Test>(&node); test && !test->is_negated) {
      subject = subject_of(test->subject);
    } else if (const auto* time = std::get_if<ast::TimeTest>(&node)) {
      subject = subject_of(time->subject);
    }
    if (!subject) return std::nullopt;
    return subject->field;
  }

  // ---- What is negated ----

  /// What the expression negates, if it is a negated test or `not`.
  [[nodiscard]] std::optional<Negated> negated(ast::ExpressionId id) const {
    const ast::ExpressionNode& node = expression(id).node;
    Negated found;
    if (const auto* negation = std::get_if<ast::Not>(&node)) {
      add_negated(negation->operand, true, true, found);
    } else if (std::holds_alternative<ast::Test>(node)) {
      add_negated(id, false, true, found);
    }
    std::erase_if(found.subjects, [&](const Subject& subject) {
      return found.mentioned.contains(subject.field) || stated_.contains(subject.field) ||
             guards_.contains(subject.field) || !may_be_unknown(subject);
    });
    if (found.subjects.empty()) return std::nullopt;
    return found;
  }

  /// The subjects of those tests below that are negated in the end. Named conditions are looked
  /// into, but not those that they name, so that this stays linear.
  void add_negated(ast::ExpressionId id, bool is_negated, bool looks_into_names,
                   Negated& found) const {
    const ast::ExpressionNode& node = expression(id).node;
    if (const auto* all = std::get_if<ast::And>(&node)) {
      for (const auto operand : all->operands)
        add_negated(operand, is_negated, looks_into_names, found);
    } else if (const auto* any = std::get_if<ast::Or>(&node)) {
      for (const auto operand : any->operands)
        add_negated(operand, is_negated, looks_into_names, found);
    } else if (const auto* negation = std::get_if<ast::Not>(&node)) {
      add_negated(negation->operand, !is_negated, looks_into_names, found);
    } else if (const auto* group = std::get_if<ast::Group>(&node)) {
      add_negated(group->inner, is_negated, looks_into_names, found);
    } else if (const auto* test = std::get_if<ast::Test>(&node)) {
      add_test(*test, is_negated != test->is_negated, found);
    } else if (const auto* time = std::get_if<ast::TimeTest>(&node)) {
      ++found.tests;
      if (is_negated) add_subject(subject_of(time->subject), found);
    } else if (const auto* use = std::get_if<ast::NameUse>(&node)) {
      const auto* define = finder_.names.find(use->name.text, resolve::NameKind::kCondition);
      if (define == nullptr || !looks_into_names) {
        ++found.tests;
      } else {
        add_negated(finder_.names.defines[define->index]->condition, is_negated, false, found);
      }
    } else {
      ++found.tests;
    }
  }

  void add_test(const ast::Test& test, bool is_negated, Negated& found) const {
    const auto subject = subject_of(test.subject);
    if (asks_known(test)) {
      if (subject) found.mentioned.insert(subject->field);
      return;
    }
    ++found.tests;
    if (!is_negated) return;
    add_subject(subject, found);
    for (const ast::Operand& operand : test.operands) {
      const auto* name = std::get_if<ast::Name>(&operand);
      if (name != nullptr) add_subject(Subject{name->text, finder_.text(name->span)}, found);
    }
  }

  static void add_subject(const std::optional<Subject>& subject, Negated& found) {
    if (!subject) return;
    const bool is_there = std::ranges::any_of(
        found.subjects, [&](const Subject& known) { return known.written == subject->written; });
    if (!is_there) found.subjects.push_back(*subject);
  }

  // ---- The walk ----

  void visit(ast::ExpressionId id, Beside beside) {
    const ast::ExpressionNode& node = expression(id).node;
    if (const auto* all = std::get_if<ast::And>(&node)) {
      visit_and(*all, expression(id).span, beside);
    } else if (const auto* any = std::get_if<ast::Or>(&node)) {
      for (const ast::ExpressionId operand : any->operands) visit(operand, Beside::kNothing);
    } else if (const auto* group = std::get_if<ast::Group>(&node)) {
      visit(group->inner, Beside::kNothing);
    } else if (const auto found = negated(id)) {
      report(*found, expression(id).span, beside);
    }
  }

  /// Several negated tests of one field are one story: `country not in eu and country not in uk`.
  void visit_and(const ast::And& all, Span span, Beside beside) {
    const std::unordered_set<TextId> outer = guards_;
    for (const ast::ExpressionId operand : all.operands) {
      if (const auto guard = guard_of(operand)) guards_.insert(*guard);
    }
    std::unordered_map<TextId, std::size_t> times;  // negated tests of each field alone
    std::vector<std::optional<Negated>> operands;
    for (const ast::ExpressionId operand : all.operands) {
      const auto& found = operands.emplace_back(negated(operand));
      if (found && found->subjects.size() == 1) ++times[found->subjects.front().field];
    }
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const auto& found = operands[i];
      if (!found) {
        visit(all.operands[i], Beside::kAnd);
        continue;
      }
      const bool is_alone = found->subjects.size() != 1;
      const std::size_t same = is_alone ? 1 : times[found->subjects.front().field];
      if (same == all.operands.size()) {
        report(*found, span, beside);
        break;
      }
      if (same == 0) continue;  // said with the first of them
      if (!is_alone) times[found->subjects.front().field] = 0;
      Negated one = *found;
      if (same > 1) one.tests = 2;  // what is written beside this one does not help the others
      report(one, expression(all.operands[i]).span, Beside::kAnd);
    }
    guards_ = outer;
  }

  void report(const Negated& found, Span span, Beside beside) const {
    std::vector<std::string> names;
    std::vector<std::string> unknown;
    std::vector<std::string> known;
    for (const Subject& subject : found.subjects) {
      names.push_back(fmt::format("`{}`", subject.written));
      unknown.push_back(fmt::format("{} is unknown", subject.written));
      known.push_back(fmt::format("{} is known", subject.written));
    }
    Diagnostic& said = finder_.found.report<DiagnosticKind::kUnknownLeftOut>(
        span, fmt::to_string(fmt::join(names, " or ")));
    said.help.emplace_back(
        "a test of what is unknown is not true, and its opposite is not true either");
    const std::string with = fmt::format("or {}", fmt::join(unknown, " or "));
    const std::string without = fmt::format("{} and", fmt::join(known, " and "));
    if (found.tests != 1) {
      said.help.push_back(
          fmt::format("write `{}` to include them, or `{}` to say that they are "
                      "left out",
                      with, without));
      return;
    }
    const std::string_view written = finder_.text(span);
    said.fixes.push_back({span, in_parentheses(fmt::format("{} {}", written, with), beside),
                          fmt::format("write `{}` to include them", with)});
    said.fixes.push_back({span, in_parentheses(fmt::format("{} {}", without, written), beside),
                          fmt::format("write `{}` to say that they are left out", without)});
  }

  [[nodiscard]] static std::string in_parentheses(std::string condition, Beside beside) {
    return beside == Beside::kAnd ? fmt::format("({})", condition) : condition;
  }

  const Finder& finder_;
  std::unordered_set<std::string_view> open_fields_;  // those that may be unknown
  // Of the condition at hand:
  std::unordered_set<TextId> stated_;
  std::unordered_set<TextId> guards_;  // known where the test at hand matters
};

}  // namespace

void look_at_unknowns(const Finder& finder) {
  if (!finder.is_on(DiagnosticKind::kUnknownLeftOut)) return;
  Unknowns unknowns(finder);
  for (const ast::StatementId id : finder.tree().top_level) unknowns.look(id);
}

}  // namespace leadscore::lint
