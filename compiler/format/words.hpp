// The words of a statement as the formatter sees them, and the blanks between them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::format {

enum class WordKind : std::uint8_t {
  kName,  // a word or a keyword
  kNumber,
  kDate,
  kText,
  kSign,  // + - * /
  kOpen,  // ( [ {
  kClose,
  kComma,
  kSemicolon,
  kOther,
  kComment,
};

struct Word {
  WordKind kind = WordKind::kOther;
  std::uint32_t begin = 0;
  std::string_view text = {};
  bool is_after_blank = false;      // in the file
  bool is_first_of_line = false;    // in the file
  std::uint32_t bracket_depth = 0;  // of brackets that were opened before it in the statement
};

/// The words between two offsets of a file. `bracket_depth` begins at 0.
[[nodiscard]] std::vector<Word> words_between(std::string_view text, std::uint32_t begin,
                                              std::uint32_t end);

/// Whether a blank belongs between `words[index - 1]` and `words[index]`.
[[nodiscard]] bool needs_blank(const std::vector<Word>& words, std::size_t index);

/// The words from `first` to, not including, `last`, in one line.
[[nodiscard]] std::string joined(const std::vector<Word>& words, std::size_t first,
                                 std::size_t last);

}  // namespace leadscore::format
