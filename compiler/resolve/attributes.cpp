#include "compiler/resolve/attributes.hpp"

#include "compiler/resolve/fields.hpp"
#include "compiler/resolve/uses.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <variant>

namespace leadscore::resolve {
namespace {

using model::Type;

std::uint64_t key_of(std::uint32_t kind, TextId name) {
  return (std::uint64_t{kind} << 32) | name.value;
}

class Resolution {
 public:
  Resolution(const AttributeSources& from, Diagnostics& diagnostics)
      : from_(from), diagnostics_(diagnostics) {}

  [[nodiscard]] Attributes resolve() {
    for (std::uint32_t kind = 0; kind < from_.kinds.all.size(); ++kind) add_declared(kind);
    for (const ast::ExpressionId id : from_.events) {
      const ast::Expression& expression = from_.file.expressions[id];
      if (const auto* test = std::get_if<ast::EventTest>(&expression.node)) {
        add_uses(*test);
      } else if (const auto* number = std::get_if<ast::Aggregate>(&expression.node)) {
        add_uses(*number, expression.span);
      }
    }
    return std::move(attributes_);
  }

 private:
  void add_declared(std::uint32_t kind) {
    for (const ast::FieldDeclaration& declaration : from_.kinds.all[kind]->attributes) {
      const bool is_new = add({.kind = kind,
                               .name = declaration.name,
                               .type = declared_type(declaration.type),
                               .type_span = declaration.type.span,
                               .declaration = &declaration});
      if (!is_new) report_twice(kind, declaration);
    }
  }

  void report_twice(std::uint32_t kind, const ast::FieldDeclaration& second) {
    Attribute& first = *find(kind, second.name.text);
    Diagnostic& diagnostic = diagnostics_.report<DiagnosticKind::kDeclaredTwice>(
        second.name.span, from_.texts.text(second.name.text));
    diagnostic.labels.push_back({first.name.span, "first declared here"});
    diagnostic.help.emplace_back("keep one of the two, or give the second another name");
    first.type.reset();
  }

  void add_uses(const ast::EventTest& test) {
    if (!test.kind) return;
    const std::uint32_t* kind = from_.kinds.find(test.kind->text);
    if (kind == nullptr) return;
    for (const ast::ExpressionId id : test.where) {
      const ast::Expression& asked = from_.file.expressions[id];
      if (const auto* field_test = std::get_if<ast::Test>(&asked.node)) {
        const auto type = type_asked_by(*field_test, from_.names);
        add_use(*kind, field_test->subject, type, asked.span);
      } else if (const auto* time = std::get_if<ast::TimeTest>(&asked.node)) {
        add_use(*kind, time->subject, Type::kTime, asked.span);
      } else {
        add_use(*kind, id, Type::kYesNo, asked.span);
      }
    }
  }

  void add_uses(const ast::Aggregate& number, Span span) {
    const auto* test = std::get_if<ast::EventTest>(&from_.file.expressions[number.events].node);
    if (test == nullptr || !test->kind || !number.attribute) return;
    const std::uint32_t* kind = from_.kinds.find(test->kind->text);
    if (kind != nullptr) add_use(*kind, *number.attribute, Type::kNumber, span);
  }

  void add_use(std::uint32_t kind, ast::ExpressionId subject, std::optional<Type> type, Span test) {
    const auto* use = std::get_if<ast::NameUse>(&from_.file.expressions[subject].node);
    if (use != nullptr) add_use(kind, use->name, type, test);
  }

  void add_use(std::uint32_t kind, const ast::Name& name, std::optional<Type> type, Span test) {
    Attribute* known = find(kind, name.text);
    if (known != nullptr) {
      settle(*known, type, test);
    } else if (from_.kinds.all[kind]->is_path && is_of_every_page(from_.texts.text(name.text))) {
      (void)add({.kind = kind, .name = name, .type = Type::kText, .type_span = {}});
    } else if (from_.kinds.is_open[kind] && from_.names.find(name.text) == nullptr &&
               !from_.names.is_unread(name.text)) {
      (void)add({.kind = kind, .name = name, .type = type.value_or(Type::kAny), .type_span = test});
    }
  }

  void settle(Attribute& attribute, std::optional<Type> type, Span test) {
    const bool is_inferred =
        attribute.declaration == nullptr && attribute.type_span.file.is_valid();
    if (!is_inferred || !attribute.type || !type || attribute.type == type) return;
    if (attribute.type == Type::kAny) {
      attribute.type = type;
      attribute.type_span = test;
      return;
    }
    const std::string_view name = from_.texts.text(attribute.name.text);
    const ast::EventDeclaration& kind = *from_.kinds.all[attribute.kind];
    Diagnostic& diagnostic = diagnostics_.report<DiagnosticKind::kTypesDisagree>(
        test, name, phrase(*type), phrase(*attribute.type));
    diagnostic.labels.push_back(
        {attribute.type_span, fmt::format("{} here", phrase(*attribute.type))});
    diagnostic.help.push_back(
        fmt::format("to say what `{}` is, declare the kind of event: `event {}({}{}) {{ {}: {} }}`",
                    name, from_.texts.text(kind.kind.text), from_.texts.text(kind.subject.text),
                    kind.is_path ? ": path" : "", name, spelling(*attribute.type)));
    attribute.type.reset();
  }

  [[nodiscard]] bool add(const Attribute& attribute) {
    const auto index = static_cast<std::uint32_t>(attributes_.all.size());
    const std::uint64_t key = key_of(attribute.kind, attribute.name.text);
    const bool is_new = attributes_.by_name.try_emplace(key, index).second;
    if (is_new) attributes_.all.push_back(attribute);
    return is_new;
  }

  [[nodiscard]] Attribute* find(std::uint32_t kind, TextId name) {
    const auto index = attributes_.find_index(kind, name);
    return index ? &attributes_.all[*index] : nullptr;
  }

  const AttributeSources& from_;
  Diagnostics& diagnostics_;
  Attributes attributes_;
};

}  // namespace

const Attribute* Attributes::find(std::uint32_t kind, TextId name) const {
  const auto index = find_index(kind, name);
  return index ? &all[*index] : nullptr;
}

std::optional<std::uint32_t> Attributes::find_index(std::uint32_t kind, TextId name) const {
  const auto found = by_name.find(key_of(kind, name));
  if (found == by_name.end()) return std::nullopt;
  return found->second;
}

bool is_of_every_page(std::string_view name) {
  constexpr std::array<std::string_view, 6> kNames = {"host",         "utm_source", "utm_medium",
                                                      "utm_campaign", "utm_term",   "utm_content"};
  return std::ranges::find(kNames, name) != kNames.end();
}

Attributes resolve_attributes(const AttributeSources& from, Diagnostics& diagnostics) {
  return Resolution(from, diagnostics).resolve();
}

}  // namespace leadscore::resolve
