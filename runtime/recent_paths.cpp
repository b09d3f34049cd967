#include "runtime/recent_paths.hpp"

#include "base/text/path.hpp"

namespace leadscore::runtime {

std::string_view RecentPaths::path_of(std::string_view subject) {
  if (subject.size() > kLongestSubject) {
    long_path_ = text::read_path(subject).path;
    return long_path_;
  }
  const auto found = paths_.find(subject);
  if (found != paths_.end()) return found->second;
  if (paths_.size() >= kMostPaths) paths_.clear();
  return paths_.emplace(subject, text::read_path(subject).path).first->second;
}

}  // namespace leadscore::runtime
