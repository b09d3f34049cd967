#include "compiler/resolve/fields.hpp"

#include "compiler/resolve/unknown_fields.hpp"

namespace leadscore::resolve {
namespace {

using model::Type;

Type declared_type(const ast::Type& type) {
  switch (type.kind) {
    case ast::TypeKind::kText:
      return Type::kText;
    case ast::TypeKind::kNumber:
      return Type::kNumber;
    case ast::TypeKind::kYesNo:
      return Type::kYesNo;
    case ast::TypeKind::kTime:
      return Type::kTime;
    case ast::TypeKind::kListOfText:
      return Type::kListOfText;
    case ast::TypeKind::kOneOf:
      return Type::kOneOf;
  }
  return Type::kText;
}

void add_field(Fields& fields, const Field& field) {
  const auto index = static_cast<std::uint32_t>(fields.all.size());
  if (fields.by_name.try_emplace(field.name.text, index).second) fields.all.push_back(field);
}

void add_declared(const Names& names, Fields& fields) {
  for (const ast::FieldDeclaration* declaration : names.fields) {
    const bool is_clear = names.find(declaration->name.text) != nullptr;
    add_field(fields,
              {.name = declaration->name,
               .type = is_clear ? std::optional(declared_type(declaration->type)) : std::nullopt,
               .type_span = declaration->type.span,
               .declaration = declaration});
  }
}

/// Makes fields of the names that conditions use and nothing declares.
class Inference {
 public:
  Inference(const FieldSources& from, Diagnostics& diagnostics, Fields& fields)
      : from_(from), diagnostics_(diagnostics), fields_(fields) {}

  void infer() {
    for (const Use& use : from_.uses) {
      const TextId name = use.name.text;
      if (from_.names.find(name) == nullptr && !from_.names.is_unread(name)) take(use);
    }
  }

 private:
  void take(const Use& use) {
    add_field(fields_, {.name = use.name, .type = Type::kAny, .type_span = use.test});
    Field& field = fields_.all[fields_.by_name.at(use.name.text)];
    if (!use.type || !field.type || field.type == use.type) return;
    if (field.type == Type::kAny) {
      field.type = use.type;
      field.type_span = use.test;
      return;
    }
    report(field, use);
    field.type.reset();
  }

  void report(const Field& field, const Use& use) {
    const std::string_view name = from_.texts.text(field.name.text);
    Diagnostic& diagnostic = diagnostics_.report<DiagnosticKind::kTypesDisagree>(
        use.test, name, phrase(*use.type), phrase(*field.type));
    diagnostic.labels.push_back({field.type_span, fmt::format("{} here", phrase(*field.type))});
    const Type other = use.type == Type::kYesNo ? *field.type : *use.type;
    const bool is_yes_no = use.type == Type::kYesNo || field.type == Type::kYesNo;
    if (use.is_bare || (is_yes_no && other != Type::kYesNo)) {
      diagnostic.help.push_back(fmt::format(
          "a name alone asks whether it is yes; to ask whether `{}` is given at all, write "
          "`{} is known`",
          name, name));
    }
    diagnostic.help.push_back(
        fmt::format("to say what `{}` is, declare the lead's fields: `lead {{ {}: {} }}`", name,
                    name, spelling(*field.type)));
  }

  const FieldSources& from_;
  Diagnostics& diagnostics_;
  Fields& fields_;
};

}  // namespace

const Field* Fields::find(TextId name) const {
  const auto found = by_name.find(name);
  return found == by_name.end() ? nullptr : &all[found->second];
}

Fields resolve_fields(const FieldSources& from, Diagnostics& diagnostics) {
  Fields fields;
  fields.is_closed = !from.names.lead_blocks.empty();
  add_declared(from.names, fields);
  if (fields.is_closed) {
    report_unknown_fields(from, diagnostics);
  } else {
    Inference(from, diagnostics, fields).infer();
  }
  return fields;
}

std::string_view phrase(Type type) {
  switch (type) {
    case Type::kText:
      return "a text";
    case Type::kNumber:
      return "a number";
    case Type::kYesNo:
      return "yes or no";
    case Type::kTime:
      return "a time";
    case Type::kListOfText:
      return "a list of texts";
    case Type::kOneOf:
      return "a text with known values";
    case Type::kAny:
      return "anything";
  }
  return "";
}

std::string_view spelling(Type type) {
  switch (type) {
    case Type::kText:
    case Type::kOneOf:
    case Type::kAny:
      return "text";
    case Type::kNumber:
      return "number";
    case Type::kYesNo:
      return "yes/no";
    case Type::kTime:
      return "time";
    case Type::kListOfText:
      return "list of text";
  }
  return "";
}

}  // namespace leadscore::resolve
