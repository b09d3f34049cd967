#include "compiler/check/event_tests.hpp"

#include "base/text/fold.hpp"
#include "base/text/path.hpp"
#include "compiler/check/lists.hpp"
#include "compiler/check/text_tests.hpp"
#include "compiler/check/value_tests.hpp"
#include "compiler/check/where.hpp"
#include "compiler/check/windows.hpp"
#include "compiler/diagnostics/foreign_functions.hpp"
#include "compiler/resolve/suggest.hpp"

#include <algorithm>
#include <string>
#include <variant>

namespace leadscore::checking {
namespace {

/// A pattern, and where the test names its list if it is one of a list.
struct Pattern {
  const ast::TextLiteral* text = nullptr;
  std::optional<Span> list_use;
};

void report_field_as_event(Context& context, const ast::Name& name, std::string_view phrase) {
  const std::string_view text = context.text(name.text);
  Diagnostic& diagnostic =
      context.diagnostics.report<DiagnosticKind::kFieldAsEvent>(name.span, text, phrase);
  if (const resolve::Declaration* declaration = context.names.find(name.text)) {
    diagnostic.labels.push_back({declaration->name.span, "declared here"});
  }
  diagnostic.help.push_back(fmt::format("write `{}` without parentheses", text));
}

/// How often conditions ask for the kind of that name.
std::size_t count_uses(const Context& context, TextId kind) {
  return static_cast<std::size_t>(
      std::ranges::count_if(context.file.expressions, [kind](const ast::Expression& expression) {
        const auto* test = std::get_if<ast::EventTest>(&expression.node);
        return test != nullptr && test->kind && test->kind->text == kind;
      }));
}

void report_unknown_kind(Context& context, const ast::Name& name) {
  const std::string_view text = context.text(name.text);
  Diagnostic& diagnostic =
      context.diagnostics.report<DiagnosticKind::kUnknownKind>(name.span, text);
  if (context.diagnostics.was_cut()) return;
  if (const std::string_view instead = instead_of_function(text); !instead.empty()) {
    diagnostic.help.push_back(fmt::format("there are no functions; {}", instead));
    return;
  }
  std::vector<std::string_view> kinds;
  for (const ast::EventDeclaration* kind : context.kinds.all) {
    kinds.push_back(context.text(kind->kind.text));
  }
  resolve::suggest_nearest(diagnostic, name.span, text, kinds);
  if (const std::size_t uses = count_uses(context, name.text); uses > 1) {
    diagnostic.help.push_back(fmt::format("it is asked for in {} places", uses));
  }
  diagnostic.help.push_back(fmt::format(
      "a kind of your own is declared on a line of its own: `event {}(what)`, where `what` is what "
      "records call the thing that it is about",
      text));
}

std::string in_quotes(std::string_view pattern) {
  std::string text = "\"";
  for (const char byte : pattern) {
    if (byte == '"') text += '\\';
    text += byte;
  }
  return text + '"';
}

bool check_address(Context& context, const text::PathPattern& path, const Pattern& pattern) {
  if (!path.has_host && !path.has_query) return true;
  if (!context.reported_values.insert(pattern.text).second) return false;
  const std::string_view part =
      path.has_host ? "host, such as `www.example.com`" : "query, such as `?page=2`";
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kAddressInPattern>(
      pattern.list_use.value_or(pattern.text->span), part);
  if (pattern.list_use) {
    diagnostic.labels.push_back({pattern.text->span, "this value of the list"});
  }
  diagnostic.help.emplace_back("pages are compared by their path alone, whatever the site");
  if (path.has_host) {
    diagnostic.help.emplace_back(
        "to ask for one site only, write `where host is \"www.example.com\"` after the "
        "parentheses");
  } else {
    diagnostic.help.emplace_back(
        "what campaigns add to an address is asked after the parentheses, such as `where "
        "utm_source is \"newsletter\"`");
  }
  resolve::suggest(diagnostic, pattern.text->span, in_quotes(path.pattern));
  return false;
}

/// The pattern, folded; of pages, normalised. Nothing if it is wrong, which is reported.
std::optional<TextId> read_pattern(Context& context, const Pattern& pattern, TextForm form) {
  const std::string_view written = context.text(pattern.text->pattern);
  std::string folded = text::fold(written);
  if (folded.empty()) {
    Diagnostic& diagnostic =
        context.diagnostics.report<DiagnosticKind::kEmptyText>(pattern.text->span);
    diagnostic.help.emplace_back("for any event of the kind, leave the parentheses empty");
    return std::nullopt;
  }
  if (!check_pattern_length(folded, pattern.text->span, context.diagnostics)) return std::nullopt;
  if (form == TextForm::kPage) {
    text::PathPattern path = text::read_path_pattern(written);
    if (!check_address(context, path, pattern)) return std::nullopt;
    folded = std::move(path.pattern);
  }
  return context.builder.text(folded);
}

/// The list of that name; nothing if there is none, or no good one, which is (or was) reported.
std::optional<std::uint32_t> list_named(Context& context, const ast::Name& name) {
  const std::string_view text = context.text(name.text);
  const resolve::Declaration* declaration = context.names.find(name.text);
  if (context.names.is_unread(name.text)) return std::nullopt;
  if (declaration != nullptr && declaration->kind == resolve::NameKind::kList) {
    if (!context.list_is_good[declaration->index]) return std::nullopt;
    return declaration->index;
  }
  if (declaration == nullptr && context.fields.find(name.text) == nullptr) {
    Diagnostic& diagnostic =
        context.diagnostics.report<DiagnosticKind::kUnknownList>(name.span, text);
    diagnostic.help.emplace_back("a text to look for is written in quotes");
    resolve::suggest(diagnostic, name.span, fmt::format("\"{}\"", text));
    return std::nullopt;
  }
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kNotAList>(
      name.span, text,
      phrase(declaration != nullptr ? declaration->kind : resolve::NameKind::kField));
  diagnostic.help.emplace_back("here stand texts in quotes, or the name of a list of texts");
  return std::nullopt;
}

/// The patterns of a list, all of them read.
std::optional<std::vector<TextId>> read_list(Context& context, const ast::Name& name,
                                             std::uint32_t list, TextForm form) {
  std::vector<TextId> texts;
  bool is_good = true;
  for (const ast::Literal& item : context.names.lists[list]->items.items) {
    const auto text = read_pattern(context, {&std::get<ast::TextLiteral>(item), name.span}, form);
    if (text) texts.push_back(*text);
    is_good = is_good && text;
  }
  if (!is_good) return std::nullopt;
  sort_distinct(context, texts);
  return texts;
}

/// The patterns of a named list, which are read once in each form.
std::optional<std::vector<TextId>> list_patterns(Context& context, const ast::Name& name,
                                                 TextForm form) {
  const auto list = list_named(context, name);
  if (!list) return std::nullopt;
  const ast::Literal& first = context.names.lists[*list]->items.items.front();
  if (!std::holds_alternative<ast::TextLiteral>(first)) {
    Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kNumbersAsPatterns>(
        name.span, context.text(name.text));
    diagnostic.labels.push_back({ast::span_of(first), "a number"});
    diagnostic.help.emplace_back("write the values of the list in quotes");
    return std::nullopt;
  }
  const auto [known, is_new] = context.list_texts.try_emplace({*list, form});
  if (is_new) known->second = read_list(context, name, *list, form);
  return known->second;
}

void set_quantity(const ast::Quantity& quantity, model::EventTest& test) {
  test.least = quantity.count;
  switch (quantity.kind) {
    case ast::QuantityKind::kAtLeast:
      break;
    case ast::QuantityKind::kAtMost:
      test.least = 0;
      [[fallthrough]];
    case ast::QuantityKind::kExactly:
      test.most = quantity.count;
      break;
    case ast::QuantityKind::kDifferent:
      test.measure = model::EventMeasure::kDifferentSubjects;
      break;
    case ast::QuantityKind::kOnDays:
      test.measure = model::EventMeasure::kDays;
      break;
  }
}

void warn_of_zero(Context& context, const ast::Quantity& quantity) {
  const bool is_exact =
      quantity.kind == ast::QuantityKind::kAtMost || quantity.kind == ast::QuantityKind::kExactly;
  if (is_exact || quantity.count > 0) return;
  context.diagnostics
      .report<DiagnosticKind::kAtLeastZero>(quantity.span, context.text(quantity.span))
      .help.emplace_back(
          "write `at least 1 time` for those who did it, and `no` before the event for those who "
          "did not");
}

bool check_window_of_event(Context& context, const ast::Window& window) {
  if (window.kind != ast::WindowKind::kInTheNext) return true;
  Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kFutureEvent>(window.span);
  const std::string instead =
      fmt::format("in the last {}", format_duration(window.first_duration_ms));
  diagnostic.help.emplace_back("`in the next` is for fields that hold a time");
  resolve::suggest(diagnostic, window.span, instead);
  return false;
}

/// The two events of a sequence have neither quantity nor window of their own.
bool check_plain(Context& context, const ast::EventTest& test) {
  if (!test.quantity && !test.window) return true;
  const Span span = test.quantity ? test.quantity->span : test.window->span;
  Diagnostic& diagnostic =
      context.diagnostics.report<DiagnosticKind::kQuantityInSequence>(span, context.text(span));
  diagnostic.help.emplace_back(
      "a sequence is of two single events, such as `added() not followed by purchased() within 1 "
      "day`; a window may follow at its end");
  return false;
}

Span span_of(const ast::SubjectPattern& pattern) {
  return std::visit([](const auto& alternative) { return alternative.span; }, pattern);
}

}  // namespace

std::optional<model::KindId> find_kind(Context& context, const ast::Name& name) {
  if (const std::uint32_t* index = context.kinds.find(name.text)) return model::KindId(*index);
  if (context.names.is_unread(name.text)) return std::nullopt;
  if (!context.unknown_kinds.insert(name.text).second) return std::nullopt;
  const resolve::Declaration* declaration = context.names.find(name.text);
  if (declaration != nullptr) {
    report_field_as_event(context, name, phrase(declaration->kind));
  } else if (context.fields.find(name.text) != nullptr) {
    report_field_as_event(context, name, phrase(resolve::NameKind::kField));
  } else {
    report_unknown_kind(context, name);
  }
  return std::nullopt;
}

std::optional<std::vector<TextId>> read_patterns(Context& context,
                                                 const std::vector<ast::SubjectPattern>& written,
                                                 TextForm form) {
  std::vector<TextId> texts;
  bool is_good = true;
  for (const ast::SubjectPattern& pattern : written) {
    if (const auto* literal = std::get_if<ast::TextLiteral>(&pattern)) {
      const auto text = read_pattern(context, {literal, std::nullopt}, form);
      if (text) texts.push_back(*text);
      is_good = is_good && text;
      continue;
    }
    const auto listed = list_patterns(context, std::get<ast::Name>(pattern), form);
    if (listed) texts.insert(texts.end(), listed->begin(), listed->end());
    is_good = is_good && listed;
  }
  if (!is_good) return std::nullopt;
  sort_distinct(context, texts);
  return texts;
}

std::optional<model::SelectionId> check_selection(Context& context, const ast::EventTest& test,
                                                  Span span, Around around) {
  model::Selection meant;
  bool is_good = true;
  if (test.kind) {
    meant.kind = find_kind(context, *test.kind);
    // A kind that is not known may be one of pages: then its patterns are not judged.
    if (!meant.kind) return std::nullopt;
    const bool is_path = context.kinds.all[meant.kind->value]->is_path;
    auto patterns =
        read_patterns(context, test.patterns, is_path ? TextForm::kPage : TextForm::kPattern);
    is_good = patterns.has_value();
    if (patterns) meant.patterns = std::move(*patterns);
  } else if (!test.patterns.empty()) {
    Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kActivityWithPattern>(
        join(span_of(test.patterns.front()), span_of(test.patterns.back())));
    diagnostic.help.emplace_back(
        "write `activity` alone, or the kind that is meant, such as `visited(\"/pricing\")`");
    return std::nullopt;
  }
  auto where = check_where(context, test, span, around);
  is_good = is_good && where;
  if (where) meant.where = std::move(*where);
  if (test.window) {
    if (!check_window_of_event(context, *test.window)) return std::nullopt;
    meant.window = check_window(context, *test.window);
    is_good = is_good && meant.window;
  }
  if (!is_good) return std::nullopt;
  return context.builder.selection(std::move(meant));
}

Checked check_event_test(Context& context, const ast::EventTest& test, Span span, Around around) {
  const auto selection = check_selection(context, test, span, around);
  if (!selection) return std::nullopt;
  model::EventTest meant;
  meant.selection = *selection;
  if (test.quantity) {
    warn_of_zero(context, *test.quantity);
    set_quantity(*test.quantity, meant);
  }
  return add_test(context, meant, false, span);
}

Checked check_sequence(Context& context, const ast::Sequence& sequence, Span span) {
  const ast::Expression& first = context.file.expressions[sequence.first];
  const ast::Expression& second = context.file.expressions[sequence.second];
  const auto* first_test = std::get_if<ast::EventTest>(&first.node);
  const auto* second_test = std::get_if<ast::EventTest>(&second.node);
  if (first_test == nullptr || second_test == nullptr) return std::nullopt;
  const bool is_plain = check_plain(context, *first_test) && check_plain(context, *second_test);
  if (!is_plain) return std::nullopt;
  ast::EventTest windowed = sequence.is_not_followed ? *first_test : *second_test;
  windowed.window = sequence.window;
  const ast::EventTest& first_meant = sequence.is_not_followed ? windowed : *first_test;
  const ast::EventTest& second_meant = sequence.is_not_followed ? *second_test : windowed;
  const auto before = check_selection(context, first_meant, first.span, Around::kOther);
  const auto after = check_selection(context, second_meant, second.span, Around::kOther);
  if (!before || !after) return std::nullopt;
  const model::SequenceTest meant{*before, *after, sequence.within_ms, sequence.is_not_followed};
  return add_test(context, meant, false, span);
}

}  // namespace leadscore::checking
