// Words of a statement as its author wrote them, for messages that guess what was meant.
#pragma once

#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>

namespace leadscore::syntax {

/// Whether the character may stand in a name, or is part of one that is no ASCII.
[[nodiscard]] inline bool is_name_character(char character) {
  const auto byte = static_cast<unsigned char>(character);
  return byte >= 0x80 || std::isalnum(byte) != 0 || character == '_' || character == '.';
}

/// Without blanks, line ends and control characters at an end, or at both.
[[nodiscard]] inline std::string_view trim_left(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  return text;
}
[[nodiscard]] inline std::string_view trim_right(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}
[[nodiscard]] inline std::string_view trim(std::string_view text) {
  return trim_left(trim_right(text));
}

/// The word that the text begins with; empty where it begins with something else.
[[nodiscard]] inline std::string_view first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_name_character(text[end])) ++end;
  return text.substr(0, end);
}

/// The word that the text ends with, blanks behind it apart.
[[nodiscard]] inline std::string_view last_word(std::string_view text) {
  text = trim_right(text);
  std::size_t begin = text.size();
  while (begin > 0 && is_name_character(text[begin - 1])) --begin;
  return text.substr(begin);
}

/// With its letters of ASCII in lower case.
[[nodiscard]] inline std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& character : lower) {
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
  }
  return lower;
}

/// A row of a table of words that are written for others.
struct WrongWord {
  std::string_view wrong;
  std::string_view right;
};

/// What the table has for a word; empty if it has nothing.
template <std::size_t size>
[[nodiscard]] std::string_view right_word(const WrongWord (&table)[size], std::string_view wrong) {
  for (const WrongWord& words : table) {
    if (words.wrong == wrong) return words.right;
  }
  return {};
}

}  // namespace leadscore::syntax
