// Text from outside as it may be shown to a person: a file must not be able to steer the terminal
// of its reader, nor fill it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leadscore::text {

/// Appends a code point: controls become their pictures (`␛`), what would turn the reading
/// direction becomes U+FFFD.
void append_shown(std::string& out, char32_t code_point);

/// The text with append_shown, cut after `most_length` code points with an ellipsis. Line feeds and
/// tabs of `text` are controls too.
[[nodiscard]] std::string shown(std::string_view text, std::size_t most_length);

}  // namespace leadscore::text
