#include "bytecode/disassemble.hpp"

#include "base/decimal.hpp"
#include "base/number.hpp"
#include "base/time.hpp"
#include "bytecode/describe.hpp"
#include "bytecode/opcode_table.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>
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
  [[nodiscard]] std::string say(const Field& field) const;
  [[nodiscard]] std::string say(const EventKind& kind) const;
  [[nodiscard]] std::string say(const Wording& wording) const;
  [[nodiscard]] std::string say(const Rule& rule) const;
  [[nodiscard]] std::string say(const Stage& stage) const;
  [[nodiscard]] std::string say(const Instruction& instruction) const;
  [[nodiscard]] std::string remark(const Instruction& instruction) const;

  /// Writes a table with its rows numbered; an empty one is left out.
  template <class Table, class Say>
  void write_table(std::string_view title, const Table& table, Say say_row);

  const Program& program_;
  std::string out_;
};

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

std::string Listing::say(const Field& field) const {
  std::string line = fmt::format("{}: {}", text(field.name), name_of(field.type));
  if (field.type == FieldType::kOneOf) line += " " + quote_all(field.known_values);
  if (field.default_value) line += " = " + say(*field.default_value);
  if (field.key != field.name) line += " from " + quote(field.key);
  for (std::size_t index = 0; index < field.unknown_as.size(); ++index) {
    line += (index == 0 ? " unknown as " : ", ") + say(field.unknown_as[index]);
  }
  return line;
}

std::string Listing::say(const EventKind& kind) const {
  std::string line = fmt::format("{}({}{})", text(kind.name), text(kind.subject_name),
                                 kind.is_path ? ": path" : "");
  if (!kind.from.empty()) line += " from " + quote_all(kind.from);
  return line;
}

std::string Listing::say(const Wording& wording) const {
  std::string line = fmt::format("line {}: {}", wording.line, text(wording.condition));
  if (wording.because) line += " because " + quote(*wording.because);
  return line;
}

std::string Listing::say(const Rule& rule) const {
  const std::string part =
      rule.part.is_valid() ? " to " + std::string(text(program_.parts[rule.part].name)) : "";
  return fmt::format("{}{} if r{}, {}", format_signed_points(rule.points_thousandths), part,
                     rule.condition_register, say(rule.wording));
}

std::string Listing::say(const Stage& stage) const {
  std::string line(text(stage.name));
  if (stage.at_thousandths) line += " at " + format_points(*stage.at_thousandths);
  if (stage.condition_register) line += fmt::format(" when r{}", *stage.condition_register);
  return line + ", " + say(stage.wording);
}

std::string say_operand(OperandKind kind, std::uint32_t operand) {
  switch (kind) {
    case OperandKind::kNone:
      return "";
    case OperandKind::kTo:
    case OperandKind::kFrom:
      return fmt::format("r{}", operand);
    case OperandKind::kSignal:
      return fmt::format("signal {}", operand);
    case OperandKind::kRule:
      return fmt::format("rule {}", operand);
    case OperandKind::kPart:
      return fmt::format("part {}", operand);
    case OperandKind::kStage:
      return fmt::format("stage {}", operand);
    case OperandKind::kReason:
      return fmt::format("disqualification {}", operand);
    case OperandKind::kScores:
      return fmt::format("scores {}", operand);
  }
  return "";
}

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
  switch (instruction.opcode) {
    case Opcode::kLoadSignal:
      return describe(program_, SignalId(instruction.b));
    case Opcode::kGive:
      return format_signed_points(program_.rules[RuleId(instruction.a)].points_thousandths);
    case Opcode::kClosePart:
      return std::string(text(program_.parts[PartId(instruction.a)].name));
    case Opcode::kPartIn:
      return fmt::format("{} {}", text(program_.parts[PartId(instruction.b)].name),
                         describe(program_.score_ranges[instruction.c]));
    case Opcode::kScoreIn:
      return fmt::format("score {}", describe(program_.score_ranges[instruction.b]));
    case Opcode::kReachStage:
      return std::string(text(program_.stages[StageId(instruction.a)].name));
    case Opcode::kStageMet:
      return std::string(text(program_.stages[StageId(instruction.b)].name));
    case Opcode::kNot:
    case Opcode::kAnd:
    case Opcode::kOr:
    case Opcode::kCloseScore:
    case Opcode::kDisqualify:
      return "";
  }
  return "";
}

template <class Table, class Say>
void Listing::write_table(std::string_view title, const Table& table, Say say_row) {
  if (table.begin() == table.end()) return;
  out_ += fmt::format("{}\n", title);
  std::size_t index = 0;
  for (const auto& row : table) {
    std::string line = fmt::format("{:>5}  {}", index++, say_row(row));
    line.erase(line.find_last_not_of(' ') + 1);
    out_ += line + '\n';
  }
}

std::string Listing::finish() {
  if (program_.name) out_ += fmt::format("model {}\n", quote(*program_.name));
  const auto say_row = [this](const auto& row) { return say(row); };
  write_table("fields", program_.fields, say_row);
  write_table("kinds", program_.kinds, say_row);
  write_table("signals", program_.signals.ids(),
              [this](SignalId id) { return describe(program_, id, kAllLiterals); });
  write_table("parts", program_.parts, [this](const Part& part) { return text(part.name); });
  write_table("scores", program_.score_ranges,
              [](const ScoreRange& range) { return describe(range); });
  write_table("rules", program_.rules, say_row);
  write_table("disqualifications", program_.disqualifications, [this](const Disqualification& row) {
    return fmt::format("if r{}, {}", row.condition_register, say(row.wording));
  });
  write_table("stages", program_.stages, say_row);
  write_table("code", program_.code, say_row);
  return std::move(out_);
}

}  // namespace

std::string disassemble(const Program& program) { return Listing(program).finish(); }

}  // namespace leadscore::bytecode
