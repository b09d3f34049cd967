// What the language server asks of the command line: the same answers as the commands give.
#pragma once

#include "tools/lsp/services.hpp"

namespace leadscore::cli {

/// Stateless; may be used from many threads.
[[nodiscard]] lsp::Services editor_services();

}  // namespace leadscore::cli
