#include "compiler/model/canonical.hpp"

#include <fmt/format.h>

#define XXH_INLINE_ALL
#include "base/decimal.hpp"
#include "base/number.hpp"
#include "base/text/fold.hpp"
#include "base/time.hpp"
#include "compiler/model/words.hpp"

#include <xxhash.h>

#include <algorithm>
#include <unordered_map>

namespace leadscore::model {
namespace {

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char byte : text) {
    if (byte == '"' || byte == '\\') result += '\\';
    if (byte == '\n') {
      result += "\\n";
    } else {
      result += byte;
    }
  }
  return result + '"';
}

std::string joined(const std::vector<std::string>& items) {
  return fmt::format("{}", fmt::join(items, ", "));
}

std::string sorted(std::vector<std::string> items) {
  std::ranges::sort(items);
  items.erase(std::ranges::unique(items).begin(), items.end());
  return joined(items);
}

/// Numbers what has ids, in the order in which it is first met, operands before what they are of.
template <class IdType>
class Numbering {
 public:
  /// `operands_of` gives the ids below one; `write` is called for each new one, in order. No
  /// recursion: named conditions and sums may stand on each other very high.
  template <class OperandsOf, class Write>
  void add(IdType root, OperandsOf operands_of, Write write) {
    std::vector<IdType> pending = {root};
    while (!pending.empty()) {
      const IdType id = pending.back();
      if (numbers_.contains(id)) {
        pending.pop_back();
        continue;
      }
      const std::vector<IdType> operands = operands_of(id);
      const std::size_t before = pending.size();
      for (auto operand = operands.rbegin(); operand != operands.rend(); ++operand) {
        if (!numbers_.contains(*operand)) pending.push_back(*operand);
      }
      if (pending.size() > before) continue;
      const std::string content = write(id);
      numbers_.emplace(id, numbers_.size() + 1);
      lines += fmt::format("{} {}: {}\n", word_, numbers_.size(), content);
      pending.pop_back();
    }
  }

  explicit Numbering(std::string_view word) : word_(word) {}

  [[nodiscard]] std::size_t at(IdType id) const { return numbers_.at(id); }

  std::string lines;

 private:
  std::string_view word_;
  std::unordered_map<IdType, std::size_t> numbers_;
};

/// Spells the parts of one model that can change an answer.
class Canonical {
 public:
  explicit Canonical(const Model& model)
      : model_(model),
        field_is_used_(model.fields.size(), false),
        kind_is_used_(model.kinds.size(), false),
        attribute_is_used_(model.attributes.size(), false) {}

  [[nodiscard]] std::string text() {
    std::string statements;
    if (model_.name) statements += fmt::format("model {}\n", quote(*model_.name));
    if (model_.applies_to) statements += fmt::format("for {}\n", number(*model_.applies_to));
    statements += points();
    statements += outcomes();
    return declarations() + tests_.lines + selections_.lines + numbers_.lines + conditions_.lines +
           statements;
  }

 private:
  // ---- Conditions, numbers, selections: numbered as they are first met ----

  [[nodiscard]] std::string number(ConditionId root) {
    conditions_.add(
        root, [this](ConditionId id) { return operands_of(id); },
        [this](ConditionId id) { return content_of(id); });
    return number_of(root);
  }

  [[nodiscard]] std::string number_of(ConditionId id) const {
    return fmt::format("({})", conditions_.at(id));
  }

  [[nodiscard]] std::vector<ConditionId> operands_of(ConditionId id) const {
    const auto& node = model_.conditions[id].node;
    if (const auto* all = std::get_if<And>(&node)) return all->operands;
    if (const auto* any = std::get_if<Or>(&node)) return any->operands;
    if (const auto* negation = std::get_if<Not>(&node)) return {negation->operand};
    return {};
  }

  [[nodiscard]] std::string content_of(ConditionId id) {
    const auto& node = model_.conditions[id].node;
    if (const auto* use = std::get_if<TestUse>(&node)) return content_of(use->test);
    if (const auto* negation = std::get_if<Not>(&node)) {
      return fmt::format("not {}", number_of(negation->operand));
    }
    std::vector<std::string> operands;
    for (const ConditionId operand : operands_of(id)) operands.push_back(number_of(operand));
    const bool is_and = std::holds_alternative<And>(node);
    return fmt::format("{}", fmt::join(operands, is_and ? " and " : " or "));
  }

