// The block loop of one program as native code: what a plan leaves to run-time sizes (which group
// gives what to which sum, the conditions, the points) is spelled out.
#pragma once

#include "base/result.hpp"
#include "runtime/batch/block_code.hpp"
#include "runtime/batch/steps.hpp"
#include "runtime/jit/native_module.hpp"

#include <string>

namespace leadscore::runtime::jit {

/// Code for blocks, with the memory that it stands in. Immutable: threads share it.
struct NativeBlock {
  NativeModule module;
  batch::BlockCode code;
};

/// Compiles the block loop of a program. Takes milliseconds, whatever the number of rules: what
/// would take longer stays with the engine. Errors: as NativeModule::compile().
[[nodiscard]] Result<NativeBlock> compile_block(const batch::Steps& steps);

}  // namespace leadscore::runtime::jit
