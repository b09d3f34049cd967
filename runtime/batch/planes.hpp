// Bit planes over a block of leads: one bit a lead, in words of 64.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace leadscore::runtime::batch {

using Word = std::uint64_t;
inline constexpr std::size_t kWordBits = 64;

/// The leads of the largest block. Larger ones leave the cache, smaller ones pay more for each
/// rule.
inline constexpr std::size_t kBlockLeads = 1024;
inline constexpr std::size_t kBlockWords = kBlockLeads / kWordBits;

/// So many leads or fewer are scored one by one: less than what a block costs by itself.
inline constexpr std::size_t kFewLeads = 4;

/// Planes side by side, each `kWords` long.
template <std::size_t kWords>
class Planes {
 public:
  /// Makes room for `count` planes; those that are there keep what they hold.
  void resize(std::size_t count) { words_.resize(count * kWords); }

  [[nodiscard]] Word* operator[](std::size_t plane) { return words_.data() + plane * kWords; }
  [[nodiscard]] const Word* operator[](std::size_t plane) const {
    return words_.data() + plane * kWords;
  }

  void fill(std::size_t plane, Word word) {
    for (std::size_t at = 0; at < kWords; ++at) (*this)[plane][at] = word;
  }
  void clear() { words_.assign(words_.size(), 0); }

 private:
  std::vector<Word> words_;
};

inline void set_bit(Word* plane, std::size_t lead) {
  plane[lead / kWordBits] |= Word{1} << (lead % kWordBits);
}
[[nodiscard]] inline bool has_bit(const Word* plane, std::size_t lead) {
  return (plane[lead / kWordBits] >> (lead % kWordBits) & 1) != 0;
}

/// Two words, for compilers and processors that work on both at once.
using TwoWords [[gnu::vector_size(16)]] = Word;

/// A step of transpose(): in all blocks of 2 * kStep words, the upper bits of the words of one half
/// change places with the lower ones of the other. `Some`: so many words at a time.
template <std::size_t kStep, class Some>
inline void swap_halves(std::array<Word, kWordBits>& words) {
  constexpr Word kMask = ~Word{0} / ((Word{1} << kStep) + 1);  // the lower bits of each block
  for (std::size_t block = 0; block < kWordBits; block += 2 * kStep) {
    for (std::size_t at = block; at < block + kStep; at += sizeof(Some) / sizeof(Word)) {
      Some low;
      Some high;
      std::memcpy(&low, &words[at], sizeof(Some));
      std::memcpy(&high, &words[at + kStep], sizeof(Some));
      const Some changed = ((low >> kStep) ^ high) & kMask;
      low ^= changed << kStep;
      high ^= changed;
      std::memcpy(&words[at], &low, sizeof(Some));
      std::memcpy(&words[at + kStep], &high, sizeof(Some));
    }
  }
}

/// Bit j of word i becomes bit i of word j: the bits of 64 leads become planes, and back. In six
/// steps, each of which changes the places of blocks half as large.
inline void transpose(std::array<Word, kWordBits>& words) {
  swap_halves<32, TwoWords>(words);
  swap_halves<16, TwoWords>(words);
  swap_halves<8, TwoWords>(words);
  swap_halves<4, TwoWords>(words);
  swap_halves<2, TwoWords>(words);
  swap_halves<1, Word>(words);
}

/// Calls `take` with each lead of a plane.
template <std::size_t kWords, class Take>
inline void for_each_bit(const Word* plane, Take take) {
  for (std::size_t word = 0; word < kWords; ++word) {
    for (Word bits = plane[word]; bits != 0; bits &= bits - 1) {
      take(word * kWordBits + static_cast<std::size_t>(std::countr_zero(bits)));
    }
  }
}

}  // namespace leadscore::runtime::batch
