// Records as JSON lines: one object a line.
#pragma once

#include "runtime/records/json_line.hpp"
#include "runtime/records/line_reader.hpp"
#include "runtime/records/record.hpp"
#include "runtime/records/record_blocks.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace leadscore::runtime {

class JsonLines final : public RecordStream, public RecordBlocks {
 public:
  JsonLines(std::unique_ptr<ByteSource> text, std::size_t most_bytes, std::size_t block_bytes)
      : lines_(std::move(text), LineEnd::kLineFeed, most_bytes, block_bytes) {}

  [[nodiscard]] Result<void> next(Record& record) override;
  [[nodiscard]] RecordBlocks* blocks() override { return this; }

  [[nodiscard]] Result<LineBlock> block(std::size_t least_bytes) override {
    return lines_.block(least_bytes);
  }
  [[nodiscard]] CountedRecords count_records(std::string_view text, std::size_t most) override;
  [[nodiscard]] std::uint64_t count() const override { return count_; }
  void pass(std::size_t bytes, std::uint64_t lines, std::uint64_t records) override {
    lines_.pass(bytes, lines);
    count_ += records;
  }
  void take_back(const std::vector<LineBlock>& lines, std::uint64_t records_before) override {
    lines_.take_back(lines);
    count_ = records_before;
  }
  [[nodiscard]] std::unique_ptr<LeadBlockReader> make_reader(
      std::span<const bytecode::Program* const> programs, const ReaderOptions& options,
      LeadTaker& taker) const override;

 private:
  LineReader lines_;
  JsonLine json_;
  std::uint64_t count_ = 0;
};

}  // namespace leadscore::runtime
