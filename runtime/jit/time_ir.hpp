// Times of records in LLVM's intermediate representation, for native code for lines.
#pragma once

#include "runtime/jit/ir_text.hpp"

#include <string>

namespace leadscore::runtime::jit {

/// A moment that was found.
struct IrTime {
  std::string ms;   // an i64: TimeMs
  std::string end;  // the place behind its text
};

/// Reads the text at `at` in the common spelling of times (leadscore::kCommonTime) of the years
/// 1900 to 2099; goes to `otherwise` if it is anything else. LineReader::kPadding bytes can be
/// read.
[[nodiscard]] IrTime read_common_time(IrText& ir, const std::string& at,
                                      const std::string& otherwise);

}  // namespace leadscore::runtime::jit
