// Leads that stand in memory as columns, in the layout of Arrow's C data interface, into batches
// without copies of texts: for programs that hold columns already (data frames, databases, files of
// Parquet).
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/records/arrow_abi.hpp"
#include "runtime/records/record_reader.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace leadscore::runtime {

struct ArrowLeadOptions {
  std::optional<std::string> id_key{};             // else `id`, else the number of the row
  std::function<void(const Reject&)> on_reject{};  // a lead with too many events; it has no text
};

/// Reads struct arrays of one schema: each row of them is a lead, and each column a key of it,
/// found by its name as the keys of a JSON object are (language.md §9): a struct's columns are
/// those of a nested object. A value means what the same value in a record means; what is null is
/// unknown.
///
/// Types: bool, signed and unsigned integers, float32 and float64, utf8 and large_utf8, date32 and
/// date64, timestamp (of any unit, cut to milliseconds; of any zone, as it counts from 1970 in UTC;
/// without a zone it is UTC, as a time of a record is), null; all of them also numbered by a
/// dictionary; lists of them for a list of text; and for the key `events` a list of structs of
/// them. A date is the text `2026-01-31` of a record, a timestamp `2026-01-31T09:30:00Z`, NaN the
/// text `NaN`. Columns that the program does not ask for may have any type.
///
/// One thread at a time. The program outlives it.
///
///     auto reader = ArrowLeadReader::open(program, schema);
///     if (!reader) return reader.error();
///     if (const auto begun = reader->begin(array); !begun) return begun.error();
///     for (LeadBatch batch(program);;) {
///       if (const auto read = reader->read(batch, 1024); !read) return read.error();
///       if (batch.size() == 0) break;
///       scorer.score(batch, as_of, workspace, scores);  // a BatchScorer
///     }
class ArrowLeadReader {
 public:
  /// Looks at the schema, which stays the caller's and may go when this returns. Errors: it is no
  /// struct, it is damaged, it has no column for `id_key`, or a column that the program asks for
  /// has a type that cannot be read as that of its field; each says which column.
  [[nodiscard]] static Result<ArrowLeadReader> open(const bytecode::Program& program,
                                                    const ArrowSchema& schema,
                                                    ArrowLeadOptions options = {});
  ~ArrowLeadReader();
  ArrowLeadReader(ArrowLeadReader&&) noexcept;
  ArrowLeadReader& operator=(ArrowLeadReader&&) noexcept;

  /// Begins to read an array of the schema, and takes it over, whatever comes of it:
  /// `array.release` is null then, as the interface wants it of what was moved. It is released, by
  /// whatever thread that is, when it was read to its end (or this ends or begins another) and the
  /// batches into which it was read were cleared. Who wants to keep it hands over one whose
  /// `release` does nothing. Errors: it was released already, it is not of the schema, it is
  /// damaged (lengths, offsets, indices, UTF-8), or a row of it is null.
  [[nodiscard]] Result<void> begin(ArrowArray& array);

  /// Clears `batch` and fills it with up to `most_leads` leads. An empty batch: the end of the
  /// array. LeadBatch::line() is the number of the row among all that were read, 1 is the first,
  /// which is its id if it has none.
  void read(LeadBatch& batch, std::size_t most_leads);

  /// What it met so far.
  [[nodiscard]] const ReadReport& report() const;

 private:
  class Reading;
  explicit ArrowLeadReader(std::unique_ptr<Reading> reading);

  std::unique_ptr<Reading> reading_;
};

}  // namespace leadscore::runtime
