// Records of a file in blocks of text, to be read by others than the stream of the file.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
#include "runtime/records/lead_block_reader.hpp"
#include "runtime/records/line_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

class LeadTaker;
struct ReaderOptions;

/// The first records of a block.
struct CountedRecords {
  std::size_t bytes = 0;  // whole lines
  std::uint64_t lines = 0;
  std::uint64_t records = 0;
};

/// One thread at a time, but for make_reader().
class RecordBlocks {
 public:
  virtual ~RecordBlocks() = default;

  /// Whether there may be blocks, now or later.
  [[nodiscard]] virtual bool has_blocks() const { return true; }
  /// The next lines, as LineReader::block() gives them.
  [[nodiscard]] virtual Result<LineBlock> block(std::size_t least_bytes) = 0;
  /// Whole records of a block, up to `most`, and the blank lines before and between them. None: the
  /// first one takes the stream.
  [[nodiscard]] virtual CountedRecords count_records(std::string_view text, std::size_t most) = 0;
  /// The number of records before the next block.
  [[nodiscard]] virtual std::uint64_t count() const = 0;
  /// Goes on behind the first lines of the block, in which there were that many records.
  virtual void pass(std::size_t bytes, std::uint64_t lines, std::uint64_t records) = 0;
  /// As LineReader::take_back(): before those lines there are that many records.
  virtual void take_back(const std::vector<LineBlock>& lines, std::uint64_t records_before) = 0;

  /// A reader of blocks of this stream, which outlives it, as do the others. Any thread may call
  /// it.
  [[nodiscard]] virtual std::unique_ptr<LeadBlockReader> make_reader(
      std::span<const bytecode::Program* const> programs, const ReaderOptions& options,
      LeadTaker& taker) const = 0;
};

}  // namespace leadscore::runtime
