// What a rule gives, asked at its points.
#pragma once

#include "tools/lsp/document.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace leadscore::lsp {

struct PointsThere {
  std::string text;  // in Markdown
  Span span;
};

/// Of the points of a rule or a row at the byte `offset` of the document; nothing elsewhere.
[[nodiscard]] std::optional<PointsThere> describe_points_at(const Document& document,
                                                            std::uint32_t offset);

}  // namespace leadscore::lsp
