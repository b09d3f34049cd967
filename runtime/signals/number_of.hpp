// How a number is worked out (language.md §5), whatever keeps the fields and events of the lead.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/signals/number_signals.hpp"
#include "runtime/signals/window.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace leadscore::runtime {

/// What a number is, not yet held against what is finite; operands are worked out already.
template <class Source>
struct NumberOf {
  const Source& source;
  const std::vector<std::optional<double>>& numbers;

  using Found = std::optional<double>;

  Found operator()(const bytecode::FieldNumber& number) const { return source.field(number.field); }
  Found operator()(const bytecode::AttributeNumber&) const { return std::nullopt; }
  Found operator()(const bytecode::Constant& constant) const { return constant.value; }
  Found operator()(const bytecode::Arithmetic& arithmetic) const {
    const Found left = numbers[arithmetic.left.value];
    const Found right = numbers[arithmetic.right.value];
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
    const Found operand = numbers[negation.operand.value];
    if (!operand) return std::nullopt;
    return -*operand;
  }
  Found operator()(const bytecode::Aggregate& aggregate) const {
    if (aggregate.kind == bytecode::AggregateKind::kCount) {
      return static_cast<double>(source.count(aggregate.selection));
    }
    if (aggregate.kind != bytecode::AggregateKind::kDaysSince) return of_values(aggregate);
    const std::optional<TimeMs> latest = source.latest_time(aggregate.selection);
    if (!latest) return std::nullopt;
    return static_cast<double>(difference(source.as_of(), *latest) / kMsPerDay);
  }

 private:
  [[nodiscard]] Found of_values(const bytecode::Aggregate& aggregate) const {
    std::uint64_t count = 0;
    double highest = 0;
    double lowest = 0;
    ExactTotal total;
    source.for_each_value(aggregate, [&](double value) {
      highest = count == 0 ? value : std::max(highest, value);
      lowest = count == 0 ? value : std::min(lowest, value);
      total.add(value);
      ++count;
    });
    if (count == 0) return std::nullopt;
    if (aggregate.kind == bytecode::AggregateKind::kHighest) return highest;
    if (aggregate.kind == bytecode::AggregateKind::kLowest) return lowest;
    const Found sum = total.value();
    if (!sum || aggregate.kind == bytecode::AggregateKind::kTotal) return sum;
    return *sum / static_cast<double>(count);
  }
};

/// What a number is; nothing if it is unknown. `source` says of the lead: as_of(), field(), and of
/// a selection count(), latest_time() and for_each_value() of an aggregate. `numbers`: those with
/// smaller ids, worked out already.
template <class Source>
[[nodiscard]] std::optional<double> number_of(const bytecode::Number& number, const Source& source,
                                              const std::vector<std::optional<double>>& numbers) {
  const std::optional<double> found =
      std::visit(NumberOf<Source>{.source = source, .numbers = numbers}, number);
  return found && std::isfinite(*found) ? found : std::nullopt;
}

}  // namespace leadscore::runtime
