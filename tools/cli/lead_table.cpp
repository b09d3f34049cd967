#include "tools/cli/lead_table.hpp"

#include "base/check.hpp"
#include "base/decimal.hpp"
#include "base/text/utf8.hpp"
#include "runtime/output/wording.hpp"
#include "tools/cli/evidence_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <string_view>
#include <utility>

namespace leadscore::cli {
namespace {

constexpr std::size_t kMaxIdColumns = 40;
constexpr std::size_t kMaxNameColumns = 30;    // of a model or a route
constexpr std::size_t kMaxAlertsColumns = 40;  // of all alerts of a lead
constexpr std::size_t kLabelColumns = 44;      // of one reason
constexpr std::size_t kMinReasonsColumns = 60;
constexpr std::size_t kMeasuredRows = 1024;
constexpr std::string_view kGap = "  ";

bool gives_more(const runtime::Reason* left, const runtime::Reason* right) {
  return std::llabs(left->points_thousandths) > std::llabs(right->points_thousandths);
}

/// All reasons of a lead, those with the most points first, each on a line of the cell.
std::string reasons_cell(const runtime::ScoredLead& scored) {
  std::vector<const runtime::Reason*> given;
  for (const runtime::Reason& reason : scored.explanation->reasons) {
    if (reason.truth == runtime::Truth::kTrue) given.push_back(&reason);
  }
  std::ranges::stable_sort(given, gives_more);
  std::string cell;
  for (const runtime::Reason* reason : given) {
    const std::string label = runtime::label_of(scored.program, *reason);
    cell += fmt::format("{} {}\n", format_signed_points(reason->points_thousandths),
                        cut_to_width(label, kLabelColumns));
  }
  return cell;
}

std::string alerts_cell(const std::vector<std::string_view>& names) {
  if (names.empty()) return "-";
  return cut_to_width(fmt::format("{}", fmt::join(names, ", ")), kMaxAlertsColumns);
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

LeadTable::LeadTable(std::span<const LoadedProgram> programs, const LeadFormatOptions& options,
                     const Stream& stream)
    : reasons_(options.reasons), stream_(stream) {
  for (const LoadedProgram& loaded : programs) names_.push_back(name_of(loaded));
  columns_.push_back({.title = "lead", .content = Content::kId});
  if (programs.size() > 1) columns_.push_back({.title = "model", .content = Content::kModel});
  columns_.push_back({.title = "score", .content = Content::kScore, .is_number = true});
  add_parts_and_grades(programs);
  add_outcomes(programs, options);
}

LeadTable::Column& LeadTable::column_of(Content content, std::string title, std::size_t models) {
  const auto found = std::ranges::find_if(columns_, [&](const Column& column) {
    return column.content == content && column.title == title;
  });
  if (found != columns_.end()) return *found;
  columns_.push_back({.title = std::move(title),
                      .content = content,
                      .ids = std::vector<std::uint32_t>(models, kNoId),
                      .is_number = content == Content::kPart});
  return columns_.back();
}

void LeadTable::add_parts_and_grades(std::span<const LoadedProgram> programs) {
  for (std::size_t model = 0; model < programs.size(); ++model) {
    const bytecode::Program& program = programs[model].program;
    for (const bytecode::PartId part : program.parts.ids()) {
      const std::string_view name = program.texts.text(program.parts[part].name);
      column_of(Content::kPart, std::string(name), programs.size()).ids[model] = part.value;
    }
  }
  for (std::size_t model = 0; model < programs.size(); ++model) {
    const bytecode::Program& program = programs[model].program;
    for (const bytecode::GradeId grade : program.grades.ids()) {
      const std::string title = fmt::format("{} grade", runtime::graded_name(program, grade));
      column_of(Content::kGrade, title, programs.size()).ids[model] = grade.value;
    }
  }
}

void LeadTable::add_outcomes(std::span<const LoadedProgram> programs,
                             const LeadFormatOptions& options) {
  const auto any = [&](auto has) {
    return std::ranges::any_of(programs,
                               [&](const LoadedProgram& loaded) { return has(loaded.program); });
  };
  if (any([](const bytecode::Program& program) {
        return !program.stages.empty() || !program.disqualifications.empty();
      })) {
    columns_.push_back({.title = "stage", .content = Content::kStage});
  }
  if (any([](const bytecode::Program& program) { return !program.routes.empty(); })) {
    columns_.push_back({.title = "route", .content = Content::kRoute});
  }
  if (any([](const bytecode::Program& program) { return !program.alerts.empty(); })) {
    columns_.push_back({.title = "alerts", .content = Content::kAlerts});
    if (options.fired == FiredAlerts::kShown) {
      columns_.push_back({.title = "fired", .content = Content::kFired});
    }
  }
  if (reasons_ == Reasons::kShown) {
    columns_.push_back({.title = "reasons", .content = Content::kReasons});
  }
}

LeadRow LeadTable::make_row(std::size_t model, const runtime::ScoredLead& scored) const {
  LeadRow row;
  for (const Column& column : columns_) row.push_back(cell(column, model, scored));
  return row;
}

std::string LeadTable::cell(const Column& column, std::size_t model,
                            const runtime::ScoredLead& scored) const {
  const bool is_inside = scored.scores.applies(scored.lead);
  switch (column.content) {
    case Content::kId:
      return cut_to_width(scored.batch.id(scored.lead), kMaxIdColumns);
    case Content::kModel:
      return is_inside ? cut_to_width(names_[model], kMaxNameColumns) : "-";
    case Content::kScore:
      return is_inside ? format_points(scored.scores.scores[scored.lead]) : "-";
    case Content::kPart:
      if (!is_inside || column.ids[model] == kNoId) return "-";
      return format_points(scored.scores.part(scored.lead, bytecode::PartId(column.ids[model])));
    case Content::kGrade:
      if (!is_inside || column.ids[model] == kNoId) return "-";
      return std::string(runtime::grade_name_of(scored, bytecode::GradeId(column.ids[model])));
    case Content::kStage:
      return std::string(runtime::stage_name_of(scored).value_or("-"));
    case Content::kRoute:
      return cut_to_width(runtime::route_name_of(scored).value_or("-"), kMaxNameColumns);
    case Content::kAlerts:
      return alerts_cell(runtime::alert_names_of(scored));
    case Content::kFired:
      return alerts_cell(runtime::fired_alert_names_of(scored));
    case Content::kReasons:
      return reasons_cell(scored);
  }
  LEADSCORE_CHECK(false, "a column that is none");
}

void LeadTable::write(LeadRows& rows, OutputFile& out) {
  if (is_measured_) {
    for (const LeadRow& row : rows.cells) out.write(line_of(row));
  } else {
    std::ranges::move(rows.cells, std::back_inserter(waiting_));
    if (waiting_.size() >= kMeasuredRows) finish(out);
  }
  rows.clear();
}

void LeadTable::finish(OutputFile& out) {
  if (waiting_.empty()) return;
  measure(std::span(waiting_).first(std::min(waiting_.size(), kMeasuredRows)));
  out.write(header());
  for (const LeadRow& row : waiting_) out.write(line_of(row));
  waiting_.clear();
}

void LeadTable::measure(std::span<const LeadRow> rows) {
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
