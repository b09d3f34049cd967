// Reads JSON lines that stand in memory into batches: each line quickly (quick_lead_reader) where
// that goes, else as any record is read.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/records/json_line.hpp"
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

/// How far a block was read.
struct BlockRead {
  std::size_t bytes = 0;
  std::uint64_t lines = 0;
  std::uint64_t records = 0;
  std::size_t batch_bytes = 0;  // about what the batches hold more than before
  bool is_stopped = false;      // at a line that takes the reader of the whole file: a message of
                                // Segment, or one that is too long
};

/// Has no state but what it learned of how lines look: blocks may be read in any order, and by
/// several readers at once, each with its own taker. One thread at a time. The programs, the
/// options and the taker outlive it.
class LeadBlockReader {
 public:
  LeadBlockReader(std::span<const bytecode::Program* const> programs, const ReaderOptions& options,
                  LeadTaker& taker);

  /// Reads the lines of `block` into `batches` (in the order of the programs), which share its
  /// memory, until there are `most_leads` leads in each or about `most_bytes` more bytes.
  /// `records_before`: the number of records before the block.
  [[nodiscard]] BlockRead read(const LineBlock& block, std::uint64_t records_before,
                               std::span<LeadBatch> batches, std::size_t most_leads,
                               std::size_t most_bytes);

 private:
  struct Place {
    const char* at;
    std::uint64_t line;
    std::uint64_t record;  // its number if it is one
  };

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
