#include "compiler/model/canonical.hpp"

#include <fmt/format.h>

#define XXH_INLINE_ALL
#include "base/decimal.hpp"
#include "base/number.hpp"
#include "base/text/fold.hpp"
#include "base/time.hpp"

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

std::string_view spelling(Type type) {
  switch (type) {
    case Type::kText:
      return "text";
    case Type::kNumber:
      return "number";
    case Type::kYesNo:
      return "yes/no";
    case Type::kTime:
      return "time";
    case Type::kListOfText:
      return "list of text";
    case Type::kOneOf:
      return "one of";
    case Type::kAny:
      return "anything";
  }
  return "";
}

std::string_view spelling(TextOperator op) {
  switch (op) {
    case TextOperator::kIs:
      return "is";
    case TextOperator::kContains:
      return "contains";
    case TextOperator::kMentions:
      return "mentions";
    case TextOperator::kStartsWith:
      return "starts with";
    case TextOperator::kEndsWith:
      return "ends with";
    case TextOperator::kMatches:
      return "matches";
  }
  return "";
}

std::string_view spelling(NumberOperator op) {
  switch (op) {
    case NumberOperator::kIs:
      return "is";
    case NumberOperator::kLess:
      return "<";
    case NumberOperator::kLessOrEqual:
      return "<=";
    case NumberOperator::kGreater:
      return ">";
    case NumberOperator::kGreaterOrEqual:
      return ">=";
    case NumberOperator::kBetween:
      return "between";
  }
  return "";
}

std::string_view spelling(ScoreOperator op) {
  switch (op) {
    case ScoreOperator::kIs:
      return "is";
    case ScoreOperator::kLess:
      return "<";
    case ScoreOperator::kLessOrEqual:
      return "<=";
    case ScoreOperator::kGreater:
      return ">";
    case ScoreOperator::kGreaterOrEqual:
      return ">=";
    case ScoreOperator::kBetween:
      return "between";
  }
  return "";
}

std::string moment(std::int64_t time, bool is_whole_day) {
  return is_whole_day ? format_date(time) : format_time(time);
}

std::string spelling(const Window& window) {
  const std::int64_t first = window.first;
  const std::int64_t second = window.second;
  switch (window.kind) {
    case WindowKind::kInTheLast:
      return fmt::format("in the last {}", format_duration(first));
    case WindowKind::kMoreThanAgo:
      return fmt::format("more than {} ago", format_duration(first));
    case WindowKind::kBetweenAgo:
      return fmt::format("between {} and {} ago", format_duration(first), format_duration(second));
    case WindowKind::kInTheNext:
      return fmt::format("in the next {}", format_duration(first));
    case WindowKind::kBefore:
      return fmt::format("before {}", moment(first, false));
    case WindowKind::kSince:
      return fmt::format("since {}", moment(first, false));
    case WindowKind::kAfter:
      return fmt::format("after {}", moment(first, window.first_is_whole_day));
    case WindowKind::kOn:
      return fmt::format("on {}", moment(first, true));
    case WindowKind::kBetweenDates:
      return fmt::format("between {} and {}", moment(first, false),
                         moment(second, window.second_is_whole_day));
  }
  return "";
}

/// Spells the parts of one model that can change a score.
class Canonical {
 public:
  explicit Canonical(const Model& model)
      : model_(model),
        field_is_used_(model.fields.size(), false),
        kind_is_used_(model.kinds.size(), false) {}

  [[nodiscard]] std::string text() {
    number_conditions();
    std::string lines;
    if (model_.name) lines += fmt::format("model {}\n", quote(*model_.name));
    lines += declarations();
    lines += condition_lines_;
    for (const Part& part : model_.parts) lines += fmt::format("part {}\n", plain(part.name));
    for (const Rule& rule : model_.rules) lines += line_of(rule);
    for (const Stage& stage : model_.stages) lines += line_of(stage);
    for (const Disqualification& disqualification : model_.disqualifications) {
      lines += fmt::format("disqualify when {}{}\n", number_of(disqualification.condition),
                           because(disqualification.because));
    }
    return lines;
  }

