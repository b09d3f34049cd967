#include "compiler/check/declarations.hpp"

#include "base/text/fold.hpp"
#include "compiler/check/known_values.hpp"
#include "compiler/check/right_side.hpp"
#include "compiler/check/wrong_test.hpp"
#include "compiler/resolve/uses.hpp"

#include <string>
#include <unordered_map>
#include <variant>

namespace leadscore::checking {
namespace {

using model::Type;

bool is_text_type(Type type) { return type == Type::kText || type == Type::kOneOf; }

/// Reports known values that are empty, or the same as another one.
void check_known_values_of(Context& context, const ast::Type& type) {
  std::unordered_map<std::string, Span> seen;
  for (const ast::TextLiteral& value : type.known_values) {
    std::string folded = text::fold(context.text(value.text));
    if (folded.empty()) {
      Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kEmptyText>(value.span);
      diagnostic.help.emplace_back("nothing given is no value: leave it out");
      continue;
    }
    const auto [first, is_new] = seen.try_emplace(std::move(folded), value.span);
    if (is_new) continue;
    Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kDeclaredTwice>(
        value.span, context.text(value.text));
    diagnostic.labels.push_back({first->second, "the same value is here"});
    diagnostic.help.emplace_back("texts are the same whatever their capital letters: keep one");
  }
}

/// The default as a value; nothing if it is none of the field's type, which is reported.
std::optional<model::Value> check_default(Context& context, const Subject& subject,
                                          const ast::Literal& literal) {
  const RightSide right{{&literal}, std::nullopt};
  const Type type = resolve::type_of(literal);
  const auto* text = std::get_if<ast::TextLiteral>(&literal);
  const bool takes_text = is_text_type(subject.type) || subject.type == Type::kListOfText;
  if (takes_text && text != nullptr && text::fold(context.text(text->text)).empty()) {
    Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kEmptyText>(text->span);
    diagnostic.help.emplace_back("nothing given is no value: without a default it is unknown");
    return std::nullopt;
  }
  if (subject.type == Type::kListOfText && type == Type::kText) {
    return items_of(context, std::get<ast::TextLiteral>(literal));
  }
  const bool fits = is_text_type(subject.type) ? type == Type::kText : type == subject.type;
  if (!fits) {
    report_wrong_value(context, subject, right, literal);
    return std::nullopt;
  }
  if (subject.type == Type::kOneOf && !check_known_values(context, subject, right)) {
    return std::nullopt;
  }
  return value_of(context, literal);
}

std::optional<model::Value> check_default(Context& context, const Subject& subject,
                                          const ast::ListLiteral& list) {
  return check_items(context, subject, list);
}

bool check_unknown_as(Context& context, const Subject& subject, const ast::Literal& literal) {
  // They are compared before the value is read, so a number may be unknown as "n/a".
  const Type type = resolve::type_of(literal);
  if (type == Type::kText || type == subject.type) return true;
  report_wrong_value(context, subject, {{&literal}, std::nullopt}, literal);
  return false;
}

std::vector<TextId> add_known_values(Context& context, const ast::FieldDeclaration& declaration) {
  check_known_values_of(context, declaration.type);
  std::vector<TextId> values;
  for (const ast::TextLiteral& value : declaration.type.known_values) {
    values.push_back(context.builder.text(context.text(value.text)));
  }
  return values;
}

std::vector<model::Value> add_unknown_as(Context& context, const Subject& subject,
                                         const ast::FieldDeclaration& declaration) {
  std::vector<model::Value> values;
  for (const ast::Literal& literal : declaration.unknown_as) {
    if (!check_unknown_as(context, subject, literal)) continue;
    values.push_back(value_of(context, literal));
  }
  return values;
}

void add_declared(Context& context, const Subject& subject, model::Field& field) {
  const ast::FieldDeclaration& declaration = *subject.field->declaration;
  field.is_declared = true;
  field.span = declaration.span;
  if (declaration.from) field.key = context.builder.text(context.text(declaration.from->text));
  field.known_values = add_known_values(context, declaration);
  if (declaration.default_value) {
    field.default_value =
        std::visit([&](const auto& written) { return check_default(context, subject, written); },
                   *declaration.default_value);
  }
  field.unknown_as = add_unknown_as(context, subject, declaration);
}

}  // namespace

model::Value value_of(Context& context, const ast::Literal& literal) {
  if (const auto* text = std::get_if<ast::TextLiteral>(&literal)) {
    return context.builder.text(context.text(text->text));
  }
  if (const auto* number = std::get_if<ast::NumberLiteral>(&literal)) return number->value;
  if (const auto* yes_no = std::get_if<ast::YesNoLiteral>(&literal)) return yes_no->value;
  return std::get<ast::DateLiteral>(literal).date.time;
}

model::Value items_of(Context& context, const ast::TextLiteral& text) {
  std::vector<TextId> items;
  std::string_view rest = context.text(text.text);
  while (true) {
    const std::size_t end = rest.find(';');
    const std::string_view item = text::trim(rest.substr(0, end));
    if (!item.empty()) items.push_back(context.builder.text(item));
    if (end == std::string_view::npos) return items;
    rest.remove_prefix(end + 1);
  }
}

std::optional<model::Value> check_items(Context& context, const Subject& subject,
                                        const ast::ListLiteral& list) {
  if (subject.type != Type::kListOfText && subject.type != Type::kAny) {
    Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kWrongValue>(
        list.span, subject.name, resolve::phrase(subject.type), "a list");
    label_type(subject, list.span, diagnostic);
    diagnostic.help.emplace_back("write one value, without brackets");
    return std::nullopt;
  }
  std::vector<TextId> items;
  for (const ast::Literal& item : list.items) {
    if (!std::holds_alternative<ast::TextLiteral>(item)) {
      report_wrong_value(context, subject, {{&item}, std::nullopt}, item);
      return std::nullopt;
    }
    items.push_back(std::get<TextId>(value_of(context, item)));
  }
  return model::Value{std::move(items)};
}

void add_fields(Context& context) {
  for (const resolve::Field& from : context.fields.all) {
    model::Field field;
    field.name = context.builder.text(context.text(from.name.text));
    field.key = field.name;
    field.type = from.type.value_or(Type::kAny);
    field.span = from.name.span;
    if (from.declaration != nullptr && from.type) {
      const Subject subject = subject_of(context, from, from.name.span);
      add_declared(context, subject, field);
    }
    context.builder.model.fields.add(std::move(field));
  }
}

void add_kinds(Context& context) {
  for (const ast::EventDeclaration* from : context.kinds.all) {
    model::EventKind kind;
    kind.name = context.builder.text(context.text(from->kind.text));
    kind.subject_name = context.builder.text(context.text(from->subject.text));
    kind.is_path = from->is_path;
    for (const ast::TextLiteral& name : from->from) {
      kind.from.push_back(context.builder.text(context.text(name.text)));
    }
    kind.span = from->kind.span;
    context.builder.model.kinds.add(std::move(kind));
  }
}

void add_attributes(Context& context) {
  for (const resolve::Attribute& from : context.attributes.all) {
    model::Attribute attribute;
    attribute.kind = model::KindId(from.kind);
    attribute.name = context.builder.text(context.text(from.name.text));
    attribute.type = from.type.value_or(Type::kAny);
    attribute.span = from.name.span;
    if (from.declaration != nullptr) {
      attribute.is_declared = true;
      attribute.span = from.declaration->span;
      attribute.known_values = add_known_values(context, *from.declaration);
      const Subject subject = subject_of(context, from, from.name.span);
      if (from.type) attribute.unknown_as = add_unknown_as(context, subject, *from.declaration);
    }
    context.builder.model.attributes.add(std::move(attribute));
  }
}

}  // namespace leadscore::checking
