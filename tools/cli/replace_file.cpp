#include "tools/cli/replace_file.hpp"

#include <fmt/format.h>

#include <errno.h>
#include <filesystem>
#include <fstream>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

namespace leadscore::cli {

Result<void> replace_file(const std::string& path, std::string_view text) {
  namespace fs = std::filesystem;
  std::error_code failure;
  const fs::path target = fs::canonical(path, failure);
  if (failure) return Error{fmt::format("cannot write {}: {}", path, failure.message())};
  std::string name = target.string() + ".XXXXXX";
  const int descriptor = mkstemp(name.data());
  if (descriptor < 0) return Error{fmt::format("cannot write {}: {}", path, strerror(errno))};
  close(descriptor);
  std::ofstream file(name, std::ios::binary);
  file << text;
  file.close();
  if (file) {
    fs::permissions(name, fs::status(target, failure).permissions(), failure);
    if (!failure) fs::rename(name, target, failure);
    if (!failure) return {};
  }
  std::error_code ignored;
  fs::remove(name, ignored);
  return Error{fmt::format("cannot write {}: {}", path,
                           failure ? failure.message() : std::string("the disk may be full"))};
}

}  // namespace leadscore::cli
