// What every lint has at hand. The lints stand in files by what they look at, each with one
// function that takes a Finder; lint.cpp calls them in turn.
#pragma once

#include "compiler/compile.hpp"
#include "compiler/lint/lint.hpp"
#include "compiler/prove/prove.hpp"

namespace leadscore::lint {

/// One model, and what was found in it so far.
struct Finder {
  const Compilation& compilation;
  const model::Model& model;
  const Severities& severities;
  const prove::Prover* prover;  // none: the model is too large to prove anything of
  Diagnostics& found;

  [[nodiscard]] bool is_on(DiagnosticKind kind) const {
    return severities.of(kind) != Severity::kOff;
  }
};

/// Rules that none or all meet, rules without points.
void look_at_rules(const Finder& finder);

/// Stages that none or all reach.
void look_at_stages(const Finder& finder);

}  // namespace leadscore::lint
