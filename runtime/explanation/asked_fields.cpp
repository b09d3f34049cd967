#include "runtime/explanation/asked_fields.hpp"

#include "bytecode/program.hpp"

#include <algorithm>
#include <variant>

namespace leadscore::runtime {
namespace {

using bytecode::FieldId;
using bytecode::NumberId;

/// Calls `field` and `number` with what a signal looks at itself.
template <class OnField, class OnNumber>
struct SignalParts {
  OnField field;
  OnNumber number;

  void operator()(FieldId id) const { field(id); }
  void operator()(NumberId id) const { number(id); }
  void operator()(bytecode::AttributeId) const {}

  void operator()(const bytecode::TextSignal& signal) const {
    std::visit(*this, signal.subject.of);
  }
  void operator()(const bytecode::NumberSignal& signal) const { number(signal.number); }
  void operator()(const bytecode::NumberComparisonSignal& signal) const {
    number(signal.left);
    number(signal.right);
  }
  void operator()(const bytecode::EqualitySignal& signal) const {
    field(signal.left);
    field(signal.right);
  }
  void operator()(const bytecode::YesSignal& signal) const { std::visit(*this, signal.subject); }
  void operator()(const bytecode::KnownSignal& signal) const { std::visit(*this, signal.subject); }
  void operator()(const bytecode::TimeSignal& signal) const { std::visit(*this, signal.subject); }
  void operator()(const bytecode::ListSignal& signal) const { std::visit(*this, signal.subject); }
  void operator()(const bytecode::EventSignal&) const {}
  void operator()(const bytecode::SequenceSignal&) const {}
};

template <class OnField, class OnNumber>
SignalParts(OnField, OnNumber) -> SignalParts<OnField, OnNumber>;

/// The same of a number; its operands have smaller ids.
template <class OnField, class OnNumber>
void visit_parts(const bytecode::Number& number, OnField on_field, OnNumber on_number) {
  if (const auto* field = std::get_if<bytecode::FieldNumber>(&number)) {
    on_field(field->field);
  } else if (const auto* arithmetic = std::get_if<bytecode::Arithmetic>(&number)) {
    on_number(arithmetic->left);
    on_number(arithmetic->right);
  } else if (const auto* negation = std::get_if<bytecode::Negation>(&number)) {
    on_number(negation->operand);
  }
}

/// Marks the registers that the marked ones are made of, and the signals that they load.
void mark_signals(const bytecode::Program& program, std::vector<bool>& registers,
                  std::vector<bool>& signals) {
  using bytecode::Opcode;
  // A register is written before it is read, so one pass from the end reaches all.
  for (auto at = program.code.rbegin(); at != program.code.rend(); ++at) {
    const auto& [opcode, a, b, c] = *at;
    if (opcode == Opcode::kLoadSignal && registers[a]) {
      signals[b] = true;
    } else if (opcode == Opcode::kNot && registers[a]) {
      registers[b] = true;
    } else if ((opcode == Opcode::kAnd || opcode == Opcode::kOr) && registers[a]) {
      registers[b] = true;
      registers[c] = true;
    }
  }
}

}  // namespace

std::vector<FieldId> fields_of(const bytecode::Program& program, const bytecode::Signal& signal,
                               std::size_t most) {
  std::vector<FieldId> fields;
  std::vector<NumberId> waiting;
  const auto on_field = [&](FieldId field) {
    const bool is_new = std::find(fields.begin(), fields.end(), field) == fields.end();
    if (is_new && fields.size() < most) fields.push_back(field);
  };
  const auto on_number = [&](NumberId number) { waiting.push_back(number); };
  std::visit(SignalParts{on_field, on_number}, signal);
  std::reverse(waiting.begin(), waiting.end());  // the left side comes first
  std::vector<bool> is_seen(program.numbers.size());
  while (!waiting.empty() && fields.size() < most) {
    const NumberId number = waiting.back();
    waiting.pop_back();
    if (is_seen[number.value]) continue;
    is_seen[number.value] = true;
    const std::size_t before = waiting.size();
    visit_parts(program.numbers[number], on_field, on_number);
    std::reverse(waiting.begin() + static_cast<std::ptrdiff_t>(before), waiting.end());
  }
  return fields;
}

std::vector<FieldId> fields_of_rules(const bytecode::Program& program) {
  std::vector<bool> registers(program.register_count);
  std::vector<bool> signals(program.signals.size());
  for (const bytecode::Rule& rule : program.rules) registers[rule.condition_register] = true;
  mark_signals(program, registers, signals);
  for (const bytecode::Table& table : program.tables) {
    for (const bytecode::Row& row : table.rows) {
      if (row.signal.is_valid()) signals[row.signal.value] = true;
    }
  }

  std::vector<bool> is_asked(program.fields.size());
  std::vector<bool> numbers(program.numbers.size());
  const auto on_field = [&](FieldId field) { is_asked[field.value] = true; };
  const auto on_number = [&](NumberId number) { numbers[number.value] = true; };
  for (const bytecode::SignalId id : program.signals.ids()) {
    if (signals[id.value]) std::visit(SignalParts{on_field, on_number}, program.signals[id]);
  }
  for (std::size_t at = numbers.size(); at-- > 0;) {
    if (!numbers[at]) continue;
    visit_parts(program.numbers[NumberId(static_cast<std::uint32_t>(at))], on_field, on_number);
  }

  std::vector<FieldId> fields;
  for (const FieldId field : program.fields.ids()) {
    if (is_asked[field.value]) fields.push_back(field);
  }
  return fields;
}

std::vector<bool> numbers_with(const bytecode::Program& program, const std::vector<bool>& fields) {
  std::vector<bool> numbers(program.numbers.size());
  for (const NumberId id : program.numbers.ids()) {
    bool has_one = false;
    visit_parts(
        program.numbers[id], [&](FieldId field) { has_one = has_one || fields[field.value]; },
        [&](NumberId number) { has_one = has_one || numbers[number.value]; });
    numbers[id.value] = has_one;
  }
  return numbers;
}

}  // namespace leadscore::runtime
