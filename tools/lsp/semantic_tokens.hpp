// What `initialize` says of the numbers that `textDocument/semanticTokens/full` answers.
#pragma once

#include "tools/lsp/json.hpp"

namespace leadscore::lsp {

/// The names of types and modifiers, in the order of their numbers.
[[nodiscard]] Json semantic_tokens_legend();

}  // namespace leadscore::lsp
