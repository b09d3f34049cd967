#include "compiler/resolve/fields.hpp"

#include "compiler/resolve/looks_like.hpp"
#include "compiler/resolve/unknown_fields.hpp"

namespace leadscore::resolve {
namespace {

using model::Type;

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
      if (is_inferred(use.name.text)) take(use);
    }
    infer_from_equals();
  }

 private:
  [[nodiscard]] bool is_inferred(TextId name) const {
    return from_.names.find(name) == nullptr && !from_.names.is_unread(name);
  }

  void take(const Use& use) {
    add_field(fields_, {.name = use.name, .type = Type::kAny, .type_span = use.test});
    settle(fields_.by_name.at(use.name.text), use.type, use);
  }

  /// The field is of that type, as `use` says; false if that is no news.
  bool settle(std::uint32_t index, std::optional<Type> type, const Use& use) {
    Field& field = fields_.all[index];
    if (!type || !field.type || field.type == type) return false;
    if (field.type == Type::kAny) {
      field.type = type;
      field.type_span = use.test;
      return true;
    }
    report(field, *type, use);
    field.type.reset();
    return false;
  }

  /// Fields that are asked to be equal are of one type: what one of them is goes on to the others,
  /// and those that nothing else tells are texts.
  void infer_from_equals() {
    struct Neighbour {
      std::uint32_t field = 0;
      const Use* use = nullptr;
    };
    std::unordered_map<std::uint32_t, std::vector<Neighbour>> neighbours;
    std::vector<std::uint32_t> equals;
    for (const Use& use : from_.uses) {
      if (!use.equal_to) continue;
      const auto left = fields_.by_name.find(use.name.text);
      const auto right = fields_.by_name.find(use.equal_to->text);
      if (left == fields_.by_name.end() || right == fields_.by_name.end()) continue;
      neighbours[left->second].push_back({right->second, &use});
      neighbours[right->second].push_back({left->second, &use});
      equals.push_back(left->second);
      equals.push_back(right->second);
    }
    std::vector<bool> is_spread(fields_.all.size(), false);
    const auto spread = [&](std::uint32_t first) {
      std::vector<std::uint32_t> pending{first};
      while (!pending.empty()) {
        const std::uint32_t index = pending.back();
        pending.pop_back();
        if (is_spread[index]) continue;
        is_spread[index] = true;
        for (const Neighbour& next : neighbours[index]) {
          if (settle(next.field, fields_.all[index].type, *next.use)) {
            pending.push_back(next.field);
          }
        }
      }
    };
    for (const std::uint32_t index : equals) {
      if (fields_.all[index].type != Type::kAny) spread(index);
    }
    for (const std::uint32_t index : equals) {
      if (fields_.all[index].type != Type::kAny) continue;
      fields_.all[index].type = Type::kText;
      spread(index);
    }
  }

  void report(const Field& field, Type type, const Use& use) {
    const std::string_view name = from_.texts.text(field.name.text);
    Diagnostic& diagnostic = diagnostics_.report<DiagnosticKind::kTypesDisagree>(
        use.test, name, phrase(type), phrase(*field.type));
    diagnostic.labels.push_back({field.type_span, fmt::format("{} here", phrase(*field.type))});
    const bool is_yes_no = type == Type::kYesNo || field.type == Type::kYesNo;
    if (use.is_bare || is_yes_no) {
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
    warn_of_slips(from, fields, diagnostics);
  }
  return fields;
}

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
