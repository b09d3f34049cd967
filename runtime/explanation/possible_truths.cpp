#include "runtime/explanation/possible_truths.hpp"

#include <array>
#include <type_traits>
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

/// What one signal could be.
struct SignalTruths {
  const bytecode::Program& program;
  const LeadBatch& batch;
  std::size_t lead;
  Truth now;

  template <class FieldSignal>
  TruthSet operator()(const FieldSignal& signal) const {
    if (!is_missing(program, batch, lead, signal.field)) return TruthSet(now);
    if constexpr (std::is_same_v<FieldSignal, bytecode::KnownSignal>) {
      return TruthSet(Truth::kTrue);
    } else {
      return true_or_false();
    }
  }
  TruthSet operator()(const bytecode::EventSignal&) const { return TruthSet(now); }
};

}  // namespace

bool is_missing(const bytecode::Program& program, const LeadBatch& batch, std::size_t lead,
                bytecode::FieldId field) {
  return program.fields[field].type != bytecode::FieldType::kYesNo && !batch.is_known(field, lead);
}

std::vector<TruthSet> possible_truths(const bytecode::Program& program, const LeadBatch& batch,
                                      std::size_t lead, const Workspace& workspace) {
  std::vector<TruthSet> registers(program.register_count);
  for (const auto& [opcode, a, b, c] : program.code) {
    switch (opcode) {
      case Opcode::kLoadSignal: {
        const SignalTruths truths{program, batch, lead, workspace.signals[b]};
        registers[a] = std::visit(truths, program.signals[bytecode::SignalId(b)]);
        break;
      }
      case Opcode::kNot:
        registers[a] = negate_all(registers[b]);
        break;
      case Opcode::kAnd:
        registers[a] = join_all(registers[b], registers[c], both);
        break;
      case Opcode::kOr:
        registers[a] = join_all(registers[b], registers[c], either);
        break;
      case Opcode::kPartIn:
      case Opcode::kScoreIn:
      case Opcode::kStageMet:
        registers[a] = true_or_false();
        break;
      case Opcode::kGive:
      case Opcode::kClosePart:
      case Opcode::kCloseScore:
      case Opcode::kDisqualify:
      case Opcode::kReachStage:
        break;
    }
  }
  return registers;
}

}  // namespace leadscore::runtime
