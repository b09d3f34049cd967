// Numbers that are found by what they stand for: places in a vector that holds each thing once.
#pragma once

#include <array>
#include <bit>
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
    return groups_.empty() ? kNone : look_for(static_cast<std::uint32_t>(hash), is_meant).number;
  }

  /// What a look-up without jumps comes to.
  struct Glance {
    std::uint32_t number;  // if any was kept with this hash, most likely that one
    bool is_only;          // no other can have been
  };

  /// For who has something to compare with in any case, as it may be a number kept with another
  /// hash, or kNone. reserve() of at least one was called.
  [[nodiscard]] Glance glance(std::size_t hash) const {
    const auto mark = static_cast<std::uint32_t>(hash);
    const Group& group = groups_[group_of(mark)];
    std::uint32_t places = 0;
#pragma GCC unroll 4
    for (std::size_t place = 0; place < kGroup; ++place) {
      places |= std::uint32_t{group.marks[place] == mark} << place;
    }
    const int first = std::countr_zero(places | 1U << (kGroup - 1));
    return {group.following[static_cast<std::size_t>(first)] - 1,
            !group.is_full() && !has_several(places)};
  }

  /// The same as find(); if there is none, `next` is kept and returned.
  template <class IsMeant>
  std::uint32_t find_or_add(std::size_t hash, std::uint32_t next, IsMeant is_meant) {
    if (kGroup * groups_.size() < 2 * (count_ + 1)) grow(2 * kGroup * groups_.size());
    const auto mark = static_cast<std::uint32_t>(hash);
    const Found found = look_for(mark, is_meant);
    if (found.number != kNone) return found.number;
    put(mark, next + 1, groups_[found.group]);
    ++count_;
    return next;
  }

  /// Makes room for so many numbers at once.
  void reserve(std::size_t count) {
    if (kGroup * groups_.size() < 2 * count) grow(2 * count);
  }

 private:
  static constexpr std::size_t kGroup = 4;

  /// Places that are looked at together, the first used first. Whether one of them is taken by
  /// something else nobody can foretell; that all are is seldom so (of a table that is about to
  /// grow, one in seven).
  struct alignas(2 * kGroup * sizeof(std::uint32_t)) Group {
    std::array<std::uint32_t, kGroup> marks = {};      // a part of the hash
    std::array<std::uint32_t, kGroup> following = {};  // the number + 1; 0: free

    [[nodiscard]] bool has_mark(std::uint32_t mark) const {
      bool has = false;
      for (const std::uint32_t one : marks) has |= one == mark;
      return has;
    }
    [[nodiscard]] bool is_full() const { return following[kGroup - 1] != 0; }
  };
  struct Found {
    std::uint32_t number = kNone;
    std::size_t group = 0;  // of the number; else the first on its way that has room
  };

  [[nodiscard]] static bool has_several(std::uint32_t places) {
    return (places & (places - 1)) != 0;
  }

  [[nodiscard]] std::size_t group_of(std::uint32_t mark) const {
    return (mark * std::uint64_t{0x9E37'79B9'7F4A'7C15U} >> 32U) & (groups_.size() - 1);
  }

  /// Goes from group to group as far as they are full: no number stands behind one that is not.
  template <class IsMeant>
  [[nodiscard]] Found look_for(std::uint32_t mark, IsMeant& is_meant) const {
    std::size_t at = group_of(mark);
    while (true) {
      const Group& group = groups_[at];
      if (group.has_mark(mark)) {
        for (std::size_t place = 0; place < kGroup && group.following[place] != 0; ++place) {
          const std::uint32_t number = group.following[place] - 1;
          if (group.marks[place] == mark && is_meant(number)) return {number, at};
        }
      }
      if (!group.is_full()) return {kNone, at};
      at = (at + 1) & (groups_.size() - 1);
    }
  }

  /// In a group that is not full.
  static void put(std::uint32_t mark, std::uint32_t following, Group& group) {
    std::size_t place = 0;
    while (group.following[place] != 0) ++place;
    group.marks[place] = mark;
    group.following[place] = following;
  }

  void grow(std::size_t least) {
    std::size_t size = 16;
    while (size < least) size *= 2;
    std::vector<Group> old(size / kGroup);
    old.swap(groups_);
    for (const Group& group : old) {
      for (std::size_t place = 0; place < kGroup && group.following[place] != 0; ++place) {
        std::size_t at = group_of(group.marks[place]);
        while (groups_[at].is_full()) at = (at + 1) & (groups_.size() - 1);
        put(group.marks[place], group.following[place], groups_[at]);
      }
    }
  }

  std::vector<Group> groups_;  // a power of two, at most half of their places used
  std::size_t count_ = 0;
};

}  // namespace leadscore
