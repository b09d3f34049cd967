// Hashes of texts, and folding while hashing: matching without case costs nothing on ASCII.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace leadscore::runtime::batch {

/// One step of a hash of eight bytes each: a product of 128 bits, whose halves are mixed.
[[nodiscard]] inline std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = Wide{hash ^ word} * 0x9E3779B97F4A7C15U;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

[[nodiscard]] inline std::uint64_t hash_start(std::size_t size) {
  return (size + 1) * 0xD1B54A32D192ED03U;
}

/// The first bytes of `text`, less than eight and at least one, as one number; the others are 0.
[[nodiscard]] inline std::uint64_t load_few(const char* text, std::size_t size) {
  if (size >= 4) {
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    std::memcpy(&low, text, 4);
    std::memcpy(&high, text + size - 4, 4);
    return low | (std::uint64_t{high} << (8 * (size - 4)));
  }
  const auto byte = [text](std::size_t at) {
    return std::uint64_t{static_cast<unsigned char>(text[at])} << (8 * at);
  };
  return byte(0) | byte(size / 2) | byte(size - 1);
}

/// Calls `take` with each eight bytes of a text, the last of them filled up with zeros.
template <class Take>
inline void for_each_word(std::string_view text, Take take) {
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    take(word);
  }
  if (left > 0) take(load_few(at, left));
}

/// Whether two texts of one size are the same. Inline, as most are a word or two long.
[[nodiscard]] inline bool are_same(const char* left, const char* right, std::size_t size) {
  if (size < 8) return size == 0 || load_few(left, size) == load_few(right, size);
  const auto word = [](const char* at) {
    std::uint64_t loaded = 0;
    std::memcpy(&loaded, at, 8);
    return loaded;
  };
  for (std::size_t at = 0; at + 8 < size; at += 8) {
    if (word(left + at) != word(right + at)) return false;
  }
  return word(left + size - 8) == word(right + size - 8);
}
[[nodiscard]] inline bool are_same(std::string_view left, std::string_view right) {
  return left.size() == right.size() && are_same(left.data(), right.data(), left.size());
}

/// A hash of any bytes. The same on one machine only.
[[nodiscard]] inline std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = hash_start(text.size());
  for_each_word(text, [&hash](std::uint64_t word) { hash = mix(hash, word); });
  return hash;
}

/// Each byte of eight that is a capital letter made small; all are ASCII.
[[nodiscard]] inline std::uint64_t lower_word(std::uint64_t word) {
  constexpr std::uint64_t kEach = 0x0101010101010101U;
  const std::uint64_t from_a = word + kEach * (0x80 - 'A');
  const std::uint64_t after_z = word + kEach * (0x7F - 'Z');
  return word | (((from_a ^ after_z) & (kEach * 0x80)) >> 2);
}

/// A folded text that is short and ASCII, with its hash (hash_of).
class ShortFold {
 public:
  static constexpr std::size_t kLongest = 64;

  /// False: it is no such text, and is folded by text::fold.
  [[nodiscard]] bool fold(std::string_view text) {
    if (text.size() > kLongest || text.empty()) return false;
    if (is_space(text.front()) || is_space(text.back())) return false;
    std::uint64_t all = 0;
    std::uint64_t hash = hash_start(text.size());
    char* out = bytes_.data();
    for_each_word(text, [&](std::uint64_t word) {
      all |= word;
      const std::uint64_t lower = lower_word(word);
      std::memcpy(out, &lower, 8);
      out += 8;
      hash = mix(hash, lower);
    });
    size_ = text.size();
    hash_ = hash;
    return (all & 0x8080808080808080U) == 0;
  }

  [[nodiscard]] std::string_view text() const { return {bytes_.data(), size_}; }
  [[nodiscard]] std::uint64_t hash() const { return hash_; }

 private:
  static bool is_space(char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

  std::array<char, kLongest + 8> bytes_{};
  std::size_t size_ = 0;
  std::uint64_t hash_ = 0;
};

}  // namespace leadscore::runtime::batch
