// `domain of` a text (language.md §5).
#pragma once

#include "base/text/fold.hpp"

#include <optional>
#include <string_view>

namespace leadscore::text {

/// What stands after the last `@` of a folded text (text::fold), without white space at its ends;
/// nothing where there is no `@`, or nothing after it. A view of the same bytes.
[[nodiscard]] inline std::optional<std::string_view> domain_of(std::string_view folded) {
  const std::size_t at = folded.rfind('@');
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view domain = trim(folded.substr(at + 1));
  if (domain.empty()) return std::nullopt;
  return domain;
}

}  // namespace leadscore::text
