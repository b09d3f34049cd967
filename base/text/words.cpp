#include "base/text/words.hpp"

#include "base/text/utf8.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstddef>

namespace leadscore::text {

namespace {

template <class Word>
bool holds(std::span<const std::string_view> present, std::span<const Word> words) {
  if (words.empty()) return false;
  return std::search(present.begin(), present.end(), words.begin(), words.end()) != present.end();
}

}  // namespace

bool is_word_character(char32_t code_point) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
      return true;
    default:
      return false;
  }
}

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  read_words(folded, words);
  return words;
}

void read_words(std::string_view folded, std::vector<std::string_view>& words) {
  words.clear();
  std::size_t begin = 0;
  for (std::size_t offset = 0; offset < folded.size();) {
    const std::size_t end = offset;
    if (is_word_character(next_code_point(folded, offset))) continue;
    if (end > begin) words.push_back(folded.substr(begin, end - begin));
    begin = offset;
  }
  if (begin < folded.size()) words.push_back(folded.substr(begin));
}

bool mentions(std::string_view folded_text, std::span<const std::string_view> words) {
  return holds(std::span<const std::string_view>(words_of(folded_text)), words);
}

bool mentions(std::string_view folded_text, std::span<const std::string> words) {
  return holds(std::span<const std::string_view>(words_of(folded_text)), words);
}

bool have_in_a_row(std::span<const std::string_view> text_words,
                   std::span<const std::string_view> words) {
  return holds(text_words, words);
}

}  // namespace leadscore::text
