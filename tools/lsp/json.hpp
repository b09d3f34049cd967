// JSON as the server's messages are made of it.
#pragma once

#include <nlohmann/json.hpp>

namespace leadscore::lsp {

/// Keeps keys in the order in which they were set, so that answers in golden files read well.
using Json = nlohmann::ordered_json;

}  // namespace leadscore::lsp

// Compiled once, in json.cpp: it is the larger half of what many of the server's files cost.
extern template class nlohmann::basic_json<nlohmann::ordered_map>;
