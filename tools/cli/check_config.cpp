// The only file that includes toml++: it alone costs seconds to compile.
#include "tools/cli/check_config.hpp"

#include "base/text/glob.hpp"
#include "base/text/nearest.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <errno.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string.h>
#include <string_view>

namespace leadscore::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFileName = "leadscore.toml";
constexpr std::uintmax_t kMaxConfigBytes = 1024 * 1024;
constexpr std::array<std::string_view, 4> kSeverities{"error", "warning", "note", "off"};
constexpr std::array<std::string_view, 8> kFormats{"text",  "plain",  "json",   "sarif",
                                                   "junit", "github", "gitlab", "checkstyle"};

/// Reads the tables of one file; the first mistake is kept and ends the reading.
class ConfigReader {
 public:
  explicit ConfigReader(std::string path) : path_(std::move(path)) {}

  [[nodiscard]] Result<ProjectConfig> read(const toml::table& root) {
    config_.folder = fs::absolute(path_).parent_path().lexically_normal().string();
    for (auto&& [key, value] : root) {
      if (key == "lint") {
        read_lint(value);
      } else if (key == "check") {
        read_check(value);
      } else if (key == "test") {
        read_test(value);
      } else if (key == "lsp") {
        read_lsp(value);
      } else {
        fail_unknown(key, std::array<std::string_view, 4>{"check", "lint", "lsp", "test"});
      }
    }
    if (error_) return *error_;
    return std::move(config_);
  }

 private:
  void fail(const toml::source_region& where, std::string message) {
    if (error_) return;
    error_ =
        Error{fmt::format("{}:{}:{}: {}", path_, where.begin.line, where.begin.column, message)};
  }

  void fail_unknown(const toml::key& key, std::span<const std::string_view> known) {
    std::string message = fmt::format("there is no setting `{}`", key.str());
    if (const auto near = text::nearest(key.str(), known)) {
      message += fmt::format("; did you mean `{}`?", *near);
    } else {
      message += fmt::format("; here can stand {}", fmt::join(known, ", "));
    }
    fail(key.source(), message);
  }

  const toml::table* table_of(const toml::key& key, const toml::node& value) {
    if (const toml::table* table = value.as_table()) return table;
    fail(value.source(), fmt::format("`{}` is a table: write `[{}]`", key.str(), key.str()));
    return nullptr;
  }

  std::optional<std::string> text_of(const toml::key& key, const toml::node& value) {
    if (const auto text = value.value_exact<std::string>()) return text;
    fail(value.source(), fmt::format("`{}` is a text in quotes", key.str()));
    return std::nullopt;
  }

  /// A path in the configuration begins at its folder.
  std::optional<std::string> path_of(const toml::key& key, const toml::node& value) {
    const auto text = text_of(key, value);
    if (!text) return std::nullopt;
    return (fs::path(path_).parent_path() / *text).lexically_normal().string();
  }

  void read_lint(const toml::node& value) {
    const toml::table* table = value.as_table();
    if (!table) return fail(value.source(), "`lint` is a table: write `[lint]`");
    for (auto&& [key, entry] : *table) {
      if (key == "paths") {
        read_paths(key, entry);
      } else if (key == "exclude") {
        read_exclude(key, entry);
      } else if (const auto severity = read_severity(key, entry)) {
        config_.severities.set(severity->first, severity->second);
      }
    }
  }

  void read_paths(const toml::key& key, const toml::node& value) {
    const toml::table* table = table_of(key, value);
    if (!table) return;
    for (auto&& [pattern, entry] : *table) {
      const toml::table* kinds = table_of(pattern, entry);
      if (!kinds) return;
      PathSeverities path{std::string(pattern.str()), {}};
      for (auto&& [kind, severity] : *kinds) {
        if (const auto read = read_severity(kind, severity)) path.severities.push_back(*read);
      }
      config_.paths.push_back(std::move(path));
    }
  }

  void read_exclude(const toml::key& key, const toml::node& value) {
    const toml::array* list = value.as_array();
    if (!list) return fail(value.source(), "`exclude` is a list: write `exclude = [\"old/*\"]`");
    for (const toml::node& entry : *list) {
      if (const auto text = text_of(key, entry)) config_.exclude.push_back(*text);
    }
  }

  std::optional<std::pair<DiagnosticKind, Severity>> read_severity(const toml::key& key,
                                                                   const toml::node& value) {
    const auto kind = find_diagnostic_kind(key.str());
    if (!kind) {
      fail_unknown_kind(key);
      return std::nullopt;
    }
    if (severity_of(*kind) == Severity::kError) {
      fail(key.source(),
           fmt::format("`{}` is a mistake in a model, and always an error", key.str()));
      return std::nullopt;
    }
    const std::string text = value.value_exact<std::string>().value_or("");
    const auto found = std::ranges::find(kSeverities, text);
    if (found == kSeverities.end()) {
      std::string message =
          fmt::format("`{}` is one of \"error\", \"warning\", \"note\", \"off\"", key.str());
      if (const auto near = text::nearest(text, kSeverities)) {
        message += fmt::format("; did you mean \"{}\"?", *near);
      }
      fail(value.source(), message);
      return std::nullopt;
    }
    return std::pair(*kind, static_cast<Severity>(found - kSeverities.begin()));
  }

