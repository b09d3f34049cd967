// What the fuzzers drive: one function a way into Leadscore. Each takes any bytes, and either
// returns or has found a mistake of ours (a crash, a sanitizer's report, an InternalError).
#pragma once

#include <span>
#include <string_view>

namespace leadscore::fuzz {

struct Target {
  std::string_view name;  // also its folder of tests/fuzz/corpus
  void (*run)(std::string_view bytes);
};

/// All targets, in the order of the pipeline.
[[nodiscard]] std::span<const Target> targets();

}  // namespace leadscore::fuzz
