#include "tests/differential/literals.hpp"

#include "base/text/fold.hpp"
#include "base/text/utf8.hpp"
#include "base/text/words.hpp"

#include <fmt/format.h>

namespace leadscore::differential {
namespace {

// One character of a text between quotes (§3 Text).
std::string escape(char32_t code_point, Random& random) {
  switch (code_point) {
    case U'"':
      return "\\\"";
    case U'\\':
      return "\\\\";
    case U'\n':
      return "\\n";
    case U'\t':
      return "\\t";
    default:
      break;
  }
  if (random.chance(3)) return fmt::format("\\u{{{:X}}}", static_cast<std::uint32_t>(code_point));
  std::string plain;
  text::append_utf8(plain, code_point);
  return plain;
}

bool has_word(std::string_view text) { return !text::words_of(text::fold(text)).empty(); }

}  // namespace

std::string quote(std::string_view text, Random& random) {
  std::string quoted = "\"";
  for (std::size_t offset = 0; offset < text.size();) {
    quoted += escape(text::next_code_point(text, offset), random);
  }
  return quoted + '"';
}

std::string quote_pattern(std::string_view text, Random& random) {
  std::string quoted = random.chance(20) ? "\"*" : "\"";
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t code_point = text::next_code_point(text, offset);
    if (random.chance(10)) {
      quoted += random.chance(50) ? "*" : "?";
    } else if (code_point == U'*' || code_point == U'?') {
      quoted += '\\';
      quoted += static_cast<char>(code_point);
    } else {
      quoted += escape(code_point, random);
    }
  }
  return quoted + (random.chance(30) ? "*\"" : "\"");
}

std::string quote_page_pattern(std::string_view page, Random& random) {
  std::string quoted = "\"";
  for (const char byte : page) {
    if (byte == '*') {
      quoted += "\\*";
    } else {
      quoted += byte;
    }
  }
  if (random.chance(25)) quoted += "*";
  if (!page.ends_with('/') && random.chance(15)) quoted += "/*";  // two slashes begin a host
  if (random.chance(10)) quoted.insert(1, 1, '*');
  return quoted + '"';
}

std::string piece_of(std::string_view text, Random& random) {
  std::vector<std::size_t> cuts;
  for (std::size_t offset = 0; offset < text.size();) {
    cuts.push_back(offset);
    static_cast<void>(text::next_code_point(text, offset));
  }
  cuts.push_back(text.size());
  const std::size_t first = random.below(cuts.size());
  const std::size_t last = random.below(cuts.size());
  const std::size_t begin = cuts[std::min(first, last)];
  const std::string_view piece = text.substr(begin, cuts[std::max(first, last)] - begin);
  return std::string(has_word(piece) ? piece : text);
}

}  // namespace leadscore::differential
