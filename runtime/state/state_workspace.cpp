#include "runtime/state/state_workspace.hpp"

#include <algorithm>
#include <functional>

namespace leadscore::runtime {

StateWorkspace::StateWorkspace(const bytecode::Program& program) : fields_(program) {
  scratch_.signals.assign(program.signals.size(), Truth::kUnknown);
  scratch_.rule_points.assign(program.rules.size(), 0);
  scratch_.tested.assign(program.attributes.size(), 0);
  scratch_.selected.resize(program.selections.size());
  signals_.resize(program.signals.size());
  numbers_.resize(program.numbers.size());
  code_.resize(program.code.size());
  units_.resize(program.contributions.size());
}

void StateWorkspace::forget() {
  met_.clear();
  class_numbers_.clear();
  classes_.clear();
  kept_ = 0;
  is_full_ = false;
}

void StateWorkspace::Queue::push(std::uint32_t number) {
  if (is_in_[number] != 0) return;
  is_in_[number] = 1;
  heap_.push_back(number);
  std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
}

std::uint32_t StateWorkspace::Queue::pop() {
  std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
  const std::uint32_t number = heap_.back();
  heap_.pop_back();
  is_in_[number] = 0;
  return number;
}

}  // namespace leadscore::runtime
