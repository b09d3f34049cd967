#include "runtime/batch/met_subjects.hpp"

#include <algorithm>
#include <cstring>

namespace leadscore::runtime::batch {

bool MetSubjects::remember(std::uint64_t hash, bytecode::KindId kind, std::string_view subject,
                           std::uint32_t of_class) {
  if (subject.size() > kLongest) return true;
  if (count_ >= kMostSubjects || bytes_.size() > kMostBytes) return false;
  Met met{.hash = hash, .of_class = of_class, .kind = kind, .size = size_of(subject)};
  if (subject.size() <= kShort) {
    std::ranges::copy(subject, met.text.begin());
  } else {
    const auto begin = static_cast<std::uint32_t>(bytes_.size());
    std::memcpy(met.text.data(), &begin, sizeof begin);
    bytes_ += subject;
  }
  if (met_.size() < 2 * (count_ + 1)) {
    constexpr std::size_t kLeast = 64;
    std::vector<Met> old(std::max(kLeast, 2 * met_.size()));
    old.swap(met_);
    for (const Met& known : old) {
      if (known.of_class != kNone) put(known);
    }
  }
  put(met);
  ++count_;
  return true;
}

void MetSubjects::put(const Met& met) {
  std::size_t at = met.hash & (met_.size() - 1);
  while (met_[at].of_class != kNone) at = (at + 1) & (met_.size() - 1);
  met_[at] = met;
}

void MetSubjects::clear() {
  met_.clear();
  count_ = 0;
  bytes_.clear();
}

}  // namespace leadscore::runtime::batch
