// Splits a stream into lines, in bounded memory whatever the stream holds.
#pragma once

#include "runtime/records/byte_source.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
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

class LineReader {
 public:
  /// Bytes that may be read behind a line's text (as simdjson does).
  static constexpr std::size_t kPadding = 64;
  /// How much of a line too long is kept for messages.
  static constexpr std::size_t kBeginningBytes = 4096;

  /// A line of more than `most_bytes` is too long: it is passed over. Blocks of `block_bytes` are
  /// read; the first line has the number `first_number`.
  LineReader(std::unique_ptr<ByteSource> source, LineEnd line_end, std::size_t most_bytes,
             std::size_t block_bytes, std::uint64_t first_number = 1);

  /// The next line; none at the end. Errors are the source's.
  [[nodiscard]] Result<std::optional<Line>> next();

 private:
  [[nodiscard]] std::optional<std::size_t> find_line_end();
  [[nodiscard]] std::optional<std::size_t> find_either_line_end(std::size_t end);
  [[nodiscard]] Result<void> fill();
  [[nodiscard]] Line take(std::size_t size_with_end);
  [[nodiscard]] Result<std::optional<Line>> pass_over_long_line();

  std::unique_ptr<ByteSource> source_;
  LineEnd line_end_;
  std::size_t most_bytes_;
  std::size_t block_bytes_;
  std::uint64_t next_number_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;    // of what is not passed on yet
  std::size_t scanned_ = 0;  // from `begin_`: no line end before it
  std::size_t end_ = 0;
  bool is_at_end_ = false;  // of the source
  std::string beginning_;   // of a line too long
};

}  // namespace leadscore::runtime
