#include "tests/differential/engine.hpp"

#include "base/check.hpp"
#include "runtime/records/lead_line_reader.hpp"
#include "runtime/records/record_reader.hpp"
#include "tests/differential/trial.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <span>
#include <system_error>
#include <unistd.h>

namespace leadscore::differential {
namespace {

std::optional<std::size_t> place(std::int32_t number) {
  if (number == runtime::ScoreBatch::kNone) return std::nullopt;
  return static_cast<std::size_t>(number);
}

/// A file with a record on every line, while this lives.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::vector<reference::Json>& records)
      : path_((std::filesystem::temp_directory_path() / "leadscore-XXXXXX").string()) {
    const int file = mkstemp(path_.data());
    LEADSCORE_CHECK(file >= 0, "no temporary file");
    close(file);
    std::ofstream lines(path_, std::ios::binary);
    for (const reference::Json& record : records) lines << record.dump() << '\n';
    lines.close();
    LEADSCORE_CHECK(lines, "the temporary file was not written");
  }
  ~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

std::string errors_of(const Compilation& compilation) {
  std::string errors;
  for (const Diagnostic& diagnostic : compilation.diagnostics.all()) {
    if (severity_of(diagnostic.kind) != Severity::kError) continue;
    const Location place = compilation.sources.locate(diagnostic.span.file, diagnostic.span.begin);
    errors += fmt::format("{}:{}: {} [{}]\n", place.line, place.column, diagnostic.message,
                          kind_name(diagnostic.kind));
  }
  return errors;
}

reference::Answer Engine::score(const runtime::LeadBatch& batch, std::size_t lead, TimeMs as_of) {
  scores_.reset(program_, 1);
  scorer_.score_lead(batch, lead, as_of, workspace_, scores_, 0);
  return answer_of(scores_, 0);
}

reference::Answer Engine::answer_of(const runtime::ScoreBatch& scores, std::size_t lead) const {
  reference::Answer answer;
  answer.applies = scores.applies(lead);
  if (!answer.applies) return answer;
  answer.score_thousandths = scores.scores[lead];
  for (const bytecode::PartId part : program_.parts.ids()) {
    answer.parts_thousandths.push_back(scores.part(lead, part));
  }
  for (const bytecode::GradeId grade : program_.grades.ids()) {
    answer.grades.push_back(scores.grade(lead, grade));
  }
  for (const bytecode::StageId stage : program_.stages.ids()) {
    answer.stages_met.push_back(scores.is_met(lead, stage));
  }
  answer.stage = place(scores.stage(lead));
  answer.is_disqualified = scores.disqualified[lead] != 0;
  answer.route = place(scores.route(lead));
  for (const bytecode::AlertId alert : program_.alerts.ids()) {
    answer.alerts.push_back(scores.is_raised(lead, alert));
  }
  for (const bytecode::NeverId never : program_.nevers.ids()) {
    answer.nevers.push_back(scores.is_broken(lead, never));
  }
  return answer;
}

std::optional<std::string> Engine::compare_batch(runtime::LeadBatch& batch, TimeMs as_of) {
  runtime::ScoreBatch rows;
  scorer_.score(batch, as_of, workspace_, rows);
  auto found = compare_blocks(batch, as_of, rows);
  if (found) return found;
  batch.encode(dictionaries_);
  found = compare_blocks(batch, as_of, rows);
  if (found) *found += "(with its texts numbered)\n";
  return found;
}

std::optional<std::string> Engine::compare_blocks(const runtime::LeadBatch& batch, TimeMs as_of,
                                                  const runtime::ScoreBatch& rows) {
  runtime::ScoreBatch blocks;
  batch_scorer_.score(batch, as_of, batch_workspace_, blocks);
  auto found = compare_scores(blocks, as_of, rows);
  const runtime::batch::BlockCode* const code = native_code_for(batch);
  if (found || code == nullptr) return found;
  batch_scorer_.score(batch, as_of, code, batch_workspace_, blocks);
  found = compare_scores(blocks, as_of, rows);
  if (found) *found += "(by native code)\n";
  return found;
}

/// Native code is for large blocks; null: there is no LLVM here.
const runtime::batch::BlockCode* Engine::native_code_for(const runtime::LeadBatch& batch) {
  static const bool is_there = static_cast<bool>(runtime::jit::load_llvm());
  if (!is_there || batch.size() <= runtime::batch::kWordBits) return nullptr;
  if (!native_) {
    auto made = runtime::jit::compile_block(batch_scorer_.steps());
    LEADSCORE_CHECK(made, "no native code: " + made.error().message);
    native_ = std::move(*made);
  }
  return &native_->code;
}

std::optional<std::string> Engine::compare_scores(const runtime::ScoreBatch& blocks, TimeMs as_of,
                                                  const runtime::ScoreBatch& rows) const {
  if (rows == blocks) return std::nullopt;
  for (std::size_t lead = 0; lead < rows.size(); ++lead) {
    const reference::Answer row = answer_of(rows, lead);
    const reference::Answer block = answer_of(blocks, lead);
    if (const auto found = difference(block, row)) {
      return fmt::format("lead {} as of {} (twin: the engine for one lead):\n{}", lead + 1, as_of,
                         *found);
    }
  }
  return "an answer differs that no lead is shown\n";
}

reference::Answer Engine::score(std::string_view json, TimeMs as_of) {
  single_.clear();
  runtime::ReadReport report;
  const Result<void> read = runtime::read_json_lead(program_, json, "1", single_, report);
  LEADSCORE_CHECK(read, "the record was not read: " + read.error().message);
  return score(single_, 0, as_of);
}

runtime::Explanation Engine::explain(const runtime::LeadBatch& batch, std::size_t lead,
                                     TimeMs as_of) {
  return runtime::explain(scorer_, batch, lead, as_of, workspace_);
}

std::vector<runtime::LeadBatch> read_as_lines(const std::vector<const bytecode::Program*>& programs,
                                              const std::vector<reference::Json>& records) {
  std::vector<runtime::LeadBatch> batches;
  for (const bytecode::Program* program : programs) batches.emplace_back(*program);
  if (records.empty()) return batches;
  const TemporaryFile file(records);
  auto reader = runtime::RecordReader::open(programs, {.path = file.path()});
  LEADSCORE_CHECK(reader, "the file was not opened: " + reader.error().message);
  const Result<void> read = (*reader)->read(std::span(batches), records.size());
  LEADSCORE_CHECK(read && batches[0].size() == records.size(), "not every record was read");
  return batches;
}

}  // namespace leadscore::differential
