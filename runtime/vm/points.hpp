// What rules, tables and `best of` give a lead (language.md §6).
#pragma once

#include "base/decimal.hpp"
#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/vm/decay.hpp"
#include "runtime/workspace.hpp"

#include <cstdint>
#include <optional>

namespace leadscore::runtime {

/// What a contribution gives. Registers and signals are those of the lead; what each rule gives
/// goes to Workspace::rule_points.
[[nodiscard]] Given points_of(const bytecode::Program& program, const Decays& decays,
                              const bytecode::Contribution& contribution, TimeMs as_of,
                              Workspace& workspace);

/// What a rule gives if its condition is true. The events of the lead were selected already.
[[nodiscard]] std::int64_t points_of_rule(const bytecode::Program& program, const Decays& decays,
                                          bytecode::RuleId rule, TimeMs as_of,
                                          Workspace& workspace);

/// The bound that a sum is at or beyond, if any.
[[nodiscard]] inline std::optional<std::int64_t> bound_reached(std::int64_t sum,
                                                               const bytecode::Bounds& bounds) {
  if (bounds.up_to_thousandths && sum >= *bounds.up_to_thousandths) return bounds.up_to_thousandths;
  if (bounds.down_to_thousandths && sum <= *bounds.down_to_thousandths) {
    return bounds.down_to_thousandths;
  }
  return std::nullopt;
}

/// A sum within its bounds; beyond none of them it stays as it is, unsaturated.
[[nodiscard]] PointsSum bounded(const PointsSum& sum, const bytecode::Bounds& bounds);

}  // namespace leadscore::runtime
