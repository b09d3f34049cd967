// Whether any of a few texts can be in a value: 16 places at a time are held against the two bytes
// that each of them begins with.
#pragma once

#include "runtime/batch/byte_trie.hpp"

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
  explicit FirstPairs(const std::vector<SoughtText>& sought);

  /// False: none of the texts is in the value. True says nothing, as do all answers for what is not
  /// worth it: many texts, those of one byte, short values.
  [[nodiscard]] bool can_be_in(std::string_view value) const {
    if (pairs_.empty() || value.size() < sizeof(Bytes) + 1) return true;
    const std::size_t last = value.size() - sizeof(Bytes) - 1;
    for (std::size_t at = 0; at < last; at += sizeof(Bytes)) {
      if (has_pair(value.data() + at)) return true;
    }
    return has_pair(value.data() + last);
  }

 private:
  static constexpr std::size_t kMostPairs = 8;
  using Bytes [[gnu::vector_size(16)]] = std::uint8_t;
  /// A byte and the one behind it, 16 times each.
  struct Pair {
    Bytes first;
    Bytes second;
    bool operator==(const Pair& other) const {
      return first[0] == other.first[0] && second[0] == other.second[0];
    }
  };

  /// Whether one begins with one of these 16 bytes.
  [[nodiscard]] bool has_pair(const char* at) const {
    Bytes bytes;
    Bytes following;
    std::memcpy(&bytes, at, sizeof bytes);
    std::memcpy(&following, at + 1, sizeof following);
    Bytes found{};
    for (const Pair& pair : pairs_) {
      found |= reinterpret_cast<Bytes>((bytes == pair.first) & (following == pair.second));
    }
    std::uint64_t halves[2];
    std::memcpy(halves, &found, sizeof found);
    return (halves[0] | halves[1]) != 0;
  }

  std::vector<Pair> pairs_;
};

}  // namespace leadscore::runtime::batch
