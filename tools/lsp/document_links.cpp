#include "tools/lsp/features.hpp"

namespace leadscore::lsp {

Json document_links(const Request& request) {
  const Mentions& mentions = request.document.all_mentions();
  Json links = Json::array();
  for (const Mention& mention : mentions.in(request.document.compiled->file)) {
    const Thing& thing = mentions.thing(mention);
    if (thing.kind != ThingKind::kFile || !thing.declaration.file.is_valid()) continue;
    const Span inside = inside_quotes(mentions.compilation().sources, mention.span);
    links.push_back(
        {{"range", request.range(inside)}, {"target", request.uri(thing.declaration.file)}});
  }
  return links;
}

}  // namespace leadscore::lsp
