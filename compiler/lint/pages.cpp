// Pages that are written otherwise than they are compared (language.md §5, `path`).
#include "base/text/path.hpp"
#include "compiler/lint/finder.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>

namespace leadscore::lint {
namespace {

/// The normal form of a pattern as it is written in a model: there a bare `?` would begin a query.
std::string written(std::string_view normal) {
  std::string pattern;
  for (std::size_t at = 0; at < normal.size(); ++at) {
    if (normal[at] == '?') pattern += '\\';
    pattern += normal[at];
    const bool is_escape = normal[at] == '\\' && at + 1 < normal.size();
    if (is_escape) pattern += normal[++at];
  }
  return pattern;
}

/// A literal that reads as that pattern; nothing if it would read as another page.
std::optional<std::string> literal_of(const std::string& pattern, const std::string& normal) {
  if (text::read_path_pattern(pattern).pattern != normal) return std::nullopt;
  std::string literal = "\"";
  for (const char byte : pattern) {
    if (static_cast<unsigned char>(byte) < 0x20) return std::nullopt;
    if (byte == '"') literal += '\\';
    literal += byte;
  }
  return literal + "\"";
}

/// A text of a list may be compared elsewhere with something that is no page: `safety`.
void look_at_page(const Finder& finder, const ast::TextLiteral& literal, FixSafety safety) {
  if (!finder.is_own(literal.span)) return;
  const std::string_view pattern = finder.text(literal.pattern);
  const std::string normal = text::read_path_pattern(pattern).pattern;
  const std::string usual = written(normal);
  if (usual == pattern) return;
  Diagnostic& said = finder.found.report<DiagnosticKind::kPageSpelling>(literal.span, normal);
  said.help.emplace_back(pattern.find('#') != std::string_view::npos
                             ? "what follows `#` is no part of a page, so any place of it is meant"
                             : "pages are compared in small letters, with a slash at the start and "
                               "none at the end, and "
                               "with `%20` as a blank");
  if (auto instead = literal_of(usual, normal)) {
    said.fixes.push_back({literal.span, *instead, fmt::format("write `{}`", *instead), safety});
  }
}

}  // namespace

void look_at_pages(const Finder& finder) {
  if (!finder.is_on(DiagnosticKind::kPageSpelling)) return;
  std::set<std::uint32_t> lists;  // that hold pages
  for (const ast::Expression& expression : finder.tree().expressions) {
    const auto* test = std::get_if<ast::EventTest>(&expression.node);
    if (test == nullptr || !finder.is_of_pages(*test)) continue;
    for (const ast::SubjectPattern& pattern : test->patterns) {
      if (const auto* literal = std::get_if<ast::TextLiteral>(&pattern)) {
        look_at_page(finder, *literal, FixSafety::kSafe);
        continue;
      }
      const TextId name = std::get<ast::Name>(pattern).text;
      const auto* list = finder.names.find(name, resolve::NameKind::kList);
      if (list != nullptr) lists.insert(list->index);
    }
  }
  for (const std::uint32_t list : lists) {
    for (const ast::Literal& item : finder.names.lists[list]->items.items) {
      const auto* text = std::get_if<ast::TextLiteral>(&item);
      if (text != nullptr) look_at_page(finder, *text, FixSafety::kUnsafe);
    }
  }
}

}  // namespace leadscore::lint
