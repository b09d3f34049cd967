// The kinds and subjects of events that were met, and the class that was found for each: most
// events are like one before.
#pragma once

#include "base/number_table.hpp"
#include "bytecode/program.hpp"
#include "runtime/batch/text_hash.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// A memory of bounded size. `subject`: no data() if there is none. One thread at a time.
class MetSubjects {
 public:
  static constexpr std::uint32_t kNone = NumberTable::kNone;

  [[nodiscard]] static std::uint64_t hash(bytecode::KindId kind, std::string_view subject) {
    const std::uint64_t seed =
        (std::uint64_t{kind.value} << 1U) | (subject.data() != nullptr ? 1U : 0U);
    return mix(hash_of(subject), seed * 0x9E3779B97F4A7C15U + 1);
  }

  /// The class remembered with that hash, else kNone.
  [[nodiscard]] std::uint32_t find(std::uint64_t hash, bytecode::KindId kind,
                                   std::string_view subject) const {
    const bool has_subject = subject.data() != nullptr;
    const std::uint32_t known = numbers_.find(hash, [&](std::uint32_t number) {
      const Met& met = met_[number];
      return met.kind == kind && met.has_subject == has_subject && met.size == subject.size() &&
             are_same(bytes_.data() + met.begin, subject.data(), met.size);
    });
    return known == kNone ? kNone : met_[known].of_class;
  }

  /// Long subjects are not remembered. False: nor is this one, as there is no room; who owns this
  /// forgets all with clear().
  [[nodiscard]] bool remember(std::uint64_t hash, bytecode::KindId kind, std::string_view subject,
                              std::uint32_t of_class);

  void clear();

 private:
  static constexpr std::size_t kMostSubjects = 1U << 14U;
  static constexpr std::size_t kMostBytes = 1U << 20U;
  static constexpr std::size_t kLongest = 512;  // longer ones are hardly seen twice

  struct Met {
    bytecode::KindId kind;
    bool has_subject = false;
    std::uint32_t of_class = 0;
    std::uint32_t begin = 0;  // in `bytes_`
    std::uint32_t size = 0;
  };

  NumberTable numbers_;
  std::vector<Met> met_;
  std::string bytes_;
};

}  // namespace leadscore::runtime::batch
