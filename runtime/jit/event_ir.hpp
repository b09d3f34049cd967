// Native code for the array of events of a lead (line_ir).
#pragma once

#include "runtime/jit/ir_text.hpp"
#include "runtime/jit/line_shape.hpp"

#include <string>

namespace leadscore::runtime::jit {

/// Allots what read_events() keeps of an event; to be called in the first block.
void allot_event(IrText& ir, const LineShape& shape);

/// Adds the events of the array whose bracket is at `at` to the lead of the frame `%frame` and
/// returns the place behind it; goes to `otherwise` where that is given up.
[[nodiscard]] std::string read_events(IrText& ir, const LineShape& shape, const std::string& at,
                                      const std::string& otherwise);

}  // namespace leadscore::runtime::jit
