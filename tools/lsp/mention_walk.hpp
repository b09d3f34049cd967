// The way through the syntax tree that finds every place where a name is written.
#pragma once

#include "tools/lsp/mentions.hpp"

#include <vector>

namespace leadscore::lsp {

/// All mentions of the files of `compiled`, modules of the standard library aside, in no order. Of
/// two with one place the first is the better one. Makes the things that nothing declares.
[[nodiscard]] std::vector<Mention> walk_mentions(const Compilation& compiled, Things& things);

}  // namespace leadscore::lsp
