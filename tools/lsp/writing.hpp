// What an author is writing at a place of a text: the statement up to there, and what the grammar
// would take next. Works on half-written statements, for which there is no tree.
#pragma once

#include "compiler/parse/lexer.hpp"
#include "compiler/parse/reading.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace leadscore::lsp {

/// A statement as far as it goes.
struct Statement {
  syntax::Place place = syntax::Place::kFile;
  std::uint32_t begin = 0;
  std::vector<syntax::Lexeme> words;  // without blanks, line ends and comments
};

/// The bytes from `begin` up to, not including, `end`.
struct Extent {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct Writing {
  bool is_nowhere = false;        // in a comment, or deeper than blocks go
  bool is_text = false;           // `word` is a text in quotes, perhaps not closed yet
  Extent word;                    // at the place: a word, a text, a number or a sign; may be empty
  Statement statement;            // up to `word`
  std::vector<Statement> around;  // the heads of the blocks in which it stands, the innermost last
};

/// What is written at the byte `offset` of `text`. Time is linear in what stands before it.
[[nodiscard]] Writing writing_at(std::string_view text, std::uint32_t offset);

/// What may come after the first `count` words of the statement: a bit for each syntax::Expected.
[[nodiscard]] std::uint64_t expected_after(std::string_view text, const Statement& statement,
                                           std::size_t count);

[[nodiscard]] constexpr bool expects(std::uint64_t expected, syntax::Expected what) {
  return (expected >> static_cast<unsigned>(what) & 1U) != 0;
}

/// The text of a lexeme.
[[nodiscard]] inline std::string_view written(std::string_view text, const syntax::Lexeme& lexeme) {
  return text.substr(lexeme.begin, lexeme.end - lexeme.begin);
}

}  // namespace leadscore::lsp
