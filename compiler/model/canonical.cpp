#include "compiler/model/canonical.hpp"

#include <fmt/format.h>

#define XXH_INLINE_ALL
#include "base/decimal.hpp"
#include "base/number.hpp"
#include "base/time.hpp"
#include "compiler/model/appending.hpp"
#include "compiler/model/declarations.hpp"
#include "compiler/model/numbering.hpp"
#include "compiler/model/words.hpp"

#include <xxhash.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace leadscore::model {
namespace {

/// Spells the parts of one model that can change an answer. Each function appends to its first
/// argument.
class Canonical {
 public:
  explicit Canonical(const Model& model)
      : model_(model),
        field_is_used_(model.fields.size(), false),
        kind_is_used_(model.kinds.size(), false),
        attribute_is_used_(model.attributes.size(), false),
        conditions_("condition", model.conditions.size()),
        numbers_("number", model.numbers.size()),
        selections_("events", model.selections.size()),
        tests_("where", model.tests.size()) {}

  [[nodiscard]] std::string text() {
    std::string statements;
    if (model_.name) {
      statements += "model ";
      quote(statements, *model_.name);
      statements += '\n';
    }
    if (model_.applies_to) {
      statements += "for ";
      use(statements, *model_.applies_to);
      statements += '\n';
    }
    points(statements);
    outcomes(statements);
    std::string all = declarations();
    all.reserve(all.size() + tests_.lines.size() + selections_.lines.size() +
                numbers_.lines.size() + conditions_.lines.size() + statements.size());
    put(all, tests_.lines, selections_.lines, numbers_.lines, conditions_.lines, statements);
    return all;
  }

 private:
  using Text = std::string;

  // ---- Conditions, numbers, selections: numbered as they are first met ----

  void use(Text& to, ConditionId root) {
    conditions_.add(
        root, [this](ConditionId id, auto visit) { for_each_operand(id, visit); },
        [this](ConditionId id, Text& line) { spell(line, model_.conditions[id]); });
    append_number(to, root);
  }

  void append_number(Text& to, ConditionId id) const {
    to += '(';
    append_count(to, conditions_.at(id));
    to += ')';
  }

  template <class Visit>
  void for_each_operand(ConditionId id, Visit visit) const {
    const auto& node = model_.conditions[id].node;
    if (const auto* all = std::get_if<And>(&node)) std::ranges::for_each(all->operands, visit);
    if (const auto* any = std::get_if<Or>(&node)) std::ranges::for_each(any->operands, visit);
    if (const auto* negation = std::get_if<Not>(&node)) visit(negation->operand);
  }

  void spell(Text& to, const Condition& condition) {
    if (const auto* use = std::get_if<TestUse>(&condition.node)) return spell(to, use->test);
    if (const auto* all = std::get_if<And>(&condition.node)) {
      return append_operands(to, all->operands, " and ");
    }
    if (const auto* any = std::get_if<Or>(&condition.node)) {
      return append_operands(to, any->operands, " or ");
    }
    to += "not ";
    append_number(to, std::get<Not>(condition.node).operand);
  }

  void append_operands(Text& to, const std::vector<ConditionId>& operands,
                       std::string_view between) const {
    bool is_first = true;
    for (const ConditionId operand : operands) {
      if (!std::exchange(is_first, false)) to += between;
      append_number(to, operand);
    }
  }

  void spell(Text& to, TestId id) {
    std::visit([&](const auto& test) { spell(to, test); }, model_.tests[id]);
  }

  void use(Text& to, NumberId root) {
    if (const auto* of = std::get_if<NumberOf>(&model_.numbers[root])) return use(to, of->subject);
    numbers_.add(
        root, [this](NumberId id, auto visit) { for_each_operand(id, visit); },
        [this](NumberId id, Text& line) {
          std::visit([&](const auto& number) { spell(line, number); }, model_.numbers[id]);
        });
    append_number(to, root);
  }

  void append_number(Text& to, NumberId id) const {
    to += '#';
    append_count(to, numbers_.at(id));
  }

