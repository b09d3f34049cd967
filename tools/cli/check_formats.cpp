#include "tools/cli/check_formats.hpp"

#include "runtime/output/wording.hpp"
#include "tools/cli/markup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace leadscore::cli {
namespace {

/// As GitHub's workflow commands want it; in a property, `:` and `,` too.
std::string in_command(std::string_view text, std::string_view special) {
  std::string shown;
  for (const char c : text) {
    if (special.find(c) == std::string_view::npos) {
      shown += c;
    } else {
      shown += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return shown;
}

constexpr std::string_view kSpecialInData = "%\r\n";
constexpr std::string_view kSpecialInProperty = "%\r\n:,";

std::string full_message(const Finding& finding) {
  std::string text = finding.message;
  for (const std::string& help : finding.help) text += fmt::format("\n{}", help);
  return text;
}

std::string_view github_level(Severity severity) {
  if (severity == Severity::kError) return "error";
  return severity == Severity::kWarning ? "warning" : "notice";
}

/// The findings of one file; files stand in the order of the report.
template <class Write>
void for_each_file(const CheckReport& report, Write write) {
  std::vector<std::string> paths = report.paths;
  std::set<std::string_view> known(report.paths.begin(), report.paths.end());
  for (const Finding& finding : report.findings) {  // also of files that models use
    if (known.insert(finding.path).second) paths.push_back(finding.path);
  }
  std::map<std::string_view, std::vector<const Finding*>> by_path;
  for (const Finding& finding : report.findings) by_path[finding.path].push_back(&finding);
  for (const std::string& path : paths) write(path, by_path[path]);
}

}  // namespace

std::string report_text(const CheckReport& report, std::string_view format) {
  if (format == "plain") return plain_report(report);
  if (format == "json") return json_report(report);
  if (format == "sarif") return sarif_report(report);
  if (format == "junit") return junit_report(report);
  if (format == "github") return github_report(report);
  if (format == "gitlab") return gitlab_report(report);
  if (format == "checkstyle") return checkstyle_report(report);
  return text_report(report);
}

std::string text_report(const CheckReport& report) {
  std::string text;
  for (const Finding& finding : report.findings) text += finding.text + '\n';
  if (report.paths.empty()) return text;
  std::string found;
  const auto add = [&](Severity severity, std::string_view name) {
    const std::size_t count = report.count(severity);
    if (count == 0) return;
    if (!found.empty()) found += ", ";
    found += runtime::counted(count, name);
  };
  add(Severity::kError, "error");
  add(Severity::kWarning, "warning");
  add(Severity::kNote, "note");
  if (found.empty()) found = "no mistakes found";
  return fmt::format("{}{} checked: {}\n", text, runtime::counted(report.paths.size(), "model"),
                     found);
}

std::string plain_report(const CheckReport& report) {
  std::string text;
  for (const Finding& finding : report.findings) {
    text += fmt::format("{}:{}:{}: {}[{}]: {}\n", finding.path, finding.begin.line,
                        finding.begin.column, severity_name(finding.severity),
                        kind_name(finding.kind), finding.message);
  }
  return text;
}

std::string github_report(const CheckReport& report) {
  std::string text;
  for (const Finding& finding : report.findings) {
    text +=
        fmt::format("::{} file={},line={},endLine={},col={},endColumn={},title={}::{}\n",
                    github_level(finding.severity), in_command(finding.path, kSpecialInProperty),
                    finding.begin.line, finding.end.line, finding.begin.column, finding.end.column,
                    kind_name(finding.kind), in_command(full_message(finding), kSpecialInData));
  }
  return text;
}

std::string junit_report(const CheckReport& report) {
  std::string suites;
  std::size_t tests = 0;
  for_each_file(report, [&](const std::string& path, const std::vector<const Finding*>& findings) {
    const std::size_t count = std::max<std::size_t>(findings.size(), 1);
    tests += count;
    suites += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n",
                          markup_text(path), count, findings.size());
    if (findings.empty()) {
      suites +=
          fmt::format("    <testcase name=\"no findings\" classname=\"{}\"/>\n", markup_text(path));
    }
    for (const Finding* finding : findings) {
      suites += fmt::format(
          "    <testcase name=\"{} {}:{}\" classname=\"{}\">\n"
          "      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>\n",
          kind_name(finding->kind), finding->begin.line, finding->begin.column, markup_text(path),
          severity_name(finding->severity), markup_text(finding->message),
          markup_text(full_message(*finding)));
    }
    suites += "  </testsuite>\n";
  });
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"leadscore check\" "
      "tests=\"{}\" failures=\"{}\">\n{}</testsuites>\n",
      tests, report.findings.size(), suites);
}

std::string checkstyle_report(const CheckReport& report) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
  for_each_file(report, [&](const std::string& path, const std::vector<const Finding*>& findings) {
    text += fmt::format("  <file name=\"{}\">\n", markup_text(path));
    for (const Finding* finding : findings) {
      const std::string_view severity = finding->severity == Severity::kNote
                                            ? std::string_view("info")
                                            : severity_name(finding->severity);
      text += fmt::format(
          "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" "
          "source=\"leadscore.{}\"/>\n",
          finding->begin.line, finding->begin.column, severity, markup_text(finding->message),
          kind_name(finding->kind));
    }
    text += "  </file>\n";
  });
  return text + "</checkstyle>\n";
}

}  // namespace leadscore::cli
