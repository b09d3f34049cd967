// Advice about a model that compiles: what its author may not have meant. Each lint is a kind of
// diagnostics.def (LINT), has a page in docs/diagnostics and cases in tests/diagnostics.
#pragma once

#include "compiler/compile.hpp"
#include "compiler/diagnostics/diagnostic.hpp"

#include <vector>

namespace leadscore::lint {

/// How severe each kind is in a project: by default as in diagnostics.def.
class Severities {
 public:
  Severities();

  [[nodiscard]] Severity of(DiagnosticKind kind) const {
    return by_kind_[static_cast<std::size_t>(kind)];
  }
  void set(DiagnosticKind kind, Severity severity) {
    by_kind_[static_cast<std::size_t>(kind)] = severity;
  }

 private:
  std::vector<Severity> by_kind_;
};

/// What can be said about the model of `compilation`, in the order of the file; nothing if it has
/// errors. Lints that are off in `severities` are not looked for. Time: about linear in the model.
[[nodiscard]] Diagnostics lint(const Compilation& compilation, const Severities& severities);

/// What the compiler found, and behind it the advice, together in the order of the file.
[[nodiscard]] std::vector<Diagnostic> with_advice(const Compilation& compilation,
                                                  const Severities& severities);

}  // namespace leadscore::lint
