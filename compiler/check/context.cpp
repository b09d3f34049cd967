#include "compiler/check/context.hpp"

namespace leadscore::checking {

model::FieldId id_of(const Context& context, const resolve::Field& field) {
  return model::FieldId(context.fields.by_name.at(field.name.text));
}

model::ConditionId add_test(Context& context, model::Test test, bool is_negated, Span span) {
  const model::ConditionId condition = context.builder.test(std::move(test), span);
  return is_negated ? context.builder.negation(condition, span) : condition;
}

}  // namespace leadscore::checking
