// Which engine scores, and the native code of a run's models: made before the first lead if that is
// asked for, else meanwhile on a thread of its own, once it pays.
#pragma once

#include "base/result.hpp"
#include "runtime/batch/block_code.hpp"
#include "runtime/jit/block_compiler.hpp"
#include "runtime/pipeline/made_lines.hpp"
#include "runtime/pipeline/meanwhile.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace leadscore::runtime {

struct ScoringModel;

/// All give the same answers.
enum class Engine : std::uint8_t {
  kAuto,   // the batch engine, which goes on by native code where that pays
  kVm,     // a lead at a time
  kBatch,  // a block of leads at a time
  kJit,    // by native code from the first block on
};

/// How far a run is. Bytes are of the file; 0 in all: not known.
struct RunProgress {
  double seconds = 0;
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_total = 0;
};

/// Whether making native code now saves a second more than it costs: what is left will take as long
/// a byte as what was read. Where nobody knows how much that is, as much again.
[[nodiscard]] bool is_native_worth_it(const RunProgress& progress);

/// Threads share it. The models outlive it.
class NativeCode {
 public:
  /// Nothing is made yet.
  NativeCode(std::span<const std::unique_ptr<ScoringModel>> models, Engine engine)
      : models_(models), lines_(engine == Engine::kAuto ? &meanwhile_ : nullptr) {}
  NativeCode(const NativeCode&) = delete;
  NativeCode& operator=(const NativeCode&) = delete;

  /// Makes it; that for lines, when they are read. Errors: as jit::NativeModule::compile().
  [[nodiscard]] Result<void> make();
  /// Lets other threads make it; where that cannot be, all goes on without. At most once, and
  /// instead of make().
  void make_meanwhile();
  /// Waits for those threads, if there are any, and throws what they threw.
  void finish() { meanwhile_.finish(); }

  /// The code for blocks of a model; null: there is none (yet). Any thread.
  [[nodiscard]] const batch::BlockCode* block_of(std::size_t model) const {
    return is_made_.load(std::memory_order_acquire) ? &blocks_[model].code : nullptr;
  }
  /// Where readers of lines get theirs. Any thread.
  [[nodiscard]] LineCodes& lines() { return lines_; }

 private:
  std::span<const std::unique_ptr<ScoringModel>> models_;
  std::vector<jit::NativeBlock> blocks_;  // by model
  std::atomic<bool> is_made_ = false;
  MadeLines lines_;
  Meanwhile meanwhile_;  // last, so that it ends first
};

}  // namespace leadscore::runtime
