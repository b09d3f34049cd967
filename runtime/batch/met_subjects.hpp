// The kinds and subjects of events that were met, and the class that was found for each: most
// events are like one before.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/batch/text_hash.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// A memory of bounded size: a hash table whose entries are a line of the cache each, as waiting
/// for lines is what a look-up costs. `subject`: no data() if there is none. One thread at a time.
class MetSubjects {
 public:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  [[nodiscard]] static std::uint64_t hash(bytecode::KindId kind, std::string_view subject) {
    const std::uint64_t seed =
        (std::uint64_t{kind.value} << 1U) | (subject.data() != nullptr ? 1U : 0U);
    return mix(hash_of(subject), seed * 0x9E3779B97F4A7C15U + 1);
  }

  /// The class remembered with that hash, else kNone.
  [[nodiscard]] std::uint32_t find(std::uint64_t hash, bytecode::KindId kind,
                                   std::string_view subject) const {
    const Met& met = met_[hash & mask_];  // of a free one, which any event may seem to be, kNone
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
  static constexpr std::size_t kLine = 64;
  static constexpr std::size_t kShort = 44;

  struct alignas(kLine) Met {
    std::uint64_t hash = 0;
    std::uint64_t what = 0;           // what_of()
    std::uint32_t of_class = kNone;   // kNone: free
    std::array<char, kShort> text{};  // or, of one that is longer, where it stands in `bytes_`
  };
  static_assert(sizeof(Met) == kLine);

  /// The kind, and the size of the subject: 0 if there is none, else one more than it is long.
  static std::uint64_t what_of(bytecode::KindId kind, std::string_view subject) {
    const std::uint64_t size = subject.data() == nullptr ? 0 : subject.size() + 1;
    return size << 32U | kind.value;
  }
  /// Whether the text is that subject, which is as long.
  [[nodiscard]] bool is_text_of(const Met& met, std::string_view subject) const {
    return is_8_to_32_bytes(subject.size())
               ? are_same_8_to_32_bytes(met.text.data(), subject.data(), subject.size())
               : is_other_text_of(met, subject);
  }
  [[nodiscard]] bool is_other_text_of(const Met& met, std::string_view subject) const;
  [[nodiscard]] bool is_of(const Met& met, std::uint64_t hash, bytecode::KindId kind,
                           std::string_view subject) const {
    return ((met.hash ^ hash) | (met.what ^ what_of(kind, subject))) == 0 &&
           is_text_of(met, subject);
  }
  [[nodiscard]] std::uint32_t find_behind(std::uint64_t hash, bytecode::KindId kind,
                                          std::string_view subject) const;
  void put(const Met& met);

  std::vector<Met> met_ = std::vector<Met>(1);  // a power of two, at most half of them used
  std::size_t mask_ = 0;                        // of places in it
  std::size_t count_ = 0;
  std::string bytes_;
};

}  // namespace leadscore::runtime::batch
