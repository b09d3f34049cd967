// The project's configuration, leadscore.toml: how severe each finding is and where, what is left
// out, how `check` writes, and what other commands keep there.
#pragma once

#include "base/result.hpp"
#include "compiler/lint/lint.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace leadscore::cli {

/// `[lint.paths."old/*"]`: severities that hold for the files that fit the pattern.
struct PathSeverities {
  std::string pattern;
  std::vector<std::pair<DiagnosticKind, Severity>> severities;
};

/// What leadscore.toml says. Patterns are globs over paths from its folder, in which `*` is any run
/// of characters, also of `/`; one without `/` is also tried on the file's name alone.
struct ProjectConfig {
  std::string folder;  // of the file, absolute; empty: there is none
  lint::Severities severities;
  std::vector<PathSeverities> paths;  // later ones win
  std::vector<std::string> exclude;
  std::optional<std::string> format;
  std::optional<std::string> baseline;       // a path from where the program runs
  std::optional<std::int64_t> test_minimum;  // `[test] min`: percent of rules that tests fire
  std::optional<std::string> lsp_sample;     // `[lsp] sample`: a path from where the program runs

  /// The severities for the file at `path`.
  [[nodiscard]] lint::Severities severities_for(const std::string& path) const;
  /// Whether the file is left out where a folder is checked.
  [[nodiscard]] bool is_excluded(const std::string& path) const;
};

/// Reads a configuration. The error names file, line and column, and what was probably meant.
[[nodiscard]] Result<ProjectConfig> read_config(const std::string& path);

/// Reads leadscore.toml of the folder of `path` (or of `path`, if it is a folder) or the nearest
/// folder above it that has one; without one the configuration of a project that has none.
[[nodiscard]] Result<ProjectConfig> find_config(const std::string& path);

}  // namespace leadscore::cli
