#include "tools/lsp/features.hpp"

namespace leadscore::lsp {

Json definition(const Request& request) {
  const Mention* const mention = request.mention();
  if (mention == nullptr) return nullptr;
  const Thing& thing = request.document.all_mentions().thing(*mention);
  if (!thing.declaration.file.is_valid()) return nullptr;
  return request.location(thing.declaration);
}

}  // namespace leadscore::lsp