  template <class Visit>
  void for_each_operand(NumberId id, Visit visit) const {
    const Number& number = model_.numbers[id];
    if (const auto* two = std::get_if<Arithmetic>(&number)) {
      visit(two->left);
      visit(two->right);
    }
    if (const auto* negation = std::get_if<Negation>(&number)) visit(negation->operand);
  }

  void spell(Text& to, const NumberOf& number) { use(to, number.subject); }
  void spell(Text& to, const Constant& number) const { to += format_number(number.value); }
  void spell(Text& to, const Arithmetic& number) const {
    append_number(to, number.left);
    put(to, ' ', spelling(number.op), ' ');
    append_number(to, number.right);
  }
  void spell(Text& to, const Negation& number) const {
    to += "- ";
    append_number(to, number.operand);
  }
  void spell(Text& to, const Aggregate& number) {
    to += spelling(number.kind);
    if (number.attribute) {
      to += ' ';
      use(to, *number.attribute);
      to += " of";
    }
    to += ' ';
    use(to, number.selection);
  }

  void use(Text& to, SelectionId root) {
    selections_.add(
        root, [](SelectionId /*id*/, auto /*visit*/) {},
        [this](SelectionId id, Text& line) { spell(line, model_.selections[id]); });
    to += "events ";
    append_count(to, selections_.at(root));
  }

  void spell(Text& to, const Selection& selection) {
    if (selection.kind) {
      use(to, *selection.kind);
    } else {
      to += "activity";
    }
    to += '(';
    quote_sorted(to, selection.patterns);
    to += ')';
    for (const WhereTest& where : selection.where) {
      tests_.add(
          where.test, [](TestId /*id*/, auto /*visit*/) {},
          [this](TestId id, Text& line) { spell(line, id); });
      to += where.is_negated ? " but not where " : " where ";
      append_count(to, tests_.at(where.test));
    }
    if (selection.window) put(to, ' ', spelling(*selection.window));
  }

  // ---- Tests ----

  void spell(Text& to, const TextTest& test) {
    use(to, test.subject);
    put(to, ' ', spelling(test.op), ' ');
    quote_sorted(to, test.literals);
  }
  void spell(Text& to, const NumberTest& test) {
    use(to, test.number);
    put(to, ' ', spelling(test.op), ' ');
    append_joined(to, test.literals,
                  [](Text& end, double literal) { end += format_number(literal); });
  }
  /// The left one is numbered first.
  void spell(Text& to, const NumberComparison& test) {
    use(to, test.left);
    put(to, ' ', spelling(test.op), ' ');
    use(to, test.right);
  }
  void spell(Text& to, const EqualityTest& test) {
    if (test.left_is_domain) to += "domain of ";
    use(to, test.left);
    to += " is ";
    use(to, test.right);
  }
  void spell(Text& to, const YesTest& test) {
    use(to, test.subject);
    to += " is yes";
  }
  void spell(Text& to, const KnownTest& test) {
    use(to, test.subject);
    to += " is known";
  }
  void spell(Text& to, const TimeTest& test) {
    use(to, test.subject);
    put(to, ' ', spelling(test.window));
  }
  void spell(Text& to, const ListTest& test) {
    use(to, test.subject);
    put(to, " includes ", std::string_view(test.needs_all ? "all" : "any"), " of ");
    quote_sorted(to, test.literals);
  }
  void spell(Text& to, const EventTest& test) {
    use(to, test.selection);
    to += test.most ? " " : " at least ";
    append_count(to, test.least);
    if (test.most) {
      to += " to ";
      append_count(to, *test.most);
    }
    put(to, ' ', spelling(test.measure));
  }
  void spell(Text& to, const SequenceTest& test) {
    use(to, test.first);
    to += test.is_not_followed ? " not followed by " : " then ";
    use(to, test.second);
    put(to, " within ", format_duration(test.within_ms));
  }
  void spell(Text& to, const ScoreTest& test) const {
    const bool is_plain = test.terms.size() == 1 && test.terms.front().times == 1;
    bool is_first = true;
    for (const ScoreTerm& term : test.terms) {
      if (!std::exchange(is_first, false)) to += " + ";
      if (!is_plain) put(to, std::to_string(term.times), " times ");
      use(to, term.part);
    }
    put(to, ' ', spelling(test.op), ' ');
    append_joined(to, test.literals,
                  [](Text& end, std::int64_t literal) { end += format_points(literal); });
  }
  void spell(Text& to, const ScoreChangeTest& test) const {
    use(to, test.part);
    put(to, ' ', spelling(test.kind), ' ', format_points(test.amount_thousandths), " in ",
        format_duration(test.within_ms));
  }
  void spell(Text& to, const GradeTest& test) const {
    const Grade& grade = model_.grades[test.grade];
    use(to, grade.part);
    to += " grade in ";
    std::vector<TextId> names;
    for (const std::uint32_t step : test.steps) {
      names.push_back(step < grade.steps.size() ? grade.steps[step].name : grade.otherwise);
    }
    quote_sorted(to, names);
  }
  void spell(Text& to, const StageTest& test) const {
    put(to, "stage ", plain(model_.stages[test.stage].name));
  }
  static void spell(Text& to, const DisqualifiedTest& /*test*/) { to += "disqualified"; }

