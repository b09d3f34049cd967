#include "tests/cli/program_run.hpp"

#include "tests/golden/golden_file.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <stdlib.h>
#include <sys/wait.h>

namespace leadscore::cli_tests {
namespace {

namespace fs = std::filesystem;

std::string new_folder() {
  std::string name = (fs::temp_directory_path() / "leadscore-cli-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  return name;
}

std::string quoted(const fs::path& path) { return fmt::format("'{}'", path.string()); }

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

/// Runs of 32 hexadecimal digits are hashes.
std::string without_hash(std::string_view line) {
  std::string shown;
  while (!line.empty()) {
    const auto run =
        static_cast<std::size_t>(std::ranges::find_if_not(line, is_hex) - line.begin());
    shown += run == 32 ? "(hash)" : line.substr(0, run);
    line.remove_prefix(run);
    if (line.empty()) break;
    shown += line.front();
    line.remove_prefix(1);
  }
  return shown;
}

}  // namespace

ScratchFolder::ScratchFolder() : path_(new_folder()) {}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void ScratchFolder::write(std::string_view name, std::string_view text) const {
  golden::write_file(path_ / name, text);
}

ProgramRun run_shell(std::string_view command, const fs::path& folder) {
  const ScratchFolder outputs;
  const fs::path script = outputs.path() / "script";
  const fs::path out = outputs.path() / "out";
  const fs::path err = outputs.path() / "err";
  golden::write_file(script, command);
  const std::string line = fmt::format(
      "cd {} && unset CI && NO_COLOR=1 PATH={}:\"$PATH\" sh {} </dev/null >{} 2>{}", quoted(folder),
      quoted(fs::path(LEADSCORE_BINARY).parent_path()), quoted(script), quoted(out), quoted(err));
  const int status = std::system(line.c_str());
  REQUIRE_MESSAGE(WIFEXITED(status), "ended by a signal: ", line);
  return {WEXITSTATUS(status), golden::read_file(out), golden::read_file(err)};
}

std::string masked(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view line = text.substr(0, end);
    shown += line.starts_with("time  ") ? "time      (masked)\n" : without_hash(line);
    text.remove_prefix(end);
  }
  return shown;
}

}  // namespace leadscore::cli_tests