  [[nodiscard]] std::string content_of(TestId id) {
    return std::visit([this](const auto& test) { return spell(test); }, model_.tests[id]);
  }

  [[nodiscard]] std::string use(NumberId root) {
    if (const auto* of = std::get_if<NumberOf>(&model_.numbers[root])) return use(of->subject);
    numbers_.add(
        root, [this](NumberId id) { return operands_of(id); },
        [this](NumberId id) {
          return std::visit([this](const auto& number) { return spell(number); },
                            model_.numbers[id]);
        });
    return number_of(root);
  }

  [[nodiscard]] std::string number_of(NumberId id) const {
    return fmt::format("#{}", numbers_.at(id));
  }

  [[nodiscard]] std::vector<NumberId> operands_of(NumberId id) const {
    const Number& number = model_.numbers[id];
    if (const auto* two = std::get_if<Arithmetic>(&number)) return {two->left, two->right};
    if (const auto* negation = std::get_if<Negation>(&number)) return {negation->operand};
    return {};
  }

  [[nodiscard]] std::string spell(const NumberOf& number) { return use(number.subject); }
  [[nodiscard]] std::string spell(const Constant& number) const {
    return format_number(number.value);
  }
  [[nodiscard]] std::string spell(const Arithmetic& number) const {
    return fmt::format("{} {} {}", number_of(number.left), spelling(number.op),
                       number_of(number.right));
  }
  [[nodiscard]] std::string spell(const Negation& number) const {
    return fmt::format("- {}", number_of(number.operand));
  }
  [[nodiscard]] std::string spell(const Aggregate& number) {
    std::string text(spelling(number.kind));
    if (number.attribute) text += fmt::format(" {} of", use(*number.attribute));
    return fmt::format("{} {}", text, use(number.selection));
  }

  [[nodiscard]] std::string use(SelectionId root) {
    selections_.add(
        root, [](SelectionId) { return std::vector<SelectionId>(); },
        [this](SelectionId id) { return spell(model_.selections[id]); });
    return fmt::format("events {}", selections_.at(root));
  }

  [[nodiscard]] std::string spell(const Selection& selection) {
    std::string text = fmt::format("{}({})", selection.kind ? use(*selection.kind) : "activity",
                                   quote_sorted(selection.patterns));
    for (const WhereTest& where : selection.where) {
      tests_.add(
          where.test, [](TestId) { return std::vector<TestId>(); },
          [this](TestId id) { return content_of(id); });
      text += fmt::format(" {}{}", where.is_negated ? "but not where " : "where ",
                          tests_.at(where.test));
    }
    return selection.window ? fmt::format("{} {}", text, spelling(*selection.window)) : text;
  }

  // ---- Tests ----

