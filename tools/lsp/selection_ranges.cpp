// What an editor selects when its user widens a selection: a word, the test that it stands in, the
// condition, the statement, its block, the whole file.
#include "tools/lsp/features.hpp"

#include <algorithm>
#include <vector>

namespace leadscore::lsp {
namespace {

std::uint32_t size_of(Span span) { return span.end - span.begin; }

/// All that is written around a byte, the smallest first, each inside the next.
std::vector<Span> spans_around(const Document& document, std::uint32_t offset) {
  const Compilation& compiled = *document.compiled;
  std::vector<Span> around;
  const auto take = [&](Span span) {
    const bool is_around = span.file == compiled.file && span.begin <= offset && offset <= span.end;
    if (is_around) around.push_back(span);
  };
  if (const Mention* const mention = document.all_mentions().find(offset)) take(mention->span);
  for (const ast::Expression& each : compiled.tree.expressions) take(each.span);
  for (const ast::Statement& each : compiled.tree.statements) {
    take(each.span);
    if (const auto* lead = std::get_if<ast::LeadBlock>(&each.node)) {
      for (const ast::FieldDeclaration& field : lead->fields) {
        take(join(field.name.span, field.span));
      }
    }
  }
  take({compiled.file, 0, static_cast<std::uint32_t>(document.text.size())});
  std::ranges::stable_sort(around, {}, size_of);
  std::vector<Span> nested;
  for (const Span span : around) {
    const bool is_wider =
        nested.empty() || (span.begin <= nested.back().begin && span.end >= nested.back().end &&
                           size_of(span) > size_of(nested.back()));
    if (is_wider) nested.push_back(span);
  }
  return nested;
}

}  // namespace

Json selection_ranges(const Request& request) {
  const Document& document = request.document;
  Json selections = Json::array();
  for (const Json& position : request.params.at("positions")) {
    const auto offset = static_cast<std::uint32_t>(
        offset_of(document.text, position_of(position), request.encoding));
    std::vector<Span> spans = spans_around(document, offset);
    Json selection;
    for (std::size_t i = spans.size(); i > 0; --i) {
      Json inner = {{"range", request.range(spans[i - 1])}};
      if (!selection.is_null()) inner["parent"] = std::move(selection);
      selection = std::move(inner);
    }
    selections.push_back(std::move(selection));
  }
  return selections;
}

}  // namespace leadscore::lsp
