// Runs the built program as a user's shell would.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace leadscore::cli_tests {

/// A folder of its own, gone at the end.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  void write(std::string_view name, std::string_view text) const;

 private:
  std::filesystem::path path_;
};

struct ProgramRun {
  int exit_code = 0;
  std::string out;
  std::string err;
};

/// Runs a line of shell in `folder`, where `leadscore` is the program under test. No colours, no
/// input.
[[nodiscard]] ProgramRun run_shell(std::string_view command, const std::filesystem::path& folder);

/// `text` with what differs from run to run or from build to build masked: times, and hashes.
[[nodiscard]] std::string masked(std::string_view text);

}  // namespace leadscore::cli_tests
