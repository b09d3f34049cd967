// Records as JSON lines: one object a line.
#pragma once

#include "runtime/records/json_line.hpp"
#include "runtime/records/line_reader.hpp"
#include "runtime/records/record.hpp"

#include <memory>
#include <vector>

namespace leadscore::runtime {

class JsonLines final : public RecordStream {
 public:
  JsonLines(std::unique_ptr<ByteSource> text, std::size_t most_bytes, std::size_t block_bytes)
      : lines_(std::move(text), LineEnd::kLineFeed, most_bytes, block_bytes) {}

  [[nodiscard]] Result<void> next(Record& record) override;
  [[nodiscard]] JsonLines* as_json_lines() override { return this; }

  /// The next lines, as LineReader::block() gives them, to be read by others.
  [[nodiscard]] Result<LineBlock> block(std::size_t least_bytes = 0) {
    return lines_.block(least_bytes);
  }
  /// The number of records before that block.
  [[nodiscard]] std::uint64_t count() const { return count_; }
  /// Goes on behind the first lines of the block, in which there were that many records.
  void pass(std::size_t bytes, std::uint64_t lines, std::uint64_t records) {
    lines_.pass(bytes, lines);
    count_ += records;
  }
  /// As LineReader::take_back(): before those lines there are that many records.
  void take_back(const std::vector<LineBlock>& lines, std::uint64_t records_before) {
    lines_.take_back(lines);
    count_ = records_before;
  }

 private:
  LineReader lines_;
  JsonLine json_;
  std::uint64_t count_ = 0;
};

}  // namespace leadscore::runtime
