#include "runtime/output/json_text.hpp"

#include "base/number.hpp"
#include "base/text/utf8.hpp"

#include <fmt/format.h>

#include <array>

namespace leadscore::runtime {
namespace {

void append_escape(std::string& out, char32_t code_point) {
  switch (code_point) {
    case U'"':
      out += "\\\"";
      return;
    case U'\\':
      out += "\\\\";
      return;
    case U'\n':
      out += "\\n";
      return;
    case U'\r':
      out += "\\r";
      return;
    case U'\t':
      out += "\\t";
      return;
    default:
      break;
  }
  out += fmt::format("\\u{:04x}", static_cast<unsigned>(code_point));
}

constexpr bool needs_escape(char32_t code_point) {
  return code_point < 0x20 || code_point == 0x7F || code_point == U'"' || code_point == U'\\' ||
         code_point == 0x2028 || code_point == 0x2029;
}

/// By byte: whether it stands for itself, as plain ASCII does.
constexpr std::array<bool, 256> kIsPlain = [] {
  std::array<bool, 256> is_plain{};
  for (unsigned byte = 0; byte < 0x7F; ++byte) is_plain[byte] = !needs_escape(byte);
  return is_plain;
}();

/// How many bytes from `offset` on stand for themselves: the usual case.
std::size_t plain_run(std::string_view text, std::size_t offset) {
  std::size_t end = offset;
  while (end < text.size() && kIsPlain[static_cast<unsigned char>(text[end])]) ++end;
  return end - offset;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t run = plain_run(text, offset);
    out.append(text, offset, run);
    offset += run;
    if (offset == text.size()) break;
    const char32_t code_point = text::next_code_point(text, offset);
    if (needs_escape(code_point)) {
      append_escape(out, code_point);
    } else {
      text::append_utf8(out, code_point);
    }
  }
  out += '"';
}

void append_json_number(std::string& out, double number) { out += format_number(number); }

}  // namespace leadscore::runtime
