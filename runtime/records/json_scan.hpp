// Passes over JSON bytes without building anything: the steps of the quick reader. They accept only
// what is JSON; what is not, or what is rare, they give up, and the general reader (json_line)
// decides. Pointers in, pointers out; null: given up.
//
// What is passed over is UTF-8 and is followed by a control character other than a tab or a CR
// (such as the line end), which stops every step, and by LineReader::kPadding readable bytes.
#pragma once

#include "runtime/columns/text_arena.hpp"
#include "runtime/records/raw_value.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace leadscore::runtime {

inline const char* skip_json_space(const char* at) {
  if (static_cast<unsigned char>(*at) > ' ') return at;  // as most often
  while (*at == ' ' || *at == '\t' || *at == '\r') ++at;
  return at;
}

#if defined(__SSE2__)
/// Bit by bit, which of the sixteen bytes at `at` are a quote, a backslash or a control character.
inline std::uint32_t special_of_16(const char* at) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const __m128i is_quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
  const __m128i is_backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
  const __m128i is_control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
  const __m128i is_special = _mm_or_si128(_mm_or_si128(is_quote, is_backslash), is_control);
  return static_cast<std::uint32_t>(_mm_movemask_epi8(is_special));
}
#endif

/// The first byte from `at` on that is a quote, a backslash or a control character.
inline const char* find_special_byte(const char* at) {
#if defined(__SSE2__)
  // As many at a time as most texts have: nobody can foretell which of them end before.
  while (true) {
    const std::uint32_t found = special_of_16(at) | special_of_16(at + 16) << 16U;
    if (found != 0) return at + std::countr_zero(found);
    at += 32;
  }
#else
  while (*at != '"' && *at != '\\' && static_cast<unsigned char>(*at) > 0x1F) ++at;
  return at;
#endif
}

/// The same where it is most often one of the first sixteen.
inline const char* find_near_special_byte(const char* at) {
#if defined(__SSE2__)
  const std::uint32_t found = special_of_16(at);
  return found != 0 ? at + std::countr_zero(found) : find_special_byte(at + 16);
#else
  return find_special_byte(at);
#endif
}

/// Where a text ends.
struct JsonTextEnd {
  const char* quote = nullptr;  // that closes it
  bool has_escapes = false;
};

/// Goes on behind the first backslash. Gives up halves of surrogate pairs, too.
[[nodiscard]] JsonTextEnd end_of_escaped_text(const char* backslash);

/// `begin` is behind the opening quote.
inline JsonTextEnd end_of_json_text(const char* begin) {
  const char* const at = find_special_byte(begin);
  if (*at == '"') return {at, false};
  if (*at == '\\') return end_of_escaped_text(at);
  return {};
}

/// What an escaped text means, kept in `arena`.
[[nodiscard]] std::string_view unescape(std::string_view text, TextArena& arena);

/// Passes over a number into `value` (kInteger or kDecimal). Gives up exponents and long ones.
[[nodiscard]] const char* read_json_number(const char* at, RawValue& value);

/// Passes over up to eight digits, all at once, and returns the number that they are.
inline std::uint64_t take_digits(const char*& at) {
  if constexpr (std::endian::native != std::endian::little) {
    std::uint64_t number = 0;
    for (int left = 8; left > 0 && *at >= '0' && *at <= '9'; --left) {
      number = number * 10 + static_cast<std::uint64_t>(*at++ - '0');
    }
    return number;
  }
  constexpr std::uint64_t kEach = 0x0101010101010101U;
  std::uint64_t digits = 0;  // as bytes, the first the lowest
  std::memcpy(&digits, at, sizeof digits);
  digits ^= kEach * '0';
  const std::uint64_t others = ((digits + kEach * (0x7F - 9)) | digits) & (kEach * 0x80);
  const int bits = std::countr_zero(others) & ~7;
  if (bits == 0) return 0;
  at += bits / 8;
  digits <<= 64 - bits;  // zeros before them
  // The numbers that each two digits are, then each four, then all.
  digits = (digits * 10 + (digits >> 8U)) & 0x00FF00FF00FF00FFU;
  digits = (digits * 100 + (digits >> 16U)) & 0x0000FFFF0000FFFFU;
  return (digits * 10'000 + (digits >> 32U)) & 0xFFFFFFFFU;
}

/// Passes over a whole number that is not negative and has few digits, as most have; gives up all
/// others.
inline const char* read_few_digits(const char* at, std::uint64_t& number) {
  constexpr std::ptrdiff_t kFew = 15;  // exact as doubles
  const char* end = at;
  number = take_digits(end);
  if (end - at == 8) {
    static constexpr std::array<std::uint64_t, 9> kPowers{
        1, 10, 100, 1000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000};
    const char* const high_end = end;
    const std::uint64_t low = take_digits(end);
    number = number * kPowers[static_cast<std::size_t>(end - high_end)] + low;
  }
  const bool is_more = *end == '.' || *end == 'e' || *end == 'E';
  const bool has_zero = *at == '0' && end != at + 1;  // before another digit, which JSON has not
  return end == at || end - at > kFew || is_more || has_zero ? nullptr : end;
}

/// Passes over true, false or null into `value`.
inline const char* read_json_word(const char* at, RawValue& value) {
  if (std::memcmp(at, "true", 4) == 0) {
    value.kind = RawValue::Kind::kYesNo;
    value.yes = true;
    return at + 4;
  }
  if (std::memcmp(at, "null", 4) == 0) {
    value.kind = RawValue::Kind::kNull;
    return at + 4;
  }
  if (std::memcmp(at, "false", 5) == 0) {
    value.kind = RawValue::Kind::kYesNo;
    value.yes = false;
    return at + 5;
  }
  return nullptr;
}

/// Passes over a text, number, true, false or null into `value`; gives up all others.
inline const char* read_json_scalar(const char* at, RawValue& value, TextArena& arena) {
  if (*at == '"') {
    const JsonTextEnd end = end_of_json_text(at + 1);
    if (end.quote == nullptr) return nullptr;
    value.kind = RawValue::Kind::kText;
    value.text = std::string_view(at + 1, static_cast<std::size_t>(end.quote - at - 1));
    if (end.has_escapes) value.text = unescape(value.text, arena);
    return end.quote + 1;
  }
  if (*at <= '9') return read_json_number(at, value);
  return read_json_word(at, value);
}

/// Passes over an array or object; gives up deep ones.
[[nodiscard]] const char* skip_json_nested(const char* at);

/// Passes over any value.
inline const char* skip_json_value(const char* at) {
  if (*at == '"') {
    const JsonTextEnd end = end_of_json_text(at + 1);
    return end.quote == nullptr ? nullptr : end.quote + 1;
  }
  if (*at == '{' || *at == '[') return skip_json_nested(at);
  RawValue passed;
  return *at <= '9' ? read_json_number(at, passed) : read_json_word(at, passed);
}

}  // namespace leadscore::runtime
