#include "tools/lsp/diagnostics.hpp"
#include "tools/lsp/features.hpp"

namespace leadscore::lsp {

Json code_actions(const Request& request) {
  const Document& document = request.document;
  const Compilation& compiled = *document.compiled;
  const Json& range = request.params.at("range");
  const auto begin = offset_of(document.text, position_of(range.at("start")), request.encoding);
  const auto end = offset_of(document.text, position_of(range.at("end")), request.encoding);
  Json actions = Json::array();
  for (const Diagnostic& found : document.found) {
    if (found.span.file != compiled.file || found.span.begin > end || found.span.end < begin) {
      continue;
    }
    for (const Fix& fix : found.fixes) {
      if (fix.span.file != compiled.file) continue;
      Json edits = Json::array();
      edits.push_back({{"range", request.range(fix.span)}, {"newText", fix.text}});
      actions.push_back(
          {{"title", fix.description},
           {"kind", "quickfix"},
           {"diagnostics", {diagnostic_json(compiled, found, document.uri, request.encoding)}},
           {"isPreferred", fix.safety == FixSafety::kSafe},
           {"edit", {{"changes", {{document.uri, std::move(edits)}}}}}});
    }
  }
  return actions;
}

}  // namespace leadscore::lsp
