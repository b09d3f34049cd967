#include "runtime/batch/event_index.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace leadscore::runtime::batch {

using bytecode::SelectionId;

EventIndex::EventIndex(const Plan& plan, std::uint32_t group)
    : program_(plan.program()),
      group_(group),
      bit_count_(plan.groups()[group].signals.size()),
      start_((bit_count_ + kWordBits - 1) / kWordBits, 0) {
  std::map<SelectionId, std::uint32_t> numbers;
  for (std::uint32_t bit = 0; bit < bit_count_; ++bit) {
    const auto& signal =
        std::get<bytecode::EventSignal>(program_.signals[plan.groups()[group].signals[bit]]);
    const auto [number, is_new] =
        numbers.try_emplace(signal.selection, static_cast<std::uint32_t>(counted_.size()));
    if (is_new) counted_.push_back({.id = signal.selection});
    counted_[number->second].tests.push_back(
        {.bit = bit, .least = signal.least, .most = signal.most});
    if (signal.least == 0) set_bit(start_.data(), bit);
  }
  std::vector<SelectionId> selections;
  for (const Counted& counted : counted_) selections.push_back(counted.id);
  subjects_.emplace(program_, selections);
}

}  // namespace leadscore::runtime::batch
