// Whether native code can be tried here.
#pragma once

#include "runtime/jit/native_module.hpp"

#include <doctest/doctest.h>

namespace leadscore::runtime {

/// Says so where not.
[[nodiscard]] inline bool has_llvm() {
  const Result<void> loaded = jit::load_llvm();
  if (!loaded) MESSAGE("skipped: " << loaded.error().message);
  return static_cast<bool>(loaded);
}

}  // namespace leadscore::runtime
