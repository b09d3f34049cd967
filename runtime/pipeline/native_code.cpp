#include "runtime/pipeline/native_code.hpp"

#include "runtime/pipeline/scored_leads.hpp"

#include <utility>

namespace leadscore::runtime {

namespace {

// As benchmarks/run measures it: what making takes, most of which is loading LLVM, and the share of
// a run's time that native code saves with 10,000 rules, where it is least.
constexpr double kMakingSeconds = 0.2;
constexpr double kSavedShare = 0.1;
/// What it must save beyond that: nobody minds less, but it takes 65 MB of memory, and a guess may
/// be wrong.
constexpr double kLeastSeconds = 1;
/// The first blocks are slow, as everything is met for the first time: they say nothing of the
/// rest.
constexpr double kTellingSeconds = 0.5;

}  // namespace

bool is_native_worth_it(const RunProgress& progress) {
  if (progress.bytes_read == 0 || progress.seconds < kTellingSeconds) return false;
  const auto read = static_cast<double>(progress.bytes_read);
  const double left = progress.bytes_total > progress.bytes_read
                          ? static_cast<double>(progress.bytes_total) - read
                          : 0;
  const double seconds_left =
      progress.bytes_total == 0 ? progress.seconds : progress.seconds * left / read;
  return seconds_left * kSavedShare > kMakingSeconds + kLeastSeconds;
}

Result<void> NativeCode::make() {
  for (const std::unique_ptr<ScoringModel>& model : models_) {
    auto block = jit::compile_block(model->engine.steps());
    if (!block) return block.error();
    blocks_.push_back(std::move(*block));
  }
  is_made_.store(true, std::memory_order_release);
  lines_.want();
  return {};
}

void NativeCode::make_meanwhile() {
  // Where there is no LLVM, what is at hand does it.
  meanwhile_.begin([this] { static_cast<void>(static_cast<bool>(make())); });
}

}  // namespace leadscore::runtime
