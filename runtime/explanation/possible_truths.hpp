// What conditions could be if missing fields were known: sets of truth values through the code.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/truth.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leadscore::runtime {

/// Some of the three truth values.
class TruthSet {
 public:
  TruthSet() = default;
  explicit TruthSet(Truth truth) { add(truth); }

  void add(Truth truth) { bits_ = static_cast<std::uint8_t>(bits_ | bit(truth)); }
  [[nodiscard]] bool has(Truth truth) const { return (bits_ & bit(truth)) != 0; }
  [[nodiscard]] bool can_fail() const { return has(Truth::kFalse) || has(Truth::kUnknown); }

 private:
  static std::uint8_t bit(Truth truth) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(truth));
  }

  std::uint8_t bits_ = 0;
};

/// What each signal and each register could be if every missing field of the lead were known. A
/// superset, as tests of one field are taken as if they did not know of each other. What outcomes
/// ask of scores can be anything. Signals of events at hand stay empty.
struct PossibleTruths {
  std::vector<TruthSet> signals;    // by SignalId
  std::vector<TruthSet> registers;  // by number
};

/// Workspace::signals are those of the lead.
[[nodiscard]] PossibleTruths possible_truths(const bytecode::Program& program,
                                             const LeadBatch& batch, std::size_t lead,
                                             const Workspace& workspace);

/// Whether the field is unknown and could be known: yes/no fields apart (language.md §5).
[[nodiscard]] bool is_missing(const bytecode::Program& program, const LeadBatch& batch,
                              std::size_t lead, bytecode::FieldId field);

}  // namespace leadscore::runtime
