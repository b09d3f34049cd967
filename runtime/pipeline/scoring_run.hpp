// Leads from a file, scored on several threads in bounded memory: what `leadscore run` and `why`
// are made of, for other programs too.
//
// Lines of JSON and rows of CSV are read where they are scored: one thread at a time takes the next
// lines of the file, as they stand, and the others read and score those that they took. Where that
// does not go (with a file of events, from messages of Segment on), one thread at a time reads the
// next leads. Whatever is found, and in whatever order the threads come to it, is told in the order
// of the file.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/pipeline/native_code.hpp"
#include "runtime/pipeline/scored_leads.hpp"
#include "runtime/records/lead_block_reader.hpp"
#include "runtime/records/lead_taker.hpp"
#include "runtime/records/record_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace leadscore::runtime {

struct ScoringOptions {
  ReaderOptions reader{};
  Moments moments{};
  Engine engine = Engine::kAuto;
  std::size_t threads = 1;  // 1: no other thread is started
};

/// What becomes of the leads. Leads that go together are a job; a job is a number below
/// ScoringRun::job_count() that is used again and again.
class LeadsTaker {
 public:
  virtual ~LeadsTaker() = default;

  /// A job begins anew: what was kept for it is not wanted any longer. Any thread may call this and
  /// take(); for one job one at a time, for several side by side.
  virtual void begin(std::size_t job) = 0;
  /// Leads of the job, in their order; they last until the end of the call.
  virtual void take(std::size_t job, ScoredLeads& leads) = 0;
  /// The job is complete, and all leads before it were put. False: no more are wanted. One thread
  /// at a time.
  [[nodiscard]] virtual bool put(std::size_t job) = 0;
};

/// The programs outlive the run.
class ScoringRun {
 public:
  /// The most leads of a job.
  static constexpr std::size_t kJobLeads = 1024;

  /// Errors as RecordReader::open(); with Engine::kJit also as NativeCode::make().
  [[nodiscard]] static Result<ScoringRun> open(std::span<const bytecode::Program* const> programs,
                                               ScoringOptions options);
  ~ScoringRun();
  ScoringRun(ScoringRun&&) noexcept;
  ScoringRun& operator=(ScoringRun&&) noexcept;

  /// How many jobs there are at a time. Each holds about a megabyte of the file (or the longest
  /// line, if that is longer, once in all) and what the taker keeps.
  [[nodiscard]] std::size_t job_count() const;

  /// Scores all leads of the file, once. What is rejected is told to the options' on_reject, with
  /// the job of the records about it. Errors: the file can no longer be read; what was read before
  /// was put.
  [[nodiscard]] Result<void> run(LeadsTaker& taker);

  /// What was met in the jobs that were put. For the thread that puts, and when all is over.
  [[nodiscard]] const ReadReport& report() const;
  [[nodiscard]] std::uint64_t bytes_read() const;
  [[nodiscard]] std::uint64_t bytes_total() const;

 private:
  class Running;
  explicit ScoringRun(std::unique_ptr<Running> running);

  std::unique_ptr<Running> running_;  // on the heap, as threads refer to it
};

}  // namespace leadscore::runtime
