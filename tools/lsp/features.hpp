// What the server can do for an author, one file a feature: each answers one kind of request about
// an open document with the JSON that the protocol (LSP 3.17) asks for. A document's compilation is
// of its newest text, and its tree is there even where the text is full of mistakes.
#pragma once

#include "tools/lsp/document.hpp"

namespace leadscore::lsp {

/// `textDocument/codeAction`: the fixes of what is wrong in a range.
[[nodiscard]] Json code_actions(const Request& request);

/// `textDocument/definition`: where the name under the cursor is declared; of one that nothing
/// declares, where it is first used. A used file is its begin.
[[nodiscard]] Json definition(const Request& request);

/// `textDocument/documentHighlight`: the other places of this document that have that name.
[[nodiscard]] Json document_highlights(const Request& request);

}  // namespace leadscore::lsp
