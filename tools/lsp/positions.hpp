// Places as editors say them: lines and characters count from 0, characters in UTF-16 code units
// or, if the editor offered it, in bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leadscore::lsp {

enum class Encoding { kUtf16, kUtf8 };

struct Position {
  std::uint64_t line = 0;
  std::uint64_t character = 0;
};

/// The byte of a position. What lies beyond a line is its end; beyond the text, the text's end.
[[nodiscard]] std::size_t offset_of(std::string_view text, Position position, Encoding encoding);

/// How many characters a text without line ends has. Bytes that are no UTF-8 count as one each.
[[nodiscard]] std::uint64_t characters_of(std::string_view text, Encoding encoding);

}  // namespace leadscore::lsp
