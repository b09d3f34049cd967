#include "compiler/check/right_side.hpp"

#include "base/decimal.hpp"
#include "base/text/fold.hpp"
#include "base/time.hpp"
#include "compiler/check/lists.hpp"
#include "compiler/check/wrong_test.hpp"
#include "compiler/resolve/suggest.hpp"
#include "compiler/resolve/uses.hpp"

#include <variant>

namespace leadscore::checking {
namespace {

using resolve::Declaration;
using resolve::NameKind;

/// The test's own words, blanks and line ends as one blank.
std::string words_of(const Context& context, Span span) {
  std::string words;
  for (const char byte : context.text(span)) {
    const bool is_blank = byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
    if (!is_blank) {
      words += byte;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  return words;
}

/// The way to ask the same about a list; empty if there is none.
std::string_view list_words(const ast::Test& test) {
  if (test.op == ast::TestOperator::kIs) return test.is_negated ? "not in" : "in";
  if (test.op != ast::TestOperator::kIncludes) return "";
  return test.is_negated ? "does not include any of" : "includes any of";
}

void report_list(Context& context, const ast::Test& test, Span list) {
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kOneValueExpected>(
      list, words_of(context, test.op_span));
  const std::string_view instead = list_words(test);
  if (instead.empty()) {
    diagnostic.help.emplace_back("write one value");
    return;
  }
  diagnostic.help.push_back(fmt::format("a list is looked into with `{}`", instead));
  resolve::suggest(diagnostic, test.op_span, std::string(instead), FixSafety::kSafe);
}

void report_single(Context& context, const ast::Test& test, Span value) {
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kListExpected>(
      value, words_of(context, test.op_span));
  diagnostic.help.emplace_back("a list stands in brackets");
  resolve::suggest(diagnostic, value, fmt::format("[{}]", context.text(value)), FixSafety::kSafe);
}

void report_unknown_list(Context& context, const ast::Name& name) {
  const std::string_view text = context.text(name.text);
  Diagnostic& diagnostic =
      context.diagnostics.report<DiagnosticKind::kUnknownList>(name.span, text);
  if (context.diagnostics.was_cut()) return;
  std::vector<std::string_view> lists;
  for (const ast::ListStatement* list : context.names.lists) {
    lists.push_back(context.text(list->name.text));
  }
  resolve::suggest_nearest(diagnostic, name.span, text, lists);
  diagnostic.help.push_back(
      fmt::format("declare it on a line of its own: `list {} = [\"...\", \"...\"]`; or write the "
                  "values here, in brackets and quotes",
                  text));
}

/// A field where a text or a list must stand.
void report_field(Context& context, const ast::Test& test, const ast::Name& name) {
  const std::string_view text = context.text(name.text);
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kBareWord>(name.span, text);
  diagnostic.help.push_back(
      fmt::format("`{}` is a field, and fields are compared with fields by `is` and `is not`, "
                  "numbers also by `<` and `>`; `{}` needs what it asks for written out",
                  text, words_of(context, test.op_span)));
  resolve::suggest(diagnostic, name.span, fmt::format("\"{}\"", text));
}

/// Words that other tools have for `is unknown` and `is known`.
struct WordForUnknown {
  std::string_view word;
  std::string_view is;
  std::string_view is_not;
  FixSafety safety = FixSafety::kSafe;
};
constexpr WordForUnknown kWordsForUnknown[] = {
    {"null", "is unknown", "is known"},
    {"blank", "is unknown", "is known"},
    {"missing", "is unknown", "is known"},
    {"undefined", "is unknown", "is known"},
    // A list of texts that is empty is known.
    {"empty", "is unknown", "is known", FixSafety::kUnsafe},
    {"set", "is known", "is unknown"}};

/// `country is null`: whether it was such a word.
bool report_word_for_unknown(Context& context, const ast::Test& test, const ast::Name& name) {
  if (test.op != ast::TestOperator::kIs) return false;
  const std::string folded = text::fold(context.text(name.text));
  for (const WordForUnknown& row : kWordsForUnknown) {
    if (row.word != folded) continue;
    const Span span{name.span.file, test.op_span.begin, name.span.end};
    Diagnostic& diagnostic =
        context.diagnostics.report<DiagnosticKind::kWrongWords>(span, context.text(span));
    resolve::suggest(diagnostic, span, std::string(test.is_negated ? row.is_not : row.is),
                     row.safety);
    return true;
  }
  return false;
}

/// `created_at is today`: whether it was such a day.
bool report_day(Context& context, const ast::Test& test, const ast::Name& name) {
  const std::string_view day = context.text(name.text);
  const std::string_view instead = day == "today"       ? "in the last 1 day"
                                   : day == "yesterday" ? "between 1 and 2 days ago"
                                   : day == "tomorrow"  ? "in the next 1 day"
                                                        : "";
  if (instead.empty() && day != "now") return false;
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kBareWord>(name.span, day);
  diagnostic.help.emplace_back(
      "time is counted back from now, not by the calendar: `in the last 1 day`, or `on "
      "2026-01-31`");
  if (test.op == ast::TestOperator::kIs && !test.is_negated && !instead.empty()) {
    resolve::suggest(diagnostic, {name.span.file, test.op_span.begin, name.span.end},
                     std::string(instead));
  }
  return true;
}

/// A name where a value must stand.
void report_bare_word(Context& context, const ast::Test& test, const ast::Name& name,
                      const Subject& subject) {
  if (field_named(context, name) != nullptr) {
    report_field(context, test, name);
    return;
  }
  if (context.names.find(name.text) == nullptr &&
      (report_word_for_unknown(context, test, name) || report_day(context, test, name))) {
    return;
  }
  const std::string_view text = context.text(name.text);
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kBareWord>(name.span, text);
  if (const Declaration* declaration = context.names.find(name.text)) {
    diagnostic.labels.push_back(
        {declaration->name.span, fmt::format("{} of this name", phrase(declaration->kind))});
  }
  const std::string folded = text::fold(text);
  const bool is_yes_no = subject.type == model::Type::kYesNo || subject.type == model::Type::kAny;
  if (is_yes_no && (folded == "true" || folded == "false")) {
    const std::string_view meant = folded == "true" ? "yes" : "no";
    diagnostic.help.emplace_back("a yes/no field is asked with `is yes` or `is no`");
    resolve::suggest(diagnostic, name.span, std::string(meant), FixSafety::kSafe);
  } else if (subject.type == model::Type::kNumber) {
    diagnostic.help.emplace_back("write a number");
  } else {
    diagnostic.help.emplace_back("a text is written in quotes");
    resolve::suggest(diagnostic, name.span, fmt::format("\"{}\"", text));
  }
}

/// A number that is worked out, where it cannot be.
void report_worked_out(Context& context, const Subject& subject, ast::ExpressionId id) {
  const Span span = context.file.expressions[id].span;
  const bool is_number = subject.type == model::Type::kNumber;
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kWrongValue>(
      span, subject.name, resolve::phrase(subject.type), is_number ? "worked out" : "a number");
  label_type(subject, span, diagnostic);
  if (is_number) {
    diagnostic.help.emplace_back(
        "here stands a list, in brackets, or the name of one, without parentheses");
    return;
  }
  diagnostic.help.push_back(
      fmt::format("what stands here must be {}", resolve::phrase(subject.type)));
}

void report_not_a_list(Context& context, const ast::Name& name, std::string_view phrase) {
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kNotAList>(
      name.span, context.text(name.text), phrase);
  if (const Declaration* declaration = context.names.find(name.text)) {
    diagnostic.labels.push_back({declaration->name.span, "declared here"});
  }
  diagnostic.help.emplace_back(
      "here stands the name of a list, or a list of its own: `[\"...\", \"...\"]`");
}

std::optional<RightSide> read_name(Context& context, const ast::Test& test, const ast::Name& name,
                                   Takes takes, const Subject& subject) {
  const Declaration* declaration = context.names.find(name.text);
  if (declaration != nullptr && declaration->kind == NameKind::kList) {
    if (takes == Takes::kOne) {
      report_list(context, test, name.span);
      return std::nullopt;
    }
    if (!context.list_is_good[declaration->index]) return std::nullopt;
    RightSide right;
    right.list_use = name.span;
    right.list = declaration->index;
    for (const ast::Literal& item : context.names.lists[declaration->index]->items.items) {
      right.values.push_back(&item);
    }
    return right;
  }
  if (context.names.is_unread(name.text)) return std::nullopt;
  if (takes != Takes::kList) {
    report_bare_word(context, test, name, subject);
  } else if (declaration != nullptr) {
    report_not_a_list(context, name, phrase(declaration->kind));
  } else if (context.fields.find(name.text) != nullptr) {
    report_not_a_list(context, name, phrase(NameKind::kField));
  } else {
    report_unknown_list(context, name);
  }
  return std::nullopt;
}

/// The same value as one of that type; empty if there is no such spelling.
std::string as_type(const Context& context, model::Type type, const ast::Literal& value) {
  const std::string_view written = context.text(ast::span_of(value));
  if (const auto* text = std::get_if<ast::TextLiteral>(&value)) {
    const std::string_view content = context.text(text->text);
    if (type == model::Type::kNumber && read_number_literal(content)) return std::string(content);
    if (type == model::Type::kTime && read_date_literal(content)) return std::string(content);
    const std::string folded = text::fold(content);
    if (type == model::Type::kYesNo) {
      if (folded == "yes" || folded == "true") return "yes";
      if (folded == "no" || folded == "false") return "no";
    }
    return "";
  }
  const bool is_text =
      type == model::Type::kText || type == model::Type::kOneOf || type == model::Type::kListOfText;
  return is_text ? fmt::format("\"{}\"", written) : "";
}

}  // namespace

const resolve::Field* field_named(const Context& context, const ast::Name& name) {
  const Declaration* declaration = context.names.find(name.text);
  if (declaration != nullptr && declaration->kind != NameKind::kField) return nullptr;
  return context.fields.find(name.text);
}

std::optional<RightSide> read_right_side(Context& context, const ast::Test& test, std::size_t index,
                                         Takes takes, const Subject& subject) {
  const ast::Operand& operand = test.operands[index];
  if (const auto* name = std::get_if<ast::Name>(&operand)) {
    return read_name(context, test, *name, takes, subject);
  }
  if (const auto* id = std::get_if<ast::ExpressionId>(&operand)) {
    report_worked_out(context, subject, *id);
    return std::nullopt;
  }
  RightSide right;
  if (const auto* literal = std::get_if<ast::Literal>(&operand)) {
    if (takes == Takes::kList) {
      report_single(context, test, ast::span_of(*literal));
      return std::nullopt;
    }
    right.values.push_back(literal);
    return right;
  }
  const auto& list = std::get<ast::ListLiteral>(operand);
  if (takes == Takes::kOne) {
    report_list(context, test, list.span);
    return std::nullopt;
  }
  if (!check_list(context.texts, list, context.diagnostics)) return std::nullopt;
  right.values.reserve(list.items.size());
  for (const ast::Literal& item : list.items) right.values.push_back(&item);
  return right;
}

void report_wrong_value(Context& context, const Subject& subject, const RightSide& right,
                        const ast::Literal& value) {
  const bool is_date = std::holds_alternative<ast::DateLiteral>(value);
  const std::string_view given = is_date ? "a date" : resolve::phrase(resolve::type_of(value));
  Diagnostic& diagnostic = report_value<DiagnosticKind::kWrongValue>(
      context, right, value, subject.name, resolve::phrase(subject.type), given);
  label_type(subject, ast::span_of(value), diagnostic);
  const std::string instead = as_type(context, subject.type, value);
  if (instead.empty()) {
    diagnostic.help.push_back(
        fmt::format("what stands here must be {}", resolve::phrase(subject.type)));
    return;
  }
  // One value of several would be alone in being of that type.
  resolve::suggest(
      diagnostic, ast::span_of(value), instead,
      right.values.size() == 1 && !right.list_use ? FixSafety::kSafe : FixSafety::kUnsafe);
}

}  // namespace leadscore::checking
