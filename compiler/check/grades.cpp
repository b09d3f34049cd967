#include "compiler/check/grades.hpp"

#include "base/text/fold.hpp"
#include "compiler/check/score_tests.hpp"
#include "compiler/resolve/suggest.hpp"

#include <algorithm>
#include <string>

namespace leadscore::checking {
namespace {

using resolve::Declaration;
using resolve::NameKind;

class GradeCheck {
 public:
  GradeCheck(Context& context, const ast::GradeStatement& written, Span span)
      : context_(context), written_(written) {
    grade_.span = span;
  }

  [[nodiscard]] model::Grade check() {
    find_part();
    for (const ast::GradeStatement::Step& step : written_.steps) add_step(step);
    check_name(written_.otherwise);
    grade_.otherwise = text(written_.otherwise);
    std::ranges::stable_sort(steps_, std::ranges::greater(),
                             [](const Step& step) { return step.grade.at_thousandths; });
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (i > 0 && steps_[i - 1].grade.at_thousandths == steps_[i].grade.at_thousandths) {
        report_equal(*steps_[i - 1].written, *steps_[i].written);
      }
      grade_.steps.push_back(steps_[i].grade);
    }
    return std::move(grade_);
  }

 private:
  struct Step {
    model::GradeStep grade;
    const ast::GradeStatement::Step* written = nullptr;
  };

  void find_part() {
    if (!written_.part) return;
    const Declaration* part = context_.names.find(written_.part->text, NameKind::kPart);
    if (part != nullptr) {
      grade_.part = model::PartId(part->index);
    } else if (!context_.names.is_unread(written_.part->text)) {
      report_unknown_part(context_, *written_.part);
    }
  }

  void add_step(const ast::GradeStatement::Step& step) {
    check_name(step.name);
    const auto at = read_points(context_, step.at);
    if (at) steps_.push_back({{text(step.name), *at}, &step});
  }

  void check_name(const ast::TextLiteral& name) {
    if (!text::fold(context_.text(name.text)).empty()) return;
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kEmptyText>(name.span);
    diagnostic.help.emplace_back("a grade is a text, such as \"A\"");
  }

  /// Shown at the later one of the two.
  void report_equal(const ast::GradeStatement::Step& first,
                    const ast::GradeStatement::Step& second) {
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kEqualBounds>(
        second.at.span, context_.text(first.name.text), context_.text(second.name.text));
    diagnostic.labels.push_back({first.at.span, "the other one is here"});
    diagnostic.help.emplace_back(
        "the highest bound that is reached gives the grade: write another number, or keep one");
  }

  TextId text(const ast::TextLiteral& literal) {
    return context_.builder.text(context_.text(literal.text));
  }

  Context& context_;
  const ast::GradeStatement& written_;
  model::Grade grade_;
  std::vector<Step> steps_;
};

}  // namespace

void add_grades(Context& context) {
  for (std::size_t i = 0; i < context.names.grades.size(); ++i) {
    GradeCheck check(context, *context.names.grades[i], context.names.grade_spans[i]);
    context.builder.model.grades.add(check.check());
  }
}

std::optional<std::uint32_t> find_step(const Context& context, model::GradeId grade, TextId text) {
  const std::string wanted = text::fold(context.text(text));
  const std::vector<std::string_view> names = step_names(context, grade);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (text::fold(names[i]) == wanted) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

std::vector<std::string_view> step_names(const Context& context, model::GradeId grade) {
  const model::Model& model = context.builder.model;
  std::vector<std::string_view> names;
  for (const model::GradeStep& step : model.grades[grade].steps) {
    names.push_back(model.texts.text(step.name));
  }
  names.push_back(model.texts.text(model.grades[grade].otherwise));
  return names;
}

void report_unknown_part(Context& context, const ast::Name& name) {
  const std::string_view text = context.text(name.text);
  Diagnostic& diagnostic =
      context.diagnostics.report<DiagnosticKind::kUnknownPart>(name.span, text);
  if (const Declaration* declaration = context.names.find(name.text)) {
    diagnostic.labels.push_back(
        {declaration->name.span, fmt::format("{} of this name", phrase(declaration->kind))});
    if (declaration->kind == NameKind::kStage) {
      diagnostic.help.push_back(
          fmt::format("whether a stage is met is expected without a number: `expect {}`", text));
    }
    return;
  }
  if (context.diagnostics.was_cut()) return;
  std::vector<std::string_view> parts = {"score"};
  for (const ast::Name& part : context.names.parts) parts.push_back(context.text(part.text));
  resolve::suggest_nearest(diagnostic, name.span, text, parts);
  diagnostic.help.push_back(
      fmt::format("a part is a block of rules with a name: `score {} {{ ... }}`", text));
}

}  // namespace leadscore::checking
