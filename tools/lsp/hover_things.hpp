// What a name stands for, in Markdown.
#pragma once

#include "tools/lsp/document.hpp"

#include <string>

namespace leadscore::lsp {

/// How it is declared, what its author says of it, how many rules use it, what is proved of it.
/// Empty for a name of which nothing is known.
[[nodiscard]] std::string describe_thing(const Document& document, ThingId id);

}  // namespace leadscore::lsp
