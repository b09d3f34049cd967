// What coverage came to, as text, LCOV and JSON.
#include "runtime/output/json_text.hpp"
#include "tools/cli/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace leadscore::cli {
namespace {

struct KindRow {
  CoveredKind kind;
  std::string_view title;
  std::string_view name;
};

constexpr std::array kKinds{
    KindRow{CoveredKind::kRule, "rules", "rule"},
    KindRow{CoveredKind::kRow, "rows", "row"},
    KindRow{CoveredKind::kChoice, "choices of `best of`", "choice"},
    KindRow{CoveredKind::kCondition, "tests in conditions", "condition"},
    KindRow{CoveredKind::kOutcome, "stages and outcomes", "outcome"},
};

std::string_view name_of(CoveredKind kind) {
  return std::ranges::find(kKinds, kind, &KindRow::kind)->name;
}

std::string missing_text(const CoveredItem& item) {
  std::string text;
  for (const Outcome& outcome : item.outcomes) {
    if (outcome.count > 0) continue;
    text += fmt::format("{}{}", text.empty() ? "never " : " or ", outcome.name);
  }
  return text;
}

std::string row_of(std::string_view title, CoverageCount count) {
  return fmt::format("{:<22}{:>5} of {:<5}{:>6.1f}%\n", title, count.seen, count.all,
                     count.percent());
}

void add_lcov(const CoveredFile& file, std::string& text) {
  std::map<std::uint32_t, std::uint64_t> lines;
  std::map<std::uint32_t, std::string> branches;
  std::map<std::uint32_t, std::size_t> blocks;
  for (const CoveredItem& item : file.items) {
    std::uint64_t asked = 0;
    for (const Outcome& outcome : item.outcomes) asked += outcome.count;
    const std::size_t block = blocks[item.line]++;
    for (std::size_t i = 0; i < item.outcomes.size(); ++i) {
      const std::string taken = asked == 0 ? "-" : fmt::format("{}", item.outcomes[i].count);
      branches[item.line] += fmt::format("BRDA:{},{},{},{}\n", item.line, block, i, taken);
    }
    if (item.kind == CoveredKind::kCondition) continue;
    const auto [line, is_first] = lines.emplace(item.line, item.outcomes[0].count);
    if (!is_first) line->second = std::min(line->second, item.outcomes[0].count);
  }
  text += fmt::format("TN:\nSF:{}\n", file.path);
  for (const auto& [line, branch] : branches) text += branch;
  const CoverageCount count = count_coverage(std::span(&file, 1));
  text += fmt::format("BRF:{}\nBRH:{}\n", count.all, count.seen);
  std::size_t hit = 0;
  for (const auto& [line, times] : lines) {
    text += fmt::format("DA:{},{}\n", line, times);
    hit += times > 0 ? 1 : 0;
  }
  text += fmt::format("LF:{}\nLH:{}\nend_of_record\n", lines.size(), hit);
}

std::string json_of(const CoveredItem& item) {
  std::string text =
      fmt::format(R"({{"kind": "{}", "line": {}, "words": )", name_of(item.kind), item.line);
  runtime::append_json_string(text, item.words);
  std::string_view separator;
  text += ", \"outcomes\": {";
  for (const Outcome& outcome : item.outcomes) {
    text += fmt::format("{}\"{}\": {}", separator, outcome.name, outcome.count);
    separator = ", ";
  }
  return text + "}}";
}

}  // namespace

CoverageCount count_coverage(std::span<const CoveredFile> files) {
  CoverageCount count;
  for (const KindRow& row : kKinds) {
    const CoverageCount more = count_coverage(files, row.kind);
    count.seen += more.seen;
    count.all += more.all;
  }
  return count;
}

CoverageCount count_coverage(std::span<const CoveredFile> files, CoveredKind kind) {
  CoverageCount count;
  for (const CoveredFile& file : files) {
    for (const CoveredItem& item : file.items) {
      if (item.kind != kind) continue;
      count.seen += item.seen();
      count.all += item.outcomes.size();
    }
  }
  return count;
}

std::string coverage_text(std::span<const CoveredFile> files) {
  std::string text;
  for (const CoveredFile& file : files) {
    for (const CoveredItem& item : file.items) {
      if (item.seen() == item.outcomes.size()) continue;
      text += fmt::format("{}:{}: {}: {}\n", file.path, item.line, missing_text(item), item.words);
    }
  }
  if (!text.empty()) text += '\n';
  text += "coverage                 seen\n";
  for (const KindRow& row : kKinds) {
    const CoverageCount count = count_coverage(files, row.kind);
    if (count.all > 0) text += row_of(row.title, count);
  }
  return text + row_of("all", count_coverage(files));
}

std::string coverage_lcov(std::span<const CoveredFile> files) {
  std::string text;
  for (const CoveredFile& file : files) add_lcov(file, text);
  return text;
}

std::string coverage_json(std::span<const CoveredFile> files) {
  const CoverageCount all = count_coverage(files);
  std::string text = fmt::format("{{\"seen\": {}, \"all\": {}, \"percent\": {:.1f}, \"files\": [",
                                 all.seen, all.all, all.percent());
  std::string_view separator = "\n";
  for (const CoveredFile& file : files) {
    const CoverageCount count = count_coverage(std::span(&file, 1));
    text += fmt::format("{}  {{\"file\": ", separator);
    separator = ",\n";
    runtime::append_json_string(text, file.path);
    text += fmt::format(", \"seen\": {}, \"all\": {}, \"items\": [", count.seen, count.all);
    std::string_view item_separator = "\n";
    for (const CoveredItem& item : file.items) {
      text += fmt::format("{}    {}", item_separator, json_of(item));
      item_separator = ",\n";
    }
    text += "]}";
  }
  return text + "]}\n";
}

}  // namespace leadscore::cli
