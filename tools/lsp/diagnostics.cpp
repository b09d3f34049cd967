#include "tools/lsp/diagnostics.hpp"

#include "tools/lsp/document.hpp"

namespace leadscore::lsp {
namespace {

/// The protocol's DiagnosticSeverity.
int severity_number(Severity severity) {
  return severity == Severity::kError ? 1 : severity == Severity::kWarning ? 2 : 3;
}

}  // namespace

Json diagnostic_json(const Compilation& compiled, const Diagnostic& found, const std::string& uri,
                     Encoding encoding) {
  std::string message = found.message;
  for (const std::string& help : found.help) message += "\n" + help;
  Json json = {{"range", range_json(compiled.sources, found.span, encoding)},
               {"severity", severity_number(found.severity)},
               {"code", kind_name(found.kind)},
               {"source", "leadscore"},
               {"message", message}};
  for (const Label& label : found.labels) {
    if (label.span.file != compiled.file) continue;
    json["relatedInformation"].push_back(
        {{"location",
          {{"uri", uri}, {"range", range_json(compiled.sources, label.span, encoding)}}},
         {"message", label.text}});
  }
  return json;
}

Json diagnostics_json(const Compilation& compiled, const std::vector<Diagnostic>& found,
                      const std::string& uri, Encoding encoding) {
  Json list = Json::array();
  for (const Diagnostic& each : found) {
    if (each.span.file != compiled.file || each.severity == Severity::kOff) continue;
    list.push_back(diagnostic_json(compiled, each, uri, encoding));
  }
  return list;
}

}  // namespace leadscore::lsp
