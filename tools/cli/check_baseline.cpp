#include "tools/cli/check_baseline.hpp"

#include "base/text/shown.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

namespace leadscore::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxShownText = 80;

/// The same for `models/a.score` and `./models/a.score`.
std::string normal(const std::string& path) {
  return std::filesystem::path(path).lexically_normal().string();
}

/// The text under a key of an entry; nothing if there is none.
std::optional<std::string> text_at(const Json& entry, const char* key) {
  if (!entry.is_object() || !entry.contains(key) || !entry[key].is_string()) return std::nullopt;
  return entry[key].get<std::string>();
}

}  // namespace

Baseline::Key Baseline::key_of(const Finding& finding) {
  return {normal(finding.path), std::string(kind_name(finding.kind)), finding.line_text};
}

Baseline Baseline::of(const CheckReport& report) {
  Baseline baseline;
  for (const Finding& finding : report.findings) {
    if (severity_of(finding.kind) == Severity::kError) continue;
    ++baseline.counts_[key_of(finding)];
  }
  return baseline;
}

Result<Baseline> Baseline::read(std::string_view json) {
  const Json root = Json::parse(json, nullptr, false);
  if (!root.is_object() || !root.contains("findings") || !root["findings"].is_array()) {
    return Error{"this is not what `leadscore check --write-baseline` writes"};
  }
  Baseline baseline;
  std::size_t number = 0;
  for (const Json& entry : root["findings"]) {
    ++number;
    const auto file = text_at(entry, "file");
    const auto kind = text_at(entry, "kind");
    const auto line = text_at(entry, "text");
    const bool has_count = entry.is_object() && entry.contains("count");
    if (!file || !kind || !line || (has_count && !entry["count"].is_number_unsigned())) {
      return Error{fmt::format("entry {} is not one of file, kind, text and count", number)};
    }
    baseline.counts_[{*file, *kind, *line}] += has_count ? entry["count"].get<std::size_t>() : 1;
  }
  return baseline;
}

std::string Baseline::text() const {
  Json entries = Json::array();
  for (const auto& [key, count] : counts_) {
    const auto& [file, kind, line] = key;
    entries.push_back({{"file", file}, {"kind", kind}, {"text", line}, {"count", count}});
  }
  const Json root{{"version", 1}, {"findings", std::move(entries)}};
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::vector<std::string> Baseline::remove_from(CheckReport& report) const {
  auto left = counts_;
  std::set<std::string> checked;
  for (const std::string& path : report.paths) checked.insert(normal(path));
  std::erase_if(report.findings, [&](const Finding& finding) {
    checked.insert(normal(finding.path));
    if (severity_of(finding.kind) == Severity::kError) return false;
    const auto entry = left.find(key_of(finding));
    if (entry == left.end() || entry->second == 0) return false;
    --entry->second;
    return true;
  });
  std::vector<std::string> stale;
  for (const auto& [key, count] : left) {
    const auto& [file, kind, line] = key;
    if (count == 0 || !checked.contains(file)) continue;
    stale.push_back(fmt::format("{}: {}: {}", file, kind, text::shown(line, kMaxShownText)));
  }
  return stale;
}

}  // namespace leadscore::cli
