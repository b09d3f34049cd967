// Reads records that stand in memory as text, whole lines of it, into batches.
#pragma once

#include "runtime/columns/lead_batch.hpp"
#include "runtime/records/line_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace leadscore::runtime {

/// How far a block was read.
struct BlockRead {
  std::size_t bytes = 0;
  std::uint64_t lines = 0;
  std::uint64_t records = 0;
  std::size_t batch_bytes = 0;  // about what the batches hold more than before
  bool is_stopped = false;      // at a record that takes the reader of the whole file: a message of
                                // Segment, one that is too long, a row whose end is not there
};

/// Has no state but what it learned of how records look: blocks may be read in any order, and by
/// several readers at once, each with its own LeadTaker. One thread at a time.
class LeadBlockReader {
 public:
  virtual ~LeadBlockReader() = default;

  /// Reads the records of `block` into `batches` (in the order of the programs), which share its
  /// memory, until there are `most_leads` leads in each or about `most_bytes` more bytes.
  /// `records_before`: the number of records before the block.
  [[nodiscard]] virtual BlockRead read(const LineBlock& block, std::uint64_t records_before,
                                       std::span<LeadBatch> batches, std::size_t most_leads,
                                       std::size_t most_bytes) = 0;
};

}  // namespace leadscore::runtime
