// Takes leads that were read by the readers of all programs into their batches: once for all
// programs it decides whether a lead is rejected, and counts what did not read.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/records/lead_reader.hpp"
#include "runtime/records/record.hpp"
#include "runtime/records/record_reader.hpp"
#include "runtime/records/unread.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// What the readers of all programs met of one lead.
struct Met {
  std::vector<Unread> unread;
  std::uint64_t unreadable_events = 0;
  std::uint64_t ignored_messages = 0;
};

/// Adds what one reader met.
void add_met(const GivenLead& lead, Met& met);

/// Counts a lead that was taken, with what did not read of it.
void count_lead(const Met& met, std::string_view file, std::uint64_t line, ReadReport& report);

/// What an event is taken for where the memory of a batch is bounded.
inline constexpr std::size_t kEventBytes = 64;

/// One thread at a time. The programs, the options and the report outlive it; rejects are counted
/// and told to the options' on_reject.
class LeadTaker {
 public:
  LeadTaker(std::span<const bytecode::Program* const> programs, const ReaderOptions& options,
            ReadReport& report);
  LeadTaker(const LeadTaker&) = delete;
  LeadTaker& operator=(const LeadTaker&) = delete;

  /// In the order of the programs.
  [[nodiscard]] std::vector<LeadReader>& readers() { return readers_; }

  /// Looks at a record; whether it is a message of Segment.
  [[nodiscard]] bool looks_at_message(const Record& record);
  /// Reads the record that was looked at, with each reader.
  void read(const Record& record);
  /// Takes the lead that all readers read into their batches, unless it is rejected. Returns about
  /// how many bytes it takes there. `text` is its record.
  std::size_t take(std::span<LeadBatch> batches, std::string_view text, std::uint64_t line);
  void reject(std::string_view text, std::uint64_t line, std::string reason);

  /// Counts a lead that came into the batches by another way.
  void count_taken() { ++report_.leads; }

 private:
  const ReaderOptions& options_;
  ReadReport& report_;
  std::vector<LeadReader> readers_;
};

}  // namespace leadscore::runtime
