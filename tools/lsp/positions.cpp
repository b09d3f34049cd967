#include "tools/lsp/positions.hpp"

#include <algorithm>

namespace leadscore::lsp {
namespace {

struct Character {
  std::size_t bytes = 1;
  std::uint64_t units = 1;
};

Character character_at(std::string_view text, std::size_t at, Encoding encoding) {
  if (encoding == Encoding::kUtf8) return {};
  const auto byte = static_cast<unsigned char>(text[at]);
  const std::size_t bytes = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
  return {std::min(bytes, text.size() - at), bytes == 4 ? 2U : 1U};
}

}  // namespace

std::size_t offset_of(std::string_view text, Position position, Encoding encoding) {
  std::size_t begin = 0;
  for (std::uint64_t line = 0; line < position.line; ++line) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) return text.size();
    begin = end + 1;
  }
  std::size_t end = std::min(text.find('\n', begin), text.size());
  if (end > begin && text[end - 1] == '\r') --end;
  std::size_t at = begin;
  for (std::uint64_t count = 0; at < end && count < position.character;) {
    const Character character = character_at(text, at, encoding);
    at += character.bytes;
    count += character.units;
  }
  return std::min(at, end);
}

std::uint64_t characters_of(std::string_view text, Encoding encoding) {
  std::uint64_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at, encoding);
    at += character.bytes;
    count += character.units;
  }
  return count;
}

}  // namespace leadscore::lsp
