// Golden cases: an input with its answer in a file beside it. LEADSCORE_UPDATE_GOLDEN=1 writes the
// answers instead of comparing them.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::golden {

inline std::filesystem::path tests_folder() {
  return std::filesystem::path(LEADSCORE_SOURCE_DIR) / "tests";
}

inline bool is_updating() {
  const char* update = std::getenv("LEADSCORE_UPDATE_GOLDEN");
  return update && std::string_view(update) == "1";
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline void write_file(const std::filesystem::path& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  REQUIRE_MESSAGE(file.good(), "cannot write ", path.string());
}

/// All files below `folder` with that extension, in the order of their names.
inline std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder,
                                                      std::string_view extension) {
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::exists(folder)) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == extension) {
      files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  return files;
}

/// The path as a person says it, from the folder of the tests.
inline std::string name_of(const std::filesystem::path& path) {
  return std::filesystem::relative(path, tests_folder()).generic_string();
}

/// Holds `actual` against the answer in `path`, or writes it there.
inline void check_golden(const std::filesystem::path& path, const std::string& actual) {
  if (is_updating()) {
    write_file(path, actual);
    return;
  }
  INFO("the answer is in ", name_of(path), "; LEADSCORE_UPDATE_GOLDEN=1 rewrites it");
  if (!std::filesystem::exists(path)) {
    FAIL_CHECK("there is no such file; it would be:\n", actual);
    return;
  }
  CHECK(actual == read_file(path));
}

}  // namespace leadscore::golden
