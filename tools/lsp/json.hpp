// JSON as the server's messages are made of it.
#pragma once

#include <nlohmann/json.hpp>

namespace leadscore::lsp {

/// Keeps keys in the order in which they were set, so that answers in golden files read well.
using Json = nlohmann::ordered_json;

}  // namespace leadscore::lsp
