// A file that is written anew in one step, for `--fix` and `fmt`.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace leadscore::cli {

/// Replaces the text of a file in one step: whoever reads it sees the old text or the new one.
/// Keeps its permissions, and a link stays one.
[[nodiscard]] Result<void> replace_file(const std::string& path, std::string_view text);

}  // namespace leadscore::cli
