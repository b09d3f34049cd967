#include "tools/lsp/features.hpp"

namespace leadscore::lsp {
namespace {

// The protocol's kinds of highlights.
constexpr int kRead = 2;
constexpr int kWrite = 3;

}  // namespace

Json document_highlights(const Request& request) {
  const Mention* const asked = request.mention();
  Json highlights = Json::array();
  if (asked == nullptr) return highlights;
  for (const Mention& mention : request.document.all_mentions().of(asked->thing)) {
    if (mention.span.file != request.document.compiled->file) continue;
    highlights.push_back(
        {{"range", request.range(mention.span)}, {"kind", mention.declares ? kWrite : kRead}});
  }
  return highlights;
}

}  // namespace leadscore::lsp
