#include "compiler/parse/parse.hpp"
#include "compiler/use/files.hpp"

#include <array>
#include <errno.h>
#include <filesystem>
#include <fstream>
#include <string.h>
#include <system_error>

namespace leadscore {
namespace {

/// The whole file, or the limit of a model and one byte more, which says that it is too large.
Result<std::string> read_disk(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return Error{"it is a folder"};
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{errno == ENOENT ? "there is no such file" : strerror(errno)};
  std::string text;
  std::array<char, 65536> buffer{};
  while (file && text.size() <= kMaxFileBytes) {
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    text.append(buffer.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) return Error{"it cannot be read to its end"};
  return text;
}

std::string real_path(const std::string& path) {
  std::error_code error;
  const std::filesystem::path real = std::filesystem::canonical(path, error);
  return error ? path : real.string();
}

}  // namespace

FileAccess disk_files() { return {.read = read_disk, .identity_of = real_path}; }

}  // namespace leadscore
