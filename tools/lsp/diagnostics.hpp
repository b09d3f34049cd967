// What is wrong with a document, as the protocol says it.
#pragma once

#include "compiler/compile.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "tools/lsp/json.hpp"
#include "tools/lsp/positions.hpp"

#include <string>
#include <vector>

namespace leadscore::lsp {

/// One finding as the protocol's Diagnostic; `uri` is the document's.
[[nodiscard]] Json diagnostic_json(const Compilation& compiled, const Diagnostic& found,
                                   const std::string& uri, Encoding encoding);

/// Those of the document's own file, apart from what is off.
[[nodiscard]] Json diagnostics_json(const Compilation& compiled,
                                    const std::vector<Diagnostic>& found, const std::string& uri,
                                    Encoding encoding);

}  // namespace leadscore::lsp
