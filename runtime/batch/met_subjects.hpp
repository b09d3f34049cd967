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
    if (met_.empty()) return kNone;
    const std::uint32_t size = size_of(subject);
    for (std::size_t at = hash & (met_.size() - 1);; at = (at + 1) & (met_.size() - 1)) {
      const Met& met = met_[at];
      if (met.of_class == kNone) return kNone;
      if (met.hash == hash && met.kind == kind && met.size == size &&
          are_same(text_of(met), subject.data(), subject.size())) {
        return met.of_class;
      }
    }
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
    std::uint32_t of_class = kNone;  // kNone: free
    bytecode::KindId kind = {};
    std::uint32_t size = 0;           // size_of()
    std::array<char, kShort> text{};  // or, of one that is longer, where it stands in `bytes_`
  };
  static_assert(sizeof(Met) == kLine);

  /// 0 if there is none, else one more than it is long.
  static std::uint32_t size_of(std::string_view subject) {
    return subject.data() == nullptr ? 0 : static_cast<std::uint32_t>(subject.size() + 1);
  }
  [[nodiscard]] const char* text_of(const Met& met) const {
    if (met.size <= kShort + 1) return met.text.data();
    std::uint32_t begin = 0;
    std::memcpy(&begin, met.text.data(), sizeof begin);
    return bytes_.data() + begin;
  }
  void put(const Met& met);

  std::vector<Met> met_;  // a power of two, at most half of them used
  std::size_t count_ = 0;
  std::string bytes_;
};

}  // namespace leadscore::runtime::batch
