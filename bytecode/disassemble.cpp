#include "bytecode/disassemble.hpp"

#include "base/decimal.hpp"
#include "base/number.hpp"
#include "base/time.hpp"
#include "bytecode/describe.hpp"
#include "bytecode/opcode_table.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::bytecode {
namespace {

std::string_view name_of(FieldType type) {
  switch (type) {
    case FieldType::kText:
      return "text";
    case FieldType::kNumber:
      return "number";
    case FieldType::kYesNo:
      return "yes/no";
    case FieldType::kTime:
      return "time";
    case FieldType::kListOfText:
      return "list of text";
    case FieldType::kOneOf:
      return "one of";
    case FieldType::kAny:
      return "anything";
  }
  return "anything";
}

std::string_view name_of(AddressPart part) {
  switch (part) {
    case AddressPart::kNone:
      return "";
    case AddressPart::kHost:
      return "host";
    case AddressPart::kUtmSource:
      return "utm_source";
    case AddressPart::kUtmMedium:
      return "utm_medium";
    case AddressPart::kUtmCampaign:
      return "utm_campaign";
    case AddressPart::kUtmTerm:
      return "utm_term";
    case AddressPart::kUtmContent:
      return "utm_content";
  }
  return "";
}

std::string_view name_of(OperandKind kind) {
  switch (kind) {
    case OperandKind::kNone:
      return "";
    case OperandKind::kTo:
    case OperandKind::kFrom:
      return "register";
    case OperandKind::kSignal:
      return "signal";
    case OperandKind::kContribution:
      return "contribution";
    case OperandKind::kPart:
      return "part";
    case OperandKind::kGrade:
      return "grade";
    case OperandKind::kStage:
      return "stage";
    case OperandKind::kReason:
      return "disqualification";
    case OperandKind::kRoute:
      return "route";
    case OperandKind::kAlert:
      return "alert";
    case OperandKind::kNever:
      return "never";
    case OperandKind::kSum:
      return "sum";
    case OperandKind::kScores:
      return "scores";
    case OperandKind::kChange:
      return "change";
    case OperandKind::kSteps:
      return "steps";
  }
  return "";
}

std::string say_operand(OperandKind kind, std::uint32_t operand) {
  if (kind == OperandKind::kTo || kind == OperandKind::kFrom) return fmt::format("r{}", operand);
  return fmt::format("{} {}", name_of(kind), operand);
}

/// Writes one table after the other, then the code.
class Listing {
 public:
  explicit Listing(const Program& program) : program_(program) {}

  [[nodiscard]] std::string finish();

 private:
  [[nodiscard]] std::string_view text(TextId id) const { return program_.texts.text(id); }
  [[nodiscard]] std::string quote(TextId id) const { return quoted(text(id)); }
  [[nodiscard]] std::string quote_all(const std::vector<TextId>& ids) const;
  [[nodiscard]] std::string say(const Value& value) const;
  [[nodiscard]] std::string say_type(FieldType type, const std::vector<TextId>& known) const;
  [[nodiscard]] std::string say_unknown_as(const std::vector<Value>& values) const;
  [[nodiscard]] std::string say(const Field& field) const;
  [[nodiscard]] std::string say(const EventKind& kind) const;
  [[nodiscard]] std::string say(const Attribute& attribute) const;
  [[nodiscard]] std::string say_signal(SignalId id) const;
  [[nodiscard]] std::string say_set(TextSetId id) const;
  [[nodiscard]] std::string say(const Wording& wording) const;
  [[nodiscard]] std::string say(const Part& part) const;
  [[nodiscard]] std::string say(const Rule& rule) const;
  [[nodiscard]] std::string say(const Table& table) const;
  [[nodiscard]] std::string say(const BestOf& best_of) const;
  [[nodiscard]] std::string say(const Contribution& contribution) const;
  [[nodiscard]] std::string say_grade(GradeId id) const;
  [[nodiscard]] std::string say(const Stage& stage) const;
  [[nodiscard]] std::string say(const Disqualification& row) const;
  [[nodiscard]] std::string say(const Route& route) const;
  [[nodiscard]] std::string say(const Alert& alert) const;
  [[nodiscard]] std::string say(const Never& never) const { return say(never.wording); }
  [[nodiscard]] std::string say(const Instruction& instruction) const;
  [[nodiscard]] std::string remark(const Instruction& instruction) const;

