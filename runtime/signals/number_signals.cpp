#include "runtime/signals/number_signals.hpp"

#include "runtime/signals/number_of.hpp"
#include "runtime/signals/value_tests.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

namespace leadscore::runtime {
namespace {

constexpr double kMostInATotal = 9e12;
constexpr int kMantissaBits = 53;
constexpr std::int64_t kMillion = 1'000'000;

/// What numbers are worked out of: a lead of a batch, whose events were selected.
struct SelectedEvents {
  const LeadBatch& batch;
  std::size_t lead;
  TimeMs moment;
  Workspace& workspace;

  [[nodiscard]] TimeMs as_of() const { return moment; }
  [[nodiscard]] std::optional<double> field(bytecode::FieldId field) const {
    if (!batch.is_known(field, lead)) return std::nullopt;
    return batch.number(field, lead);
  }
  [[nodiscard]] std::uint64_t count(bytecode::SelectionId selection) const {
    return workspace.event_counts[selection.value];
  }
  [[nodiscard]] std::optional<TimeMs> latest_time(bytecode::SelectionId selection) const {
    std::optional<TimeMs> latest;
    for (const std::uint32_t index : workspace.selected[selection.value]) {
      const std::optional<TimeMs>& time = workspace.events[index].time;
      if (time && (!latest || *latest < *time)) latest = time;
    }
    return latest;
  }
  template <class Take>
  void for_each_value(const bytecode::Aggregate& aggregate, Take take) const {
    for (const std::uint32_t index : workspace.selected[aggregate.selection.value]) {
      batch.read_attribute(lead, index, aggregate.attribute, workspace.value);
      if (workspace.value.is_known) take(workspace.value.number);
    }
  }
};

bool compare(double left, bytecode::NumberOperator op, double right) {
  switch (op) {
    case bytecode::NumberOperator::kIs:
      return left == right;
    case bytecode::NumberOperator::kLess:
      return left < right;
    case bytecode::NumberOperator::kLessOrEqual:
      return left <= right;
    case bytecode::NumberOperator::kGreater:
      return left > right;
    case bytecode::NumberOperator::kGreaterOrEqual:
      return left >= right;
  }
  return false;
}

}  // namespace

Truth truth_of_numbers(const bytecode::Program& program, const bytecode::Signal& signal,
                       const std::vector<std::optional<double>>& numbers) {
  if (const auto* in_set = std::get_if<bytecode::NumberSignal>(&signal)) {
    const std::optional<double>& number = numbers[in_set->number.value];
    if (!number) return Truth::kUnknown;
    return truth_of(lies_in_one(program.number_sets[in_set->set], *number));
  }
  if (const auto* comparison = std::get_if<bytecode::NumberComparisonSignal>(&signal)) {
    const std::optional<double>& left = numbers[comparison->left.value];
    const std::optional<double>& right = numbers[comparison->right.value];
    if (!left || !right) return Truth::kUnknown;
    return truth_of(compare(*left, comparison->op, *right));
  }
  const auto& known = std::get<bytecode::KnownSignal>(signal);
  return truth_of(numbers[std::get<bytecode::NumberId>(known.subject).value].has_value());
}

bool is_on_numbers(const bytecode::Program& program, const bytecode::Signal& signal) {
  if (value_subject(program, signal)) return false;
  return std::holds_alternative<bytecode::NumberSignal>(signal) ||
         std::holds_alternative<bytecode::NumberComparisonSignal>(signal) ||
         std::holds_alternative<bytecode::KnownSignal>(signal);
}

NumberSignals::NumberSignals(const bytecode::Program& program, const Wanted& wanted)
    : program_(program) {
  for (const bytecode::NumberId id : program.numbers.ids()) {
    if (wanted.numbers[id.value]) numbers_.push_back(id);
  }
  for (const bytecode::SignalId id : program.signals.ids()) {
    if (wanted.signals[id.value] && is_on_numbers(program, program.signals[id]))
      signals_.push_back(id);
  }
}

void NumberSignals::evaluate(const LeadBatch& batch, std::size_t lead, TimeMs as_of,
                             Workspace& workspace) const {
  workspace.numbers.resize(program_.numbers.size());
  const SelectedEvents source{
      .batch = batch, .lead = lead, .moment = as_of, .workspace = workspace};
  for (const bytecode::NumberId id : numbers_) {
    workspace.numbers[id.value] = number_of(program_.numbers[id], source, workspace.numbers);
  }
  for (const bytecode::SignalId id : signals_) {
    workspace.signals[id.value] =
        truth_of_numbers(program_, program_.signals[id], workspace.numbers);
  }
}

void ExactTotal::add(double value) {
  if (!(std::abs(value) <= kMostInATotal)) {
    is_known_ = false;
    return;
  }
  // A double is a whole number of 53 bits times a power of two; its millionfold has 73 bits. The
  // power is below 1: 9×10¹² has 44 bits.
  int exponent = 0;
  const double fraction = std::frexp(std::abs(value), &exponent);
  const Wide product =
      Wide{static_cast<std::int64_t>(std::ldexp(fraction, kMantissaBits))} * kMillion;
  const int shift = kMantissaBits - exponent;
  if (shift > 100) return;  // less than half a millionth
  const Wide rounded = (product + (Wide{1} << (shift - 1))) >> shift;
  millionths_ += value < 0 ? -rounded : rounded;
}

std::optional<double> ExactTotal::value() const {
  if (!is_known_) return std::nullopt;
  const bool is_negative = millionths_ < 0;
  const Wide size = is_negative ? -millionths_ : millionths_;
  // The quotient is made so long that a double's bits are all in it; a last bit stands for the
  // remainder, so that rounding it once more is rounding the exact sum.
  int shift = 0;
  Wide dividend = size;
  while (dividend > 0 && dividend < (Wide{1} << 100)) {
    dividend <<= 1;
    ++shift;
  }
  Wide quotient = dividend / kMillion;
  if (dividend % kMillion != 0) quotient |= 1;
  const double sum = std::ldexp(static_cast<double>(quotient), -shift);
  return is_negative ? -sum : sum;
}

}  // namespace leadscore::runtime
