#include "tools/cli/markup.hpp"

#include "base/text/utf8.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace leadscore::cli {

std::string markup_text(std::string_view text) {
  std::string shown;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t code_point = text::next_code_point(text, offset);
    if (code_point == U'&') {
      shown += "&amp;";
    } else if (code_point == U'<') {
      shown += "&lt;";
    } else if (code_point == U'>') {
      shown += "&gt;";
    } else if (code_point == U'"') {
      shown += "&quot;";
    } else if (code_point == U'\n' || code_point == U'\t' || code_point == U'\r') {
      shown += fmt::format("&#{};", static_cast<std::uint32_t>(code_point));
    } else {
      const bool is_allowed = code_point >= 0x20 && code_point != 0xFFFE && code_point != 0xFFFF;
      text::append_utf8(shown, is_allowed ? code_point : char32_t{0xFFFD});
    }
  }
  return shown;
}

}  // namespace leadscore::cli
