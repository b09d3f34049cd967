#include "tools/cli/lead_format.hpp"

#include "base/check.hpp"
#include "runtime/output/lead_csv.hpp"
#include "runtime/output/lead_json.hpp"
#include "tools/cli/joined_csv.hpp"
#include "tools/cli/lead_table.hpp"

namespace leadscore::cli {
namespace {

/// Of formats whose rows are lines already.
void write_lines(LeadRows& rows, OutputFile& out) {
  out.write(rows.lines);
  for (const LeadRow& row : rows.cells) out.write(row.front());
  rows.clear();
}

class JsonLines : public LeadFormat {
 public:
  LeadRow make_row(std::size_t, const runtime::ScoredLead& lead) const override {
    std::string line;
    runtime::append_lead_json(line, lead);
    line += '\n';
    return {std::move(line)};
  }

  void add_row(LeadRows& rows, std::size_t model, const runtime::ScoredLead& lead) const override {
    runtime::append_lead_json(rows.lines, lead, rows.outcomes_of(model));
    rows.lines += '\n';
    ++rows.count;
  }

  void write(LeadRows& rows, OutputFile& out) override { write_lines(rows, out); }
  void finish(OutputFile&) override {}
};

class Csv : public LeadFormat {
 public:
  Csv(std::span<const LoadedProgram> programs, runtime::CsvColumns columns) : columns_(columns) {
    std::vector<std::string> headers;
    std::vector<std::string> names;
    for (const LoadedProgram& loaded : programs) {
      runtime::append_csv_header(headers.emplace_back(), loaded.program, columns);
      names.push_back(name_of(loaded));
    }
    if (programs.size() > 1) joined_.emplace(headers, std::move(names));
    header_ = joined_ ? joined_->header() : headers.front();
  }

  LeadRow make_row(std::size_t model, const runtime::ScoredLead& lead) const override {
    std::string line;
    runtime::append_lead_csv(line, lead, columns_);
    return {joined_ ? joined_->row(model, line) : std::move(line)};
  }

  void add_row(LeadRows& rows, std::size_t model, const runtime::ScoredLead& lead) const override {
    if (joined_) return rows.add(make_row(model, lead));
    runtime::append_lead_csv(rows.lines, lead, columns_, rows.outcomes_of(model));
    ++rows.count;
  }

  void write(LeadRows& rows, OutputFile& out) override {
    finish(out);
    write_lines(rows, out);
  }

  void finish(OutputFile& out) override {
    out.write(header_);
    header_.clear();
  }

 private:
  runtime::CsvColumns columns_;
  std::optional<JoinedCsv> joined_;  // of several models
  std::string header_;               // until it was shown
};

}  // namespace

std::unique_ptr<LeadFormat> make_lead_format(const LeadFormatOptions& options,
                                             std::span<const LoadedProgram> programs,
                                             const Stream& stream) {
  if (options.format == "jsonl") return std::make_unique<JsonLines>();
  if (options.format == "csv") {
    return std::make_unique<Csv>(
        programs, runtime::CsvColumns{.reasons = options.reasons == Reasons::kShown,
                                      .fired = options.fired == FiredAlerts::kShown});
  }
  LEADSCORE_CHECK(options.format == "table", "a format that is none");
  return std::make_unique<LeadTable>(programs, options, stream);
}

std::string name_of(const LoadedProgram& loaded) {
  const bytecode::Program& program = loaded.program;
  return program.name ? std::string(program.texts.text(*program.name)) : loaded.path;
}

}  // namespace leadscore::cli
