// Hashes of texts, and folding while hashing: matching without case costs nothing on ASCII.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace leadscore::runtime::batch {

static_assert(std::endian::native == std::endian::little, "the first byte of a word is its lowest");

/// One step of a hash: a product of 128 bits, whose halves are mixed.
[[nodiscard]] inline std::uint64_t mix(std::uint64_t left, std::uint64_t right) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = Wide{left} * right;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// The same of a hash and two words of a text.
[[nodiscard]] inline std::uint64_t mix(std::uint64_t hash, std::uint64_t first,
                                       std::uint64_t second) {
  return mix(hash ^ first, 0x9E3779B97F4A7C15U ^ second);
}

[[nodiscard]] inline std::uint64_t hash_start(std::size_t size) {
  return (size + 1) * 0xD1B54A32D192ED03U;
}

[[nodiscard]] inline std::uint64_t load_word(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
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

/// Whether a text is as long as most are: 8 to 32 bytes.
[[nodiscard]] inline bool is_8_to_32_bytes(std::size_t size) { return size - 8 <= 24; }

/// Where two words in the middle of such a text begin, which with its first and its last one cover
/// all of it.
struct MiddleWords {
  explicit MiddleWords(std::size_t size)
      : second(std::min(size - 8, std::size_t{8})), third(std::max(size, std::size_t{16}) - 16) {}

  std::size_t second;
  std::size_t third;
};

/// Calls `take(at, word, other_at, other)` with all words of a text, two by two, and where they
/// begin. Words overlap, so that none is read byte by byte, and jumps, which a text of any size
/// makes hard to foretell, are none for the sizes that most have. Of less than eight bytes the
/// rest, and the second word, are 0. Always inline, so that what `take` changes is in registers.
template <class Take>
[[gnu::always_inline]] inline void for_each_two_words(std::string_view text, Take take) {
  const char* const begin = text.data();
  const std::size_t size = text.size();
  const auto take_at = [&](std::size_t at, std::size_t other) {
    take(at, load_word(begin + at), other, load_word(begin + other));
  };
  if (is_8_to_32_bytes(size)) {
    const MiddleWords middle(size);
    take_at(0, middle.second);
    take_at(middle.third, size - 8);
  } else if (size > 32) {
    for (std::size_t at = 0; at + 16 < size; at += 16) take_at(at, at + 8);
    take_at(size - 16, size - 8);
  } else if (size > 0) {
    take(std::size_t{0}, load_few(begin, size), std::size_t{8}, std::uint64_t{0});
  }
}

/// Whether two texts of that size, 8 to 32 bytes, are the same.
[[nodiscard]] inline bool are_same_8_to_32_bytes(const char* left, const char* right,
                                                 std::size_t size) {
  const auto differ = [&](std::size_t at) { return load_word(left + at) ^ load_word(right + at); };
  const MiddleWords middle(size);
  return (differ(0) | differ(middle.second) | differ(middle.third) | differ(size - 8)) == 0;
}

/// Whether two texts of one size are the same. Inline, as most are a word or two long.
[[nodiscard]] inline bool are_same(const char* left, const char* right, std::size_t size) {
  if (is_8_to_32_bytes(size)) return are_same_8_to_32_bytes(left, right, size);
  if (size < 8) return size == 0 || load_few(left, size) == load_few(right, size);
  const auto differ = [&](std::size_t at) { return load_word(left + at) ^ load_word(right + at); };
  for (std::size_t at = 0; at + 16 < size; at += 16) {
    if ((differ(at) | differ(at + 8)) != 0) return false;
  }
  return (differ(size - 16) | differ(size - 8)) == 0;
}
[[nodiscard]] inline bool are_same(std::string_view left, std::string_view right) {
  return left.size() == right.size() && are_same(left.data(), right.data(), left.size());
}

/// A hash of any bytes. The same on one machine only.
[[nodiscard, gnu::always_inline]] inline std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = hash_start(text.size());
  for_each_two_words(text, [&hash](std::size_t, std::uint64_t first, std::size_t,
                                   std::uint64_t second) { hash = mix(hash, first, second); });
  return hash;
}

/// Each byte of eight that is a capital letter made small; all are ASCII.
[[nodiscard]] inline std::uint64_t lower_word(std::uint64_t word) {
  constexpr std::uint64_t kEach = 0x0101010101010101U;
  const std::uint64_t from_a = word + kEach * (0x80 - 'A');
  const std::uint64_t after_z = word + kEach * (0x7F - 'Z');
  return word | (((from_a ^ after_z) & (kEach * 0x80)) >> 2);
}

/// A word of a text for a hash that does not tell capital letters from small ones (nor some other
/// bytes from each other).
inline constexpr std::uint64_t kLoose = 0x2020202020202020U;
[[nodiscard]] inline std::uint64_t loosen(std::uint64_t word) { return word | kLoose; }

