// From a text's bytes to what a table gives for it. A value that was not seen before is worked out
// and learned. Texts are known by 64 bits of hash: enough for a limit, not for a product.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace leadscore::benchmarks {

inline std::uint64_t load_word(const char* bytes) {
  std::uint64_t word;
  std::memcpy(&word, bytes, sizeof(word));
  return word;
}

__extension__ using Product = unsigned __int128;

inline std::uint64_t mix(std::uint64_t left, std::uint64_t right) {
  const Product product = static_cast<Product>(left) * right;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// Eight bytes behind the text may be read.
inline std::uint64_t hash_of(std::string_view text, std::uint64_t seed) {
  constexpr std::uint64_t kFirst = 0xa0761d6478bd642f;
  constexpr std::uint64_t kSecond = 0xe7037ed1a0b428db;
  const char* bytes = text.data();
  const std::size_t size = text.size();
  std::uint64_t hash = seed ^ (size * kSecond);
  if (size < 8) {
    const std::uint64_t mask = size == 0 ? 0 : ~std::uint64_t{0} >> (64 - 8 * size);
    return mix((load_word(bytes) & mask) ^ kFirst, hash ^ kSecond);
  }
  std::size_t at = 0;
  for (; at + 8 < size; at += 8) hash = mix(load_word(bytes + at) ^ kFirst, hash ^ kSecond);
  return mix(load_word(bytes + size - 8) ^ kFirst, hash ^ kSecond);
}

class Lookup {
 public:
  Lookup() : slots_(1024) {}

  /// What was learned for the hash, else what `work_out()` gives, which is learned.
  template <typename WorkOut>
  std::uint32_t find(std::uint64_t hash, const WorkOut& work_out) {
    hash |= 1;  // 0 is an empty slot
    if (const Slot* slot = slot_of(hash)) return slot->value;
    const std::uint32_t value = work_out();
    if (2 * ++size_ > slots_.size()) grow();
    insert({hash, value});
    return value;
  }

  /// The same without learning.
  template <typename WorkOut>
  std::uint32_t find_known(std::uint64_t hash, const WorkOut& work_out) const {
    const Slot* slot = slot_of(hash | 1);
    return slot ? slot->value : work_out();
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t value = 0;
  };

  [[nodiscard]] const Slot* slot_of(std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t place = hash >> 20 & mask;; place = (place + 1) & mask) {
      if (slots_[place].hash == hash) return &slots_[place];
      if (slots_[place].hash == 0) return nullptr;
    }
  }

  void insert(Slot slot) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t place = slot.hash >> 20 & mask;
    while (slots_[place].hash != 0) place = (place + 1) & mask;
    slots_[place] = slot;
  }

  void grow() {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.hash != 0) insert(slot);
    }
  }

  std::vector<Slot> slots_;  // a power of two
  std::size_t size_ = 0;
};

}  // namespace leadscore::benchmarks
