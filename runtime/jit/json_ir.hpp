// JSON in LLVM's intermediate representation: values as native code for lines (line_ir) reads them
// and passes over them. `at` is a value that points into the line.
#pragma once

#include "runtime/jit/ir_text.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace leadscore::runtime::jit {

/// The functions that the others here call; they stand once in a module.
[[nodiscard]] std::string_view json_functions();

/// The function that has that offset in the LineCalls of the frame `%frame`.
[[nodiscard]] std::string load_call(IrText& ir, std::size_t offset);

/// A text that was found.
struct IrTextValue {
  std::string begin;
  std::string size;
  std::string end;  // behind the quote
};

/// Finds the text without escapes whose quote is at `at`; goes to `otherwise` if there is none.
[[nodiscard]] IrTextValue find_text(IrText& ir, const std::string& at,
                                    const std::string& otherwise);
/// Whether a text is given, as far as its first byte shows (is_plainly_given()).
[[nodiscard]] std::string is_plainly_given(IrText& ir, const IrTextValue& text);

/// Has LineCalls::skip pass over any value and returns the place behind it; goes to `otherwise` if
/// that is given up.
[[nodiscard]] std::string skip_value(IrText& ir, const std::string& at,
                                     const std::string& otherwise);

}  // namespace leadscore::runtime::jit
