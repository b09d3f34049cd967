// Records as JSON lines: one object a line.
#pragma once

#include "runtime/records/json_line.hpp"
#include "runtime/records/line_reader.hpp"
#include "runtime/records/record.hpp"

#include <memory>

namespace leadscore::runtime {

class JsonLines final : public RecordStream {
 public:
  JsonLines(std::unique_ptr<ByteSource> text, std::size_t most_bytes, std::size_t block_bytes)
      : lines_(std::move(text), LineEnd::kLineFeed, most_bytes, block_bytes) {}

  [[nodiscard]] Result<void> next(Record& record) override;

 private:
  LineReader lines_;
  JsonLine json_;
  std::uint64_t count_ = 0;
};

}  // namespace leadscore::runtime
