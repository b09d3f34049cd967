// The scratch memory of updates of states, and what they remember of the kinds and subjects met.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/batch/met_subjects.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/state/kept_events.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace leadscore::runtime {

/// Of one StateScorer, for any number of its states. None of it changes an answer. One thread at a
/// time.
class StateWorkspace {
 public:
  explicit StateWorkspace(const bytecode::Program& program);

 private:
  friend class StateScorer;
  friend class StateUpdate;
  friend class ClockUpdate;

  /// Events that may be in the same selections, `where` and time apart.
  struct EventClass {
    std::vector<std::uint32_t> selections = {};
    bool asks_where = false;      // of some selection
    bool keeps_values = false;    // some selection's `where` or number asks for them later
    bool keeps_subjects = false;  // some selection counts different ones
    bool is_only_counted = true;  // in each selection, and for good
  };

  /// Numbers to be looked at, each once, the smallest first.
  class Queue {
   public:
    void resize(std::size_t count) { is_in_.resize(count, 0); }
    void push(std::uint32_t number);
    [[nodiscard]] bool is_empty() const { return heap_.empty(); }
    std::uint32_t pop();

   private:
    std::vector<std::uint8_t> is_in_;
    std::vector<std::uint32_t> heap_;
  };

  static constexpr std::size_t kMostKept = 1U << 20U;

  void forget();

  Workspace scratch_;
  batch::MetSubjects met_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> class_numbers_;
  std::vector<EventClass> classes_;
  std::size_t kept_ = 0;  // selections in all classes
  bool is_full_ = false;
  std::vector<std::uint32_t> found_;
  std::string normalised_;

  std::vector<std::uint32_t> selections_;  // of the event at hand
  std::vector<state::KeptValue> values_;   // of the event at hand
  std::vector<FieldValue> attributes_;     // of the event at hand
  LeadBatch fields_;                       // one lead, whose fields are looked at again
  Queue signals_;
  Queue numbers_;
  Queue code_;
  Queue units_;
};

}  // namespace leadscore::runtime
