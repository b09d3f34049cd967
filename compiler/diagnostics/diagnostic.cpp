#include "compiler/diagnostics/diagnostic.hpp"

#include "base/text/shown.hpp"

#include <algorithm>
#include <array>

namespace leadscore {
namespace {

// A message may quote what was written, however long that is.
constexpr std::size_t kMaxMessageLength = 400;

struct KindRow {
  std::string_view name;
  Severity severity;
  bool is_lint;
};

constexpr std::array kKinds{
#define DIAGNOSTIC(name, kind, severity, message, ...) KindRow{kind, Severity::severity, false},
#define LINT(name, kind, severity, message, ...) KindRow{kind, Severity::severity, true},
#include "compiler/diagnostics/diagnostics.def"
#undef DIAGNOSTIC
};

}  // namespace

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kNote:
      return "note";
    case Severity::kOff:
      break;
  }
  return "off";
}

std::string_view kind_name(DiagnosticKind kind) {
  return kKinds[static_cast<std::size_t>(kind)].name;
}

Severity severity_of(DiagnosticKind kind) {
  return kKinds[static_cast<std::size_t>(kind)].severity;
}

bool is_lint(DiagnosticKind kind) { return kKinds[static_cast<std::size_t>(kind)].is_lint; }

std::optional<DiagnosticKind> find_diagnostic_kind(std::string_view name) {
  const auto row = std::ranges::find(kKinds, name, &KindRow::name);
  if (row == kKinds.end()) return std::nullopt;
  return static_cast<DiagnosticKind>(row - kKinds.begin());
}

const std::vector<DiagnosticKind>& all_diagnostic_kinds() {
  static const std::vector<DiagnosticKind> kinds = [] {
    std::vector<DiagnosticKind> all;
    for (std::size_t i = 0; i < kKinds.size(); ++i) all.push_back(static_cast<DiagnosticKind>(i));
    return all;
  }();
  return kinds;
}

Diagnostic& Diagnostics::add(DiagnosticKind kind, Span span, std::string message) {
  const bool is_error = severity_of(kind) == Severity::kError;
  if (is_error) ++error_count_;
  Diagnostic diagnostic{
      kind, severity_of(kind), span, text::shown(message, kMaxMessageLength), {}, {}, {}};
  const std::size_t warning_count = diagnostics_.size() - std::min(error_count_, kMaxErrors);
  if (is_error ? error_count_ > kMaxErrors : warning_count >= kMaxErrors) {
    overflow_ = std::move(diagnostic);
    return overflow_;
  }
  return diagnostics_.emplace_back(std::move(diagnostic));
}

void Diagnostics::sort() {
  const auto position = [](const Diagnostic& diagnostic) {
    return std::pair(diagnostic.span.file.value, diagnostic.span.begin);
  };
  std::ranges::stable_sort(diagnostics_, {}, position);
}

}  // namespace leadscore
