// Numbers that are found by what they stand for: places in a vector that holds each thing once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace leadscore {

/// A hash table of numbers alone: who owns it keeps what they stand for, hashes it and compares it.
class NumberTable {
 public:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  /// The number that was kept with this hash and of which `is_meant(number)` is true, else kNone.
  template <class IsMeant>
  [[nodiscard]] std::uint32_t find(std::size_t hash, IsMeant is_meant) const {
    return slots_.empty() ? kNone : number_in(slots_[slot_of(hash, is_meant)]);
  }

  /// The same; if there is none, `next` is kept and returned.
  template <class IsMeant>
  std::uint32_t find_or_add(std::size_t hash, std::uint32_t next, IsMeant is_meant) {
    if (slots_.size() < 2 * (count_ + 1)) grow(2 * slots_.size());
    Slot& slot = slots_[slot_of(hash, is_meant)];
    if (slot.following != 0) return number_in(slot);
    slot = {.mark = static_cast<std::uint32_t>(hash), .following = next + 1};
    ++count_;
    return next;
  }

  /// Makes room for so many numbers at once.
  void reserve(std::size_t count) {
    if (slots_.size() < 2 * count) grow(2 * count);
  }

 private:
  struct Slot {
    std::uint32_t mark = 0;       // a part of the hash
    std::uint32_t following = 0;  // the number + 1; 0: free
  };

  /// What is in a slot; kNone, the number before 0, if it is free.
  static std::uint32_t number_in(const Slot& slot) { return slot.following - 1; }

  [[nodiscard]] std::size_t place_of(std::uint32_t mark) const {
    return (mark * std::uint64_t{0x9E37'79B9'7F4A'7C15U} >> 32U) & (slots_.size() - 1);
  }

  /// Where the number that is meant is, or would be.
  template <class IsMeant>
  [[nodiscard]] std::size_t slot_of(std::size_t hash, IsMeant& is_meant) const {
    const auto mark = static_cast<std::uint32_t>(hash);
    std::size_t at = place_of(mark);
    for (; slots_[at].following != 0; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].mark == mark && is_meant(number_in(slots_[at]))) break;
    }
    return at;
  }

  void grow(std::size_t least) {
    std::size_t size = 16;
    while (size < least) size *= 2;
    std::vector<Slot> old(size);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.following == 0) continue;
      std::size_t at = place_of(slot.mark);
      while (slots_[at].following != 0) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = slot;
    }
  }

  std::vector<Slot> slots_;  // a power of two, at most half of them used
  std::size_t count_ = 0;
};

}  // namespace leadscore
