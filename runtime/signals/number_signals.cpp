#include "runtime/signals/number_signals.hpp"

#include "runtime/signals/value_tests.hpp"
#include "runtime/signals/window.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

namespace leadscore::runtime {
namespace {

constexpr double kMostInATotal = 9e12;
constexpr int kMantissaBits = 53;
constexpr std::int64_t kMillion = 1'000'000;

/// What a number is for a lead; those with smaller ids are worked out already.
struct NumberOf {
  const LeadBatch& batch;
  std::size_t lead;
  TimeMs as_of;
  Workspace& workspace;

  using Found = std::optional<double>;

  Found operator()(const bytecode::FieldNumber& number) const {
    if (!batch.is_known(number.field, lead)) return std::nullopt;
    return batch.number(number.field, lead);
  }
  Found operator()(const bytecode::AttributeNumber&) const { return std::nullopt; }
  Found operator()(const bytecode::Constant& constant) const { return constant.value; }
  Found operator()(const bytecode::Arithmetic& arithmetic) const {
    const Found left = workspace.numbers[arithmetic.left.value];
    const Found right = workspace.numbers[arithmetic.right.value];
    if (!left || !right) return std::nullopt;
    switch (arithmetic.op) {
      case bytecode::ArithmeticOperator::kAdd:
        return *left + *right;
      case bytecode::ArithmeticOperator::kSubtract:
        return *left - *right;
      case bytecode::ArithmeticOperator::kMultiply:
        return *left * *right;
      case bytecode::ArithmeticOperator::kDivide:
        if (*right == 0) return std::nullopt;
        return *left / *right;
    }
    return std::nullopt;
  }
  Found operator()(const bytecode::Negation& negation) const {
    const Found operand = workspace.numbers[negation.operand.value];
    if (!operand) return std::nullopt;
    return -*operand;
  }
  Found operator()(const bytecode::Aggregate& aggregate) const {
    if (aggregate.kind == bytecode::AggregateKind::kCount) {
      return static_cast<double>(workspace.event_counts[aggregate.selection.value]);
    }
    if (aggregate.kind == bytecode::AggregateKind::kDaysSince) return days_since(aggregate);
    return of_values(aggregate);
  }

 private:
  [[nodiscard]] Found days_since(const bytecode::Aggregate& aggregate) const {
    std::optional<TimeMs> latest;
    for (const std::uint32_t index : workspace.selected[aggregate.selection.value]) {
      const std::optional<TimeMs>& time = workspace.events[index].time;
      if (time && (!latest || *latest < *time)) latest = time;
    }
    if (!latest) return std::nullopt;
    return static_cast<double>(difference(as_of, *latest) / kMsPerDay);
  }

  [[nodiscard]] Found of_values(const bytecode::Aggregate& aggregate) const {
    std::uint64_t count = 0;
    double highest = 0;
    double lowest = 0;
    ExactTotal total;
    for (const std::uint32_t index : workspace.selected[aggregate.selection.value]) {
      batch.read_attribute(lead, index, aggregate.attribute, workspace.value);
      if (!workspace.value.is_known) continue;
      const double value = workspace.value.number;
      highest = count == 0 ? value : std::max(highest, value);
      lowest = count == 0 ? value : std::min(lowest, value);
      total.add(value);
      ++count;
    }
    if (count == 0) return std::nullopt;
    if (aggregate.kind == bytecode::AggregateKind::kHighest) return highest;
    if (aggregate.kind == bytecode::AggregateKind::kLowest) return lowest;
    const Found sum = total.value();
    if (!sum || aggregate.kind == bytecode::AggregateKind::kTotal) return sum;
    return *sum / static_cast<double>(count);
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

/// Whether a signal looks at numbers that are worked out.
bool is_on_numbers(const bytecode::Program& program, const bytecode::Signal& signal) {
  if (value_subject(program, signal)) return false;
  return std::holds_alternative<bytecode::NumberSignal>(signal) ||
         std::holds_alternative<bytecode::NumberComparisonSignal>(signal) ||
         std::holds_alternative<bytecode::KnownSignal>(signal);
}

}  // namespace

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
  const NumberOf number_of{.batch = batch, .lead = lead, .as_of = as_of, .workspace = workspace};
  for (const bytecode::NumberId id : numbers_) {
    const std::optional<double> number = std::visit(number_of, program_.numbers[id]);
    const bool is_known = number && std::isfinite(*number);
    workspace.numbers[id.value] = is_known ? number : std::nullopt;
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
