// The command `leadscore.runTest`: what a code lens above a test does.
#pragma once

#include "tools/lsp/document.hpp"
#include "tools/lsp/services.hpp"

#include <string_view>

namespace leadscore::lsp {

inline constexpr std::string_view kRunTestCommand = "leadscore.runTest";

/// Runs the tests of that name (none: all) of a document: `{"passed": 1, "failed": 0, "message":
/// "..."}`, the message for a person.
[[nodiscard]] Json run_test(const Document& document, std::optional<std::string_view> name,
                            const Services& services);

}  // namespace leadscore::lsp
