#include "runtime/explanation/possible_truths.hpp"

#include "bytecode/opcode_table.hpp"
#include "runtime/explanation/asked_fields.hpp"

#include <array>
#include <variant>

namespace leadscore::runtime {
namespace {

using bytecode::Opcode;

constexpr std::array kAllTruths = {Truth::kFalse, Truth::kUnknown, Truth::kTrue};

TruthSet true_or_false() {
  TruthSet set(Truth::kFalse);
  set.add(Truth::kTrue);
  return set;
}

TruthSet negate_all(TruthSet set) {
  TruthSet result;
  for (const Truth truth : kAllTruths) {
    if (set.has(truth)) result.add(negate(truth));
  }
  return result;
}

/// Every outcome of `join` over one value of each set.
template <class Join>
TruthSet join_all(TruthSet left_set, TruthSet right_set, Join join) {
  TruthSet result;
  for (const Truth left : kAllTruths) {
    for (const Truth right : kAllTruths) {
      if (left_set.has(left) && right_set.has(right)) result.add(join(left, right));
    }
  }
  return result;
}

TruthSet all_truths() {
  TruthSet set;
  for (const Truth truth : kAllTruths) set.add(truth);
  return set;
}

/// What one signal could be.
class SignalTruths {
 public:
  SignalTruths(const bytecode::Program& program, const LeadBatch& batch, std::size_t lead)
      : fields_(program.fields.size()) {
    for (const bytecode::FieldId field : program.fields.ids()) {
      fields_[field.value] = is_missing(program, batch, lead, field);
    }
    numbers_ = numbers_with(program, fields_);
  }

  [[nodiscard]] TruthSet of(const bytecode::Signal& signal, Truth now) const {
    return std::visit([&](const auto& test) { return possible(test, now); }, signal);
  }

 private:
  [[nodiscard]] bool misses(bytecode::FieldId field) const { return fields_[field.value]; }
  [[nodiscard]] bool misses(bytecode::NumberId number) const { return numbers_[number.value]; }
  [[nodiscard]] bool misses(bytecode::AttributeId) const { return false; }
  template <class Subject>
  [[nodiscard]] bool misses(const Subject& subject) const {
    return std::visit([this](const auto id) { return misses(id); }, subject);
  }

  /// A known address may have no domain, and a number of known fields no value.
  [[nodiscard]] TruthSet possible(const bytecode::TextSignal& test, Truth now) const {
    if (!misses(test.subject.of)) return TruthSet(now);
    return test.subject.is_domain ? all_truths() : true_or_false();
  }
  [[nodiscard]] TruthSet possible(const bytecode::NumberSignal& test, Truth now) const {
    return misses(test.number) ? all_truths() : TruthSet(now);
  }
  [[nodiscard]] TruthSet possible(const bytecode::NumberComparisonSignal& test, Truth now) const {
    return misses(test.left) || misses(test.right) ? all_truths() : TruthSet(now);
  }
  [[nodiscard]] TruthSet possible(const bytecode::EqualitySignal& test, Truth now) const {
    if (!misses(test.left) && !misses(test.right)) return TruthSet(now);
    return test.left_is_domain ? all_truths() : true_or_false();
  }
  [[nodiscard]] TruthSet possible(const bytecode::KnownSignal& test, Truth now) const {
    if (!misses(test.subject)) return TruthSet(now);
    const bool is_field = std::holds_alternative<bytecode::FieldId>(test.subject);
    return is_field && !test.is_domain ? TruthSet(Truth::kTrue) : true_or_false();
  }
  [[nodiscard]] TruthSet possible(const bytecode::YesSignal&, Truth now) const {
    return TruthSet(now);
  }
  [[nodiscard]] TruthSet possible(const bytecode::TimeSignal& test, Truth now) const {
    return misses(test.subject) ? true_or_false() : TruthSet(now);
  }
  [[nodiscard]] TruthSet possible(const bytecode::ListSignal& test, Truth now) const {
    return misses(test.subject) ? true_or_false() : TruthSet(now);
  }
  [[nodiscard]] TruthSet possible(const bytecode::EventSignal&, Truth now) const {
    return TruthSet(now);
  }
  [[nodiscard]] TruthSet possible(const bytecode::SequenceSignal&, Truth now) const {
    return TruthSet(now);
  }

  std::vector<bool> fields_;   // by FieldId: missing
  std::vector<bool> numbers_;  // by NumberId: with a missing field
};

}  // namespace

bool is_missing(const bytecode::Program& program, const LeadBatch& batch, std::size_t lead,
                bytecode::FieldId field) {
  return program.fields[field].type != bytecode::FieldType::kYesNo && !batch.is_known(field, lead);
}

PossibleTruths possible_truths(const bytecode::Program& program, const LeadBatch& batch,
                               std::size_t lead, const Workspace& workspace) {
  PossibleTruths result;
  const SignalTruths truths(program, batch, lead);
  for (const bytecode::SignalId id : program.signals.ids()) {
    result.signals.push_back(truths.of(program.signals[id], workspace.signals[id.value]));
  }
  std::vector<TruthSet>& registers = result.registers;
  registers.resize(program.register_count);
  for (const auto& [opcode, a, b, c] : program.code) {
    if (!bytecode::writes(opcode)) continue;
    switch (opcode) {
      case Opcode::kLoadTrue:
        registers[a] = TruthSet(Truth::kTrue);
        break;
      case Opcode::kLoadSignal:
        registers[a] = result.signals[b];
        break;
      case Opcode::kNot:
        registers[a] = negate_all(registers[b]);
        break;
      case Opcode::kAnd:
        registers[a] = join_all(registers[b], registers[c], both);
        break;
      case Opcode::kOr:
        registers[a] = join_all(registers[b], registers[c], either);
        break;
      default:  // what outcomes ask of scores, grades and stages
        registers[a] = true_or_false();
        break;
    }
  }
  return result;
}

}  // namespace leadscore::runtime
