#include "compiler/check/test_fields.hpp"

#include "base/text/fold.hpp"
#include "compiler/check/declarations.hpp"
#include "compiler/check/known_values.hpp"
#include "compiler/check/right_side.hpp"
#include "compiler/check/wrong_test.hpp"
#include "compiler/resolve/suggest.hpp"
#include "compiler/resolve/uses.hpp"

#include <algorithm>
#include <unordered_map>
#include <variant>

namespace leadscore::checking {
namespace {

using model::Type;
using Written = decltype(ast::TestField::value);

/// Reads the values of a test; which of them there may be, and what becomes of them, is the
/// caller's.
class TestValueCheck {
 public:
  explicit TestValueCheck(Context& context) : context_(context) {}

  /// Whether the name was not written before; if it was, that is reported.
  bool is_first(const ast::Name& name, std::string_view whose) {
    const auto [first, is_new] = seen_.try_emplace(name.text, name.span);
    if (!is_new) report_twice(name, first->second, whose);
    return is_new;
  }

  /// The value as meant; nothing if it does not fit the subject, which is reported.
  std::optional<model::Value> read(const Subject& subject, const Written& written) {
    if (const auto* list = std::get_if<ast::ListLiteral>(&written)) {
      return check_items(context_, subject, *list);
    }
    const auto& literal = std::get<ast::Literal>(written);
    const auto* text = std::get_if<ast::TextLiteral>(&literal);
    if (subject.type == Type::kListOfText && text != nullptr) return items_of(context_, *text);
    if (!is_unknown_as(subject, literal) && !fits(subject, literal)) return std::nullopt;
    return value_of(context_, literal);
  }

 private:
  /// Whether it is one of the values that mean nothing was given, which no type has to fit.
  [[nodiscard]] bool is_unknown_as(const Subject& subject, const ast::Literal& literal) const {
    const ast::FieldDeclaration* declaration = declaration_of(subject);
    if (declaration == nullptr) return false;
    const auto& values = declaration->unknown_as;
    return std::ranges::any_of(values, [&](const ast::Literal& value) {
      const auto* first = std::get_if<ast::TextLiteral>(&value);
      const auto* second = std::get_if<ast::TextLiteral>(&literal);
      if (first == nullptr || second == nullptr) return false;
      return text::fold(context_.text(first->text)) == text::fold(context_.text(second->text));
    });
  }

  bool fits(const Subject& subject, const ast::Literal& literal) {
    const RightSide right{{&literal}, std::nullopt};
    const Type type = resolve::type_of(literal);
    if (subject.type == Type::kAny) return true;
    const bool is_text = subject.type == Type::kText || subject.type == Type::kOneOf;
    if (is_text ? type != Type::kText : type != subject.type) {
      report_wrong_value(context_, subject, right, literal);
      return false;
    }
    return subject.type != Type::kOneOf || check_known_values(context_, subject, right);
  }

  void report_twice(const ast::Name& name, Span first, std::string_view whose) {
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kDeclaredTwice>(
        name.span, context_.text(name.text));
    diagnostic.labels.push_back({first, "first given here"});
    diagnostic.help.push_back(fmt::format("{} once: keep one of the two", whose));
  }

  Context& context_;
  std::unordered_map<TextId, Span> seen_;
};

void report_unknown_field(Context& context, const ast::Name& name) {
  const std::string_view text = context.text(name.text);
  Diagnostic& diagnostic =
      context.fields.is_closed
          ? context.diagnostics.report<DiagnosticKind::kUnknownField>(name.span, text)
          : context.diagnostics.report<DiagnosticKind::kUnusedTestField>(name.span, text);
  if (context.diagnostics.was_cut()) return;
  std::vector<std::string_view> fields;
  for (const resolve::Field& field : context.fields.all) {
    fields.push_back(context.text(field.name.text));
  }
  resolve::suggest_nearest(diagnostic, name.span, text, fields);
  diagnostic.help.emplace_back(context.fields.is_closed
                                   ? "where there is a `lead` block, it lists all fields"
                                   : "it changes nothing here; is its name spelled as in the "
                                     "rules?");
}

void report_unknown_attribute(Context& context, std::uint32_t kind, const ast::Name& name) {
  const std::string_view text = context.text(name.text);
  const ast::EventDeclaration& declaration = *context.kinds.all[kind];
  for (const ast::Name& unread : declaration.unread_names) {
    if (unread.text == name.text) return;
  }
  const bool is_open = context.kinds.is_open[kind];
  Diagnostic& diagnostic =
      is_open ? context.diagnostics.report<DiagnosticKind::kUnusedTestField>(name.span, text)
              : context.diagnostics.report<DiagnosticKind::kUnknownAttribute>(
                    name.span, context.text(declaration.kind.text), text);
  if (context.diagnostics.was_cut()) return;
  if (name.text == declaration.subject.text) {
    diagnostic.help.push_back(
        fmt::format("what the event is about stands in its parentheses: "
                    "`{}(\"...\")`",
                    context.text(declaration.kind.text)));
    return;
  }
  std::vector<std::string_view> known;
  for (const resolve::Attribute& attribute : context.attributes.all) {
    if (attribute.kind == kind) known.push_back(context.text(attribute.name.text));
  }
  resolve::suggest_nearest(diagnostic, name.span, text, known);
  diagnostic.help.emplace_back(is_open
                                   ? "it changes nothing here; is its name spelled as in the "
                                     "rules?"
                                   : "the attributes of a kind of event are those of its `event` "
                                     "line");
}

}  // namespace

std::vector<model::TestField> check_test_fields(Context& context,
                                                const std::vector<ast::TestField>& fields) {
  TestValueCheck check(context);
  std::vector<model::TestField> result;
  for (const ast::TestField& written : fields) {
    if (!check.is_first(written.name, "a lead has each field")) continue;
    if (context.names.is_unread(written.name.text)) continue;
    const resolve::Field* field = context.fields.find(written.name.text);
    if (field == nullptr) {
      report_unknown_field(context, written.name);
    } else if (field->type) {
      const Subject subject = subject_of(context, *field, written.name.span);
      if (auto value = check.read(subject, written.value)) {
        result.push_back({subject.id, std::move(*value)});
      }
    }
  }
  return result;
}

std::vector<model::TestAttribute> check_test_attributes(
    Context& context, model::KindId kind, const std::vector<ast::TestField>& attributes) {
  TestValueCheck check(context);
  std::vector<model::TestAttribute> result;
  for (const ast::TestField& written : attributes) {
    if (!check.is_first(written.name, "an event has each attribute")) continue;
    const resolve::Attribute* attribute = context.attributes.find(kind.value, written.name.text);
    if (attribute == nullptr) {
      report_unknown_attribute(context, kind.value, written.name);
    } else if (attribute->type) {
      const Subject subject = subject_of(context, *attribute, written.name.span);
      if (auto value = check.read(subject, written.value)) {
        result.push_back({subject.attribute_id, std::move(*value)});
      }
    }
  }
  return result;
}

}  // namespace leadscore::checking
