#include "compiler/lint/lint.hpp"

namespace leadscore::lint {

Severities::Severities() {
  for (const DiagnosticKind kind : all_diagnostic_kinds()) by_kind_.push_back(severity_of(kind));
}

}  // namespace leadscore::lint
