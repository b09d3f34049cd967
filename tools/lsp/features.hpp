// What the server can do for an author, one file a feature: each answers one kind of request about
// an open document with the JSON that the protocol (LSP 3.17) asks for, or with an error, which the
// editor shows to its user. A document's compilation is
// of its newest text, and its tree is there even where the text is full of mistakes.
#pragma once

#include "base/result.hpp"
#include "tools/lsp/document.hpp"

namespace leadscore::lsp {

/// `textDocument/codeAction`: the fixes of what is wrong in a range.
[[nodiscard]] Json code_actions(const Request& request);

/// `textDocument/definition`: where the name under the cursor is declared; of one that nothing
/// declares, where it is first used. A used file is its begin.
[[nodiscard]] Json definition(const Request& request);

/// `textDocument/references`: every place of that name, in all files that are open or used.
[[nodiscard]] Json references(const Request& request);

/// `textDocument/prepareRename`: the name under the cursor, if it may have another one.
[[nodiscard]] Result<Json> prepare_rename(const Request& request);

/// `textDocument/rename`: the edits that give a thing another name wherever it is written. An error
/// says why it cannot have it.
[[nodiscard]] Result<Json> rename(const Request& request);

/// `textDocument/documentHighlight`: the other places of this document that have that name.
[[nodiscard]] Json document_highlights(const Request& request);

/// `textDocument/completion`: what may be written at a place.
[[nodiscard]] Json completion(const Request& request);

/// `textDocument/hover`: what stands at a place: a name, points, a word of the language.
[[nodiscard]] Json hover(const Request& request);

/// `textDocument/signatureHelp`: what is filled in at a place, and how the whole reads.
[[nodiscard]] Json signature_help(const Request& request);

/// `textDocument/inlayHint`: types that follow from uses, the least and most points of parts.
[[nodiscard]] Json inlay_hints(const Request& request);

/// `textDocument/codeLens`: tests to run and how they came out, how often rules fire.
[[nodiscard]] Json code_lenses(const Request& request);

/// `textDocument/documentSymbol`: the outline.
[[nodiscard]] Json document_symbols(const Request& request);

/// `textDocument/foldingRange`: blocks, lists in brackets, and comments of several lines.
[[nodiscard]] Json folding_ranges(const Request& request);

/// `textDocument/selectionRange`: for each position, what stands around it, ever wider.
[[nodiscard]] Json selection_ranges(const Request& request);

/// `textDocument/formatting`: the edits that give the document the one style; null if brackets or
/// texts are not closed, so that nobody can say where statements end.
[[nodiscard]] Json formatting(const Request& request);

/// `textDocument/semanticTokens/full`: what each name is (semantic_tokens.hpp).
[[nodiscard]] Json semantic_tokens(const Request& request);

/// `textDocument/documentLink`: the files that `use "path.score"` names.
[[nodiscard]] Json document_links(const Request& request);

}  // namespace leadscore::lsp
