#include "compiler/check/context.hpp"

namespace leadscore::checking {

Subject subject_of(const Context& context, const resolve::Field& field, Span span) {
  Subject subject;
  subject.field = &field;
  subject.id = id_of(context, field);
  subject.type = field.type.value_or(model::Type::kAny);
  subject.name = context.text(field.name.text);
  subject.span = span;
  return subject;
}

Subject subject_of(const Context& context, const resolve::Attribute& attribute, Span span) {
  Subject subject;
  subject.attribute = &attribute;
  subject.attribute_id = id_of(context, attribute);
  subject.type = attribute.type.value_or(model::Type::kAny);
  subject.name = context.text(attribute.name.text);
  subject.span = span;
  return subject;
}

model::Subject meant(const Subject& subject) {
  if (subject.attribute != nullptr) return subject.attribute_id;
  return subject.id;
}

model::TextSubject meant_text(const Subject& subject) {
  if (subject.attribute != nullptr) return subject.attribute_id;
  if (subject.is_domain) return model::DomainOf{subject.id};
  return subject.id;
}

const ast::FieldDeclaration* declaration_of(const Subject& subject) {
  if (subject.attribute != nullptr) return subject.attribute->declaration;
  return subject.field != nullptr ? subject.field->declaration : nullptr;
}

model::FieldId id_of(const Context& context, const resolve::Field& field) {
  return model::FieldId(context.fields.by_name.at(field.name.text));
}

model::AttributeId id_of(const Context& context, const resolve::Attribute& attribute) {
  return model::AttributeId(*context.attributes.find_index(attribute.kind, attribute.name.text));
}

ast::ExpressionId without_groups(const ast::File& file, ast::ExpressionId id) {
  while (const auto* group = std::get_if<ast::Group>(&file.expressions[id].node)) {
    id = group->inner;
  }
  return id;
}

model::ConditionId add_test(Context& context, model::Test test, bool is_negated, Span span) {
  const model::ConditionId condition = context.builder.test(std::move(test), span);
  return is_negated ? context.builder.negation(condition, span) : condition;
}

}  // namespace leadscore::checking
