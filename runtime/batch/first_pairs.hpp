// Whether any of a few texts can be in a value: many places at a time are held against the two
// bytes that each of them begins with, capital letters as small ones.
#pragma once

#include "runtime/batch/byte_trie.hpp"
#include "runtime/batch/text_hash.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// Immutable once built.
class FirstPairs {
 public:
  FirstPairs() = default;
  /// None of the texts is empty.
  explicit FirstPairs(const std::vector<SoughtText>& sought);

  /// Whether can_be_in() says nothing: there are many texts, or one of one byte.
  [[nodiscard]] bool is_many() const { return is_many_; }

  /// False: none of the texts is in the value, folded or not (of a value that is not folded: if it
  /// is ASCII). True says nothing.
  [[nodiscard]] bool can_be_in(std::string_view value) const {
    if (is_many_) return true;
    if (value.size() <= sizeof(Bytes)) return can_be_in_short(value);
    const std::size_t last = value.size() - sizeof(Bytes) - 1;
    for (std::size_t at = 0; at < last; at += sizeof(Bytes)) {
      if (has_pair_at(value.data() + at)) return true;
    }
    return has_pair_at(value.data() + last);
  }

 private:
  static constexpr std::size_t kMostPairs = 8;
  using Bytes [[gnu::vector_size(16)]] = std::uint8_t;
  using Words [[gnu::vector_size(16)]] = std::uint64_t;
  /// A byte and the one behind it, 16 times each; loose, as all that they are held against.
  struct Pair {
    Bytes first;
    Bytes second;
    bool operator==(const Pair& other) const {
      return first[0] == other.first[0] && second[0] == other.second[0];
    }
  };

  /// Whether a text begins with one of these 16 bytes, and the one behind it.
  [[nodiscard]] bool has_pair(Words bytes, Words following) const {
    const auto loose = reinterpret_cast<Bytes>(bytes | kLoose);
    const auto loose_following = reinterpret_cast<Bytes>(following | kLoose);
    Bytes found{};
    for (const Pair& pair : pairs_) {
      found |= reinterpret_cast<Bytes>((loose == pair.first) & (loose_following == pair.second));
    }
    const auto halves = reinterpret_cast<Words>(found);
    return (halves[0] | halves[1]) != 0;
  }
  [[nodiscard]] bool has_pair_at(const char* at) const {
    Words bytes;
    Words following;
    std::memcpy(&bytes, at, sizeof bytes);
    std::memcpy(&following, at + 1, sizeof following);
    return has_pair(bytes, following);
  }
  /// The first word and the last one, of which the last byte has none behind it.
  [[nodiscard]] bool can_be_in_short(std::string_view value) const {
    const std::size_t size = value.size();
    if (size < 2) return false;
    if (size <= sizeof(std::uint64_t)) {
      const std::uint64_t word = size < 8 ? load_few(value.data(), size) : load_word(value.data());
      return has_pair(Words{word, 0}, Words{word >> 8U, 0});
    }
    const std::uint64_t last = load_word(value.data() + size - 8);
    return has_pair(Words{load_word(value.data()), last},
                    Words{load_word(value.data() + 1), last >> 8U});
  }

  std::vector<Pair> pairs_;
  bool is_many_ = false;
};

}  // namespace leadscore::runtime::batch
