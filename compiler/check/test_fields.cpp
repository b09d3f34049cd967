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

class TestFieldCheck {
 public:
  explicit TestFieldCheck(Context& context) : context_(context) {}

  void add(const ast::TestField& written) {
    const auto [first, is_new] = seen_.try_emplace(written.name.text, written.name.span);
    if (!is_new) {
      report_twice(written.name, first->second);
      return;
    }
    const resolve::Field* field = context_.fields.find(written.name.text);
    if (context_.names.is_unread(written.name.text)) return;
    if (field == nullptr) {
      report_unknown(written.name);
    } else if (field->type) {
      add_value({field, id_of(context_, *field), *field->type, context_.text(written.name.text),
                 written.name.span},
                written.value);
    }
  }

  [[nodiscard]] std::vector<model::TestField> take() { return std::move(result_); }

 private:
  void add_value(const Subject& subject, const Written& written) {
    if (const auto* list = std::get_if<ast::ListLiteral>(&written)) {
      if (auto value = read_list(subject, *list)) result_.push_back({subject.id, *value});
      return;
    }
    const auto& literal = std::get<ast::Literal>(written);
    if (!is_unknown_as(subject, literal) && !fits(subject, literal)) return;
    result_.push_back({subject.id, value_of(context_, literal)});
  }

  /// The texts of a list; nothing if the field is no list, or they are none, which is reported.
  std::optional<model::Value> read_list(const Subject& subject, const ast::ListLiteral& list) {
    if (subject.type != Type::kListOfText && subject.type != Type::kAny) {
      Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kWrongValue>(
          list.span, subject.name, resolve::phrase(subject.type), "a list");
      label_type(subject, list.span, diagnostic);
      diagnostic.help.emplace_back("write one value, without brackets");
      return std::nullopt;
    }
    std::vector<TextId> items;
    for (const ast::Literal& item : list.items) {
      if (!std::holds_alternative<ast::TextLiteral>(item)) {
        report_wrong_value(context_, subject, {{&item}, std::nullopt}, item);
        return std::nullopt;
      }
      items.push_back(std::get<TextId>(value_of(context_, item)));
    }
    return model::Value{std::move(items)};
  }

  /// Whether it is one of the values that mean nothing was given, which no type has to fit.
  [[nodiscard]] bool is_unknown_as(const Subject& subject, const ast::Literal& literal) const {
    if (subject.field->declaration == nullptr) return false;
    const auto& values = subject.field->declaration->unknown_as;
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
    if (subject.type == Type::kListOfText && type == Type::kText) {
      report_text_for_list(subject, literal);
      return false;
    }
    const bool is_text = subject.type == Type::kText || subject.type == Type::kOneOf;
    if (is_text ? type != Type::kText : type != subject.type) {
      report_wrong_value(context_, subject, right, literal);
      return false;
    }
    return subject.type != Type::kOneOf || check_known_values(context_, subject, right);
  }

  void report_text_for_list(const Subject& subject, const ast::Literal& literal) {
    const Span span = ast::span_of(literal);
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kWrongValue>(
        span, subject.name, resolve::phrase(subject.type), "a text");
    label_type(subject, span, diagnostic);
    resolve::suggest(diagnostic, span, fmt::format("[{}]", context_.text(span)));
  }

  void report_twice(const ast::Name& name, Span first) {
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kDeclaredTwice>(
        name.span, context_.text(name.text));
    diagnostic.labels.push_back({first, "first given here"});
    diagnostic.help.emplace_back("a lead has each field once: keep one of the two");
  }

  void report_unknown(const ast::Name& name) {
    const std::string_view text = context_.text(name.text);
    Diagnostic& diagnostic =
        context_.fields.is_closed
            ? context_.diagnostics.report<DiagnosticKind::kUnknownField>(name.span, text)
            : context_.diagnostics.report<DiagnosticKind::kUnusedTestField>(name.span, text);
    if (context_.diagnostics.was_cut()) return;
    std::vector<std::string_view> fields;
    for (const resolve::Field& field : context_.fields.all) {
      fields.push_back(context_.text(field.name.text));
    }
    resolve::suggest_nearest(diagnostic, name.span, text, fields);
    diagnostic.help.emplace_back(
        context_.fields.is_closed
            ? "where there is a `lead` block, it lists all fields"
            : "it changes nothing here; is its name spelled as in the rules?");
  }

  Context& context_;
  std::unordered_map<TextId, Span> seen_;
  std::vector<model::TestField> result_;
};

}  // namespace

std::vector<model::TestField> check_test_fields(Context& context,
                                                const std::vector<ast::TestField>& fields) {
  TestFieldCheck check(context);
  for (const ast::TestField& field : fields) check.add(field);
  return check.take();
}

}  // namespace leadscore::checking
