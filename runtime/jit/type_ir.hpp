// The types of events in LLVM's intermediate representation, for native code for lines: which of
// those that were learned a text is, without a branch that would often be guessed wrongly.
#pragma once

#include "runtime/jit/ir_text.hpp"
#include "runtime/jit/line_shape.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace leadscore::runtime::jit {

/// A type that was found.
struct IrType {
  std::string kind;          // an i32: KindId::value
  std::string subject_slot;  // an i32
  std::string end;           // the place behind its text
};

/// The types of a shape in a table, each where the last bytes of its text say.
class TypeTable {
 public:
  explicit TypeTable(const LineShape& shape);

  /// The table as a constant of the module, which find() refers to.
  [[nodiscard]] std::string constant() const;
  /// Finds the type whose text is at `at`; goes to `otherwise` if it is not in the table.
  [[nodiscard]] IrType find(IrText& ir, const std::string& at, const std::string& otherwise) const;

 private:
  [[nodiscard]] bool place_types(const std::vector<std::uint64_t>& words);

  const std::vector<LineShape::Type>& types_;
  unsigned place_bits_ = 1;                     // there are 2 to the power of it places
  std::uint64_t factor_ = 0x9E3779B97F4A7C15U;  // what sends the types to different places
  std::vector<const LineShape::Type*> places_;  // null: none
};

}  // namespace leadscore::runtime::jit