 private:
  // ---- Conditions: numbered as they are first met on the way from rules and outcomes ----

  void number_conditions() {
    for (const Rule& rule : model_.rules) number(rule.condition);
    for (const Stage& stage : model_.stages) {
      if (stage.condition) number(*stage.condition);
    }
    for (const Disqualification& disqualification : model_.disqualifications) {
      number(disqualification.condition);
    }
  }

  /// Operands first. No recursion: named conditions may stand on each other very high.
  void number(ConditionId root) {
    std::vector<ConditionId> pending = {root};
    while (!pending.empty()) {
      const ConditionId id = pending.back();
      if (numbers_.contains(id)) {
        pending.pop_back();
        continue;
      }
      const std::vector<ConditionId> operands = operands_of(id);
      const std::size_t before = pending.size();
      for (auto operand = operands.rbegin(); operand != operands.rend(); ++operand) {
        if (!numbers_.contains(*operand)) pending.push_back(*operand);
      }
      if (pending.size() > before) continue;
      numbers_.emplace(id, numbers_.size() + 1);
      condition_lines_ += fmt::format("condition {}: {}\n", numbers_.size(), content_of(id));
      pending.pop_back();
    }
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
    if (const auto* use = std::get_if<TestUse>(&node)) {
      return std::visit([this](const auto& test) { return spell(test); }, model_.tests[use->test]);
    }
    if (const auto* negation = std::get_if<Not>(&node)) {
      return fmt::format("not {}", number_of(negation->operand));
    }
    std::vector<std::string> operands;
    for (const ConditionId operand : operands_of(id)) operands.push_back(number_of(operand));
    const bool is_and = std::holds_alternative<And>(node);
    return fmt::format("{}", fmt::join(operands, is_and ? " and " : " or "));
  }

  [[nodiscard]] std::string number_of(ConditionId id) const {
    return fmt::format("({})", numbers_.at(id));
  }

  // ---- Tests ----

  [[nodiscard]] std::string spell(const TextTest& test) {
    return fmt::format("{} {} {}", use(test.field), spelling(test.op), quote_all(test.literals));
  }
  [[nodiscard]] std::string spell(const NumberTest& test) {
    std::vector<std::string> literals;
    for (const double literal : test.literals) literals.push_back(format_number(literal));
    return fmt::format("{} {} {}", use(test.field), spelling(test.op), joined(literals));
  }
  [[nodiscard]] std::string spell(const YesTest& test) {
    return fmt::format("{} is yes", use(test.field));
  }
  [[nodiscard]] std::string spell(const KnownTest& test) {
    return fmt::format("{} is known", use(test.field));
  }
  [[nodiscard]] std::string spell(const TimeTest& test) {
    return fmt::format("{} {}", use(test.field), spelling(test.window));
  }
  [[nodiscard]] std::string spell(const ListTest& test) {
    return fmt::format("{} includes {} of {}", use(test.field), test.needs_all ? "all" : "any",
                       quote_all(test.literals));
  }
  [[nodiscard]] std::string spell(const EventTest& test) {
    std::string_view kind = "activity";
    if (test.kind) {
      kind_is_used_[test.kind->value] = true;
      kind = plain(model_.kinds[*test.kind].name);
    }
    std::string text = fmt::format("{}({}) ", kind, quote_all(test.patterns));
    if (!test.most) {
      text += fmt::format("at least {} times", test.least);
    } else {
      text += fmt::format("{} to {} times", test.least, *test.most);
    }
    return test.window ? fmt::format("{} {}", text, spelling(*test.window)) : text;
  }
  [[nodiscard]] std::string spell(const ScoreTest& test) {
    std::vector<std::string> literals;
    for (const std::int64_t literal : test.literals) literals.push_back(format_points(literal));
    return fmt::format("{} {} {}", test.part ? plain(model_.parts[*test.part].name) : "score",
                       spelling(test.op), joined(literals));
  }
  [[nodiscard]] std::string spell(const StageTest& test) {
    return fmt::format("stage {}", plain(model_.stages[test.stage].name));
  }

