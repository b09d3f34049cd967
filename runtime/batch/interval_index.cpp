#include "runtime/batch/interval_index.hpp"

#include "base/sort_once.hpp"
#include "runtime/signals/value_tests.hpp"
#include "runtime/signals/window.hpp"

#include <limits>
#include <variant>

namespace leadscore::runtime::batch {
namespace {

constexpr std::int64_t kFirst = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();

}  // namespace

Stretch moments_of(const bytecode::Window& window, TimeMs as_of) {
  if (!window.is_relative) return {.low = window.first, .high = window.last};
  return {.low = window.last == kLast ? kFirst : difference(as_of, window.last),
          .high = window.first == kFirst ? kLast : difference(as_of, window.first)};
}

IntervalRows::IntervalRows(const Plan& plan, std::uint32_t group, RowMaker& maker, TimeMs as_of)
    : group_(group), maker_(maker), rows_(maker.rows_of(group)) {
  for (const bytecode::SignalId signal : plan.groups()[group].signals) {
    add_stretches(plan.program(), signal, as_of);
  }
  sort_once(cuts_);
  row_of_place_.assign(cuts_.size() + 1, kUnknown);
  static_cast<void>(maker_.add_unknown(group_, rows_));
}

void IntervalRows::add_stretches(const bytecode::Program& program, bytecode::SignalId signal,
                                 TimeMs as_of) {
  SignalStretches of_signal{.signal = signal, .stretches = {}};
  if (const auto* number = std::get_if<bytecode::NumberSignal>(&program.signals[signal])) {
    for (const bytecode::NumberInterval& interval : program.number_sets[number->set]) {
      of_signal.stretches.push_back({ordered(interval.low), ordered(interval.high)});
    }
  } else {
    const auto& time = std::get<bytecode::TimeSignal>(program.signals[signal]);
    const Stretch stretch = moments_of(time.window, as_of);
    if (stretch.low <= stretch.high) of_signal.stretches.push_back(stretch);
  }
  for (const Stretch& stretch : of_signal.stretches) {
    cuts_.push_back(stretch.low);
    if (stretch.high != kLast) cuts_.push_back(stretch.high + 1);
  }
  signals_.push_back(std::move(of_signal));
}

/// Every value of a place is like its first.
std::uint32_t IntervalRows::make_row(std::size_t place) {
  found_.clear();
  const std::int64_t value = place == 0 ? kFirst : cuts_[place - 1];
  // Before a break point at the very first value there is nothing.
  const bool is_anywhere = place > 0 || cuts_.empty() || cuts_.front() != kFirst;
  for (const SignalStretches& one : signals_) {
    if (is_anywhere && lies_in_one(one.stretches, value)) found_.push_back(one.signal);
  }
  row_of_place_[place] = maker_.add(group_, found_, rows_);
  return row_of_place_[place];
}

}  // namespace leadscore::runtime::batch
