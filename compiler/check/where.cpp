#include "compiler/check/where.hpp"

#include "compiler/check/value_tests.hpp"
#include "compiler/check/windows.hpp"
#include "compiler/model/words.hpp"
#include "compiler/resolve/suggest.hpp"
#include "compiler/resolve/uses.hpp"

#include <algorithm>
#include <string>
#include <variant>

namespace leadscore::checking {
namespace {

std::uint64_t key_of(std::uint32_t kind, TextId name) {
  return (std::uint64_t{kind} << 32) | name.value;
}

bool is_unread(const Context& context, std::uint32_t kind, TextId name) {
  const std::vector<ast::Name>& unread = context.kinds.all[kind]->unread_names;
  return context.names.is_unread(name) ||
         std::ranges::any_of(unread, [name](const ast::Name& other) { return other.text == name; });
}

/// The type that the tests of the event ask an attribute for; of what is worked out, a number.
model::Type type_asked_for(const Context& context, const ast::EventTest& test,
                           const ast::Name& name) {
  const auto is_name = [&](ast::ExpressionId id) {
    const auto* use =
        std::get_if<ast::NameUse>(&context.file.expressions[without_groups(context.file, id)].node);
    return use != nullptr && use->name.text == name.text;
  };
  for (const ast::ExpressionId id : test.where) {
    const ast::Expression& asked = context.file.expressions[id];
    if (is_name(id)) return model::Type::kYesNo;
    if (const auto* value = std::get_if<ast::Test>(&asked.node); value && is_name(value->subject)) {
      return resolve::type_asked_by(*value, context.names).value_or(model::Type::kText);
    }
    if (const auto* time = std::get_if<ast::TimeTest>(&asked.node);
        time && is_name(time->subject)) {
      return model::Type::kTime;
    }
  }
  return model::Type::kNumber;
}

/// `name: type`, or how to declare it.
void report_unknown_attribute(Context& context, std::uint32_t kind, const ast::EventTest& test,
                              const ast::Name& name) {
  const ast::EventDeclaration& declaration = *context.kinds.all[kind];
  const std::string_view text = context.text(name.text);
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kUnknownAttribute>(
      name.span, context.text(declaration.kind.text), text);
  if (context.diagnostics.was_cut()) return;
  diagnostic.labels.push_back({declaration.kind.span, "declared here"});
  std::vector<std::string_view> known;
  for (const ast::FieldDeclaration& attribute : declaration.attributes) {
    known.push_back(context.text(attribute.name.text));
  }
  resolve::suggest_nearest(diagnostic, name.span, text, known);
  constexpr std::size_t kShown = 10;
  if (!known.empty()) {
    const std::size_t shown = std::min(kShown, known.size());
    std::string list = fmt::format("`{}`", known.front());
    for (std::size_t i = 1; i < shown; ++i) list += fmt::format(", `{}`", known[i]);
    if (known.size() > shown) list += fmt::format(" and {} more", known.size() - shown);
    diagnostic.help.push_back(fmt::format("its attributes are {}", list));
  }
  if (text == context.text(declaration.subject.text)) {
    diagnostic.help.push_back(fmt::format("`{}` is what stands in the parentheses: `{}(\"...\")`",
                                          text, context.text(declaration.kind.text)));
    return;
  }
  diagnostic.help.push_back(
      fmt::format("if records have it, the declaration says so: `event {}({}{}) {{ {}: {} }}`",
                  context.text(declaration.kind.text), context.text(declaration.subject.text),
                  declaration.is_path ? ": path" : "", text,
                  model::spelling(type_asked_for(context, test, name))));
}

class WhereCheck {
 public:
  WhereCheck(Context& context, const ast::EventTest& test, Span span, Around around)
      : context_(context), test_(test), span_(span), around_(around) {}

  [[nodiscard]] std::optional<std::vector<model::WhereTest>> check() {
    std::vector<model::WhereTest> tests;
    bool is_good = true;
    for (std::size_t i = 0; i < test_.where.size(); ++i) {
      auto asked = check(i);
      if (asked)
        tests.push_back({context_.builder.test_id(std::move(asked->test)), asked->is_negated});
      is_good = is_good && asked;
    }
    if (!is_good) return std::nullopt;
    std::ranges::sort(tests);
    tests.erase(std::ranges::unique(tests).begin(), tests.end());
    return tests;
  }

 private:
  std::optional<Asked> check(std::size_t index) {
    const ast::Expression& asked = context_.file.expressions[test_.where[index]];
    if (const auto* use = std::get_if<ast::NameUse>(&asked.node)) {
      if (attribute_of(use->name, index)) report_bare(use->name);
      return std::nullopt;
    }
    if (const auto* test = std::get_if<ast::Test>(&asked.node)) {
      const auto subject = attribute_of(test->subject, index);
      if (!subject) return std::nullopt;
      return check_value_test(context_, *subject, *test);
    }
    if (const auto* time = std::get_if<ast::TimeTest>(&asked.node)) {
      const auto subject = attribute_of(time->subject, index);
      if (!subject) return std::nullopt;
      return check_time_test(context_, *subject, time->window);
    }
    return std::nullopt;
  }

