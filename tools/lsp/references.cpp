#include "tools/lsp/features.hpp"
#include "tools/lsp/occurrences.hpp"

namespace leadscore::lsp {

Json references(const Request& request) {
  const Json::json_pointer with_declaration("/context/includeDeclaration");
  const bool includes_declaration =
      !request.params.contains(with_declaration) || request.params.at(with_declaration) != false;
  Json places = Json::array();
  const Mention* const mention = request.mention();
  if (mention == nullptr) return places;
  for (Occurrence& each : occurrences_of(request, *mention)) {
    if (each.declares && !includes_declaration) continue;
    places.push_back({{"uri", std::move(each.uri)}, {"range", std::move(each.range)}});
  }
  return places;
}

}  // namespace leadscore::lsp
