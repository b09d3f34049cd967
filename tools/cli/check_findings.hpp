// What `check` found, apart from the compilations: what all its formats and the baseline are made
// from.
#pragma once

#include "compiler/compile.hpp"
#include "compiler/diagnostics/render.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace leadscore::cli {

/// A diagnostic with its place as people say it: lines and columns from 1, in code points, the end
/// not included.
struct Finding {
  std::string path;
  Location begin;
  Location end;
  DiagnosticKind kind;
  Severity severity;
  std::string message;
  std::vector<std::string> help;
  std::string line_text;  // the line that it begins in, without blanks at its ends
  std::string text;       // as `--format text` shows it
};

/// All findings of a run, in the order of the files and their lines, and the files themselves.
struct CheckReport {
  std::vector<std::string> paths;
  std::vector<Finding> findings;

  [[nodiscard]] std::size_t count(Severity severity) const;
};

/// A diagnostic of `compilation` as a finding.
[[nodiscard]] Finding finding_of(const Compilation& compilation, const Diagnostic& diagnostic,
                                 RenderStyle style);

}  // namespace leadscore::cli
