// Where readers of lines get native code for them: a meeting point for all threads that read one
// file.
#pragma once

#include "runtime/jit/line_code.hpp"

namespace leadscore::runtime {

class QuickLeadReader;

/// Threads share it.
class LineCodes {
 public:
  virtual ~LineCodes() = default;

  /// Code for the lines that `reader` has read, which may describe() them; null: there is none, or
  /// none yet, and it will ask again after some more lines. `unfit`: code that gave up too many of
  /// them (null: none). What is returned lasts as long as this. Any thread.
  [[nodiscard]] virtual const jit::LineCode* code_for(const QuickLeadReader& reader,
                                                      const jit::LineCode* unfit) = 0;
};

}  // namespace leadscore::runtime
