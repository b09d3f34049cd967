// docs/tutorial.md is run as a test: its files are written, its commands run, and what they print
// is held against the page. LEADSCORE_UPDATE_GOLDEN=1 writes it into the page.
#include "tests/cli/program_run.hpp"
#include "tests/golden/golden_file.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <sstream>
#include <string>

namespace leadscore::cli_tests {
namespace {

constexpr std::string_view kFence = "```";

/// Follows the page line by line, as a new user does.
class Walk {
 public:
  /// The page as it would be with what the commands print now.
  std::string follow(const std::string& page) {
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) {
      page_ += line + '\n';
      if (!line.starts_with(kFence)) continue;
      const std::string block = rest_of_block(lines);
      const std::size_t name = line.find(' ');
      if (line == "```console") {
        run_commands(block);
      } else {
        if (name != std::string::npos) scratch_.write(line.substr(name + 1), block);
        page_ += block;
      }
      page_ += std::string(kFence) + '\n';
    }
    return page_;
  }

  [[nodiscard]] std::size_t commands() const { return commands_; }

 private:
  static std::string rest_of_block(std::istringstream& lines) {
    std::string block;
    for (std::string line; std::getline(lines, line) && line != kFence;) block += line + '\n';
    return block;
  }

  void run_commands(const std::string& block) {
    std::istringstream lines(block);
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with("$ ")) continue;  // what was printed the last time
      ++commands_;
      const ProgramRun run = run_shell(line.substr(2) + " 2>&1", scratch_.path());
      page_ += line + '\n' + masked(run.out);
    }
  }

  ScratchFolder scratch_;
  std::string page_;
  std::size_t commands_ = 0;
};

TEST_CASE("the tutorial prints what it says") {
  const std::filesystem::path page =
      std::filesystem::path(LEADSCORE_SOURCE_DIR) / "docs" / "tutorial.md";
  Walk walk;
  golden::check_golden(page, walk.follow(golden::read_file(page)));
  CHECK(walk.commands() > 10);
}

}  // namespace
}  // namespace leadscore::cli_tests
