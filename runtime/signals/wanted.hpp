// Which signals of a program somebody asks for, and what these look at.
#pragma once

#include "bytecode/program.hpp"

#include <span>
#include <vector>

namespace leadscore::runtime {

struct Wanted {
  std::vector<bool> signals;     // by SignalId
  std::vector<bool> numbers;     // by NumberId
  std::vector<bool> selections;  // by SelectionId

  /// All that a program has.
  [[nodiscard]] static Wanted all(const bytecode::Program& program);

  /// These signals and selections, and the numbers and selections that the signals look at.
  [[nodiscard]] static Wanted only(const bytecode::Program& program,
                                   std::span<const bytecode::SignalId> signals,
                                   std::span<const bytecode::SelectionId> selections);
};

}  // namespace leadscore::runtime
