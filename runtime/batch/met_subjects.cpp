#include "runtime/batch/met_subjects.hpp"

#include <algorithm>
#include <array>

namespace leadscore::runtime::batch {

/// As find(), of those that had no room where their hash falls.
std::uint32_t MetSubjects::find_behind(std::uint64_t hash, bytecode::KindId kind,
                                       std::string_view subject) const {
  for (std::size_t at = hash & mask_; met_[at].of_class != kNone; at = (at + 1) & mask_) {
    if (is_of(met_[at], hash, kind, subject)) return met_[at].of_class;
  }
  return kNone;
}

bool MetSubjects::remember(std::uint64_t hash, bytecode::KindId kind, std::string_view subject,
                           std::uint32_t of_class) {
  if (subject.size() > kLongest) return true;
  if (count_ >= kMostSubjects || keys_.size() > kMostBytes) return false;
  const auto key = static_cast<std::uint32_t>(keys_.size());
  const auto start = std::bit_cast<std::array<char, sizeof(KeyStart)>>(start_of(kind, subject));
  keys_.append(start.data(), start.size());
  keys_ += subject;
  if (met_.size() < 2 * (count_ + 1)) {
    constexpr std::size_t kLeast = 64;
    std::vector<Met> old(std::max(kLeast, 2 * met_.size()));
    old.swap(met_);
    mask_ = met_.size() - 1;
    for (const Met& known : old) {
      if (known.of_class != kNone) put(known);
    }
  }
  put({.hash = hash, .of_class = of_class, .key = key});
  ++count_;
  return true;
}

void MetSubjects::put(const Met& met) {
  std::size_t at = met.hash & mask_;
  while (met_[at].of_class != kNone) at = (at + 1) & mask_;
  met_[at] = met;
}

void MetSubjects::clear() {
  met_.assign(1, Met());
  mask_ = 0;
  count_ = 0;
  keys_.resize(sizeof(KeyStart));
}

}  // namespace leadscore::runtime::batch