  // ---- What is used, by name ----

  void use(Text& to, FieldId field) {
    field_is_used_[field.value] = true;
    to += plain(model_.fields[field].name);
  }
  void use(Text& to, AttributeId attribute) {
    attribute_is_used_[attribute.value] = true;
    put(to, "its ", plain(model_.attributes[attribute].name));
  }
  void use(Text& to, DomainOf domain) {
    to += "domain of ";
    use(to, domain.field);
  }
  void use(Text& to, KindId kind) {
    kind_is_used_[kind.value] = true;
    to += plain(model_.kinds[kind].name);
  }
  void use(Text& to, std::optional<PartId> part) const {
    to += part ? plain(model_.parts[*part].name) : "score";
  }
  template <class... T>
  void use(Text& to, const std::variant<T...>& subject) {
    std::visit([&](const auto& alternative) { use(to, alternative); }, subject);
  }

  // ---- Declarations: those that are used, by name ----

  [[nodiscard]] Text declarations() {
    std::vector<Text> lines;
    for (const AttributeId id : model_.attributes.ids()) {
      if (!attribute_is_used_[id.value]) continue;
      kind_is_used_[model_.attributes[id].kind.value] = true;
      append_line(lines.emplace_back(), model_, model_.attributes[id]);
    }
    for (const FieldId id : model_.fields.ids()) {
      if (field_is_used_[id.value]) append_line(lines.emplace_back(), model_, model_.fields[id]);
    }
    for (const KindId id : model_.kinds.ids()) {
      if (kind_is_used_[id.value]) append_line(lines.emplace_back(), model_, model_.kinds[id]);
    }
    std::ranges::sort(lines);
    Text all;
    for (const Text& line : lines) all += line;
    return all;
  }

  // ---- Points ----

  void points(Text& to) {
    for (const Part& part : model_.parts) {
      put(to, "part ", plain(part.name));
      spell(to, part.bounds);
      to += '\n';
    }
    for (const Contribution& contribution : model_.contributions) {
      if (const auto* rule = std::get_if<RuleId>(&contribution.source)) {
        begin(to, "rule", contribution);
        to += ' ';
        line_of(to, model_.rules[*rule]);
      } else if (const auto* table = std::get_if<TableId>(&contribution.source)) {
        begin(to, "table", contribution);
        lines_of(to, model_.tables[*table]);
      } else {
        begin(to, "best of", contribution);
        to += '\n';
        for (const RuleId one : model_.best_ofs[std::get<BestOfId>(contribution.source)].rules) {
          to += "  rule ";
          line_of(to, model_.rules[one]);
        }
      }
    }
    to += "score";
    spell(to, model_.score_bounds);
    to += '\n';
  }

  void begin(Text& to, std::string_view word, const Contribution& contribution) const {
    to += word;
    if (!contribution.part) return;
    to += " in ";
    use(to, contribution.part);
  }

  static void spell(Text& to, const Bounds& bounds) {
    if (bounds.up_to_thousandths) put(to, " up to ", format_points(*bounds.up_to_thousandths));
    if (bounds.down_to_thousandths) {
      put(to, " down to ", format_points(*bounds.down_to_thousandths));
    }
  }

