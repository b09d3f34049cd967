// A file as a row of words, texts, signs, blanks and comments; and which words begin or continue a
// statement.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace leadscore::syntax {

enum class LexemeKind : std::uint8_t {
  kBlank,
  kLineEnd,
  kComment,         // # ...
  kForeignComment,  // // ..., -- ..., /* ... */
  kWord,            // a name or keyword
  kAndOr,           // and, or
  kNumber,
  kText,          // "...", or a text in other quotes
  kUnclosedText,  // from a quote to the end of its line
  kOpenParenthesis,
  kCloseParenthesis,
  kOpenBracket,
  kCloseBracket,
  kOpenBrace,
  kCloseBrace,
  kSemicolon,
  kComma,
  kSign,  // + - * /
  kOther,
};

struct Lexeme {
  LexemeKind kind = LexemeKind::kOther;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool is_closed = true;  // kForeignComment: false if a `/*` has no `*/`
};

/// Words that decide what a block of a statement is.
enum class FirstWord : std::uint8_t { kScore, kLead, kTest, kEvent, kPoints, kBest, kOther };

class Lexer {
 public:
  /// `text` must outlive the lexer; a byte order mark at its begin is passed over.
  explicit Lexer(std::string_view text);
  /// Begins at an offset that is no first one.
  Lexer(std::string_view text, std::uint32_t offset) : text_(text), offset_(offset) {}

  [[nodiscard]] std::optional<Lexeme> next();
  /// Where the next lexeme begins.
  [[nodiscard]] std::uint32_t offset() const { return offset_; }

  [[nodiscard]] FirstWord first_word(std::uint32_t offset) const;

  // Each asks about the words that begin with `lexeme`.
  [[nodiscard]] bool continues(const Lexeme& lexeme) const;
  [[nodiscard]] bool begins_because(const Lexeme& lexeme) const;
  [[nodiscard]] bool begins_statement(const Lexeme& lexeme) const;
  [[nodiscard]] bool begins_declaration(const Lexeme& lexeme) const;
  [[nodiscard]] bool begins_lead(const Lexeme& lexeme) const;
  [[nodiscard]] bool begins_rule(const Lexeme& lexeme) const;
  [[nodiscard]] bool begins_test_entry(const Lexeme& lexeme) const;

 private:
  void end_block_comment(Lexeme& lexeme);

  std::string_view text_;
  std::uint32_t offset_ = 0;
  bool is_without_comment_end_ = false;  // no `*/` in the rest of the text
};

}  // namespace leadscore::syntax
