// The formats in which `check` writes what it found.
#pragma once

#include "tools/cli/check_findings.hpp"

#include <string>
#include <string_view>

namespace leadscore::cli {

/// All findings in a format of `check --format`. Every format is complete for itself: JSON and XML
/// are whole documents, also without findings; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string report_text(const CheckReport& report, std::string_view format);

// One function for each format; json, sarif and gitlab in check_formats_json.cpp.
[[nodiscard]] std::string text_report(const CheckReport& report);
[[nodiscard]] std::string plain_report(const CheckReport& report);
[[nodiscard]] std::string github_report(const CheckReport& report);
[[nodiscard]] std::string junit_report(const CheckReport& report);
[[nodiscard]] std::string checkstyle_report(const CheckReport& report);
[[nodiscard]] std::string json_report(const CheckReport& report);
[[nodiscard]] std::string sarif_report(const CheckReport& report);
[[nodiscard]] std::string gitlab_report(const CheckReport& report);

}  // namespace leadscore::cli