  void line_of(Text& to, const Rule& rule) {
    put(to, format_signed_points(rule.points_thousandths), " when ");
    use(to, rule.condition);
    if (rule.counted) {
      to += " of ";
      use(to, *rule.counted);
    }
    if (rule.each != Each::kOnce) to += rule.each == Each::kDay ? " each day" : " each";
    if (rule.up_to_thousandths) put(to, " up to ", format_points(*rule.up_to_thousandths));
    if (rule.decay) put(to, ' ', spelling(*rule.decay));
    because(to, rule.because);
    to += '\n';
  }

  void lines_of(Text& to, const Table& table) {
    to += " by ";
    use(to, table.subject);
    to += '\n';
    for (const Row& row : table.rows) {
      to += "  ";
      spell(to, row.match);
      put(to, ' ', format_signed_points(row.points_thousandths));
      because(to, row.because);
      to += '\n';
    }
  }

  void spell(Text& to, const decltype(Row::match)& match) const {
    if (const auto* range = std::get_if<NumberRange>(&match)) {
      put(to, range->includes_low ? '[' : '(', format_number(range->low), " to ",
          format_number(range->high), range->includes_high ? ']' : ')');
    } else if (const auto* texts = std::get_if<std::vector<TextId>>(&match)) {
      quote_sorted(to, *texts);
    } else {
      to += std::holds_alternative<RowUnknown>(match) ? "unknown" : "otherwise";
    }
  }

  // ---- Outcomes ----

  void outcomes(Text& to) {
    for (const Grade& grade : model_.grades) line_of(to, grade);
    for (const Stage& stage : model_.stages) line_of(to, stage);
    for (const Disqualification& one : model_.disqualifications) {
      to += "disqualify when ";
      use(to, one.condition);
      because(to, one.because);
      to += '\n';
    }
    for (const Route& route : model_.routes) {
      to += "route ";
      quote(to, route.name);
      to += route.condition ? " when " : " otherwise";
      if (route.condition) use(to, *route.condition);
      to += '\n';
    }
    for (const Alert& alert : model_.alerts) {
      to += "alert ";
      quote(to, alert.name);
      to += " when ";
      use(to, alert.condition);
      to += alert.names_disqualified ? ", also of the disqualified\n" : "\n";
    }
  }

  void line_of(Text& to, const Grade& grade) const {
    to += "grade ";
    use(to, grade.part);
    to += ':';
    for (const GradeStep& step : grade.steps) {
      to += ' ';
      quote(to, step.name);
      put(to, " at ", format_points(step.at_thousandths), ',');
    }
    to += " otherwise ";
    quote(to, grade.otherwise);
    to += '\n';
  }

  void line_of(Text& to, const Stage& stage) {
    put(to, "stage ", plain(stage.name));
    if (stage.at_thousandths) put(to, " at ", format_points(*stage.at_thousandths));
    if (stage.condition) {
      to += " when ";
      use(to, *stage.condition);
    }
    to += '\n';
  }

  void because(Text& to, std::optional<TextId> text) const {
    if (!text) return;
    to += " because ";
    quote(to, *text);
  }

  // ---- Texts ----

  [[nodiscard]] std::string_view plain(TextId id) const { return model_.texts.text(id); }
  void quote(Text& to, TextId id) const { append_quoted(to, plain(id)); }

  void quote_sorted(Text& to, const std::vector<TextId>& ids) const {
    append_quoted_sorted(to, model_.texts, ids);
  }

  const Model& model_;
  std::vector<bool> field_is_used_;
  std::vector<bool> kind_is_used_;
  std::vector<bool> attribute_is_used_;
  Numbering<ConditionId> conditions_;
  Numbering<NumberId> numbers_;
  Numbering<SelectionId> selections_;
  Numbering<TestId> tests_;
};

}  // namespace

std::string canonical_text(const Model& model) { return Canonical(model).text(); }

std::string hash(const Model& model) {
  const std::string text = canonical_text(model);
  const XXH128_hash_t value = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", value.high64, value.low64);
}

}  // namespace leadscore::model
