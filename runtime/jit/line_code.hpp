// The reader of lines of one shape as native code: what a quick reader learned of a file's lines
// (line_shape), compiled. It reads the lines that are in order; which those are, and what they
// mean, the quick reader says, which takes all others.
#pragma once

#include "base/result.hpp"
#include "runtime/jit/line_frame.hpp"
#include "runtime/jit/line_shape.hpp"
#include "runtime/jit/native_module.hpp"

#include <utility>

namespace leadscore::runtime::jit {

/// Immutable: threads share it.
class LineCode {
 public:
  /// Takes some ten milliseconds. Any thread. Errors: there is no LLVM here, or none for such a
  /// processor.
  [[nodiscard]] static Result<LineCode> compile(LineShape shape);

  [[nodiscard]] const LineShape& shape() const { return shape_; }

  /// Takes the lead whose brace is at `line` into the rows of `frame`, which are of its last lead,
  /// and returns the place behind the lead. Null: given up, and of the rows some may be written, or
  /// events added. Until its line feed the line is UTF-8, and LineReader::kPadding bytes behind it
  /// can be read.
  [[nodiscard]] const char* read(const char* line, LineFrame& frame) const {
    return read_(line, &frame);
  }

 private:
  using Function = const char*(const char* line, LineFrame* frame);

  LineCode(LineShape shape, NativeModule module)
      : shape_(std::move(shape)),
        module_(std::move(module)),
        read_(module_.function<Function>("read_line")) {}

  LineShape shape_;
  NativeModule module_;
  Function* read_;
};

}  // namespace leadscore::runtime::jit
