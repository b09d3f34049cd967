// How the points of an event fade with its age (language.md §6), exactly.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace leadscore::runtime {

/// The factors of every decay of a program. Immutable.
class Decays {
 public:
  explicit Decays(const bytecode::Program& program);

  /// What an event of that time gives; one without a time never decays.
  [[nodiscard]] std::int64_t decayed(const bytecode::Rule& rule, std::optional<TimeMs> time,
                                     TimeMs as_of) const;

  /// The first moment after `as_of` at which such an event may give something else: its next step.
  /// Nothing: it gives the same for ever.
  [[nodiscard]] std::optional<TimeMs> next_step(const bytecode::Rule& rule,
                                                std::optional<TimeMs> time, TimeMs as_of) const;

 private:
  std::map<std::uint32_t, std::vector<std::int64_t>> factors_;  // by per cent; f₀ to the last
                                                                // that is not 0
};

}  // namespace leadscore::runtime
