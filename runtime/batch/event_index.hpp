// What is counted of events: (kind, subject) -> the selections that such events are in.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/batch/plan.hpp"
#include "runtime/batch/planes.hpp"
#include "runtime/signals/subject_index.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// The selections that the group of events counts, and what is asked of their counts. Immutable.
class EventIndex {
 public:
  /// `group`: the one of kind kEvents.
  EventIndex(const Plan& plan, std::uint32_t group);

  struct CountTest {
    std::uint32_t bit = 0;  // of the lead's state: the signal's place in its group
    std::uint32_t least = 1;
    std::uint32_t most = 0;
  };
  /// A selection that is counted.
  struct Counted {
    bytecode::SelectionId id;
    std::vector<CountTest> tests = {};
  };

  [[nodiscard]] std::uint32_t group() const { return group_; }
  [[nodiscard]] const std::vector<Counted>& counted() const { return counted_; }
  [[nodiscard]] std::size_t bit_count() const { return bit_count_; }
  /// The state of a lead without events.
  [[nodiscard]] const std::vector<Word>& start() const { return start_; }
  /// Whether a signal is true without events.
  [[nodiscard]] bool is_at_start(std::uint32_t bit) const { return has_bit(start_.data(), bit); }

  /// The counted selections, as indexes, that events of a kind (not valid: of none that the program
  /// names) about a subject (no data(): about none) are in, their times apart; sorted.
  void find(bytecode::KindId kind, std::string_view subject, std::string& normalised,
            std::vector<std::uint32_t>& found) const {
    subjects_->find(kind, subject, normalised, found);
  }

 private:
  const bytecode::Program& program_;
  std::uint32_t group_;
  std::vector<Counted> counted_;
  std::optional<SubjectIndex> subjects_;  // of the counted selections, by their places
  std::size_t bit_count_ = 0;
  std::vector<Word> start_;
};

}  // namespace leadscore::runtime::batch
