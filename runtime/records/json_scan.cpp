#include "runtime/records/json_scan.hpp"

#include "runtime/records/exact_decimal.hpp"

#include <charconv>
#include <optional>
#include <string>

namespace leadscore::runtime {

namespace {

constexpr int kDeepest = 64;
/// So many digits fit into 64 bits.
constexpr std::ptrdiff_t kMostDigits = 18;

bool is_digit(char character) { return character >= '0' && character <= '9'; }

/// The four digits behind `\u`.
std::optional<char32_t> read_hex(const char* at) {
  char32_t code = 0;
  for (int place = 0; place < 4; ++place) {
    const char digit = at[place];
    code *= 16;
    if (is_digit(digit)) {
      code += static_cast<char32_t>(digit - '0');
    } else if (digit >= 'a' && digit <= 'f') {
      code += static_cast<char32_t>(digit - 'a' + 10);
    } else if (digit >= 'A' && digit <= 'F') {
      code += static_cast<char32_t>(digit - 'A' + 10);
    } else {
      return std::nullopt;
    }
  }
  return code;
}

/// What a backslash and this character stand for; 0: nothing so short.
char short_escape(char character) {
  switch (character) {
    case '"':
    case '\\':
    case '/':
      return character;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return '\0';
  }
}

/// A code point below U+10000.
void append_utf8(char32_t code, std::string& text) {
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0U | (code >> 6U));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    text += static_cast<char>(0xE0U | (code >> 12U));
    text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

const char* skip_nested(const char* at, int depth);

const char* skip_value_in(const char* at, int depth) {
  return *at == '{' || *at == '[' ? skip_nested(at, depth + 1) : skip_json_value(at);
}

const char* skip_key(const char* at) {
  if (*at != '"') return nullptr;
  const JsonTextEnd end = end_of_json_text(at + 1);
  if (end.quote == nullptr) return nullptr;
  at = skip_json_space(end.quote + 1);
  return *at == ':' ? skip_json_space(at + 1) : nullptr;
}

const char* skip_nested(const char* at, int depth) {
  if (depth > kDeepest) return nullptr;
  const bool is_object = *at == '{';
  const char close = is_object ? '}' : ']';
  at = skip_json_space(at + 1);
  if (*at == close) return at + 1;
  while (true) {
    if (is_object) at = skip_key(at);
    if (at != nullptr) at = skip_value_in(at, depth);
    if (at == nullptr) return nullptr;
    at = skip_json_space(at);
    if (*at == close) return at + 1;
    if (*at != ',') return nullptr;
    at = skip_json_space(at + 1);
  }
}

}  // namespace

JsonTextEnd end_of_escaped_text(const char* backslash) {
  const char* at = backslash;
  while (*at == '\\') {
    if (short_escape(at[1]) != '\0') {
      at += 2;
    } else if (at[1] == 'u') {
      const auto code = read_hex(at + 2);
      if (!code || (*code >= 0xD800 && *code <= 0xDFFF)) return {};
      at += 6;
    } else {
      return {};
    }
    at = find_special_byte(at);
  }
  if (*at != '"') return {};
  return {at, true};
}

std::string_view unescape(std::string_view text, TextArena& arena) {
  std::string meant;
  meant.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\\') {
      meant += text[at++];
    } else if (text[at + 1] == 'u') {
      append_utf8(read_hex(text.data() + at + 2).value_or(0), meant);
      at += 6;
    } else {
      meant += short_escape(text[at + 1]);
      at += 2;
    }
  }
  return arena.keep(meant);
}

const char* read_json_number(const char* at, RawValue& value) {
  const bool is_negative = *at == '-';
  const char* const whole = is_negative ? at + 1 : at;
  const char* end = whole;
  std::uint64_t digits = 0;
  while (is_digit(*end)) digits = digits * 10 + static_cast<std::uint64_t>(*end++ - '0');
  if (end == whole || (*whole == '0' && end > whole + 1)) return nullptr;
  if (*end != '.' && *end != 'e' && *end != 'E') {
    if (end - whole > kMostDigits) return nullptr;
    value.kind = RawValue::Kind::kInteger;
    value.integer = static_cast<std::int64_t>(digits);
    if (is_negative) value.integer = -value.integer;
    return end;
  }
  const char* const decimals = end + 1;
  if (*end != '.' || !is_digit(*decimals)) return nullptr;
  for (end = decimals; is_digit(*end); ++end) {
    digits = digits * 10 + static_cast<std::uint64_t>(*end - '0');
  }
  if (*end == 'e' || *end == 'E' || end - whole - 1 > kMostDigits) return nullptr;
  value.kind = RawValue::Kind::kDecimal;
  if (digits < kMostExact) {
    value.decimal = exact_decimal(digits, static_cast<std::size_t>(end - decimals));
    if (is_negative) value.decimal = -value.decimal;
    return end;
  }
  return std::from_chars(at, end, value.decimal).ptr == end ? end : nullptr;
}

const char* skip_json_nested(const char* at) { return skip_nested(at, 1); }

}  // namespace leadscore::runtime
