#include "compiler/check/wrong_test.hpp"

#include "compiler/resolve/suggest.hpp"

#include <string>
#include <variant>

namespace leadscore::checking {
namespace {

using ast::TestOperator;
using model::Type;

std::string_view fitting_tests(Type type) {
  switch (type) {
    case Type::kText:
    case Type::kOneOf:
      return "a text is asked with `is`, `is not`, `is exactly`, `in`, `not in`, `contains`, "
             "`mentions`, `starts with`, `ends with`, `matches`, `matches regex`, `is known` or "
             "`is "
             "unknown`";
    case Type::kNumber:
      return "a number is asked with `is`, `is not`, `<`, `<=`, `>`, `>=`, `between`, `in`, `not "
             "in`, `is known` or `is unknown`";
    case Type::kYesNo:
      return "a yes/no field stands alone, or with `is yes`, `is no`, `is known` or `is unknown`";
    case Type::kTime:
      return "a time is asked with a window, such as `in the last 7 days`, `more than 7 days ago`, "
             "`before 2026-01-31` or `since 2026-01-31`, or with `is known` or `is unknown`";
    case Type::kListOfText:
      return "a list is asked with `includes`, `includes any of`, `includes all of`, `is known` or "
             "`is unknown`";
    case Type::kAny:
      return "it is asked with `is known` or `is unknown`";
  }
  return "";
}

/// The words for the same question on a field of that type; empty if there are none.
std::string_view meant_words(Type type, const ast::Test& test) {
  using enum TestOperator;
  const bool is_negated = test.is_negated;
  if (type == Type::kListOfText) {
    if (test.op == kIs || test.op == kContains || test.op == kMentions) {
      return is_negated ? "does not include" : "includes";
    }
    if (test.op == kIn) return is_negated ? "does not include any of" : "includes any of";
  }
  if (type == Type::kText || type == Type::kOneOf) {
    if (test.op == kIncludes) return is_negated ? "does not contain" : "contains";
    if (test.op == kIncludesAnyOf) return is_negated ? "not in" : "in";
  }
  if (type == Type::kTime && !test.operands.empty()) {
    const auto* literal = std::get_if<ast::Literal>(&test.operands.front());
    if (literal == nullptr || !std::holds_alternative<ast::DateLiteral>(*literal)) return "";
    if (test.op == kIs && !is_negated) return "on";
    if (test.op == kLess) return is_negated ? "" : "before";
    if (test.op == kGreaterOrEqual) return is_negated ? "" : "since";
    if (test.op == kGreater) return is_negated ? "" : "after";
  }
  return "";
}

}  // namespace

void label_type(const Subject& subject, Span test, Diagnostic& diagnostic) {
  Span type;
  if (subject.field != nullptr) type = subject.field->type_span;
  if (subject.attribute != nullptr) type = subject.attribute->type_span;
  if (!type.file.is_valid() || subject.is_domain) return;
  if (type.file == test.file && type.begin <= test.begin && test.end <= type.end) return;
  const std::string_view verb = declaration_of(subject) != nullptr ? "is declared as" : "is";
  diagnostic.labels.push_back(
      {type, fmt::format("`{}` {} {} here", subject.name, verb, resolve::phrase(subject.type))});
}

void report_wrong_test(Context& context, const Subject& subject, const ast::Test& test) {
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kWrongTest>(
      test.op_span, context.text(test.op_span), subject.name, resolve::phrase(subject.type));
  label_type(subject, test.op_span, diagnostic);
  if (const std::string_view meant = meant_words(subject.type, test); !meant.empty()) {
    // `contains` of a list may look for a piece of its texts.
    resolve::suggest(diagnostic, test.op_span, std::string(meant),
                     subject.type == Type::kTime ? FixSafety::kSafe : FixSafety::kUnsafe);
  }
  diagnostic.help.emplace_back(fitting_tests(subject.type));
}

void report_wrong_window(Context& context, const Subject& subject, Span window) {
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kWrongTest>(
      window, context.text(window), subject.name, resolve::phrase(subject.type));
  label_type(subject, window, diagnostic);
  diagnostic.help.emplace_back(fitting_tests(subject.type));
}

}  // namespace leadscore::checking
