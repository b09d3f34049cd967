// UTF-8 by code points: checking, decoding, encoding, counting and terminal columns. Every function
// takes any bytes; what is not UTF-8 decodes to U+FFFD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leadscore::text {

/// What stands for bytes that are no UTF-8.
inline constexpr char32_t kReplacement = U'\uFFFD';

/// Whether all of `text` is well-formed UTF-8 (no surrogates, no overlong forms).
[[nodiscard]] bool is_valid_utf8(std::string_view text);

/// Whether all of `text` is ASCII.
[[nodiscard]] bool is_ascii(std::string_view text);

/// The code point at `offset`, which must be less than the text's size; moves `offset` behind it.
/// Bad bytes give U+FFFD, one for each maximal part of a sequence (as browsers do).
///
///     for (std::size_t offset = 0; offset < text.size();) {
///       const char32_t code_point = next_code_point(text, offset);
///     }
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& offset);

/// Appends a code point; a surrogate or a value beyond U+10FFFF is appended as U+FFFD.
void append_utf8(std::string& text, char32_t code_point);

/// The number of code points, as next_code_point counts them.
[[nodiscard]] std::size_t count_code_points(std::string_view text);

/// The number of columns that `text` takes in a terminal: 2 for wide characters, 0 for combining
/// marks and controls (a tab too: expand tabs first).
[[nodiscard]] std::size_t display_width(std::string_view text);

}  // namespace leadscore::text
