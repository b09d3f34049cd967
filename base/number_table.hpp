// Numbers that are found by what they stand for: places in a vector that holds each thing once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leadscore {

/// A hash table of numbers alone: who owns it keeps what they stand for, hashes it and compares it.
class NumberTable {
 public:
  /// The number that was kept with this hash and of which `is_meant(number)` is true. If there is
  /// none, `next` is kept and returned.
  template <class IsMeant>
  std::uint32_t find_or_add(std::size_t hash, std::uint32_t next, IsMeant is_meant) {
    if (slots_.size() < 2 * (count_ + 1)) grow(2 * slots_.size());
    const auto mark = static_cast<std::uint32_t>(hash);
    std::size_t at = place_of(mark);
    for (; slots_[at].is_used; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].mark == mark && is_meant(slots_[at].number)) return slots_[at].number;
    }
    slots_[at] = {.mark = mark, .number = next, .is_used = true};
    ++count_;
    return next;
  }

  /// Makes room for so many numbers at once.
  void reserve(std::size_t count) {
    if (slots_.size() < 2 * count) grow(2 * count);
  }

 private:
  struct Slot {
    std::uint32_t mark = 0;  // a part of the hash
    std::uint32_t number = 0;
    bool is_used = false;
  };

  [[nodiscard]] std::size_t place_of(std::uint32_t mark) const {
    return (mark * std::uint64_t{0x9E37'79B9'7F4A'7C15U} >> 32U) & (slots_.size() - 1);
  }

  void grow(std::size_t least) {
    std::size_t size = 16;
    while (size < least) size *= 2;
    std::vector<Slot> old(size);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (!slot.is_used) continue;
      std::size_t at = place_of(slot.mark);
      while (slots_[at].is_used) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = slot;
    }
  }

  std::vector<Slot> slots_;  // a power of two, at most half of them used
  std::size_t count_ = 0;
};

}  // namespace leadscore