  void fail_unknown_kind(const toml::key& key) {
    std::vector<std::string_view> known{"exclude", "paths"};
    for (const DiagnosticKind kind : all_diagnostic_kinds()) {
      if (severity_of(kind) != Severity::kError) known.push_back(kind_name(kind));
    }
    std::string message = fmt::format("there is no finding `{}`", key.str());
    if (const auto near = text::nearest(key.str(), known)) {
      message += fmt::format("; did you mean `{}`?", *near);
    } else {
      message += "; `leadscore explain` lists them";
    }
    fail(key.source(), message);
  }

  void read_check(const toml::node& value) {
    const toml::table* table = value.as_table();
    if (!table) return fail(value.source(), "`check` is a table: write `[check]`");
    for (auto&& [key, entry] : *table) {
      if (key == "format") {
        read_format(key, entry);
      } else if (key == "baseline") {
        config_.baseline = path_of(key, entry);
      } else {
        fail_unknown(key, std::array<std::string_view, 2>{"baseline", "format"});
      }
    }
  }

  void read_format(const toml::key& key, const toml::node& value) {
    const auto text = text_of(key, value);
    if (!text) return;
    config_.format = text;
    if (std::ranges::find(kFormats, *text) != kFormats.end()) return;
    std::string message = fmt::format("`format` must be one of {}", fmt::join(kFormats, ", "));
    if (const auto near = text::nearest(*text, kFormats)) {
      message += fmt::format("; did you mean \"{}\"?", *near);
    }
    fail(value.source(), message);
  }

  void read_test(const toml::node& value) {
    const toml::table* table = value.as_table();
    if (!table) return fail(value.source(), "`test` is a table: write `[test]`");
    for (auto&& [key, entry] : *table) {
      if (key != "min") {
        fail_unknown(key, std::array<std::string_view, 1>{"min"});
        continue;
      }
      config_.test_minimum = entry.value_exact<std::int64_t>();
      if (!config_.test_minimum || *config_.test_minimum < 0 || *config_.test_minimum > 100) {
        fail(entry.source(), "`min` is a whole number of percent from 0 to 100");
      }
    }
  }

  void read_lsp(const toml::node& value) {
    const toml::table* table = value.as_table();
    if (!table) return fail(value.source(), "`lsp` is a table: write `[lsp]`");
    for (auto&& [key, entry] : *table) {
      if (key == "sample") {
        config_.lsp_sample = path_of(key, entry);
      } else {
        fail_unknown(key, std::array<std::string_view, 1>{"sample"});
      }
    }
  }

  std::string path_;
  ProjectConfig config_;
  std::optional<Error> error_;
};

bool fits(const std::string& pattern, const std::string& folder, const std::string& path) {
  const fs::path absolute = fs::absolute(path).lexically_normal();
  const text::Glob glob = text::Glob::parse(pattern);
  if (glob.matches(absolute.lexically_relative(folder).generic_string())) return true;
  return pattern.find('/') == std::string::npos && glob.matches(absolute.filename().string());
}

}  // namespace

lint::Severities ProjectConfig::severities_for(const std::string& path) const {
  lint::Severities result = severities;
  for (const PathSeverities& entry : paths) {
    if (!fits(entry.pattern, folder, path)) continue;
    for (const auto& [kind, severity] : entry.severities) result.set(kind, severity);
  }
  return result;
}

bool ProjectConfig::is_excluded(const std::string& path) const {
  return std::ranges::any_of(
      exclude, [&](const std::string& pattern) { return fits(pattern, folder, path); });
}

Result<ProjectConfig> read_config(const std::string& path) {
  std::error_code failure;
  const std::uintmax_t size = fs::file_size(path, failure);
  if (failure) return Error{fmt::format("cannot read {}: {}", path, failure.message())};
  if (size > kMaxConfigBytes) return Error{fmt::format("{} is too large", path)};
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) return Error{fmt::format("cannot read {}", path)};
  try {
    return ConfigReader(path).read(toml::parse(text, path));
  } catch (const toml::parse_error& error) {
    const auto& where = error.source().begin;
    return Error{fmt::format("{}:{}:{}: {}", path, where.line, where.column, error.description())};
  }
}

Result<ProjectConfig> find_config(const std::string& path) {
  std::error_code ignored;
  const fs::path start = fs::absolute(path.empty() || path == "-" ? "." : path).lexically_normal();
  fs::path folder = fs::is_directory(start, ignored) ? start : start.parent_path();
  while (true) {
    const fs::path candidate = folder / kFileName;
    if (fs::is_regular_file(candidate, ignored)) {
      const fs::path near = candidate.lexically_proximate(fs::current_path(ignored));
      return read_config(near.string());
    }
    if (!folder.has_relative_path()) return ProjectConfig{};
    folder = folder.parent_path();
  }
}

}  // namespace leadscore::cli
