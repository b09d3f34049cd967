#include "base/text/utf8.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace leadscore::text {

namespace {

/// What a first byte says of its sequence. The second byte alone needs limits of its own, to keep
/// out overlong forms, surrogates and what is beyond U+10FFFF.
struct Lead {
  std::size_t length;  // 0: no sequence begins so
  unsigned char second_least = 0x80;
  unsigned char second_most = 0xBF;
};

struct Decoded {
  char32_t code_point;
  std::size_t length;
  bool is_good;
};

unsigned char byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

Lead lead_of(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {.length = 2};
  if (byte == 0xE0) return {.length = 3, .second_least = 0xA0};
  if (byte == 0xED) return {.length = 3, .second_most = 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {.length = 3};
  if (byte == 0xF0) return {.length = 4, .second_least = 0x90};
  if (byte == 0xF4) return {.length = 4, .second_most = 0x8F};
  if (byte >= 0xF1 && byte <= 0xF3) return {.length = 4};
  return {.length = 0};
}

Decoded decode(std::string_view text, std::size_t offset) {
  const unsigned char first = byte_at(text, offset);
  if (first < 0x80) return {.code_point = first, .length = 1, .is_good = true};
  const Lead lead = lead_of(first);
  if (lead.length == 0) return {.code_point = kReplacement, .length = 1, .is_good = false};

  char32_t code_point = first & (0xFFU >> (lead.length + 1));
  for (std::size_t at = 1; at < lead.length; ++at) {
    const unsigned char least = at == 1 ? lead.second_least : 0x80;
    const unsigned char most = at == 1 ? lead.second_most : 0xBF;
    const unsigned char byte = offset + at < text.size() ? byte_at(text, offset + at) : 0;
    if (byte < least || byte > most) {
      return {.code_point = kReplacement, .length = at, .is_good = false};
    }
    code_point = (code_point << 6) | (byte & 0x3FU);
  }
  return {.code_point = code_point, .length = lead.length, .is_good = true};
}

/// How many bytes of ASCII `text` begins with.
std::size_t ascii_length(std::string_view text) {
  std::size_t length = 0;
  for (std::uint64_t eight = 0; text.size() - length >= sizeof eight; length += sizeof eight) {
    std::memcpy(&eight, text.data() + length, sizeof eight);
    if ((eight & 0x8080'8080'8080'8080U) != 0) break;
  }
  while (length < text.size() && byte_at(text, length) < 0x80) ++length;
  return length;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  for (std::size_t offset = 0; (offset += ascii_length(text.substr(offset))) < text.size();) {
    const Decoded decoded = decode(text, offset);
    if (!decoded.is_good) return false;
    offset += decoded.length;
  }
  return true;
}

bool is_ascii(std::string_view text) { return ascii_length(text) == text.size(); }

char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const Decoded decoded = decode(text, offset);
  offset += decoded.length;
  return decoded.code_point;
}

void append_utf8(std::string& text, char32_t code_point) {
  const bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (is_surrogate || code_point > 0x10FFFF) code_point = kReplacement;
  const auto append = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  const auto append_rest = [&](int shift) { append(0x80 | ((code_point >> shift) & 0x3F)); };
  if (code_point < 0x80) {
    append(code_point);
  } else if (code_point < 0x800) {
    append(0xC0 | (code_point >> 6));
    append_rest(0);
  } else if (code_point < 0x10000) {
    append(0xE0 | (code_point >> 12));
    append_rest(6);
    append_rest(0);
  } else {
    append(0xF0 | (code_point >> 18));
    append_rest(12);
    append_rest(6);
    append_rest(0);
  }
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size(); ++count) {
    offset += decode(text, offset).length;
  }
  return count;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const auto code_point = static_cast<utf8proc_int32_t>(next_code_point(text, offset));
    width += static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code_point)));
  }
  return width;
}

}  // namespace leadscore::text
