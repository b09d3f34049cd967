// Globs over a whole text (language.md §3, §5): `*` is any run of characters, line ends too, `?`
// one character; `\*`, `\?` and `\\` are the characters themselves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::text {

/// Which characters are special in a pattern.
enum class GlobSyntax : std::uint8_t {
  kStarAndQuestion,
  kStarOnly,  // patterns of paths, where `?` is no wildcard; `\?` still is `?`
};

/// A pattern, ready to be matched. Immutable, so any number of threads may share it.
class Glob {
 public:
  /// Reads a pattern; every text is one. A `\` before any other character stands for itself. The
  /// caller folds pattern and text alike, or neither.
  [[nodiscard]] static Glob parse(std::string_view pattern,
                                  GlobSyntax syntax = GlobSyntax::kStarAndQuestion);

  /// Whether all of `text` fits. At worst text × pattern steps. A bad UTF-8 sequence counts as one
  /// character.
  [[nodiscard]] bool matches(std::string_view text) const;

  /// Whether there is no wildcard, so that only literal() matches.
  [[nodiscard]] bool is_literal() const;

  /// The one text that matches, escapes resolved. The glob must be literal.
  [[nodiscard]] std::string_view literal() const;

 private:
  enum class Kind : std::uint8_t { Bytes, OneCharacter, AnyRun };

  /// Bytes: those of literals_ from begin to end.
  struct Piece {
    Kind kind;
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  void add_byte(char byte);
  void add_wildcard(Kind kind);
  [[nodiscard]] bool match_piece(const Piece& piece, std::string_view text,
                                 std::size_t& offset) const;

  std::string literals_;
  std::vector<Piece> pieces_;
};

}  // namespace leadscore::text