  /// Writes a table with its rows numbered; an empty one is left out, and so is a row without
  /// words.
  template <class Rows, class Say>
  void write_table(std::string_view title, const Rows& rows, Say say_row);
  void write_signals();
  void write_points();
  void write_outcomes();

  const Program& program_;
  std::string out_;
};

// ---- Records ------------------------------------------------------------------------------------

std::string Listing::quote_all(const std::vector<TextId>& ids) const {
  std::vector<std::string> words;
  words.reserve(ids.size());
  for (const TextId id : ids) words.push_back(quote(id));
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string Listing::say(const Value& value) const {
  if (const auto* one = std::get_if<TextId>(&value)) return quote(*one);
  if (const auto* number = std::get_if<double>(&value)) return format_number(*number);
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "yes" : "no";
  if (const auto* time = std::get_if<TimeMs>(&value)) return format_time(*time);
  return fmt::format("[{}]", quote_all(std::get<std::vector<TextId>>(value)));
}

std::string Listing::say_type(FieldType type, const std::vector<TextId>& known) const {
  std::string words(name_of(type));
  if (type == FieldType::kOneOf) words += " " + quote_all(known);
  return words;
}

std::string Listing::say_unknown_as(const std::vector<Value>& values) const {
  std::string words;
  for (std::size_t index = 0; index < values.size(); ++index) {
    words += (index == 0 ? " unknown as " : ", ") + say(values[index]);
  }
  return words;
}

std::string Listing::say(const Field& field) const {
  std::string line =
      fmt::format("{}: {}", text(field.name), say_type(field.type, field.known_values));
  if (field.default_value) line += " = " + say(*field.default_value);
  if (field.key != field.name) line += " from " + quote(field.key);
  return line + say_unknown_as(field.unknown_as);
}

std::string Listing::say(const EventKind& kind) const {
  std::string line = fmt::format("{}({}{})", text(kind.name), text(kind.subject_name),
                                 kind.is_path ? ": path" : "");
  if (!kind.from.empty()) line += " from " + quote_all(kind.from);
  if (kind.attributes.empty()) return line;
  std::vector<std::string> attributes;
  for (const AttributeId id : kind.attributes) {
    attributes.push_back(fmt::format("attribute {}", id.value));
  }
  return line + fmt::format(" with {}", fmt::join(attributes, ", "));
}

std::string Listing::say(const Attribute& attribute) const {
  std::string line =
      fmt::format("{}: {}", text(attribute.name), say_type(attribute.type, attribute.known_values));
  line += say_unknown_as(attribute.unknown_as);
  if (attribute.address_part != AddressPart::kNone) {
    line += fmt::format(", or the address's {}", name_of(attribute.address_part));
  }
  return line;
}

// ---- Signals ------------------------------------------------------------------------------------

/// The whole of a long list; short ones stand where they are asked for.
std::string Listing::say_set(TextSetId id) const {
  const TextSet& set = program_.text_sets[id];
  return set.size() > kFewLiterals ? quote_all(set) : "";
}

std::string Listing::say_signal(SignalId id) const {
  const Signal& signal = program_.signals[id];
  TextSetId literals;
  if (const auto* texts = std::get_if<TextSignal>(&signal)) literals = texts->literals;
  if (const auto* list = std::get_if<ListSignal>(&signal)) literals = list->literals;
  std::string line = describe(program_, id);
  if (literals.is_valid() && program_.text_sets[literals].size() > kFewLiterals) {
    line += fmt::format(", texts {}", literals.value);
  }
  return line;
}

void Listing::write_signals() {
  write_table("texts", program_.text_sets.ids(), [this](TextSetId id) { return say_set(id); });
  write_table("selections", program_.selections.ids(),
              [this](SelectionId id) { return describe(program_, id); });
  write_table("numbers", program_.numbers.ids(),
              [this](NumberId id) { return describe(program_, id); });
  write_table("signals", program_.signals.ids(), [this](SignalId id) { return say_signal(id); });
}

// ---- Points -------------------------------------------------------------------------------------

std::string Listing::say(const Wording& wording) const {
  std::string line = fmt::format("line {}", wording.line);
  if (wording.file) line += fmt::format(" of {}", text(*wording.file));
  line += fmt::format(": {}", text(wording.condition));
  if (wording.because) line += " because " + quote(*wording.because);
  return line;
}

std::string Listing::say(const Part& part) const {
  return std::string(text(part.name)) + describe(part.bounds);
}

std::string Listing::say(const Rule& rule) const {
  std::string line = fmt::format("{} if r{}", describe_points(rule), rule.condition_register);
  if (rule.counted.is_valid()) line += fmt::format(" for selection {}", rule.counted.value);
  return fmt::format("{}, {}", line, say(rule.wording));
}

std::string Listing::say(const Table& table) const {
  std::string lines = say(table.wording);
  for (const Row& row : table.rows) {
    lines += fmt::format("\n         {} if {}", format_signed_points(row.points_thousandths),
                         describe(program_, row));
    if (row.signal.is_valid()) lines += fmt::format(" (signal {})", row.signal.value);
    lines += ", " + say(row.wording);
  }
  return lines;
}

std::string Listing::say(const BestOf& best_of) const {
  std::vector<std::string> rules;
  for (const RuleId rule : best_of.rules) rules.push_back(fmt::format("rule {}", rule.value));
  return fmt::format("{}, {}", fmt::join(rules, ", "), say(best_of.wording));
}

std::string Listing::say(const Contribution& contribution) const {
  std::string line;
  if (const auto* rule = std::get_if<RuleId>(&contribution.source)) {
    line = fmt::format("rule {}", rule->value);
  } else if (const auto* table = std::get_if<TableId>(&contribution.source)) {
    line = fmt::format("table {}", table->value);
  } else {
    line = fmt::format("best of {}", std::get<BestOfId>(contribution.source).value);
  }
  if (!contribution.part.is_valid()) return line;
  return line + fmt::format(" to {}", text(program_.parts[contribution.part].name));
}

void Listing::write_points() {
  const auto say_row = [this](const auto& row) { return say(row); };
  write_table("parts", program_.parts, say_row);
  const std::string bounds = describe(program_.score_bounds);
  if (!bounds.empty()) out_ += fmt::format("score{}\n", bounds);
  write_table("rules", program_.rules, say_row);
  write_table("tables", program_.tables, say_row);
  write_table("best of", program_.best_ofs, say_row);
  write_table("contributions", program_.contributions, say_row);
}

// ---- Outcomes -----------------------------------------------------------------------------------

std::string Listing::say_grade(GradeId id) const {
  const Grade& grade = program_.grades[id];
  std::string line = bytecode::name_of(program_, id) + ":";
  for (const GradeStep& step : grade.steps) {
    line += fmt::format(" {} at {},", quote(step.name), format_points(step.at_thousandths));
  }
  return line + " otherwise " + quote(grade.otherwise);
}

std::string Listing::say(const Stage& stage) const {
  std::string line(text(stage.name));
  if (stage.at_thousandths) line += " at " + format_points(*stage.at_thousandths);
  if (stage.condition_register) line += fmt::format(" when r{}", *stage.condition_register);
  return line + ", " + say(stage.wording);
}

std::string Listing::say(const Disqualification& row) const {
  return fmt::format("if r{}, {}", row.condition_register, say(row.wording));
}

std::string Listing::say(const Route& route) const {
  return fmt::format("{}, {}", quote(route.name), say(route.wording));
}

std::string Listing::say(const Alert& alert) const {
  return fmt::format("{}{}, {}", quote(alert.name),
                     alert.names_disqualified ? " also when disqualified" : "", say(alert.wording));
}

void Listing::write_outcomes() {
  const auto say_row = [this](const auto& row) { return say(row); };
  write_table("sums", program_.score_sums,
              [this](const ScoreSum& sum) { return describe(program_, sum); });
  write_table("scores", program_.score_ranges,
              [](const ScoreRange& range) { return describe(range); });
  write_table("changes", program_.score_changes,
              [this](const ScoreChange& change) { return describe(program_, change); });
  write_table("grades", program_.grades.ids(), [this](GradeId id) { return say_grade(id); });
  write_table("disqualifications", program_.disqualifications, say_row);
  write_table("stages", program_.stages, say_row);
  write_table("routes", program_.routes, say_row);
  write_table("alerts", program_.alerts, say_row);
  write_table("nevers", program_.nevers, say_row);
}

// ---- Code ---------------------------------------------------------------------------------------

std::string Listing::say(const Instruction& instruction) const {
  const OpcodeInfo& row = info(instruction.opcode);
  const auto values = operands(instruction);
  std::vector<std::string> words;
  for (std::size_t index = 0; index < values.size(); ++index) {
    if (row.operands[index] == OperandKind::kNone) continue;
    words.push_back(say_operand(row.operands[index], values[index]));
  }
  const std::string line = fmt::format("{:<12} {}", row.mnemonic, fmt::join(words, ", "));
  const std::string words_of_it = remark(instruction);
  return words_of_it.empty() ? line : fmt::format("{:<36} # {}", line, words_of_it);
}

std::string Listing::remark(const Instruction& instruction) const {
  const auto [opcode, a, b, c] = instruction;
  switch (opcode) {
    case Opcode::kLoadSignal:
      return describe(program_, SignalId(b));
    case Opcode::kGive:
      return say(program_.contributions[ContributionId(a)]);
    case Opcode::kClosePart:
      return std::string(text(program_.parts[PartId(a)].name));
    case Opcode::kGrade:
      return bytecode::name_of(program_, GradeId(a));
    case Opcode::kScoreIn:
      return fmt::format("{} {}", describe(program_, program_.score_sums[b]),
                         describe(program_.score_ranges[c]));
    case Opcode::kGradeIn:
      return describe(program_, GradeId(b), program_.grade_sets[c]);
    case Opcode::kReachStage:
      return std::string(text(program_.stages[StageId(a)].name));
    case Opcode::kStageMet:
      return std::string(text(program_.stages[StageId(b)].name));
    case Opcode::kChanged:
      return describe(program_, program_.score_changes[b]);
    case Opcode::kTakeRoute:
      return quote(program_.routes[RouteId(a)].name);
    case Opcode::kRaiseAlert:
      return quote(program_.alerts[AlertId(a)].name);
    case Opcode::kLoadTrue:
    case Opcode::kNot:
    case Opcode::kAnd:
    case Opcode::kOr:
    case Opcode::kApply:
    case Opcode::kCloseScore:
    case Opcode::kDisqualify:
    case Opcode::kDisqualified:
    case Opcode::kBreakNever:
      return "";
  }
  return "";
}

template <class Rows, class Say>
void Listing::write_table(std::string_view title, const Rows& rows, Say say_row) {
  std::string lines;
  std::size_t index = 0;
  for (const auto& row : rows) {
    const std::string words(say_row(row));
    if (!words.empty()) {
      std::string line = fmt::format("{:>5}  {}", index, words);
      line.erase(line.find_last_not_of(' ') + 1);
      lines += line + '\n';
    }
    ++index;
  }
  if (!lines.empty()) out_ += fmt::format("{}\n{}", title, lines);
}

std::string Listing::finish() {
  if (program_.name) out_ += fmt::format("model {}\n", quote(*program_.name));
  if (program_.applies_register) out_ += fmt::format("for r{}\n", *program_.applies_register);
  const auto say_row = [this](const auto& row) { return say(row); };
  write_table("fields", program_.fields, say_row);
  write_table("kinds", program_.kinds, say_row);
  write_table("attributes", program_.attributes, say_row);
  write_signals();
  write_points();
  write_outcomes();
  write_table("code", program_.code, say_row);
  return std::move(out_);
}

}  // namespace

std::string disassemble(const Program& program) { return Listing(program).finish(); }

}  // namespace leadscore::bytecode
