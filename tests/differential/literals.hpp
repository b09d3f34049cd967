// Texts and patterns as a model writes them.
#pragma once

#include "tests/differential/random.hpp"

#include <string>
#include <string_view>

namespace leadscore::differential {

/// `"..."` with the escapes that are needed, and at times some that are not.
[[nodiscard]] std::string quote(std::string_view text, Random& random);

/// A glob, quoted, that `text` fits or nearly fits.
[[nodiscard]] std::string quote_pattern(std::string_view text, Random& random);

/// A glob for pages, quoted: only `*` is special, and no `?` or `#` may be in it.
[[nodiscard]] std::string quote_page_pattern(std::string_view page, Random& random);

/// A piece of a text that holds a word, cut between characters.
[[nodiscard]] std::string piece_of(std::string_view text, Random& random);

}  // namespace leadscore::differential
