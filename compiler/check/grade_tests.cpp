#include "compiler/check/grade_tests.hpp"

#include "base/text/fold.hpp"
#include "base/text/glob.hpp"
#include "base/text/nearest.hpp"
#include "base/text/regex.hpp"
#include "base/text/words.hpp"
#include "compiler/check/grades.hpp"
#include "compiler/check/score_tests.hpp"
#include "compiler/check/text_tests.hpp"
#include "compiler/check/wrong_test.hpp"
#include "compiler/resolve/suggest.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace leadscore::checking {
namespace {

using model::TextOperator;

void report_no_grade(Context& context, const ast::GradeUse& grade) {
  const Span span = grade.part->span;
  const std::string_view name = context.text(grade.part->text);
  const resolve::Declaration* declaration = context.names.find(grade.part->text);
  if (declaration == nullptr || declaration->kind != resolve::NameKind::kPart) {
    if (!context.names.is_unread(grade.part->text)) report_unknown_part(context, *grade.part);
    return;
  }
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kNoGrade>(span, name);
  diagnostic.labels.push_back({declaration->name.span, "the part is here"});
  diagnostic.help.push_back(fmt::format(
      "declare its grades on a line of their own: `grade {}: \"A\" at 40, otherwise \"B\"`", name));
}

/// The grade, as an index in Names::grades; nothing if there is none, which is reported.
std::optional<std::uint32_t> find_grade(Context& context, const ast::GradeUse& grade, Span span) {
  if (const auto index = context.names.find_grade(grade.part)) return index;
  if (grade.part) {
    report_no_grade(context, grade);
    return std::nullopt;
  }
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kNoGrade>(span, "score");
  diagnostic.help.emplace_back(
      "declare its grades on a line of their own: `grade score: \"A\" at 80, otherwise \"B\"`");
  return std::nullopt;
}

/// Whether the operator meets a name of a grade, as an engine asks it of a text.
bool meets(TextOperator op, std::string_view name, std::string_view literal) {
  const std::string folded = text::fold(name);
  switch (op) {
    case TextOperator::kIs:
      return folded == literal;
    case TextOperator::kIsExactly:
      return text::compose(name) == literal;
    case TextOperator::kContains:
      return folded.find(literal) != std::string::npos;
    case TextOperator::kMentions: {
      const std::string words = fmt::format(" {} ", fmt::join(text::words_of(folded), " "));
      return words.find(fmt::format(" {} ", literal)) != std::string::npos;
    }
    case TextOperator::kStartsWith:
      return folded.starts_with(literal);
    case TextOperator::kEndsWith:
      return folded.ends_with(literal);
    case TextOperator::kMatches:
      return text::Glob::parse(literal).matches(folded);
    case TextOperator::kMatchesRegex: {
      const auto regex = text::Regex::parse(literal);
      return regex && regex->matches(text::normalise(name));
    }
  }
  return false;
}

bool check_names(Context& context, const std::vector<std::string_view>& names, Span subject,
                 const RightSide& right) {
  std::unordered_set<std::string> folded;
  for (const std::string_view name : names) folded.insert(text::fold(name));
  bool is_good = true;
  for (const ast::Literal* value : right.values) {
    const auto& literal = std::get<ast::TextLiteral>(*value);
    const std::string_view text = context.text(literal.text);
    if (right.list_use || folded.contains(text::fold(text))) continue;
    is_good = false;
    Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kNotAKnownValue>(
        literal.span, context.text(subject), context.text(literal.span));
    if (const auto near = text::nearest(text, names)) {
      const std::string spelled = fmt::format("\"{}\"", *near);
      diagnostic.fixes.push_back(
          {literal.span, spelled, fmt::format("did you mean `{}`?", spelled)});
    }
    diagnostic.help.push_back(fmt::format("the grades are `\"{}\"`", fmt::join(names, "\"`, `\"")));
  }
  return is_good;
}

}  // namespace

Checked check_grade_test(Context& context, const Scope& scope, const ast::GradeUse& grade,
                         Span subject, const ast::Test& test, Span span) {
  if (!may_ask_score(context, scope, subject, std::nullopt)) return std::nullopt;
  const auto index = find_grade(context, grade, subject);
  if (!index) return std::nullopt;
  // A grade is always known.
  if (test.op == ast::TestOperator::kIsKnown || test.op == ast::TestOperator::kIsUnknown) {
    return always(context, (test.op == ast::TestOperator::kIsKnown) != test.is_negated, span);
  }
  Subject text;
  text.type = model::Type::kOneOf;
  text.name = context.text(subject);
  text.span = subject;
  const auto op = text_operator(test.op);
  if (!op) {
    report_wrong_test(context, text, test);
    return std::nullopt;
  }
  const auto right = read_texts(context, text, test);
  if (!right) return std::nullopt;
  const auto literals = texts_of(context, text, *right, *op);
  if (!literals) return std::nullopt;
  const model::GradeId id(*index);
  const std::vector<std::string_view> names = step_names(context, id);
  const bool asks_value = *op == TextOperator::kIs || *op == TextOperator::kIsExactly;
  if (asks_value && !check_names(context, names, subject, *right)) return std::nullopt;
  std::vector<std::uint32_t> steps;
  for (std::uint32_t step = 0; step < names.size(); ++step) {
    const bool is_met = std::ranges::any_of(*literals, [&](TextId literal) {
      return meets(*op, names[step], context.builder.model.texts.text(literal));
    });
    if (is_met) steps.push_back(step);
  }
  // What is met by no grade is false, and its opposite true.
  if (steps.empty()) return always(context, test.is_negated, span);
  return add_test(context, model::GradeTest{id, std::move(steps)}, test.is_negated, span);
}

}  // namespace leadscore::checking