  [[nodiscard]] std::string spell(const TextTest& test) {
    return fmt::format("{} {} {}", use(test.subject), spelling(test.op),
                       quote_sorted(test.literals));
  }
  [[nodiscard]] std::string spell(const NumberTest& test) {
    std::vector<std::string> literals;
    for (const double literal : test.literals) literals.push_back(format_number(literal));
    return fmt::format("{} {} {}", use(test.number), spelling(test.op), joined(literals));
  }
  [[nodiscard]] std::string spell(const NumberComparison& test) {
    // The left one is numbered first, whatever the order in which arguments are worked out.
    const std::string left = use(test.left);
    return fmt::format("{} {} {}", left, spelling(test.op), use(test.right));
  }
  [[nodiscard]] std::string spell(const EqualityTest& test) {
    return fmt::format("{}{} is {}", test.left_is_domain ? "domain of " : "", use(test.left),
                       use(test.right));
  }
  [[nodiscard]] std::string spell(const YesTest& test) {
    return fmt::format("{} is yes", use(test.subject));
  }
  [[nodiscard]] std::string spell(const KnownTest& test) {
    return fmt::format("{} is known", use(test.subject));
  }
  [[nodiscard]] std::string spell(const TimeTest& test) {
    return fmt::format("{} {}", use(test.subject), spelling(test.window));
  }
  [[nodiscard]] std::string spell(const ListTest& test) {
    return fmt::format("{} includes {} of {}", use(test.subject), test.needs_all ? "all" : "any",
                       quote_sorted(test.literals));
  }
  [[nodiscard]] std::string spell(const EventTest& test) {
    const std::string events = use(test.selection);
    const std::string_view measure = spelling(test.measure);
    if (!test.most) return fmt::format("{} at least {} {}", events, test.least, measure);
    return fmt::format("{} {} to {} {}", events, test.least, *test.most, measure);
  }
  [[nodiscard]] std::string spell(const SequenceTest& test) {
    const std::string first = use(test.first);
    return fmt::format("{} {} {} within {}", first,
                       test.is_not_followed ? "not followed by" : "then", use(test.second),
                       format_duration(test.within_ms));
  }
  [[nodiscard]] std::string spell(const ScoreTest& test) {
    std::vector<std::string> terms;
    for (const ScoreTerm& term : test.terms) {
      terms.push_back(fmt::format("{} times {}", term.times, use(term.part)));
    }
    std::vector<std::string> literals;
    for (const std::int64_t literal : test.literals) literals.push_back(format_points(literal));
    const bool is_plain = test.terms.size() == 1 && test.terms.front().times == 1;
    return fmt::format(
        "{} {} {}",
        is_plain ? use(test.terms.front().part) : fmt::format("{}", fmt::join(terms, " + ")),
        spelling(test.op), joined(literals));
  }
  [[nodiscard]] std::string spell(const ScoreChangeTest& test) {
    return fmt::format("{} {} {} in {}", use(test.part), spelling(test.kind),
                       format_points(test.amount_thousandths), format_duration(test.within_ms));
  }
  [[nodiscard]] std::string spell(const GradeTest& test) {
    const Grade& grade = model_.grades[test.grade];
    std::vector<std::string> names;
    for (const std::uint32_t step : test.steps) {
      names.push_back(quote(step < grade.steps.size() ? grade.steps[step].name : grade.otherwise));
    }
    return fmt::format("{} grade in {}", use(grade.part), sorted(std::move(names)));
  }
  [[nodiscard]] std::string spell(const StageTest& test) {
    return fmt::format("stage {}", plain(model_.stages[test.stage].name));
  }
  [[nodiscard]] static std::string spell(const DisqualifiedTest& /*test*/) {
    return "disqualified";
  }

  // ---- What is used, by name ----

  [[nodiscard]] std::string use(FieldId field) {
    field_is_used_[field.value] = true;
    return std::string(plain(model_.fields[field].name));
  }
  [[nodiscard]] std::string use(AttributeId attribute) {
    attribute_is_used_[attribute.value] = true;
    return fmt::format("its {}", plain(model_.attributes[attribute].name));
  }
  [[nodiscard]] std::string use(DomainOf domain) {
    return fmt::format("domain of {}", use(domain.field));
  }
  [[nodiscard]] std::string use(KindId kind) {
    kind_is_used_[kind.value] = true;
    return std::string(plain(model_.kinds[kind].name));
  }
  [[nodiscard]] std::string use(std::optional<PartId> part) const {
    return part ? std::string(plain(model_.parts[*part].name)) : "score";
  }
  template <class... T>
  [[nodiscard]] std::string use(const std::variant<T...>& subject) {
    return std::visit([this](const auto& alternative) { return use(alternative); }, subject);
  }

  // ---- Declarations: those that are used, by name ----

  [[nodiscard]] std::string declarations() {
    std::vector<std::string> lines;
    for (const AttributeId id : model_.attributes.ids()) {
      if (attribute_is_used_[id.value]) lines.push_back(line_of(model_.attributes[id]));
    }
    for (const FieldId id : model_.fields.ids()) {
      if (field_is_used_[id.value]) lines.push_back(line_of(model_.fields[id]));
    }
    for (const KindId id : model_.kinds.ids()) {
      if (kind_is_used_[id.value]) lines.push_back(line_of(model_.kinds[id]));
    }
    std::ranges::sort(lines);
    return fmt::format("{}", fmt::join(lines, ""));
  }

