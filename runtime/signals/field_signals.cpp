#include "runtime/signals/field_signals.hpp"

#include "base/text/domain.hpp"
#include "runtime/signals/fold_into.hpp"

#include <variant>

namespace leadscore::runtime {

FieldSignals::FieldSignals(const bytecode::Program& program, const TextMatchers& matchers,
                           const Wanted& wanted)
    : program_(program) {
  std::vector<ValueTests> tests(program.fields.size());
  for (const bytecode::SignalId id : program.signals.ids()) {
    if (!wanted.signals[id.value]) continue;
    if (std::holds_alternative<bytecode::EqualitySignal>(program.signals[id])) {
      equalities_.push_back(id);
      continue;
    }
    const std::optional<bytecode::Subject> subject = value_subject(program, program.signals[id]);
    if (!subject) continue;
    const auto* field = std::get_if<bytecode::FieldId>(&*subject);
    if (field != nullptr) tests[field->value].add(id, program, matchers);
  }
  for (const bytecode::FieldId field : program.fields.ids()) {
    if (tests[field.value].is_empty()) continue;
    groups_.push_back({.field = field, .tests = std::move(tests[field.value])});
  }
}

void FieldSignals::evaluate(const LeadBatch& batch, std::size_t lead, TimeMs as_of,
                            Workspace& workspace) const {
  for (const Group& group : groups_) {
    batch.read_field(lead, group.field, workspace.value);
    group.tests.evaluate(workspace.value, as_of, workspace);
  }
  for (const bytecode::SignalId id : equalities_) {
    const auto& signal = std::get<bytecode::EqualitySignal>(program_.signals[id]);
    workspace.signals[id.value] = equality(signal, batch, lead, workspace);
  }
}

Truth FieldSignals::equality(const bytecode::EqualitySignal& signal, const LeadBatch& batch,
                             std::size_t lead, Workspace& workspace) const {
  const auto [left, right, left_is_domain] = signal;
  const bytecode::FieldType type = program_.fields[left].type;
  const bool are_known = batch.is_known(left, lead) && batch.is_known(right, lead);
  if (type == bytecode::FieldType::kYesNo) {
    const auto is_yes = [&](bytecode::FieldId field) {
      return batch.is_known(field, lead) && batch.yes(field, lead);
    };
    return truth_of(is_yes(left) == is_yes(right));
  }
  if (!are_known) return Truth::kUnknown;
  if (type == bytecode::FieldType::kTime) {
    return truth_of(batch.time(left, lead) == batch.time(right, lead));
  }
  if (type == bytecode::FieldType::kNumber) {
    return truth_of(batch.number(left, lead) == batch.number(right, lead));
  }
  fold_into(batch.text(left, lead), workspace.text);
  fold_into(batch.text(right, lead), workspace.other_text);
  if (!left_is_domain) return truth_of(workspace.text == workspace.other_text);
  const auto domain = text::domain_of(workspace.text);
  return domain ? truth_of(*domain == workspace.other_text) : Truth::kUnknown;
}

}  // namespace leadscore::runtime
