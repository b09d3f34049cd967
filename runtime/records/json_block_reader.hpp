// Reads JSON lines that stand in memory into batches: each line quickly (quick_lead_reader) where
// that goes, else as any record is read.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/records/json_line.hpp"
#include "runtime/records/lead_block_reader.hpp"
#include "runtime/records/lead_taker.hpp"
#include "runtime/records/line_reader.hpp"
#include "runtime/records/quick_lead_reader.hpp"
#include "runtime/records/record_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// The programs, the options and the taker outlive it.
class JsonBlockReader final : public LeadBlockReader {
 public:
  JsonBlockReader(std::span<const bytecode::Program* const> programs, const ReaderOptions& options,
                  LeadTaker& taker);

  [[nodiscard]] BlockRead read(const LineBlock& block, std::uint64_t records_before,
                               std::span<LeadBatch> batches, std::size_t most_leads,
                               std::size_t most_bytes) override;

 private:
  struct Place {
    const char* at;
    std::uint64_t line;
    std::uint64_t record;  // its number if it is one
  };

  void look_for_code();
  void check_utf8(const LineBlock& block);
  [[nodiscard]] const char* read_quickly(const Place& place, std::span<LeadBatch> batches);
  [[nodiscard]] bool read_slowly(const Place& place, std::string_view text,
                                 std::span<LeadBatch> batches, BlockRead& read);

  const ReaderOptions& options_;
  LeadTaker& taker_;
  std::vector<std::unique_ptr<QuickLeadReader>> quick_;  // by program
  JsonLine json_;
  // Of the block at hand, whose end stays when its beginning is passed.
  std::uint64_t filling_ = 0;
  const char* checked_end_ = nullptr;
  bool is_utf8_ = false;
};

}  // namespace leadscore::runtime
