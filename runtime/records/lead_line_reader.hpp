// Reads leads that stand in memory as JSON, one object a lead: for programs that embed us, and for
// services, which get one lead at a time.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/records/line_codes.hpp"
#include "runtime/records/record_reader.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace leadscore::runtime {

struct LeadLineOptions {
  std::optional<std::string> id_key{};  // else `id`, else the number of the line
  bool is_quick = true;  // else no quick reader is used; the answers are the same (for tests)
  /// Where native code comes from once enough lines were read to see how they look (MadeLines); it
  /// outlives the reader. Null: lines are read without.
  LineCodes* codes = nullptr;
};

/// Made once for a program, it reads line after line: it learns how they look, and then takes no
/// memory for lines that are not out of the ordinary and not longer than 8 KB, if the batch is
/// cleared between them. One thread at a time. The program outlives it.
///
///     LeadLineReader reader(program);
///     LeadBatch batch(program);
///     batch.clear();
///     if (const auto read = reader.read(line, batch); !read) return read.error();
///     scorer.score(batch, as_of, workspace, scores);  // a BatchScorer
class LeadLineReader {
 public:
  explicit LeadLineReader(const bytecode::Program& program, LeadLineOptions options = {});
  ~LeadLineReader();
  LeadLineReader(LeadLineReader&&) noexcept;
  LeadLineReader& operator=(LeadLineReader&&) noexcept;

  /// Reads one JSON object (language.md §9), with or without a line end, and appends its lead to
  /// `batch` (made for this program). The batch keeps a copy: `json` may go when this returns, and
  /// nothing behind its end is looked at. A lead without id has as its id the number of the line
  /// among all that were read, 1 is the first, and that number is its LeadBatch::line(). Errors: no
  /// JSON object, not UTF-8, or too many events; each is a sentence without a full stop, and the
  /// batch is as before.
  [[nodiscard]] Result<void> read(std::string_view json, LeadBatch& batch);

  /// What it met so far; lines with errors are `rejected`.
  [[nodiscard]] const ReadReport& report() const { return report_; }

 private:
  struct Readers;

  std::unique_ptr<Readers> readers_;
  ReadReport report_;
  std::uint64_t count_ = 0;  // of lines
};

/// Reads one JSON object as a lead and appends it to `batch`, as LeadLineReader does, which is what
/// reads many: for tests and `test` blocks. A lead without id has `default_id`. `report` counts
/// what did not read.
[[nodiscard]] Result<void> read_json_lead(const bytecode::Program& program, std::string_view json,
                                          std::string_view default_id, LeadBatch& batch,
                                          ReadReport& report);

}  // namespace leadscore::runtime
