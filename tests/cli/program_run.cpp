#include "tests/cli/program_run.hpp"

#include "tests/golden/golden_file.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <regex>
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
      "cd {} && NO_COLOR=1 PATH={}:\"$PATH\" sh {} </dev/null >{} 2>{}", quoted(folder),
      quoted(fs::path(LEADSCORE_BINARY).parent_path()), quoted(script), quoted(out), quoted(err));
  const int status = std::system(line.c_str());
  REQUIRE_MESSAGE(WIFEXITED(status), "ended by a signal: ", line);
  return {WEXITSTATUS(status), golden::read_file(out), golden::read_file(err)};
}

std::string masked(std::string_view text) {
  static const std::regex time("(^|\n)time +[^\n]*");
  static const std::regex hash("[0-9a-f]{32}");
  const std::string without_time =
      std::regex_replace(std::string(text), time, "$1time      (masked)");
  return std::regex_replace(without_time, hash, "(hash)");
}

}  // namespace leadscore::cli_tests
