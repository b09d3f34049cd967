// `check --fix` and `--diff`: fixes applied to the text of a model.
#pragma once

#include "compiler/compile.hpp"
#include "compiler/lint/lint.hpp"

#include <string>
#include <vector>

namespace leadscore::cli {

/// All that is found in a compilation, with advice, and without what comments allow.
[[nodiscard]] std::vector<Diagnostic> find_all(const Compilation& compilation,
                                               const lint::Severities& severities);

/// What fixes made of a text.
struct FixedText {
  std::string text;         // as it was, if nothing was applied
  std::size_t applied = 0;  // fixes
  bool is_refused = false;  // there would have been more mistakes than before: `text` is as it was
};

/// Applies the first fix of each finding that `least` permits, those that overlap one after the
/// other, and compiles again until nothing changes, at most ten times. `path` is the model's name.
[[nodiscard]] FixedText apply_fixes(const std::string& path, const std::string& text,
                                    const lint::Severities& severities, FixSafety least);

}  // namespace leadscore::cli
