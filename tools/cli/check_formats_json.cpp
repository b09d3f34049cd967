#include "tools/cli/check_formats.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <map>
#include <tuple>

namespace leadscore::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string written(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

Json place_of(Location location) { return {{"line", location.line}, {"column", location.column}}; }

Json sarif_rule(DiagnosticKind kind) {
  const Severity severity = severity_of(kind);
  const std::string help = fmt::format("`leadscore explain {}` says more.", kind_name(kind));
  return {
      {"id", kind_name(kind)},
      {"shortDescription", {{"text", kind_name(kind)}}},
      {"help", {{"text", help}}},
      {"defaultConfiguration",
       {{"level", severity == Severity::kOff ? "none" : std::string(severity_name(severity))}}}};
}

/// SARIF and its readers know paths as addresses: blanks and the like are escaped.
std::string uri_of(std::string_view path) {
  constexpr std::string_view kPlain = "-._~/";
  std::string uri;
  for (const char c : path) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                          (c >= 'A' && c <= 'Z') || kPlain.find(c) != std::string_view::npos;
    uri += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

Json sarif_result(const Finding& finding, std::size_t rule) {
  std::string message = finding.message;
  for (const std::string& help : finding.help) message += fmt::format("\n{}", help);
  const Json region{{"startLine", finding.begin.line},
                    {"startColumn", finding.begin.column},
                    {"endLine", finding.end.line},
                    {"endColumn", finding.end.column}};
  const Json location{
      {"physicalLocation",
       {{"artifactLocation", {{"uri", uri_of(finding.path)}}}, {"region", region}}}};
  return {{"ruleId", kind_name(finding.kind)},
          {"ruleIndex", rule},
          {"level", severity_name(finding.severity)},
          {"message", {{"text", message}}},
          {"locations", Json::array({location})}};
}

/// FNV-1a, 64 bits: the same on every machine.
std::string fingerprint_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return fmt::format("{:016x}", hash);
}

std::string_view gitlab_severity(Severity severity) {
  if (severity == Severity::kError) return "critical";
  return severity == Severity::kWarning ? "minor" : "info";
}

}  // namespace

std::string json_report(const CheckReport& report) {
  Json findings = Json::array();
  for (const Finding& finding : report.findings) {
    findings.push_back({{"file", finding.path},
                        {"begin", place_of(finding.begin)},
                        {"end", place_of(finding.end)},
                        {"severity", severity_name(finding.severity)},
                        {"kind", kind_name(finding.kind)},
                        {"message", finding.message},
                        {"help", finding.help}});
  }
  return written({{"version", 1},
                  {"files", report.paths},
                  {"errors", report.count(Severity::kError)},
                  {"warnings", report.count(Severity::kWarning)},
                  {"notes", report.count(Severity::kNote)},
                  {"findings", std::move(findings)}});
}

std::string sarif_report(const CheckReport& report) {
  std::map<DiagnosticKind, std::size_t> rule_of;
  Json rules = Json::array();
  Json results = Json::array();
  for (const Finding& finding : report.findings) {
    const auto [rule, is_new] = rule_of.try_emplace(finding.kind, rules.size());
    if (is_new) rules.push_back(sarif_rule(finding.kind));
    results.push_back(sarif_result(finding, rule->second));
  }
  const Json driver{
      {"name", "leadscore"}, {"version", LEADSCORE_VERSION}, {"rules", std::move(rules)}};
  const Json run{{"tool", {{"driver", driver}}},
                 {"columnKind", "unicodeCodePoints"},
                 {"results", std::move(results)}};
  return written({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                  {"version", "2.1.0"},
                  {"runs", Json::array({run})}});
}

std::string gitlab_report(const CheckReport& report) {
  // Equal findings in equal lines of a file are told apart by their number.
  std::map<std::tuple<DiagnosticKind, std::string_view, std::string_view>, std::size_t> seen;
  Json all = Json::array();
  for (const Finding& finding : report.findings) {
    const std::size_t number = seen[{finding.kind, finding.path, finding.line_text}]++;
    const std::string identity = fmt::format("{}\n{}\n{}\n{}", kind_name(finding.kind),
                                             finding.path, finding.line_text, number);
    const Json lines{{"begin", finding.begin.line}, {"end", finding.end.line}};
    all.push_back({{"description", finding.message},
                   {"check_name", kind_name(finding.kind)},
                   {"fingerprint", fingerprint_of(identity)},
                   {"severity", gitlab_severity(finding.severity)},
                   {"location", {{"path", finding.path}, {"lines", lines}}}});
  }
  return written(all);
}

}  // namespace leadscore::cli
