// §5: numbers that are worked out.
#include "base/check.hpp"
#include "base/number.hpp"
#include "tests/reference/evaluation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace leadscore::reference {
namespace {

__extension__ using Wide = __int128;

constexpr double kMostInATotal = 9e12;
constexpr std::int64_t kMillion = 1'000'000;

// "each value rounded to the nearest millionth (halves away from zero)". A double is a whole number
// of 53 bits times a power of two, so that its millionfold is one of 73 bits.
Wide millionths(double value) {
  int exponent = 0;
  const double fraction = std::frexp(std::abs(value), &exponent);
  const Wide product = Wide{static_cast<std::int64_t>(std::ldexp(fraction, 53))} * kMillion;
  exponent -= 53;
  Wide rounded = 0;
  if (exponent >= 0) {
    rounded = product << exponent;  // at most 9e12, so at most a few bits
  } else if (exponent > -100) {
    const Wide one = Wide{1} << -exponent;
    rounded = (product + one / 2) / one;
  }
  return value < 0 ? -rounded : rounded;
}

// The double nearest to so many millionths.
double from_millionths(Wide sum) {
  const Wide size = sum < 0 ? -sum : sum;
  const std::optional<double> value =
      read_plain_number(fmt::format("{}.{:06}", static_cast<std::uint64_t>(size / kMillion),
                                    static_cast<std::uint64_t>(size % kMillion)));
  LEADSCORE_CHECK(value, "a total that does not read");
  return sum < 0 ? -*value : *value;
}

// "a value beyond ±9×10¹² makes it unknown".
std::optional<double> total(const std::vector<double>& values) {
  Wide sum = 0;
  for (const double value : values) {
    if (std::abs(value) > kMostInATotal) return std::nullopt;
    sum += millionths(value);
  }
  return from_millionths(sum);
}

}  // namespace

// "A result that is not finite is unknown".
std::optional<double> Evaluation::number(model::NumberId id) {
  const std::optional<double> result = std::visit(*this, model_.numbers[id]);
  return result && std::isfinite(*result) ? result : std::nullopt;
}

std::optional<double> Evaluation::operator()(const model::NumberOf& of) {
  const Reading given = value(of.subject);
  return given ? std::optional(std::get<double>(*given)) : std::nullopt;
}

std::optional<double> Evaluation::operator()(const model::Constant& constant) {
  return constant.value;
}

std::optional<double> Evaluation::operator()(const model::Arithmetic& arithmetic) {
  const std::optional<double> left = number(arithmetic.left);
  const std::optional<double> right = number(arithmetic.right);
  if (!left || !right) return std::nullopt;
  switch (arithmetic.op) {
    case model::ArithmeticOperator::kAdd:
      return *left + *right;
    case model::ArithmeticOperator::kSubtract:
      return *left - *right;
    case model::ArithmeticOperator::kMultiply:
      return *left * *right;
    case model::ArithmeticOperator::kDivide:
      if (*right == 0) return std::nullopt;
      return *left / *right;
  }
  return std::nullopt;
}

std::optional<double> Evaluation::operator()(const model::Negation& negation) {
  const std::optional<double> operand = number(negation.operand);
  return operand ? std::optional(-*operand) : std::nullopt;
}

// "`days since E` (whole days of age of the latest that has a time; unknown if none)"; "All but the
// count are unknown where no such event has that attribute."
std::optional<double> Evaluation::operator()(const model::Aggregate& aggregate) {
  const std::vector<const Event*> events = selected(aggregate.selection);
  std::vector<double> values;
  std::optional<TimeMs> latest;
  for (const Event* event : events) {
    if (event->time) latest = std::max(latest.value_or(*event->time), *event->time);
    if (!aggregate.attribute) continue;
    event_ = event;
    const Reading given = value(*aggregate.attribute);
    event_ = nullptr;
    if (given) values.push_back(std::get<double>(*given));
  }
  if (aggregate.kind == model::AggregateKind::kCount) return static_cast<double>(events.size());
  if (aggregate.kind == model::AggregateKind::kDaysSince) {
    if (!latest) return std::nullopt;
    return static_cast<double>((as_of_ - *latest) / kMsPerDay);
  }
  if (values.empty()) return std::nullopt;
  if (aggregate.kind == model::AggregateKind::kHighest) {
    return *std::max_element(values.begin(), values.end());
  }
  if (aggregate.kind == model::AggregateKind::kLowest) {
    return *std::min_element(values.begin(), values.end());
  }
  const std::optional<double> sum = total(values);
  if (!sum || aggregate.kind == model::AggregateKind::kTotal) return sum;
  return *sum / static_cast<double>(values.size());
}

}  // namespace leadscore::reference
