// The golden cases of the command line: each folder has a `command`, the files that it needs, and
// `expected`: its exit code and what it wrote.
#include "tests/cli/program_run.hpp"
#include "tests/golden/golden_file.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <vector>

namespace leadscore::cli_tests {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> case_folders() {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(golden::tests_folder() / "cli")) {
    if (fs::exists(entry.path() / "command")) folders.push_back(entry.path());
  }
  std::ranges::sort(folders);
  return folders;
}

TEST_CASE("the golden cases of the command line") {
  const std::vector<fs::path> folders = case_folders();
  REQUIRE(!folders.empty());
  for (const fs::path& folder : folders) {
    CAPTURE(folder.filename().string());
    const ScratchFolder scratch;
    fs::copy(folder, scratch.path(), fs::copy_options::recursive);
    const std::string command = golden::read_file(folder / "command");
    const ProgramRun run = run_shell(command, scratch.path());
    golden::check_golden(
        folder / "expected",
        fmt::format("exit code {}\n---- standard output\n{}---- standard error\n{}", run.exit_code,
                    masked(run.out), masked(run.err)));
  }
}

}  // namespace
}  // namespace leadscore::cli_tests