/// The same for ASCII whose letters are capital or small. The same on one machine only.
[[nodiscard]] inline std::uint64_t loose_hash_of(std::string_view text) {
  std::uint64_t hash = hash_start(text.size());
  for_each_two_words(text,
                     [&hash](std::size_t, std::uint64_t first, std::size_t, std::uint64_t second) {
                       hash = mix(hash, loosen(first), loosen(second));
                     });
  return hash;
}

/// A folded text of at most 32 bytes (of a longer one nothing), for texts that are held against it
/// as they were given.
struct ShortLiteral {
  static constexpr std::size_t kLongest = 32;
  using Bytes = std::array<char, kLongest>;

  explicit ShortLiteral(std::string_view folded = {}) {
    if (folded.size() > kLongest) return;
    size = folded.size();
    for (std::size_t at = 0; at < size; ++at) {
      text[at] = folded[at];
      if (folded[at] >= 'a' && folded[at] <= 'z') letters[at] = 'a' ^ 'A';
    }
  }

  std::size_t size = 0;
  Bytes text{};
  Bytes letters{};  // the bit by which a capital letter is another one; 0: there is no letter
};

/// A text of 1 to 32 bytes as words, with its hash (loose_hash_of). It is folded by being compared:
/// without jumps, but for texts that are shorter than a word.
class ShortText {
 public:
  [[gnu::always_inline]] explicit ShortText(std::string_view text) : size_(text.size()) {
    const char* const begin = text.data();
    first_ = is_8_to_32_bytes(size_) ? load_word(begin) : load_few(begin, size_);
    std::uint64_t all = first_;
    if (size_ >= 8) {
      const MiddleWords middle(size_);
      second_at_ = middle.second;
      third_at_ = middle.third;
      last_at_ = size_ - 8;
      second_ = load_word(begin + second_at_);
      third_ = load_word(begin + third_at_);
      last_ = load_word(begin + last_at_);
      all |= second_ | third_ | last_;
    }
    hash_ = mix(hash_start(size_), loosen(first_), loosen(second_));
    if (size_ >= 8) hash_ = mix(hash_, loosen(third_), loosen(last_));
    is_plain_ = ((all & 0x8080808080808080U) == 0) & (begin[0] > ' ') & (begin[size_ - 1] > ' ');
  }

  /// That it is ASCII and has no blanks around it; else its folded form has other bytes.
  [[nodiscard]] bool is_plain() const { return is_plain_; }
  [[nodiscard]] std::uint64_t hash() const { return hash_; }
  /// Its first and its last eight bytes. Of a shorter one, what is behind it (before it) is 0.
  [[nodiscard]] std::uint64_t first_word() const { return first_; }
  [[nodiscard]] std::uint64_t last_word() const {
    return size_ >= 8 ? last_ : first_ << (8 * (8 - size_));
  }
  /// Whether its folded form is that literal; it is plain.
  [[nodiscard, gnu::always_inline]] bool is(const ShortLiteral& literal) const {
    const auto differ = [&literal](std::size_t at, std::uint64_t word) {
      return (word | load_word(literal.letters.data() + at)) ^ load_word(literal.text.data() + at);
    };
    const std::uint64_t all = differ(0, first_) | differ(second_at_, second_) |
                              differ(third_at_, third_) | differ(last_at_, last_);
    return (all | (size_ ^ literal.size)) == 0;
  }

 private:
  std::size_t size_;
  // The words, and where they begin: together they cover the text. What is behind it is 0.
  std::uint64_t first_;
  std::uint64_t second_ = 0;
  std::uint64_t third_ = 0;
  std::uint64_t last_ = 0;
  std::size_t second_at_ = 8;
  std::size_t third_at_ = 8;
  std::size_t last_at_ = 8;
  std::uint64_t hash_;
  bool is_plain_;
};

/// A folded text that is short and ASCII, with its hash (loose_hash_of).
class ShortFold {
 public:
  static constexpr std::size_t kLongest = 64;

  /// False: it is no such text, and is folded by text::fold.
  [[nodiscard]] bool fold(std::string_view text) {
    if (text.size() > kLongest || text.empty()) return false;
    if (is_space(text.front()) || is_space(text.back())) return false;
    std::uint64_t all = 0;
    std::uint64_t hash = hash_start(text.size());
    for_each_two_words(
        text, [&](std::size_t at, std::uint64_t word, std::size_t other_at, std::uint64_t other) {
          all |= word | other;
          const std::uint64_t first = lower_word(word);
          const std::uint64_t second = lower_word(other);
          std::memcpy(bytes_.data() + at, &first, sizeof first);
          std::memcpy(bytes_.data() + other_at, &second, sizeof second);
          hash = mix(hash, loosen(first), loosen(second));
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
