#include "runtime/batch/automaton.hpp"

namespace leadscore::runtime::batch {

std::size_t number_classes(const std::vector<SoughtText>& sought, ByteClasses& class_of) {
  std::size_t count = 1;
  for (const SoughtText& one : sought) {
    for (const char byte : one.text) {
      std::uint8_t& number = class_of[static_cast<unsigned char>(byte)];
      if (number == 0) number = static_cast<std::uint8_t>(count++);
    }
  }
  return count;
}

Automaton::Automaton(const std::vector<SoughtText>& sought) {
  if (sought.empty()) return;
  class_count_ = number_classes(sought, class_of_);
  std::vector<Outputs> outputs_of(1);
  next_.assign(class_count_, kNone);
  for (const auto& [text, signal] : sought) {
    std::uint32_t state = 0;
    for (const char byte : text) {
      const std::size_t edge = state * class_count_ + class_of_[static_cast<unsigned char>(byte)];
      if (next_[edge] == kNone) {
        next_[edge] = static_cast<std::uint32_t>(outputs_of.size());
        outputs_of.emplace_back();
        next_.resize(next_.size() + class_count_, kNone);
      }
      state = next_[edge];
    }
    outputs_of[state].push_back(signal);
  }
  link(outputs_of);
  for (std::uint32_t& next : next_) {
    const bool has_ending = states_[next].first_ending != kNone;
    next = static_cast<std::uint32_t>(next * class_count_) | (has_ending ? kHasEnding : 0);
  }
}

/// Breadth first: each state's longest proper suffix that is a state was linked before it.
void Automaton::link(const std::vector<Outputs>& outputs_of) {
  states_.resize(outputs_of.size());
  std::vector<std::uint32_t> suffix(outputs_of.size(), 0);
  std::vector<std::uint32_t> queue = {0};
  for (std::size_t at = 0; at < queue.size(); ++at) {
    const std::uint32_t state = queue[at];
    State& linked = states_[state];
    linked.first_output = static_cast<std::uint32_t>(outputs_.size());
    linked.output_count = static_cast<std::uint32_t>(outputs_of[state].size());
    outputs_.insert(outputs_.end(), outputs_of[state].begin(), outputs_of[state].end());
    const std::uint32_t shorter = state == 0 ? kNone : states_[suffix[state]].first_ending;
    linked.next_ending = shorter;
    linked.first_ending = linked.output_count > 0 ? state : shorter;
    for (std::size_t of_class = 0; of_class < class_count_; ++of_class) {
      std::uint32_t& next = next_[state * class_count_ + of_class];
      const std::uint32_t else_next =
          state == 0 ? 0 : next_[suffix[state] * class_count_ + of_class];
      if (next == kNone) {
        next = else_next;
      } else {
        suffix[next] = else_next;
        queue.push_back(next);
      }
    }
  }
}

}  // namespace leadscore::runtime::batch