  [[nodiscard]] std::string_view use(FieldId field) {
    field_is_used_[field.value] = true;
    return plain(model_.fields[field].name);
  }

  // ---- Declarations: those that are used, by name ----

  [[nodiscard]] std::string declarations() const {
    std::vector<std::string> lines;
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
    std::string line = fmt::format("field {}: {}", plain(field.name), spelling(field.type));
    if (!field.known_values.empty()) {
      std::vector<std::string> values;
      for (const TextId value : field.known_values) values.push_back(folded(value));
      std::ranges::sort(values);
      line += fmt::format(" {}", joined(values));
    }
    if (field.default_value) line += fmt::format(" = {}", spell(*field.default_value));
    if (field.key != field.name) line += fmt::format(" from {}", quote(field.key));
    if (!field.unknown_as.empty()) {
      std::vector<std::string> values;
      for (const Value& value : field.unknown_as) values.push_back(spell(value));
      std::ranges::sort(values);
      values.erase(std::ranges::unique(values).begin(), values.end());
      line += fmt::format(" unknown as {}", joined(values));
    }
    return line + '\n';
  }

  [[nodiscard]] std::string line_of(const EventKind& kind) const {
    std::string line = fmt::format("event {}({}{})", plain(kind.name), plain(kind.subject_name),
                                   kind.is_path ? ": path" : "");
    std::vector<std::string> from;
    for (const TextId name : kind.from) from.push_back(quote(name));
    std::ranges::sort(from);
    if (!from.empty()) line += fmt::format(" from {}", joined(from));
    return line + '\n';
  }

  /// Texts compare folded, so that is how they are spelled.
  [[nodiscard]] std::string spell(const Value& value) const {
    if (const auto* text = std::get_if<TextId>(&value)) return folded(*text);
    if (const auto* number = std::get_if<double>(&value)) return format_number(*number);
    if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "yes" : "no";
    if (const auto* time = std::get_if<TimeMs>(&value)) return format_time(*time);
    std::vector<std::string> items;
    for (const TextId item : std::get<std::vector<TextId>>(value)) items.push_back(folded(item));
    return fmt::format("[{}]", joined(items));
  }

  // ---- Rules and outcomes ----

  [[nodiscard]] std::string line_of(const Rule& rule) const {
    return fmt::format("rule {} when {}{}{}\n", format_signed_points(rule.points_thousandths),
                       number_of(rule.condition),
                       rule.part ? fmt::format(" in {}", plain(model_.parts[*rule.part].name)) : "",
                       because(rule.because));
  }

  [[nodiscard]] std::string line_of(const Stage& stage) const {
    std::string line = fmt::format("stage {}", plain(stage.name));
    if (stage.at_thousandths) line += fmt::format(" at {}", format_points(*stage.at_thousandths));
    if (stage.condition) line += fmt::format(" when {}", number_of(*stage.condition));
    return line + '\n';
  }

  [[nodiscard]] std::string because(std::optional<TextId> text) const {
    return text ? fmt::format(" because {}", quote(*text)) : "";
  }

  // ---- Texts ----

  [[nodiscard]] std::string_view plain(TextId id) const { return model_.texts.text(id); }
  [[nodiscard]] std::string quote(TextId id) const { return quoted(plain(id)); }
  [[nodiscard]] std::string folded(TextId id) const { return quoted(text::fold(plain(id))); }

  [[nodiscard]] std::string quote_all(const std::vector<TextId>& ids) const {
    std::vector<std::string> texts;
    for (const TextId id : ids) texts.push_back(quote(id));
    return joined(texts);
  }

  const Model& model_;
  std::vector<bool> field_is_used_;
  std::vector<bool> kind_is_used_;
  std::unordered_map<ConditionId, std::size_t> numbers_;
  std::string condition_lines_;
};

}  // namespace

std::string canonical_text(const Model& model) { return Canonical(model).text(); }

std::string hash(const Model& model) {
  const std::string text = canonical_text(model);
  const XXH128_hash_t value = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", value.high64, value.low64);
}

}  // namespace leadscore::model
