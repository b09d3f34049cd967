// "Did you mean": the known name that is nearest to one that a person mistyped.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace leadscore::text {

/// The candidate with the fewest slips (a character more, less, wrong, or two swapped) from `name`,
/// without regard to case; the first of equals. Nothing if even that one differs in more than a
/// third of its characters. Names of more than 64 characters are near only if equal. The result is
/// one of the candidates' views.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view name,
                                                      std::span<const std::string_view> candidates);

/// Whether two names differ in at most that many slips, without regard to case. Names of more than
/// 64 characters never do.
[[nodiscard]] bool is_within(std::string_view left, std::string_view right, std::size_t most);

}  // namespace leadscore::text
