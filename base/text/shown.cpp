#include "base/text/shown.hpp"

#include "base/text/utf8.hpp"

namespace leadscore::text {
namespace {

bool changes_direction(char32_t code_point) {
  return (code_point >= 0x202A && code_point <= 0x202E) ||
         (code_point >= 0x2066 && code_point <= 0x2069) || code_point == 0x200E ||
         code_point == 0x200F || code_point == 0x061C;
}

}  // namespace

void append_shown(std::string& out, char32_t code_point) {
  if (code_point < 0x20) {
    append_utf8(out, 0x2400 + code_point);
  } else if (code_point == 0x7F) {
    append_utf8(out, 0x2421);
  } else if ((code_point >= 0x80 && code_point < 0xA0) || changes_direction(code_point)) {
    append_utf8(out, kReplacement);
  } else {
    append_utf8(out, code_point);
  }
}

std::string shown(std::string_view text, std::size_t most_length) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size(); ++count) {
    if (count == most_length) return out + "…";
    append_shown(out, next_code_point(text, at));
  }
  return out;
}

}  // namespace leadscore::text
