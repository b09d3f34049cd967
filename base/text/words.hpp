// Words and the test `mentions` (language.md §5): runs of letters, marks and digits, found one
// after the other whatever stands between them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::text {

/// Whether a code point is part of a word: a letter (L), a mark (M) or a decimal digit (Nd).
[[nodiscard]] bool is_word_character(char32_t code_point);

/// The words of an already folded text, in order. Views of its bytes; takes any bytes.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view folded);

/// The same into memory that is used again.
void read_words(std::string_view folded, std::vector<std::string_view>& words);

/// Whether `words` (folded words, as words_of gives them) are in the folded text, whole and one
/// after the other. No words are never mentioned: a literal without one is an error (§5).
[[nodiscard]] bool mentions(std::string_view folded_text, std::span<const std::string_view> words);
[[nodiscard]] bool mentions(std::string_view folded_text, std::span<const std::string> words);

/// The same of a text whose words are known.
[[nodiscard]] bool have_in_a_row(std::span<const std::string_view> text_words,
                                 std::span<const std::string_view> words);

}  // namespace leadscore::text
