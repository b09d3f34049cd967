#include "runtime/batch/met_subjects.hpp"

namespace leadscore::runtime::batch {

bool MetSubjects::remember(std::uint64_t hash, bytecode::KindId kind, std::string_view subject,
                           std::uint32_t of_class) {
  if (subject.size() > kLongest) return true;
  if (met_.size() >= kMostSubjects || bytes_.size() > kMostBytes) return false;
  const auto number = static_cast<std::uint32_t>(met_.size());
  met_.push_back({.kind = kind,
                  .has_subject = subject.data() != nullptr,
                  .of_class = of_class,
                  .begin = static_cast<std::uint32_t>(bytes_.size()),
                  .size = static_cast<std::uint32_t>(subject.size())});
  bytes_ += subject;
  numbers_.find_or_add(hash, number, [](std::uint32_t) { return false; });
  return true;
}

void MetSubjects::clear() {
  numbers_ = NumberTable();
  met_.clear();
  bytes_.clear();
}

}  // namespace leadscore::runtime::batch