  std::optional<Subject> attribute_of(ast::ExpressionId id, std::size_t index) {
    const auto* use = std::get_if<ast::NameUse>(
        &context_.file.expressions[without_groups(context_.file, id)].node);
    if (use == nullptr) return std::nullopt;
    return attribute_of(use->name, index);
  }

  std::optional<Subject> attribute_of(const ast::Name& name, std::size_t index) {
    if (belongs_to_lead(name)) {
      report_lead(name, index);
      return std::nullopt;
    }
    return find_attribute(context_, test_, name);
  }

  [[nodiscard]] bool belongs_to_lead(const ast::Name& name) const {
    if (context_.names.find(name.text) == nullptr) return false;
    if (!test_.kind) return true;
    const std::uint32_t* kind = context_.kinds.find(test_.kind->text);
    return kind == nullptr || context_.attributes.find(*kind, name.text) == nullptr;
  }

  void report_lead(const ast::Name& name, std::size_t index) {
    const resolve::Declaration& declaration = *context_.names.find(name.text);
    const std::string_view kind = test_.kind ? context_.text(test_.kind->text) : "activity";
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kLeadInWhere>(
        name.span, context_.text(name.text), phrase(declaration.kind), kind);
    diagnostic.labels.push_back({declaration.name.span, "declared here"});
    diagnostic.help.emplace_back(
        "after `where` stand tests of the event itself; what the lead must be stands before the "
        "event, joined to it by `and`");
    if (around_ == Around::kCondition) {
      resolve::suggest(diagnostic, span_, with_test_first(index));
    }
  }

  /// The whole event test with that part of its `where` before it.
  [[nodiscard]] std::string with_test_first(std::size_t index) const {
    const Span asked = span_of(index);
    Span cut = asked;
    std::string_view before;
    if (test_.where.size() == 1) {
      before = context_.text(Span{span_.file, span_.begin, asked.begin});
      before = before.substr(0, before.rfind("where"));
      before = before.substr(0, before.find_last_not_of(" \t\r\n") + 1);
    } else {
      if (index == 0) {
        cut.end = span_of(1).begin;
      } else {
        cut.begin = span_of(index - 1).end;
      }
      before = context_.text(Span{span_.file, span_.begin, cut.begin});
    }
    return fmt::format("{} and {}{}", context_.text(asked), before,
                       context_.text(Span{span_.file, cut.end, span_.end}));
  }

  [[nodiscard]] Span span_of(std::size_t index) const {
    return context_.file.expressions[test_.where[index]].span;
  }

  void report_bare(const ast::Name& name) {
    const std::string_view text = context_.text(name.text);
    Diagnostic& diagnostic =
        context_.diagnostics.report<DiagnosticKind::kBareAttribute>(name.span, text);
    diagnostic.help.emplace_back("whether it is yes is asked with `is yes`");
    resolve::suggest(diagnostic, name.span, fmt::format("{} is yes", text), FixSafety::kSafe);
  }

  Context& context_;
  const ast::EventTest& test_;
  Span span_;
  Around around_;
};

}  // namespace

std::optional<Subject> find_attribute(Context& context, const ast::EventTest& test,
                                      const ast::Name& name) {
  if (!test.kind) {
    Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kActivityWithAttribute>(
        name.span, context.text(name.text));
    diagnostic.help.emplace_back(
        "write the kind of event that has it, such as `watched() where seconds >= 60`");
    return std::nullopt;
  }
  const std::uint32_t* kind = context.kinds.find(test.kind->text);
  if (kind == nullptr) return std::nullopt;  // reported with the kind
  if (const resolve::Attribute* attribute = context.attributes.find(*kind, name.text)) {
    if (!attribute->type) return std::nullopt;
    return subject_of(context, *attribute, name.span);
  }
  if (is_unread(context, *kind, name.text)) return std::nullopt;
  if (const resolve::Declaration* declaration = context.names.find(name.text)) {
    Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kLeadInWhere>(
        name.span, context.text(name.text), phrase(declaration->kind),
        context.text(test.kind->text));
    diagnostic.labels.push_back({declaration->name.span, "declared here"});
    diagnostic.help.emplace_back("write an attribute of the event");
    return std::nullopt;
  }
  if (context.unknown_attributes.insert(key_of(*kind, name.text)).second) {
    report_unknown_attribute(context, *kind, test, name);
  }
  return std::nullopt;
}

std::optional<std::vector<model::WhereTest>> check_where(Context& context,
                                                         const ast::EventTest& test, Span span,
                                                         Around around) {
  return WhereCheck(context, test, span, around).check();
}

}  // namespace leadscore::checking
