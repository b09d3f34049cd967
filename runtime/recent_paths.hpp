// Pages normalised lately. Leads visit the same pages over and over, and normalising one takes
// far longer than finding it here.
#pragma once

#include "base/text_map.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace leadscore::runtime {

/// A memory of bounded size. One thread at a time.
class RecentPaths {
 public:
  /// The path of a subject, as text::read_path gives it. The view lasts until the next call.
  [[nodiscard]] std::string_view path_of(std::string_view subject);

 private:
  static constexpr std::size_t kMostPaths = 4096;
  static constexpr std::size_t kLongestSubject = 512;  // longer ones are hardly seen twice

  TextMap<std::string> paths_;  // by subject
  std::string long_path_;
};

}  // namespace leadscore::runtime
