// `leadscore lsp`: the language server, on standard input and output.
#include "tools/cli/commands.hpp"
#include "tools/cli/editor_services.hpp"
#include "tools/lsp/server.hpp"

#include <iostream>

namespace leadscore::cli {

ExitCode serve_editor(const Options&, Console&) {
  // The protocol asks for 1 where an editor goes without having said `shutdown`.
  return lsp::serve(std::cin, std::cout, editor_services()) ? ExitCode::kFine : ExitCode::kFindings;
}

}  // namespace leadscore::cli
