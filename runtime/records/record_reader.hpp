// Records to columns (language.md §9): JSON lines or CSV, plain or gzip, with or without a file of
// events, one pass in bounded memory.
//
// The way of a record, one file a step: bytes (byte_source, gzip_source, utf16_source, put together
// by text_source) become lines (line_reader) and records (json_lines or csv_rows, found out by
// format, opened by record_stream); their keys are looked up (key_table), their values read as the
// types of their fields (raw_value, field_reader) and their events read (event_reader) and joined
// (events_file, event_table): a lead (lead_reader). Messages of Segment on lines of their own
// (segment_message) wait in tables (event_table, waiting_leads) until the file ends.
//
// Where nothing is out of the ordinary there is a shorter way, block by block (record_blocks,
// lead_block_reader) from the bytes straight into columns: for lines of JSON (json_block_reader,
// quick_lead_reader, quick_event_reader) by the keys that came before (learned_keys), or by native
// code made for such lines (native_lines, line_codes), for rows of CSV (csv_block_reader,
// quick_row_reader) by the marks between cells (csv_scan). What that way gives up takes the other,
// so that the answers are the same.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/records/input_limits.hpp"
#include "runtime/records/line_reader.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// A record that could not be read.
struct Reject {
  std::string file;
  std::uint64_t line = 0;  // where it begins, 1 is the first
  std::string_view text;   // as it stands (in UTF-8), without its line end; of a line longer than
                           // a record may be, its beginning
  std::string reason;      // a sentence without a full stop
};

/// A value that did not read as its type: how often, and where first.
struct UnreadValue {
  std::string name;  // of the field, or what it is ("time of an event")
  std::string type;  // "number"
  std::uint64_t count = 0;
  std::string file;
  std::uint64_t line = 0;
  std::string value;  // the first one, shortened
};

/// What a reader met so far.
struct ReadReport {
  std::uint64_t leads = 0;
  std::uint64_t rejected = 0;
  std::uint64_t unreadable_events = 0;  // no object, or no type (§9)
  std::uint64_t unjoined_events = 0;    // of the events file: their lead did not come so far
  std::uint64_t messages = 0;           // of Segment, on lines of their own in the leads file
  std::uint64_t ignored_messages = 0;   // of Segment: `group` and `alias`, wherever they stood
  std::vector<UnreadValue> unread_values;
};

/// How an events file names things; a key that is not given is read as §9 says.
struct EventsFileOptions {
  std::string path{};                        // "-" is standard input
  std::optional<std::string> lead_key{};     // else ReaderOptions::id_key, else `lead_id`
  std::optional<std::string> type{};         // the kind of every event, for a file without `type`
  std::optional<std::string> time_key{};     // else `at`
  std::optional<std::string> subject_key{};  // else the kind's subject name, or `subject`
};

class LineCodes;

struct ReaderOptions {
  std::string path{};                   // "-" is standard input
  std::optional<std::string> id_key{};  // else `id`, else the row number
  std::optional<EventsFileOptions> events{};
  bool is_strict = false;  // a value that does not read rejects its record
  std::function<void(const Reject&)> on_reject{};
  InputLimits limits{};
  bool is_quick = true;  // else no quick reader is used; the answers are the same (for tests)
  LineCodes* line_codes =
      nullptr;  // native code for lines; outlives the readers. Else none is used
};

class LeadBlockReader;
class LeadTaker;

/// Whole records, as lines of text, that are read by others than the reader of their file.
struct TakenLines {
  LineBlock block;
  std::uint64_t records_before = 0;  // in the file
};

/// Reads the records of one file, for one program or for several at once. A lead without id has the
/// number of its record as its id: 1 is the first, rejected ones count, blank lines and a CSV's
/// header do not. One thread at a time.
///
/// From the first line on that is a message of Segment, leads come when the file has ended, in the
/// order of their (first) lines; those before come as they are read.
class RecordReader {
 public:
  /// Opens the file (and reads the events file, if any) and finds out compression, encoding, format
  /// and delimiter. Errors: a missing or unreadable file, a directory, a binary file, a CSV without
  /// a header; each says which file, what is wrong and what to do.
  [[nodiscard]] static Result<std::unique_ptr<RecordReader>> open(const bytecode::Program& program,
                                                                  ReaderOptions options);
  /// The same for programs that score the same leads; they outlive the reader.
  [[nodiscard]] static Result<std::unique_ptr<RecordReader>> open(
      std::span<const bytecode::Program* const> programs, ReaderOptions options);
  virtual ~RecordReader() = default;

  /// Clears `batch` and fills it with up to `most_leads` leads. An empty batch: the end. Errors:
  /// the file can no longer be read (a damaged gzip stream, an I/O error).
  [[nodiscard]] Result<void> read(LeadBatch& batch, std::size_t most_leads) {
    return read(std::span(&batch, 1), most_leads);
  }
  /// The same with a batch for each program, in their order; all get the same leads. A value that
  /// several programs cannot read is counted once.
  [[nodiscard]] virtual Result<void> read(std::span<LeadBatch> batches, std::size_t most_leads) = 0;

  [[nodiscard]] virtual const ReadReport& report() const = 0;
  /// The report, which begins anew; unjoined events, which later leads may join, are told each
  /// time.
  [[nodiscard]] virtual ReadReport take_report() = 0;

  // Lines of JSON and rows of CSV can be read by others meanwhile, each block of them by a
  // LeadBlockReader.

  /// Whether take_lines() may give something, now or later.
  [[nodiscard]] virtual bool has_lines() const = 0;
  /// Up to `most` records in lines that stand in memory; the reader goes on behind them. None: the
  /// next record must be read() here. Errors as read().
  [[nodiscard]] virtual Result<std::optional<TakenLines>> take_lines(std::size_t most) = 0;
  /// Goes back before lines that were taken: all from the first of them on, in their order (of that
  /// one, its beginning may be left out).
  virtual void take_back(const std::vector<TakenLines>& lines) = 0;
  /// A reader of such lines that takes leads into `taker`, which is made for the same programs and
  /// outlives it, as do `options`; none if there are never any. Any thread may call it.
  [[nodiscard]] virtual std::unique_ptr<LeadBlockReader> make_block_reader(
      const ReaderOptions& options, LeadTaker& taker) const = 0;

  /// Ends the file where it is, also for a thread that waits for what a pipe brings. Any thread may
  /// call it, and bytes_read().
  virtual void give_up() = 0;

  /// Bytes of the file consumed so far and its size (0: not known), for a progress bar.
  [[nodiscard]] virtual std::uint64_t bytes_read() const = 0;
  [[nodiscard]] virtual std::uint64_t bytes_total() const = 0;
};

}  // namespace leadscore::runtime
