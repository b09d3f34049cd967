// The records that could not be read, so that they can be mended and run again.
#pragma once

#include "runtime/records/record_reader.hpp"

#include <string>

namespace leadscore::cli {

/// A rejected record as a line of JSON with its line end: `{"file": "leads.jsonl", "line": 5,
/// "reason": "...", "text": "the record as it stood"}`.
[[nodiscard]] std::string reject_line(const runtime::Reject& reject);

}  // namespace leadscore::cli
