// One statement's complaint: the first is reported, what follows from it is not.
#pragma once

#include "base/source.hpp"
#include "compiler/diagnostics/diagnostic.hpp"

namespace leadscore::syntax {

class StatementReport {
 public:
  StatementReport(Diagnostics& diagnostics, bool is_reported)
      : diagnostics_(diagnostics), is_reported_(is_reported) {}

  /// Reports, unless something was reported of this statement before. The result takes help and
  /// fixes in either case, and stays valid until the next call.
  template <DiagnosticKind kind, class... Arguments>
  Diagnostic& report(Span span, const Arguments&... arguments) {
    if (is_reported_) return unheard_;
    is_reported_ = true;
    return diagnostics_.report<kind>(span, arguments...);
  }

  /// Warns of what is right, and reads otherwise than it looks; a mistake may still be reported.
  template <DiagnosticKind kind, class... Arguments>
  Diagnostic& warn(Span span, const Arguments&... arguments) {
    if (is_reported_) return unheard_;
    return diagnostics_.report<kind>(span, arguments...);
  }

  [[nodiscard]] bool is_reported() const { return is_reported_; }

 private:
  Diagnostics& diagnostics_;
  bool is_reported_ = false;
  Diagnostic unheard_{};
};

}  // namespace leadscore::syntax
