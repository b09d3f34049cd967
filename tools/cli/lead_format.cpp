#include "tools/cli/lead_format.hpp"

#include "base/check.hpp"
#include "runtime/output/lead_csv.hpp"
#include "runtime/output/lead_json.hpp"
#include "tools/cli/lead_table.hpp"

namespace leadscore::cli {
namespace {

class JsonLines : public LeadFormat {
 public:
  LeadRow make_row(const runtime::ScoredLead& lead) const override {
    std::string line;
    runtime::append_lead_json(line, lead);
    line += '\n';
    return {std::move(line)};
  }

  std::string text_of(const std::vector<LeadRow>& rows) override {
    std::string text;
    for (const LeadRow& row : rows) text += row.front();
    return text;
  }
};

class Csv : public LeadFormat {
 public:
  Csv(const bytecode::Program& program, Reasons reasons)
      : reasons_(reasons == Reasons::kShown ? runtime::CsvReasons::kShown
                                            : runtime::CsvReasons::kNone) {
    runtime::append_csv_header(header_, program, reasons_);
  }

  LeadRow make_row(const runtime::ScoredLead& lead) const override {
    std::string line;
    runtime::append_lead_csv(line, lead, reasons_);
    return {std::move(line)};
  }

  std::string text_of(const std::vector<LeadRow>& rows) override {
    std::string text = std::move(header_);
    header_.clear();
    for (const LeadRow& row : rows) text += row.front();
    return text;
  }

 private:
  runtime::CsvReasons reasons_;
  std::string header_;  // until it was shown
};

}  // namespace

std::unique_ptr<LeadFormat> make_lead_format(std::string_view format,
                                             const bytecode::Program& program, Reasons reasons,
                                             const Stream& stream) {
  if (format == "jsonl") return std::make_unique<JsonLines>();
  if (format == "csv") return std::make_unique<Csv>(program, reasons);
  LEADSCORE_CHECK(format == "table", "a format that is none");
  return std::make_unique<LeadTable>(program, reasons, stream);
}

}  // namespace leadscore::cli
