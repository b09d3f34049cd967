#include "runtime/signals/wanted.hpp"

#include <algorithm>
#include <variant>

namespace leadscore::runtime {
namespace {

using bytecode::NumberId;

void want_number(NumberId id, Wanted& wanted) {
  if (id.is_valid()) wanted.numbers[id.value] = true;
}

void want_numbers_of(const bytecode::Signal& signal, Wanted& wanted) {
  if (const auto* number = std::get_if<bytecode::NumberSignal>(&signal)) {
    want_number(number->number, wanted);
  } else if (const auto* comparison = std::get_if<bytecode::NumberComparisonSignal>(&signal)) {
    want_number(comparison->left, wanted);
    want_number(comparison->right, wanted);
  } else if (const auto* known = std::get_if<bytecode::KnownSignal>(&signal)) {
    const auto* number_of = std::get_if<NumberId>(&known->subject);
    if (number_of != nullptr) want_number(*number_of, wanted);
  }
}

void want_selections_of(const bytecode::Signal& signal, Wanted& wanted) {
  if (const auto* event = std::get_if<bytecode::EventSignal>(&signal)) {
    wanted.selections[event->selection.value] = true;
  } else if (const auto* sequence = std::get_if<bytecode::SequenceSignal>(&signal)) {
    wanted.selections[sequence->first.value] = true;
    wanted.selections[sequence->second.value] = true;
  }
}

/// Operands have smaller ids than what is made of them.
void want_operands(const bytecode::Program& program, Wanted& wanted) {
  for (std::size_t at = program.numbers.size(); at-- > 0;) {
    if (!wanted.numbers[at]) continue;
    const bytecode::Number& number = program.numbers[NumberId(static_cast<std::uint32_t>(at))];
    if (const auto* arithmetic = std::get_if<bytecode::Arithmetic>(&number)) {
      want_number(arithmetic->left, wanted);
      want_number(arithmetic->right, wanted);
    } else if (const auto* negation = std::get_if<bytecode::Negation>(&number)) {
      want_number(negation->operand, wanted);
    } else if (const auto* aggregate = std::get_if<bytecode::Aggregate>(&number)) {
      wanted.selections[aggregate->selection.value] = true;
    }
  }
}

}  // namespace

Wanted Wanted::all(const bytecode::Program& program) {
  return {.signals = std::vector<bool>(program.signals.size(), true),
          .numbers = std::vector<bool>(program.numbers.size(), true),
          .selections = std::vector<bool>(program.selections.size(), true)};
}

Wanted Wanted::only(const bytecode::Program& program, std::span<const bytecode::SignalId> signals,
                    std::span<const bytecode::SelectionId> selections) {
  Wanted wanted{.signals = std::vector<bool>(program.signals.size(), false),
                .numbers = std::vector<bool>(program.numbers.size(), false),
                .selections = std::vector<bool>(program.selections.size(), false)};
  for (const bytecode::SignalId id : signals) {
    wanted.signals[id.value] = true;
    want_numbers_of(program.signals[id], wanted);
    want_selections_of(program.signals[id], wanted);
  }
  for (const bytecode::SelectionId id : selections) wanted.selections[id.value] = true;
  want_operands(program, wanted);
  return wanted;
}

}  // namespace leadscore::runtime
