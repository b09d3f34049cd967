#include "compiler/resolve/unknown_fields.hpp"

#include "compiler/resolve/suggest.hpp"

#include <string>

namespace leadscore::resolve {
namespace {

struct Unknown {
  const Use* first = nullptr;
  std::size_t further_uses = 0;
  model::Type type = model::Type::kAny;
};

std::vector<Unknown> collect(const FieldSources& from) {
  std::vector<Unknown> all;
  std::unordered_map<TextId, std::size_t> by_name;
  for (const Use& use : from.uses) {
    const TextId name = use.name.text;
    if (from.names.find(name) != nullptr || from.names.is_unread(name)) continue;
    const auto [known, is_new] = by_name.try_emplace(use.name.text, all.size());
    if (is_new) {
      all.push_back({&use, 0, use.type.value_or(model::Type::kAny)});
      continue;
    }
    Unknown& unknown = all[known->second];
    ++unknown.further_uses;
    if (unknown.type == model::Type::kAny) unknown.type = use.type.value_or(unknown.type);
  }
  return all;
}

/// The names that could have been meant where `use` stands.
std::vector<std::string_view> candidates(const FieldSources& from, const Use& use) {
  std::vector<std::string_view> names;
  for (const ast::FieldDeclaration* field : from.names.fields) {
    names.push_back(from.texts.text(field->name.text));
  }
  for (const ast::Name& part : from.names.parts) {
    if (!use.is_bare) names.push_back(from.texts.text(part.text));
  }
  if (!use.is_bare) return names;
  for (const ast::DefineStatement* define : from.names.defines) {
    names.push_back(from.texts.text(define->name.text));
  }
  for (const ast::StageStatement* stage : from.names.stages) {
    names.push_back(from.texts.text(stage->name.text));
  }
  return names;
}

/// The blanks before the first thing on the line of `offset`; nothing if it is not the first.
std::optional<std::string_view> indent_before(const SourceMap& sources, FileId file,
                                              std::uint32_t offset) {
  const std::string_view before = sources.text(file).substr(0, offset);
  const std::size_t line = before.rfind('\n') + 1;  // npos + 1 is 0
  const std::string_view indent = before.substr(line);
  if (indent.find_first_not_of(" \t") != std::string_view::npos) return std::nullopt;
  return indent;
}

/// Adds `name: type` before the first field of the block, as a line of its own where that one is.
std::optional<Fix> line_for(const FieldSources& from, std::string_view name, model::Type type) {
  const LeadBlock& lead = from.names.lead_blocks.front();
  const std::string declaration = fmt::format("{}: {}", name, spelling(type));
  const std::string description = fmt::format("add `{}` to `lead`", declaration);
  if (lead.block->fields.empty()) {
    const std::size_t brace = from.sources.text(lead.span).find('{');
    if (brace == std::string_view::npos) return std::nullopt;
    const auto offset = lead.span.begin + static_cast<std::uint32_t>(brace) + 1;
    // A field that could not be read may stand behind it.
    const std::string_view behind = from.sources.text(lead.span).substr(brace + 1);
    const std::size_t next = behind.find_first_not_of(" \t\r");
    const bool is_free = next == std::string_view::npos || behind[next] == '\n' ||
                         behind[next] == '}' || behind[next] == '#';
    return Fix{{lead.span.file, offset, offset},
               fmt::format(" {}{}", declaration, is_free ? "" : ";"),
               description};
  }
  const Span first = lead.block->fields.front().name.span;
  const auto indent = indent_before(from.sources, first.file, first.begin);
  const std::string end = indent ? fmt::format("\n{}", *indent) : "; ";
  return Fix{{first.file, first.begin, first.begin}, declaration + end, description};
}

void report(const FieldSources& from, const Unknown& unknown, Diagnostics& diagnostics) {
  const ast::Name& name = unknown.first->name;
  const std::string_view text = from.texts.text(name.text);
  if (from.kinds.find(name.text) != nullptr) {
    report_event_without_parentheses(name, text, diagnostics);
    return;
  }
  Diagnostic& diagnostic = diagnostics.report<DiagnosticKind::kUnknownField>(name.span, text);
  if (diagnostics.was_cut()) return;
  suggest_nearest(diagnostic, name.span, text, candidates(from, *unknown.first));
  if (unknown.further_uses > 0) {
    diagnostic.help.push_back(
        unknown.further_uses == 1
            ? std::string("it is used in one more place")
            : fmt::format("it is used in {} more places", unknown.further_uses));
  }
  diagnostic.help.push_back(fmt::format(
      "where there is a `lead` block, it lists all fields; if records have this one, it needs the "
      "line `{}: {}`",
      text, spelling(unknown.type)));
  if (auto fix = line_for(from, text, unknown.type)) diagnostic.fixes.push_back(std::move(*fix));
}

}  // namespace

void report_event_without_parentheses(const ast::Name& name, std::string_view text,
                                      Diagnostics& diagnostics) {
  Diagnostic& diagnostic =
      diagnostics.report<DiagnosticKind::kEventWithoutParentheses>(name.span, text);
  diagnostic.help.push_back(fmt::format(
      "`{}()` is any such event, `{}(\"...\")` one that is about a certain thing", text, text));
  diagnostic.fixes.push_back(
      {{name.span.file, name.span.end, name.span.end}, "()", fmt::format("write `{}()`", text)});
}

void report_unknown_fields(const FieldSources& from, Diagnostics& diagnostics) {
  for (const Unknown& unknown : collect(from)) report(from, unknown, diagnostics);
}

}  // namespace leadscore::resolve
