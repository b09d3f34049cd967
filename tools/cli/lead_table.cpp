#include "tools/cli/lead_table.hpp"

#include "base/decimal.hpp"
#include "base/text/utf8.hpp"
#include "runtime/output/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace leadscore::cli {
namespace {

constexpr std::size_t kMaxIdColumns = 40;
constexpr std::size_t kLabelColumns = 44;  // of one reason
constexpr std::size_t kMinReasonsColumns = 60;
constexpr std::string_view kGap = "  ";

bool gives_more(const runtime::Reason* left, const runtime::Reason* right) {
  return std::llabs(left->points_thousandths) > std::llabs(right->points_thousandths);
}

/// All reasons of a lead, those with the most points first, each on a line of the cell.
std::string reasons_cell(const runtime::ScoredLead& scored) {
  std::vector<const runtime::Reason*> given;
  for (const runtime::Reason& reason : scored.explanation->rules) {
    if (reason.truth == runtime::Truth::kTrue) given.push_back(&reason);
  }
  std::ranges::stable_sort(given, gives_more);
  std::string cell;
  for (const runtime::Reason* reason : given) {
    const auto label =
        runtime::label_of(scored.program, scored.program.rules[reason->rule].wording);
    cell += fmt::format("{} {}\n", format_signed_points(reason->points_thousandths),
                        cut_to_width(label, kLabelColumns));
  }
  return cell;
}

/// As many of a cell's reasons as fit: `+20 decision maker, +15 visited("/pricing"), 2 more`.
std::string fitting_reasons(std::string_view cell, std::size_t columns) {
  auto left = static_cast<std::size_t>(std::ranges::count(cell, '\n'));
  if (left == 0) return std::string(cell);  // a title
  std::string text;
  for (; left > 0; --left) {
    const std::size_t end = cell.find('\n');
    const std::string reason = fmt::format("{}{}", text.empty() ? "" : ", ", cell.substr(0, end));
    const std::string after = left > 1 ? fmt::format(", {} more", left - 1) : "";
    const std::size_t wanted =
        text::display_width(text) + text::display_width(reason) + after.size();
    if (!text.empty() && wanted > columns) return text + fmt::format(", {} more", left);
    text += reason;
    cell.remove_prefix(end + 1);
  }
  return cut_to_width(text, columns);
}

}  // namespace

LeadTable::LeadTable(const bytecode::Program& program, Reasons reasons, const Stream& stream)
    : reasons_(reasons), stream_(stream) {
  columns_.push_back({.title = "lead"});
  columns_.push_back({.title = "score", .is_number = true});
  for (const bytecode::Part& part : program.parts) {
    columns_.push_back({.title = std::string(program.texts.text(part.name)), .is_number = true});
  }
  if (!program.stages.empty() || !program.disqualifications.empty()) {
    columns_.push_back({.title = "stage"});
  }
  if (reasons == Reasons::kShown) columns_.push_back({.title = "reasons"});
}

LeadRow LeadTable::make_row(const runtime::ScoredLead& scored) const {
  LeadRow row;
  row.push_back(cut_to_width(scored.batch.id(scored.lead), kMaxIdColumns));
  row.push_back(format_points(scored.scores.scores[scored.lead]));
  for (const bytecode::PartId part : scored.program.parts.ids()) {
    row.push_back(format_points(scored.scores.part(scored.lead, part)));
  }
  const std::size_t used = row.size() + (reasons_ == Reasons::kShown ? 1 : 0);
  if (used < columns_.size()) {
    row.emplace_back(runtime::stage_name_of(scored).value_or("-"));
  }
  if (reasons_ == Reasons::kShown) row.push_back(reasons_cell(scored));
  return row;
}

std::string LeadTable::text_of(const std::vector<LeadRow>& rows) {
  if (rows.empty()) return {};
  std::string text;
  if (!is_measured_) {
    measure(rows);
    text = header();
  }
  for (const LeadRow& row : rows) text += line_of(row);
  return text;
}

void LeadTable::measure(const std::vector<LeadRow>& rows) {
  std::size_t used = 0;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    column.width = text::display_width(column.title);
    for (const LeadRow& row : rows) {
      column.width = std::max(column.width, text::display_width(row[i]));
    }
    if (i + 1 < columns_.size()) used += column.width + kGap.size();
  }
  if (reasons_ == Reasons::kShown) {
    const std::size_t left = stream_.columns > used ? stream_.columns - used : 0;
    columns_.back().width = std::max(left, kMinReasonsColumns);
  }
  is_measured_ = true;
}

std::string LeadTable::header() const {
  LeadRow titles;
  std::string rule;
  for (const Column& column : columns_) {
    titles.push_back(column.title);
    if (!rule.empty()) rule += kGap;
    const bool is_reasons = &column == &columns_.back() && reasons_ == Reasons::kShown;
    rule.append(is_reasons ? column.title.size() : column.width, '-');
  }
  std::string line = line_of(titles);
  line.pop_back();
  return painted(stream_, Colour::kBold, line) + '\n' + painted(stream_, Colour::kDim, rule) + '\n';
}

std::string LeadTable::line_of(const LeadRow& row) const {
  std::string line;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = columns_[i];
    const bool is_last = i + 1 == columns_.size();
    if (column.is_number) {
      line += padded_left(row[i], column.width);
    } else if (is_last && reasons_ == Reasons::kShown) {
      line += fitting_reasons(row[i], column.width);
    } else {
      line += is_last ? row[i] : padded_right(row[i], column.width);
    }
    if (!is_last) line += kGap;
  }
  while (line.ends_with(' ')) line.pop_back();
  return line + '\n';
}

}  // namespace leadscore::cli
