#include "compiler/check/event_tests.hpp"

#include "base/text/fold.hpp"
#include "base/text/path.hpp"
#include "compiler/check/text_tests.hpp"
#include "compiler/check/windows.hpp"
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
        "to ask for one site only there is `where host is ...`, which a later version brings");
  }
  resolve::suggest(diagnostic, pattern.text->span, in_quotes(path.pattern));
  return false;
}

/// The pattern, folded; of a path kind, normalised. Nothing if it is wrong, which is reported.
std::optional<TextId> read_pattern(Context& context, const Pattern& pattern, bool is_path) {
  const std::string_view written = context.text(pattern.text->pattern);
  std::string folded = text::fold(written);
  if (folded.empty()) {
    Diagnostic& diagnostic =
        context.diagnostics.report<DiagnosticKind::kEmptyText>(pattern.text->span);
    diagnostic.help.emplace_back("for any event of the kind, leave the parentheses empty");
    return std::nullopt;
  }
  if (is_path) {
    text::PathPattern path = text::read_path_pattern(written);
    if (!check_address(context, path, pattern)) return std::nullopt;
    folded = std::move(path.pattern);
  }
  return context.builder.text(folded);
}

/// Adds the patterns of a named list; false if the name is none, which is reported.
bool add_list(Context& context, const ast::Name& name, std::vector<Pattern>& patterns) {
  const std::string_view text = context.text(name.text);
  const resolve::Declaration* declaration = context.names.find(name.text);
  if (context.names.is_unread(name.text)) return false;
  if (declaration == nullptr || declaration->kind != resolve::NameKind::kList) {
    const bool is_field = declaration == nullptr && context.fields.find(name.text) != nullptr;
    if (declaration == nullptr && !is_field) {
      Diagnostic& diagnostic =
          context.diagnostics.report<DiagnosticKind::kUnknownList>(name.span, text);
      diagnostic.help.emplace_back("a text to look for is written in quotes");
      resolve::suggest(diagnostic, name.span, fmt::format("\"{}\"", text));
      return false;
    }
    Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kNotAList>(
        name.span, text,
        phrase(declaration != nullptr ? declaration->kind : resolve::NameKind::kField));
    diagnostic.help.emplace_back(
        "in the parentheses stand texts in quotes, or the name of a list of texts");
    return false;
  }
  if (!context.list_is_good[declaration->index]) return false;
  for (const ast::Literal& item : context.names.lists[declaration->index]->items.items) {
    const auto* literal = std::get_if<ast::TextLiteral>(&item);
    if (literal == nullptr) {
      Diagnostic& diagnostic =
          context.diagnostics.report<DiagnosticKind::kNumbersAsPatterns>(name.span, text);
      diagnostic.labels.push_back({ast::span_of(item), "a number"});
      diagnostic.help.emplace_back("write the values of the list in quotes");
      return false;
    }
    patterns.push_back({literal, name.span});
  }
  return true;
}

std::optional<std::vector<TextId>> read_patterns(Context& context, const ast::EventTest& test,
                                                 bool is_path) {
  std::vector<Pattern> patterns;
  bool is_good = true;
  for (const ast::SubjectPattern& written : test.patterns) {
    if (const auto* literal = std::get_if<ast::TextLiteral>(&written)) {
      patterns.push_back({literal, std::nullopt});
    } else if (!add_list(context, std::get<ast::Name>(written), patterns)) {
      is_good = false;
    }
  }
  std::vector<TextId> texts;
  for (const Pattern& pattern : patterns) {
    if (const auto text = read_pattern(context, pattern, is_path)) {
      texts.push_back(*text);
    } else {
      is_good = false;
    }
  }
  if (!is_good) return std::nullopt;
  sort_distinct(context, texts);
  return texts;
}

void set_quantity(const std::optional<ast::Quantity>& quantity, model::EventTest& test) {
  if (!quantity) return;
  test.least = quantity->kind == ast::QuantityKind::kAtMost ? 0 : quantity->count;
  if (quantity->kind != ast::QuantityKind::kAtLeast) test.most = quantity->count;
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

Checked check_event_test(Context& context, const ast::EventTest& test, Span span) {
  model::EventTest meant;
  bool is_good = true;
  bool is_path = false;
  if (test.kind) {
    meant.kind = find_kind(context, *test.kind);
    is_good = meant.kind.has_value();
    is_path = is_good && context.kinds.all[meant.kind->value]->is_path;
  } else if (!test.patterns.empty()) {
    Diagnostic& diagnostic = context.diagnostics.report<DiagnosticKind::kActivityWithPattern>(
        join(span_of(test.patterns.front()), span_of(test.patterns.back())));
    diagnostic.help.emplace_back(
        "write `activity` alone, or the kind that is meant, such as `visited(\"/pricing\")`");
    return std::nullopt;
  }
  // A kind that is not known may be one of pages: then its patterns are not judged.
  if (is_good) {
    auto patterns = read_patterns(context, test, is_path);
    is_good = patterns.has_value();
    if (patterns) meant.patterns = std::move(*patterns);
  }
  if (test.window) {
    if (!check_window_of_event(context, *test.window)) return std::nullopt;
    meant.window = check_window(context, *test.window);
    is_good = is_good && meant.window.has_value();
  }
  if (!is_good) return std::nullopt;
  set_quantity(test.quantity, meant);
  return add_test(context, std::move(meant), false, span);
}

}  // namespace leadscore::checking
