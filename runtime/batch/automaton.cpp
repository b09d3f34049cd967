#include "runtime/batch/automaton.hpp"

#include <utility>

namespace leadscore::runtime::batch {

Automaton::Automaton(const std::vector<SoughtText>& sought) : pairs_(sought) {
  if (sought.empty()) return;
  ByteTrie trie(ByteTrie::End::kFirst, sought);
  class_of_ = trie.class_of;
  class_count_ = trie.class_count;
  next_ = std::move(trie.next);
  link(trie);
  for (std::uint32_t& next : next_) {
    const bool has_ending = states_[next].first_ending != kNone;
    next = static_cast<std::uint32_t>(next * class_count_) | (has_ending ? kHasEnding : 0);
  }
}

/// Breadth first: each state's longest proper suffix that is a state was linked before it.
void Automaton::link(const ByteTrie& trie) {
  states_.resize(trie.signals_of.size());
  std::vector<std::uint32_t> suffix(states_.size(), 0);
  std::vector<std::uint32_t> queue = {0};
  for (std::size_t at = 0; at < queue.size(); ++at) {
    const std::uint32_t state = queue[at];
    State& linked = states_[state];
    linked.first_output = static_cast<std::uint32_t>(outputs_.size());
    const std::vector<bytecode::SignalId>& signals = trie.signals_of[state];
    linked.output_count = static_cast<std::uint32_t>(signals.size());
    outputs_.insert(outputs_.end(), signals.begin(), signals.end());
    const std::uint32_t shorter = state == 0 ? kNone : states_[suffix[state]].first_ending;
    linked.next_ending = shorter;
    linked.first_ending = linked.output_count > 0 ? state : shorter;
    for (std::size_t of_class = 0; of_class < class_count_; ++of_class) {
      std::uint32_t& next = next_[state * class_count_ + of_class];
      const std::uint32_t else_next =
          state == 0 ? 0 : next_[suffix[state] * class_count_ + of_class];
      if (next == ByteTrie::kRoot) {
        next = else_next;
      } else {
        suffix[next] = else_next;
        queue.push_back(next);
      }
    }
  }
}

}  // namespace leadscore::runtime::batch
