#include "runtime/explanation/rule_fields.hpp"

#include <variant>

namespace leadscore::runtime {
namespace {

/// Marks the field that a signal asks.
struct FieldMarker {
  std::vector<bool>& is_asked;

  template <class FieldSignal>
  void operator()(const FieldSignal& signal) const {
    is_asked[signal.field.value] = true;
  }
  void operator()(const bytecode::EventSignal&) const {}
};

}  // namespace

std::vector<bytecode::FieldId> fields_of_rules(const bytecode::Program& program) {
  using bytecode::Opcode;
  std::vector<bool> is_needed(program.register_count);
  for (const bytecode::Rule& rule : program.rules) is_needed[rule.condition_register] = true;

  std::vector<bool> is_asked(program.fields.size());
  // A register is written before it is read, so one pass from the end reaches all that are needed.
  for (auto at = program.code.rbegin(); at != program.code.rend(); ++at) {
    const auto& [opcode, a, b, c] = *at;
    if (opcode == Opcode::kLoadSignal && is_needed[a]) {
      std::visit(FieldMarker{is_asked}, program.signals[bytecode::SignalId(b)]);
    } else if (opcode == Opcode::kNot && is_needed[a]) {
      is_needed[b] = true;
    } else if ((opcode == Opcode::kAnd || opcode == Opcode::kOr) && is_needed[a]) {
      is_needed[b] = true;
      is_needed[c] = true;
    }
  }

  std::vector<bytecode::FieldId> fields;
  for (const bytecode::FieldId field : program.fields.ids()) {
    if (is_asked[field.value]) fields.push_back(field);
  }
  return fields;
}

}  // namespace leadscore::runtime
