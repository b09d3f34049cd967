// Objects of JSON in LLVM's intermediate representation, whose keys come in an order that was
// learned: one walk over them, each compared with its spelling.
#pragma once

#include "runtime/jit/ir_text.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime::jit {

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
