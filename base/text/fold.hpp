// How texts are made comparable (language.md §5): NFC, without regard to case or to white space at
// either end. Fold both sides once, then compare bytes.
#pragma once

#include <string>
#include <string_view>

namespace leadscore::text {

/// Whether a code point has the property White_Space.
[[nodiscard]] bool is_white_space(char32_t code_point);

/// `text` without White_Space at either end, or at one. Views of the same bytes; take any bytes.
[[nodiscard]] std::string_view trim(std::string_view text);
[[nodiscard]] std::string_view trim_start(std::string_view text);
[[nodiscard]] std::string_view trim_end(std::string_view text);

/// The simple case folding of a code point (Unicode 15, CaseFolding.txt C and S; not Turkic).
[[nodiscard]] char32_t fold_code_point(char32_t code_point);

/// The form in which texts compare (§5): trimmed, NFC, simple case folding, and NFC again where
/// folding made a composable pair (`Ϊ́` meets `ΐ`), so that folding twice changes nothing. Takes any
/// bytes; each bad sequence becomes U+FFFD.
[[nodiscard]] std::string fold(std::string_view text);

/// As fold(), but white space at the ends stays (for a part of a text, such as a piece of a glob).
[[nodiscard]] std::string fold_untrimmed(std::string_view text);

/// In NFC, with its case and its white space as they are (`is exactly`). Takes any bytes; each bad
/// sequence becomes U+FFFD.
[[nodiscard]] std::string compose(std::string_view text);

/// Trimmed and in NFC, with its case as it is: the text that regular expressions see (§5). Takes
/// any bytes; each bad sequence becomes U+FFFD.
[[nodiscard]] std::string normalise(std::string_view text);

}  // namespace leadscore::text
