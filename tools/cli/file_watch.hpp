// Waits until one of some files changes: for `--watch`.
#pragma once

#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace leadscore::cli {

/// Files, and what they were when it was made; one that is not there counts as a file that may
/// come.
class FileWatch {
 public:
  explicit FileWatch(const std::vector<std::string>& paths);

  /// From now on these files are watched; of those that were before, no change is missed.
  void watch(const std::vector<std::string>& paths);

  /// Looks every fifth of a second until one of the files has another time, comes or goes. False:
  /// the reader of `out`, if it is a pipe, has gone.
  [[nodiscard]] bool wait(std::FILE* out) const;

 private:
  using Times = std::map<std::string, std::filesystem::file_time_type>;

  [[nodiscard]] static Times times_of(const std::vector<std::string>& paths);

  std::vector<std::string> paths_;
  Times times_;
};

}  // namespace leadscore::cli
