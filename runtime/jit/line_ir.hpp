// Native code for lines as text of LLVM's intermediate representation (see line_code). One walk
// over the keys of a lead in the order that was learned, each compared with its spelling; their
// values are called for (LineCalls), but events, of which there are many, go straight into their
// rows (event_ir).
#pragma once

#include "runtime/jit/line_shape.hpp"

#include <string>

namespace leadscore::runtime::jit {

/// A module with the function `read_line`: `const char*(const char* line, LineFrame* frame)`, which
/// takes the lead whose brace is at `line` into the rows of the frame and returns the place behind
/// its closing brace. Null: given up; some of the rows may be written.
[[nodiscard]] std::string line_ir(const LineShape& shape);

}  // namespace leadscore::runtime::jit
