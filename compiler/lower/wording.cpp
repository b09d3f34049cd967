#include "compiler/lower/wording.hpp"

#include "base/text/fold.hpp"
#include "base/text/utf8.hpp"

#include <algorithm>
#include <cstddef>

namespace leadscore {
namespace {

/// A stretch of the source that is kept or dropped as a whole.
struct Piece {
  std::size_t end = 0;
  bool is_blank = false;
};

/// The end of the quoted text that begins at `begin`: behind its closing quotes, or of the source.
std::size_t end_of_quoted(std::string_view source, std::size_t begin) {
  for (std::size_t at = begin + 1; at < source.size(); ++at) {
    if (source[at] == '\\') {
      ++at;
    } else if (source[at] == '"') {
      return at + 1;
    }
  }
  return source.size();
}

Piece next_piece(std::string_view source, std::size_t at) {
  if (source[at] == '"') return {.end = end_of_quoted(source, at), .is_blank = false};
  if (source[at] == '#') {
    return {.end = std::min(source.find('\n', at), source.size()), .is_blank = true};
  }
  std::size_t end = at;
  const char32_t code_point = text::next_code_point(source, end);
  return {.end = end, .is_blank = text::is_white_space(code_point)};
}

}  // namespace

bool is_one_line(std::string_view source) {
  char last = ' ';  // none may stand at the begin
  for (const char next : source) {
    const auto byte = static_cast<unsigned char>(next);
    const bool is_sign = byte > 0x20 && byte < 0x80 && next != '#';
    if (!is_sign && (next != ' ' || last == ' ')) return false;
    last = next;
  }
  return last != ' ';
}

std::string one_line(std::string_view source) {
  std::string line;
  bool is_after_blank = false;
  for (std::size_t at = 0; at < source.size();) {
    const Piece piece = next_piece(source, at);
    if (!piece.is_blank) {
      if (is_after_blank && !line.empty()) line += ' ';
      line += source.substr(at, piece.end - at);
    }
    is_after_blank = piece.is_blank;
    at = piece.end;
  }
  return line;
}

std::string_view before_points(std::string_view line) {
  std::size_t sign = line.size();
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] == '"') {
      at = end_of_quoted(line, at);
      continue;
    }
    if (line[at] == '+' || line[at] == '-') sign = at;
    ++at;
  }
  return text::trim_end(line.substr(0, sign));
}

}  // namespace leadscore
