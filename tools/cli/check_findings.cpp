#include "tools/cli/check_findings.hpp"

#include "base/text/fold.hpp"

#include <algorithm>

namespace leadscore::cli {

std::size_t CheckReport::count(Severity severity) const {
  return static_cast<std::size_t>(std::ranges::count(findings, severity, &Finding::severity));
}

Finding finding_of(const Compilation& compilation, const Diagnostic& diagnostic,
                   RenderStyle style) {
  const SourceMap& sources = compilation.sources;
  const Span span = diagnostic.span;
  const Location begin = sources.locate(span.file, span.begin);
  return {.path = std::string(sources.name(span.file)),
          .begin = begin,
          .end = sources.locate(span.file, span.end),
          .kind = diagnostic.kind,
          .severity = diagnostic.severity,
          .message = diagnostic.message,
          .help = diagnostic.help,
          .line_text = std::string(text::trim(sources.line_text(span.file, begin.line))),
          .text = render(diagnostic, sources, style)};
}

}  // namespace leadscore::cli
