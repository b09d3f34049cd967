#include "compiler/lint/allow.hpp"

#include "base/text/fold.hpp"
#include "base/text/nearest.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace leadscore::lint {
namespace {

/// A comment that allows something. `span` is the comment, `kind_span` the word after `allow:`.
struct Allow {
  Span span;
  Span kind_span;
  std::string_view kind_text;
  std::optional<DiagnosticKind> kind;
  bool has_reason = false;
  bool is_used = false;
};

constexpr std::string_view kBlank = " \t";

std::optional<Allow> read_comment(const SourceMap& sources, Span span) {
  const std::string_view whole = sources.text(span);
  std::size_t at = whole.find_first_not_of(kBlank, 1);
  if (at == std::string_view::npos || !whole.substr(at).starts_with("allow:")) return std::nullopt;
  at = whole.find_first_not_of(kBlank, at + 6);
  if (at == std::string_view::npos) at = whole.size();
  const std::size_t end = std::min(whole.find_first_of(kBlank, at), whole.size());
  Allow allow;
  allow.span = span;
  allow.kind_text = whole.substr(at, end - at);
  allow.kind_span = {span.file, span.begin + static_cast<std::uint32_t>(at),
                     span.begin + static_cast<std::uint32_t>(end)};
  allow.kind = find_diagnostic_kind(allow.kind_text);
  allow.has_reason = !text::trim(whole.substr(end)).empty();
  return allow;
}

/// Whether nothing but blanks stands before the comment in its line.
bool is_alone(const SourceMap& sources, Span comment) {
  const std::string_view before = sources.text(comment.file).substr(0, comment.begin);
  const std::size_t last = before.find_last_not_of(kBlank);
  return last == std::string_view::npos || before[last] == '\n' || before[last] == '\r';
}

/// The comments that allow something, by the line that each is about.
using AllowsByLine = std::multimap<std::uint32_t, Allow>;

AllowsByLine find_allows(const Compilation& compilation) {
  AllowsByLine allows;
  const auto& comments = compilation.tree.comments;
  std::uint32_t line_below = 0;  // the first line below this comment that is no comment alone
  for (auto comment = comments.rbegin(); comment != comments.rend(); ++comment) {
    const std::uint32_t line = compilation.sources.line_of(comment->file, comment->begin);
    const bool alone = is_alone(compilation.sources, *comment);
    // A comment alone directly above another one is about the same line as that.
    const bool is_above_comment =
        comment != comments.rbegin() &&
        compilation.sources.line_of(comment->file, std::prev(comment)->begin) == line + 1 &&
        is_alone(compilation.sources, *std::prev(comment));
    if (!is_above_comment) line_below = line + 1;
    if (const auto allow = read_comment(compilation.sources, *comment)) {
      allows.emplace(alone ? line_below : line, *allow);
    }
  }
  return allows;
}

void report_unknown(const Allow& allow, Diagnostics& about) {
  Diagnostic& said = about.report<DiagnosticKind::kUnknownAllow>(allow.kind_span, allow.kind_text);
  std::vector<std::string_view> known;
  for (const DiagnosticKind kind : all_diagnostic_kinds()) {
    if (severity_of(kind) != Severity::kError) known.push_back(kind_name(kind));
  }
  if (const auto near = text::nearest(allow.kind_text, known)) {
    said.fixes.push_back({allow.kind_span, std::string(*near), fmt::format("write `{}`", *near)});
  } else {
    said.help.push_back("write `# allow: KIND reason`; `leadscore explain` lists the kinds");
  }
}

/// The comment with the blanks before it, and with its line where it stands alone.
Span removed_with(const SourceMap& sources, Span comment) {
  const std::string_view whole = sources.text(comment.file);
  const bool alone = is_alone(sources, comment);
  while (comment.begin > 0 && kBlank.find(whole[comment.begin - 1]) != std::string_view::npos) {
    --comment.begin;
  }
  if (alone) {
    const std::size_t end = whole.find('\n', comment.end);
    comment.end =
        static_cast<std::uint32_t>(end == std::string_view::npos ? whole.size() : end + 1);
  }
  return comment;
}

void report_about(const Compilation& compilation, const Allow& allow, const Severities& severities,
                  bool is_complete, Diagnostics& about) {
  if (!allow.kind) {
    report_unknown(allow, about);
    return;
  }
  if (severity_of(*allow.kind) == Severity::kError) {
    about.report<DiagnosticKind::kAllowedError>(allow.kind_span, allow.kind_text)
        .help.push_back("mend the mistake; only warnings and advice can be allowed");
    return;
  }
  if (!allow.has_reason) {
    about.report<DiagnosticKind::kAllowWithoutReason>(allow.span, allow.kind_text)
        .help.push_back(fmt::format("say why, for those who read this later: `# allow: {} agreed "
                                    "with sales`",
                                    allow.kind_text));
  }
  if (allow.is_used || !is_complete) return;
  if (severities.of(*allow.kind) == Severity::kOff) return;
  Diagnostic& said = about.report<DiagnosticKind::kUnusedAllow>(allow.kind_span, allow.kind_text);
  said.fixes.push_back({removed_with(compilation.sources, allow.span), "", "leave the comment out",
                        FixSafety::kSafe});
}

/// Marks the comment that allows this finding as used.
bool is_allowed(const Compilation& compilation, const Diagnostic& diagnostic,
                AllowsByLine& allows) {
  if (severity_of(diagnostic.kind) == Severity::kError) return false;
  if (diagnostic.span.file != compilation.file) return false;
  const auto [first, last] =
      allows.equal_range(compilation.sources.line_of(compilation.file, diagnostic.span.begin));
  const auto found = std::find_if(
      first, last, [&](const auto& entry) { return entry.second.kind == diagnostic.kind; });
  if (found == last) return false;
  found->second.is_used = true;
  return true;
}

}  // namespace

std::vector<Diagnostic> apply_allows(const Compilation& compilation, const Severities& severities,
                                     std::vector<Diagnostic> found) {
  AllowsByLine allows = find_allows(compilation);
  // With mistakes in the file, what could be allowed was not looked for; and of very many findings
  // some were not kept.
  const bool is_complete =
      !compilation.diagnostics.has_errors() && found.size() < Diagnostics::kMaxErrors;
  std::vector<Diagnostic> kept;
  for (Diagnostic& diagnostic : found) {
    if (!is_allowed(compilation, diagnostic, allows)) kept.push_back(std::move(diagnostic));
  }
  Diagnostics about;
  for (const auto& [line, allow] : allows) {
    report_about(compilation, allow, severities, is_complete, about);
  }
  kept.insert(kept.end(), about.all().begin(), about.all().end());
  std::erase_if(kept, [&](Diagnostic& diagnostic) {
    // A mistake stays one, whatever a configuration says.
    if (severity_of(diagnostic.kind) == Severity::kError) return false;
    diagnostic.severity = severities.of(diagnostic.kind);
    return diagnostic.severity == Severity::kOff;
  });
  std::ranges::stable_sort(kept, {}, [](const Diagnostic& diagnostic) {
    return std::pair(diagnostic.span.file.value, diagnostic.span.begin);
  });
  return kept;
}

}  // namespace leadscore::lint
