// JSON in LLVM's intermediate representation: passing over values and objects, as native code for
// lines does it (line_ir). `at` is a value that points into the line.
#pragma once

#include "runtime/jit/ir_text.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime::jit {

/// The functions that the others here call; they stand once in a module.
[[nodiscard]] std::string_view json_functions();

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

/// A number that was found.
struct IrNumber {
  std::string number;  // an i64
  std::string end;
};

/// Reads the whole number of few digits at `at`, behind which a comma or a brace stands; goes to
/// `otherwise` if it is anything else.
[[nodiscard]] IrNumber read_few_digits(IrText& ir, const std::string& at,
                                       const std::string& otherwise);

/// Passes over a text or number that is common and returns the place behind it; goes to `otherwise`
/// if it is another value.
[[nodiscard]] std::string skip_common(IrText& ir, const std::string& at,
                                      const std::string& otherwise);
/// Passes over any value, for which it may call LineCalls::skip of the frame `%frame`, and returns
/// the place behind it; goes to `otherwise` if that is given up.
[[nodiscard]] std::string skip_value(IrText& ir, const std::string& at,
                                     const std::string& otherwise);

/// A key of an object: its name as it is spelled, and what makes the instructions that take the
/// value at `at` and returns the place behind it.
struct IrKey {
  std::string_view name;
  bool comes_first = false;  // it may be the first key of its object
  std::function<std::string(const std::string& at)> take;
};

/// Walks over the object whose brace is at `at`, whose keys are some of `keys`, in their order, and
/// returns the place behind it; goes to `otherwise` if it is another object.
[[nodiscard]] std::string walk_object(IrText& ir, const std::string& at,
                                      const std::vector<IrKey>& keys, bool is_spaced,
                                      const std::string& otherwise);

}  // namespace leadscore::runtime::jit
