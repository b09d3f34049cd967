// Splits a stream into lines, in bounded memory whatever the stream holds.
#pragma once

#include "runtime/records/byte_source.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

enum class LineEnd {
  kLineFeed,          // LF or CRLF
  kOrCarriageReturn,  // a CR alone, too (old spreadsheets)
};

/// A line of the stream; views last until the next one is read.
struct Line {
  std::uint64_t number = 0;
  std::string_view text;      // without its line end; of a line too long, its beginning
  std::string_view with_end;  // the same with its line end, if it has one
  bool is_too_long = false;
};

/// Whole lines of the stream that stand in memory already.
struct LineBlock {
  std::string_view text;           // ends with a line feed; empty: the next line is not so simple
  std::uint64_t first_number = 0;  // of the first line
  std::uint64_t filling = 0;       // other text may stand at the same address only if this differs
  std::shared_ptr<const char[]> memory;  // where the text stands, for who wants it to last
};

class LineReader {
 public:
  /// Bytes that may be read behind a line's text (as simdjson does).
  static constexpr std::size_t kPadding = 64;
  /// How much of a line too long is kept for messages.
  static constexpr std::size_t kBeginningBytes = 4096;

  /// A line of more than `most_bytes` is too long: it is passed over. Up to `block_bytes` are read
  /// at once; the first line has the number `first_number`.
  LineReader(std::unique_ptr<ByteSource> source, LineEnd line_end, std::size_t most_bytes,
             std::size_t block_bytes, std::uint64_t first_number = 1);

  /// The next line; none at the end. Errors are the source's.
  [[nodiscard]] Result<std::optional<Line>> next();

  /// All whole lines that were read from the source already, up to a line feed; reads on where
  /// there is none, or less than `least_bytes`. Nothing where next() must be asked instead: before
  /// the end, a last line without line feed, and a line that is too long or nearly so.
  [[nodiscard]] Result<LineBlock> block(std::size_t least_bytes = 0);
  /// Goes on behind the first `bytes` bytes of the block, which are that many whole lines.
  void pass(std::size_t bytes, std::uint64_t lines);
  /// Goes back before lines that were passed: all from `lines.front()` on, in their order.
  void take_back(const std::vector<LineBlock>& lines);

 private:
  [[nodiscard]] std::optional<std::size_t> find_line_end();
  [[nodiscard]] std::optional<std::size_t> find_either_line_end(std::size_t end);
  [[nodiscard]] Result<void> fill();
  [[nodiscard]] Result<std::size_t> read_on(std::span<char> out);
  void make_room();
  [[nodiscard]] std::shared_ptr<char[]> take_buffer(std::size_t bytes);
  [[nodiscard]] Line take(std::size_t size_with_end);
  [[nodiscard]] Result<std::optional<Line>> pass_over_long_line();

  std::unique_ptr<ByteSource> source_;
  std::deque<LineBlock> taken_back_;  // come before the source
  std::optional<Error> failure_;      // the source's, which is not asked again then
  bool is_source_over_ = false;
  LineEnd line_end_;
  std::size_t most_bytes_;
  std::size_t first_bytes_;  // of a buffer
  std::uint64_t next_number_;
  // Others may hold a buffer whose lines were passed on; it is used again when nobody does.
  std::shared_ptr<char[]> buffer_;
  std::size_t buffer_bytes_;                            // without the padding
  std::vector<std::shared_ptr<char[]>> spare_buffers_;  // of the first size
  std::uint64_t filling_ = 0;
  std::size_t begin_ = 0;    // of what is not passed on yet
  std::size_t scanned_ = 0;  // from `begin_`: no line end before it
  std::size_t end_ = 0;
  bool is_at_end_ = false;  // nothing comes behind what is in the buffer
  std::string beginning_;   // of a line too long
};

}  // namespace leadscore::runtime
