// For how many leads each rule of a model fires.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leadscore::cli {

/// Counts over leads that are scored one by one. The program outlives it.
class RuleFirings {
 public:
  explicit RuleFirings(const bytecode::Program& program);

  /// Adds the lead that was scored last in that workspace. The model must be for it.
  void count(const runtime::Workspace& workspace);

  /// In the order of Program::contributions: one for a rule, one for each row of a table, one for
  /// each rule of a `best of`.
  [[nodiscard]] const std::vector<std::uint64_t>& counts() const { return counts_; }

 private:
  void count_rule(const runtime::Workspace& workspace, bytecode::RuleId rule, std::size_t place);

  const bytecode::Program& program_;
  std::vector<std::uint64_t> counts_;
};

}  // namespace leadscore::cli
