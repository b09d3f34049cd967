#include "base/text/glob.hpp"

#include "base/check.hpp"
#include "base/text/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace leadscore::text {

namespace {

bool is_escape(std::string_view rest) {
  return rest.size() >= 2 && rest[0] == '\\' &&
         (rest[1] == '*' || rest[1] == '?' || rest[1] == '\\');
}

}  // namespace

Glob Glob::parse(std::string_view pattern, GlobSyntax syntax) {
  Glob glob;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (is_escape(pattern.substr(at))) {
      glob.add_byte(pattern[++at]);
    } else if (pattern[at] == '*') {
      glob.add_wildcard(Kind::AnyRun);
    } else if (pattern[at] == '?' && syntax == GlobSyntax::kStarAndQuestion) {
      glob.add_wildcard(Kind::OneCharacter);
    } else {
      glob.add_byte(pattern[at]);
    }
  }
  return glob;
}

bool Glob::matches(std::string_view text) const {
  // The latest run is the only one worth lengthening: the pieces before it already fit as early as
  // they can. So each run tries each place of the text at most once.
  struct Run {
    std::size_t piece;  // behind the run
    std::size_t offset;
  };
  std::optional<Run> run;
  std::size_t piece = 0;
  std::size_t offset = 0;
  while (piece < pieces_.size() || offset < text.size()) {
    if (piece < pieces_.size() && pieces_[piece].kind == Kind::AnyRun) {
      run = Run{.piece = ++piece, .offset = offset};
      if (piece == pieces_.size()) return true;
    } else if (piece < pieces_.size() && match_piece(pieces_[piece], text, offset)) {
      ++piece;
    } else {
      if (!run || run->offset == text.size()) return false;
      (void)next_code_point(text, run->offset);
      piece = run->piece;
      offset = run->offset;
    }
  }
  return true;
}

bool Glob::is_literal() const {
  return std::all_of(pieces_.begin(), pieces_.end(),
                     [](const Piece& piece) { return piece.kind == Kind::Bytes; });
}

std::string_view Glob::literal() const {
  LEADSCORE_CHECK(is_literal(), "a glob with wildcards has no literal");
  return literals_;
}

void Glob::add_byte(char byte) {
  const bool continues = !pieces_.empty() && pieces_.back().kind == Kind::Bytes;
  if (!continues) {
    pieces_.push_back({.kind = Kind::Bytes, .begin = literals_.size(), .end = literals_.size()});
  }
  literals_.push_back(byte);
  ++pieces_.back().end;
}

void Glob::add_wildcard(Kind kind) {
  const bool repeats_run =
      kind == Kind::AnyRun && !pieces_.empty() && pieces_.back().kind == Kind::AnyRun;
  if (!repeats_run) pieces_.push_back({.kind = kind});
}

bool Glob::match_piece(const Piece& piece, std::string_view text, std::size_t& offset) const {
  if (piece.kind == Kind::OneCharacter) {
    if (offset == text.size()) return false;
    (void)next_code_point(text, offset);
    return true;
  }
  const auto literal = std::string_view(literals_).substr(piece.begin, piece.end - piece.begin);
  if (!text.substr(offset).starts_with(literal)) return false;
  offset += literal.size();
  return true;
}

}  // namespace leadscore::text
