// Runs the kept inputs of the fuzzers again: each was chosen because it reaches code that the
// others do not, or because it once found a mistake.
#include "tests/fuzz/targets.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace leadscore::fuzz {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

TEST_CASE("the corpus of every fuzzer runs without a finding") {
  const fs::path corpus = fs::path(LEADSCORE_SOURCE_DIR) / "tests/fuzz/corpus";
  for (const Target& target : targets()) {
    const auto files = files_in(corpus / target.name);
    CHECK_MESSAGE(!files.empty(), "there is no corpus for ", std::string(target.name));
    for (const fs::path& path : files) {
      CAPTURE(path.string());
      std::ifstream file(path, std::ios::binary);
      REQUIRE(file);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      CHECK_NOTHROW(target.run(bytes));
    }
  }
}

}  // namespace
}  // namespace leadscore::fuzz