  [[nodiscard]] std::string line_of(const Field& field) const {
    std::string line = fmt::format("field {}: {}{}", plain(field.name), spelling(field.type),
                                   known_values(field.known_values));
    if (field.default_value) line += fmt::format(" = {}", spell(*field.default_value));
    if (field.key != field.name) line += fmt::format(" from {}", quote(field.key));
    return line + unknown_as(field.unknown_as) + '\n';
  }

  [[nodiscard]] std::string line_of(const Attribute& attribute) {
    return fmt::format("attribute {} of {}: {}{}{}\n", plain(attribute.name), use(attribute.kind),
                       spelling(attribute.type), known_values(attribute.known_values),
                       unknown_as(attribute.unknown_as));
  }

  [[nodiscard]] std::string known_values(const std::vector<TextId>& values) const {
    if (values.empty()) return "";
    std::vector<std::string> texts;
    for (const TextId value : values) texts.push_back(folded(value));
    return " " + sorted(std::move(texts));
  }

  [[nodiscard]] std::string unknown_as(const std::vector<Value>& values) const {
    if (values.empty()) return "";
    std::vector<std::string> texts;
    for (const Value& value : values) {
      const auto* text = std::get_if<TextId>(&value);
      texts.push_back(text != nullptr ? folded(*text) : spell(value));
    }
    return " unknown as " + sorted(std::move(texts));
  }

  [[nodiscard]] std::string line_of(const EventKind& kind) const {
    std::string line = fmt::format("event {}({}{})", plain(kind.name), plain(kind.subject_name),
                                   kind.is_path ? ": path" : "");
    if (!kind.from.empty()) line += fmt::format(" from {}", quote_sorted(kind.from));
    return line + '\n';
  }

  /// Values as they are: `is exactly` tells texts apart that are the same folded.
  [[nodiscard]] std::string spell(const Value& value) const {
    if (const auto* text = std::get_if<TextId>(&value)) return quote(*text);
    if (const auto* number = std::get_if<double>(&value)) return format_number(*number);
    if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "yes" : "no";
    if (const auto* time = std::get_if<TimeMs>(&value)) return format_time(*time);
    std::vector<std::string> items;
    for (const TextId item : std::get<std::vector<TextId>>(value)) items.push_back(quote(item));
    return fmt::format("[{}]", joined(items));
  }

  // ---- Points ----

  [[nodiscard]] std::string points() {
    std::string lines;
    for (const Part& part : model_.parts) {
      lines += fmt::format("part {}{}\n", plain(part.name), spell(part.bounds));
    }
    for (const Contribution& contribution : model_.contributions) {
      const std::string in = contribution.part ? fmt::format(" in {}", use(contribution.part)) : "";
      if (const auto* rule = std::get_if<RuleId>(&contribution.source)) {
        lines += fmt::format("rule{} {}\n", in, spell(model_.rules[*rule]));
      } else if (const auto* table = std::get_if<TableId>(&contribution.source)) {
        lines += lines_of(model_.tables[*table], in);
      } else {
        lines += fmt::format("best of{}\n", in);
        for (const RuleId one : model_.best_ofs[std::get<BestOfId>(contribution.source)].rules) {
          lines += fmt::format("  rule {}\n", spell(model_.rules[one]));
        }
      }
    }
    return lines + fmt::format("score{}\n", spell(model_.score_bounds));
  }

  [[nodiscard]] static std::string spell(const Bounds& bounds) {
    std::string text;
    if (bounds.up_to_thousandths) {
      text += fmt::format(" up to {}", format_points(*bounds.up_to_thousandths));
    }
    if (bounds.down_to_thousandths) {
      text += fmt::format(" down to {}", format_points(*bounds.down_to_thousandths));
    }
    return text;
  }

