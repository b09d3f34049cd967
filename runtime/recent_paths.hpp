// Pages normalised lately. Leads visit the same pages over and over, and normalising one takes
// far longer than finding it here.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace leadscore::runtime {

/// A memory of bounded size. One thread at a time.
class RecentPaths {
 public:
  /// The path of a subject, as text::read_path gives it. The view lasts until the next call.
  [[nodiscard]] std::string_view path_of(std::string_view subject);

 private:
  static constexpr std::size_t kMostPaths = 4096;
  static constexpr std::size_t kLongestSubject = 512;  // longer ones are hardly seen twice

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> paths_;  // by subject
  std::string long_path_;
};

}  // namespace leadscore::runtime
