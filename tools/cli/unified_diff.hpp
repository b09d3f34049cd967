// What changes between two texts, for those who look at `--diff`.
#pragma once

#include <string>
#include <string_view>

namespace leadscore::cli {

/// The change from `before` to `after` in the unified format, with three lines around each change;
/// empty if they are equal.
[[nodiscard]] std::string unified_diff(std::string_view path, std::string_view before,
                                       std::string_view after);

}  // namespace leadscore::cli
