// The kinds and subjects of events that were met, and the class that was found for each: most
// events are like one before.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/batch/text_hash.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// A memory of bounded size: a hash table of small entries, as waiting for lines of the cache is
/// what a look-up costs. The class stands in the table itself: what is done with it need not wait
/// until the text was compared. `subject`: no data() if there is none. One thread at a time.
class MetSubjects {
 public:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  [[nodiscard, gnu::always_inline]] static std::uint64_t hash(bytecode::KindId kind,
                                                              std::string_view subject) {
    const std::uint64_t seed =
        (std::uint64_t{kind.value} << 1U) | (subject.data() != nullptr ? 1U : 0U);
    return mix(hash_of(subject), seed * 0x9E3779B97F4A7C15U + 1);
  }

  /// The class remembered with that hash, else kNone.
  [[nodiscard]] std::uint32_t find(std::uint64_t hash, bytecode::KindId kind,
                                   std::string_view subject) const {
    // It is where its hash falls or, which nobody can foretell, right behind that: no jump.
    const std::size_t first = hash & mask_;
    const std::size_t behind = met_[first].hash == hash ? 0 : 1;
    const Met& met = met_[(first + behind) & mask_];
    return is_of(met, hash, kind, subject) ? met.of_class : find_behind(hash, kind, subject);
  }

  /// Long subjects are not remembered. False: nor is this one, as there is no room; who owns this
  /// forgets all with clear(). `of_class` is not kNone.
  [[nodiscard]] bool remember(std::uint64_t hash, bytecode::KindId kind, std::string_view subject,
                              std::uint32_t of_class);

  void clear();

 private:
  static constexpr std::size_t kMostSubjects = 1U << 14U;
  static constexpr std::size_t kMostBytes = 1U << 20U;
  static constexpr std::size_t kLongest = 512;  // longer ones are hardly seen twice

  struct Met {
    std::uint64_t hash = 0;
    std::uint32_t of_class = kNone;  // kNone: free
    std::uint32_t key = 0;           // where its key begins in `keys_`
  };
  /// What a key begins with; the subject follows.
  struct KeyStart {
    bytecode::KindId kind;
    std::uint32_t size = 0;  // 0 if there is no subject, else one more than it is long
  };
  static KeyStart start_of(bytecode::KindId kind, std::string_view subject) {
    const std::size_t size = subject.data() == nullptr ? 0 : subject.size() + 1;
    return {.kind = kind, .size = static_cast<std::uint32_t>(size)};
  }

  [[nodiscard]] bool is_of(const Met& met, std::uint64_t hash, bytecode::KindId kind,
                           std::string_view subject) const {
    if (met.hash != hash) return false;
    const char* const key = keys_.data() + met.key;
    const KeyStart start = start_of(kind, subject);
    return load_word(key) == std::bit_cast<std::uint64_t>(start) &&
           are_same(key + sizeof start, subject.data(), subject.size());
  }
  [[nodiscard]] std::uint32_t find_behind(std::uint64_t hash, bytecode::KindId kind,
                                          std::string_view subject) const;
  void put(const Met& met);

  std::vector<Met> met_ = std::vector<Met>(1);  // a power of two, at most half of them used
  std::size_t mask_ = 0;                        // of places in it
  std::size_t count_ = 0;
  // One behind the other; the first is an empty one, for free entries to point to.
  std::string keys_ = std::string(sizeof(KeyStart), '\0');
};

}  // namespace leadscore::runtime::batch
