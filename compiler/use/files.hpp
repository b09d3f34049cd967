// Where the files come from that `use "path.score"` names, and which modules of the standard
// library there are beside its own.
#pragma once

#include "base/result.hpp"

#include <functional>
#include <string>
#include <vector>

namespace leadscore {

/// How `use "path.score"` reaches a file. Paths are joined to the folder of the file that says it,
/// whose name is taken as its path. Without `read`, there are no such files.
struct FileAccess {
  /// The text, or why it cannot be had: "there is no such file".
  std::function<Result<std::string>(const std::string& path)> read;
  /// The same for two paths to one real file; without it, the path itself.
  std::function<std::string(const std::string& path)> identity_of;
};

/// Files of the disk. Stateless; may be used from many threads.
[[nodiscard]] FileAccess disk_files();

/// A module of the standard library: `use titles`.
struct LibraryModule {
  std::string name;
  std::string text;
};

}  // namespace leadscore
