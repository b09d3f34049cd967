#include "tools/cli/joined_csv.hpp"

#include "base/check.hpp"
#include "runtime/output/lead_csv.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace leadscore::cli {
namespace {

/// The cells of one line that append_lead_csv() wrote.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells(1);
  bool is_quoted = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (c == '"' && is_quoted && line.substr(at + 1).starts_with('"')) {
      cells.back() += c;
      ++at;
    } else if (c == '"') {
      is_quoted = !is_quoted;
    } else if (c == ',' && !is_quoted) {
      cells.emplace_back();
    } else if (c != '\n' || is_quoted) {
      cells.back() += c;
    }
  }
  return cells;
}

std::string line_of(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) line += ',';
    runtime::append_csv_cell(line, cell);
  }
  return line + '\n';
}

/// Each once, the columns before `stage` (score, parts, grades) of all models before the others.
std::vector<std::string> all_columns(const std::vector<std::vector<std::string>>& headers) {
  std::vector<std::string> all{"id", "model"};
  std::unordered_set<std::string> known(all.begin(), all.end());
  const auto add = [&](const std::string& name) {
    if (known.insert(name).second) all.push_back(name);
  };
  constexpr std::string_view kBehindParts = "stage";
  for (const auto& header : headers) {
    for (auto cell = header.begin(); cell != std::ranges::find(header, kBehindParts); ++cell) {
      add(*cell);
    }
  }
  for (const auto& header : headers) std::ranges::for_each(header, add);
  return all;
}

}  // namespace

JoinedCsv::JoinedCsv(const std::vector<std::string>& headers, std::vector<std::string> names)
    : names_(std::move(names)) {
  std::vector<std::vector<std::string>> split;
  for (const std::string& header : headers) split.push_back(cells_of(header));
  columns_ = all_columns(split);
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t at = 0; at < columns_.size(); ++at) places.emplace(columns_[at], at);
  for (const auto& header : split) {
    std::vector<std::size_t>& columns = columns_of_.emplace_back();
    for (const std::string& name : header) columns.push_back(places.at(name));
  }
}

std::string JoinedCsv::header() const { return line_of(columns_); }

std::string JoinedCsv::row(std::size_t model, std::string_view row) const {
  const std::vector<std::string> cells = cells_of(row);
  const std::vector<std::size_t>& columns = columns_of_[model];
  LEADSCORE_CHECK(cells.size() == columns.size(), "a row of CSV that does not fit its header");
  std::vector<std::string> all(columns_.size());
  all[1] = names_[model];
  for (std::size_t at = 0; at < cells.size(); ++at) all[columns[at]] = cells[at];
  return line_of(all);
}

}  // namespace leadscore::cli