  [[nodiscard]] std::string spell(const Rule& rule) {
    std::string text = fmt::format("{} when {}", format_signed_points(rule.points_thousandths),
                                   number(rule.condition));
    if (rule.counted) text += fmt::format(" of {}", use(*rule.counted));
    if (rule.each != Each::kOnce) text += rule.each == Each::kDay ? " each day" : " each";
    if (rule.up_to_thousandths) {
      text += fmt::format(" up to {}", format_points(*rule.up_to_thousandths));
    }
    if (rule.decay) text += fmt::format(" {}", spelling(*rule.decay));
    return text + because(rule.because);
  }

  [[nodiscard]] std::string lines_of(const Table& table, const std::string& in) {
    std::string lines = fmt::format("table{} by {}\n", in, use(table.subject));
    for (const Row& row : table.rows) {
      lines += fmt::format("  {} {}{}\n", spell(row.match),
                           format_signed_points(row.points_thousandths), because(row.because));
    }
    return lines;
  }

  [[nodiscard]] std::string spell(const decltype(Row::match)& match) const {
    if (const auto* range = std::get_if<NumberRange>(&match)) {
      return fmt::format("{}{} to {}{}", range->includes_low ? "[" : "(", format_number(range->low),
                         format_number(range->high), range->includes_high ? "]" : ")");
    }
    if (const auto* texts = std::get_if<std::vector<TextId>>(&match)) return quote_sorted(*texts);
    return std::holds_alternative<RowUnknown>(match) ? "unknown" : "otherwise";
  }

  // ---- Outcomes ----

  [[nodiscard]] std::string outcomes() {
    std::string lines;
    for (const Grade& grade : model_.grades) lines += line_of(grade);
    for (const Stage& stage : model_.stages) lines += line_of(stage);
    for (const Disqualification& one : model_.disqualifications) {
      lines += fmt::format("disqualify when {}{}\n", number(one.condition), because(one.because));
    }
    for (const Route& route : model_.routes) {
      lines += fmt::format("route {}{}\n", quote(route.name),
                           route.condition ? " when " + number(*route.condition) : " otherwise");
    }
    for (const Alert& alert : model_.alerts) {
      lines += fmt::format("alert {} when {}{}\n", quote(alert.name), number(alert.condition),
                           alert.names_disqualified ? ", also of the disqualified" : "");
    }
    return lines;
  }

  [[nodiscard]] std::string line_of(const Grade& grade) const {
    std::string line = fmt::format("grade {}:", use(grade.part));
    for (const GradeStep& step : grade.steps) {
      line += fmt::format(" {} at {},", quote(step.name), format_points(step.at_thousandths));
    }
    return fmt::format("{} otherwise {}\n", line, quote(grade.otherwise));
  }

  [[nodiscard]] std::string line_of(const Stage& stage) {
    std::string line = fmt::format("stage {}", plain(stage.name));
    if (stage.at_thousandths) line += fmt::format(" at {}", format_points(*stage.at_thousandths));
    if (stage.condition) line += fmt::format(" when {}", number(*stage.condition));
    return line + '\n';
  }

  [[nodiscard]] std::string because(std::optional<TextId> text) const {
    return text ? fmt::format(" because {}", quote(*text)) : "";
  }

  // ---- Texts ----

  [[nodiscard]] std::string_view plain(TextId id) const { return model_.texts.text(id); }
  [[nodiscard]] std::string quote(TextId id) const { return quoted(plain(id)); }
  [[nodiscard]] std::string folded(TextId id) const { return quoted(text::fold(plain(id))); }

  [[nodiscard]] std::string quote_sorted(const std::vector<TextId>& ids) const {
    std::vector<std::string> texts;
    for (const TextId id : ids) texts.push_back(quote(id));
    return sorted(std::move(texts));
  }

  const Model& model_;
  std::vector<bool> field_is_used_;
  std::vector<bool> kind_is_used_;
  std::vector<bool> attribute_is_used_;
  Numbering<ConditionId> conditions_{"condition"};
  Numbering<NumberId> numbers_{"number"};
  Numbering<SelectionId> selections_{"events"};
  Numbering<TestId> tests_{"where"};
};

}  // namespace

std::string canonical_text(const Model& model) { return Canonical(model).text(); }

std::string hash(const Model& model) {
  const std::string text = canonical_text(model);
  const XXH128_hash_t value = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", value.high64, value.low64);
}

}  // namespace leadscore::model
