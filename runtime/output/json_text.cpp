#include "runtime/output/json_text.hpp"

#include "base/number.hpp"
#include "base/text/utf8.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace leadscore::runtime {
namespace {

template <class Out>
void append_escape(Out& out, char32_t code_point) {
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

/// Whether all of eight bytes stand for themselves.
bool are_plain(const char* text) {
  constexpr std::uint64_t kEach = 0x0101010101010101U;
  constexpr std::uint64_t kHighBits = 0x80 * kEach;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, text, sizeof bytes);
  // Of each byte the highest bit: whether it is 0 (or a lower one was, which is as bad).
  const auto are_zero = [](std::uint64_t of) { return (of - kEach) & ~of; };
  const std::uint64_t is_control = (bytes - 0x20 * kEach) & ~bytes;
  const std::uint64_t is_special = are_zero(bytes ^ 0x7F * kEach) | are_zero(bytes ^ '"' * kEach) |
                                   are_zero(bytes ^ '\\' * kEach);
  return ((bytes | is_control | is_special) & kHighBits) == 0;
}

/// How many bytes from `offset` on stand for themselves: the usual case.
std::size_t plain_run(std::string_view text, std::size_t offset) {
  std::size_t end = offset;
  while (text.size() - end >= 8 && are_plain(text.data() + end)) end += 8;
  while (end < text.size() && kIsPlain[static_cast<unsigned char>(text[end])]) ++end;
  return end - offset;
}

template <class Out>
void append_string(Out& out, std::string_view text) {
  out += '"';
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t run = plain_run(text, offset);
    out += text.substr(offset, run);
    offset += run;
    if (offset == text.size()) break;
    const char32_t code_point = text::next_code_point(text, offset);
    if (needs_escape(code_point)) {
      append_escape(out, code_point);
    } else {
      std::string encoded;
      text::append_utf8(encoded, code_point);
      out += encoded;
    }
  }
  out += '"';
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) { append_string(out, text); }
void append_json_string(TextWriter& out, std::string_view text) { append_string(out, text); }

void append_json_number(std::string& out, double number) { out += format_number(number); }
void append_json_number(TextWriter& out, double number) { out += format_number(number); }

}  // namespace leadscore::runtime
