// A diagnostic is a sentence to the author of a model, kept as data: kind, severity, span, labels,
// help, fixes. Kinds and their texts are declared once, in diagnostics.def.
#pragma once

#include "base/source.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace leadscore {

/// `kOff`: found, and shown only where the project's configuration asks for it.
enum class Severity { kError, kWarning, kNote, kOff };

enum class DiagnosticKind : std::uint16_t {
#define DIAGNOSTIC(name, kind, severity, message, ...) name,
#include "compiler/diagnostics/diagnostics.def"
#undef DIAGNOSTIC
};

/// A second place that belongs to the story: "first declared here".
struct Label {
  Span span;
  std::string text;
};

/// A safe fix says what the author certainly meant, or changes no lead's score; an unsafe one is a
/// proposal that she has to read.
enum class FixSafety { kUnsafe, kSafe };

/// Replaces the bytes of `span` by `text`; an empty span inserts. Several fixes of one diagnostic
/// are alternatives, the likeliest first.
struct Fix {
  Span span;
  std::string text;
  std::string description;  // "write `is`"
  FixSafety safety = FixSafety::kUnsafe;
};

struct Diagnostic {
  DiagnosticKind kind;
  Severity severity;  // of its kind, where no configuration says otherwise
  Span span;
  std::string message;
  std::vector<Label> labels;
  std::vector<std::string> help;
  std::vector<Fix> fixes;
};

[[nodiscard]] std::string_view severity_name(Severity severity);  // "error", as in configurations
[[nodiscard]] std::string_view kind_name(DiagnosticKind kind);    // "unknown-field"
[[nodiscard]] Severity severity_of(DiagnosticKind kind);          // by default
/// Whether it is a lint: advice about a model that compiles (compiler/lint/), and no mistake.
[[nodiscard]] bool is_lint(DiagnosticKind kind);
/// The kind of that name; nothing if there is none.
[[nodiscard]] std::optional<DiagnosticKind> find_diagnostic_kind(std::string_view name);

/// Every kind, in the order of diagnostics.def (for the test that each has a page and a case).
[[nodiscard]] const std::vector<DiagnosticKind>& all_diagnostic_kinds();

template <class... Arguments>
struct MessageArguments {};

/// The message's format and the types of its arguments, generated from diagnostics.def; a format
/// that does not fit its arguments does not compile.
template <DiagnosticKind kind>
struct DiagnosticMessage;

#define DIAGNOSTIC(name, kind, severity, message, ...)                 \
  template <>                                                          \
  struct DiagnosticMessage<DiagnosticKind::name> {                     \
    static constexpr fmt::format_string<__VA_ARGS__> format = message; \
    using Types = MessageArguments<__VA_ARGS__>;                       \
  };
#include "compiler/diagnostics/diagnostics.def"
#undef DIAGNOSTIC

/// All that was found in one compilation, in the order of the report calls. At most 100 errors are
/// kept; `was_cut()` says that there were more.
class Diagnostics {
 public:
  static constexpr std::size_t kMaxErrors = 100;

  /// Reports a diagnostic of this kind at `span`. The result may be given labels, help and fixes;
  /// it stays valid until the next report.
  template <DiagnosticKind kind, class... Arguments>
  Diagnostic& report(Span span, const Arguments&... arguments) {
    using Message = DiagnosticMessage<kind>;
    return add(kind, span,
               render(fmt::string_view(Message::format), typename Message::Types{}, arguments...));
  }

  [[nodiscard]] const std::vector<Diagnostic>& all() const { return diagnostics_; }
  [[nodiscard]] bool has_errors() const { return error_count_ > 0; }
  [[nodiscard]] std::size_t error_count() const { return error_count_; }
  [[nodiscard]] bool was_cut() const { return error_count_ > kMaxErrors; }

  /// Orders by file and position; equal positions stay in the order of their reports.
  void sort();

 private:
  template <class... Arguments>
  static std::string render(fmt::string_view format, MessageArguments<Arguments...>,
                            const std::type_identity_t<Arguments>&... arguments) {
    return fmt::vformat(format, fmt::make_format_args(arguments...));
  }

  Diagnostic& add(DiagnosticKind kind, Span span, std::string message);

  std::vector<Diagnostic> diagnostics_;
  Diagnostic overflow_{};  // takes what comes after the limit, and is never shown
  std::size_t error_count_ = 0;
};

}  // namespace leadscore
