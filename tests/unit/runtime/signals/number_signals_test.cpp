// Numbers that are worked out, and tests of them.

#include "base/time.hpp"
#include "tests/unit/runtime/signals/asking.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace leadscore::runtime {
namespace {

using bytecode::AggregateKind;
using bytecode::ArithmeticOperator;
using bytecode::FieldId;
using bytecode::FieldType;
using bytecode::NumberId;
using bytecode::NumberOperator;
using bytecode::ProgramMaker;

using MaybeNumber = std::optional<double>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Two fields `a` and `b`, and a lead that has them.
struct Pair {
  Pair() {
    for (const std::string_view name : {"a", "b"}) {
      numbers.push_back(maker.number(maker.field(name, FieldType::kNumber)));
    }
  }

  [[nodiscard]] LeadBatch lead(MaybeNumber a, MaybeNumber b) {
    LeadBatch batch(maker.program());
    batch.begin_lead("1", 1);
    if (a) batch.set_field(FieldId(0), {.is_known = true, .number = *a});
    if (b) batch.set_field(FieldId(1), {.is_known = true, .number = *b});
    return batch;
  }

  MaybeNumber work_out(NumberId number, MaybeNumber a, MaybeNumber b) {
    maker.close();
    Workspace workspace;
    static_cast<void>(score(maker.program(), lead(a, b), workspace));
    return workspace.numbers[number.value];
  }

  ProgramMaker maker;
  std::vector<NumberId> numbers;
};

MaybeNumber work_out(MaybeNumber a, ArithmeticOperator op, MaybeNumber b) {
  Pair pair;
  const NumberId result = pair.maker.number(
      bytecode::Arithmetic{.op = op, .left = pair.numbers[0], .right = pair.numbers[1]});
  return pair.work_out(result, a, b);
}

/// What each comparison, in the order of NumberOperator, says of two numbers.
std::vector<Truth> compare(MaybeNumber a, MaybeNumber b) {
  Pair pair;
  std::vector<bytecode::Signal> signals;
  for (const NumberOperator op :
       {NumberOperator::kIs, NumberOperator::kLess, NumberOperator::kLessOrEqual,
        NumberOperator::kGreater, NumberOperator::kGreaterOrEqual}) {
    signals.emplace_back(bytecode::NumberComparisonSignal{
        .left = pair.numbers[0], .op = op, .right = pair.numbers[1]});
  }
  return ask(pair.maker, pair.lead(a, b), signals);
}

}  // namespace

TEST_CASE("Numbers lie in closed intervals") {
  const auto ask_number = [](MaybeNumber number) {
    Pair pair;
    const bytecode::NumberSignal signal{.number = pair.numbers[0],
                                        .set = pair.maker.number_set({{-1, 0}, {5, 5}})};
    return ask(pair.maker, pair.lead(number, {}), signal);
  };
  CHECK(ask_number(-1) == Truth::kTrue);
  CHECK(ask_number(-0.0) == Truth::kTrue);
  CHECK(ask_number(0.1) == Truth::kFalse);
  CHECK(ask_number(5) == Truth::kTrue);
  CHECK(ask_number(6) == Truth::kFalse);
  CHECK(ask_number(-2) == Truth::kFalse);
  CHECK(ask_number({}) == Truth::kUnknown);
}

TEST_CASE("Arithmetic is that of doubles; what is not finite is unknown") {
  CHECK(work_out(7, ArithmeticOperator::kAdd, -10) == -3);
  CHECK(work_out(7, ArithmeticOperator::kSubtract, 10) == -3);
  CHECK(work_out(7, ArithmeticOperator::kMultiply, 0.5) == 3.5);
  CHECK(work_out(7, ArithmeticOperator::kDivide, 2) == 3.5);
  CHECK(work_out(0, ArithmeticOperator::kDivide, 2) == 0);
  CHECK(work_out(7, ArithmeticOperator::kDivide, 0) == std::nullopt);
  CHECK(work_out(7, ArithmeticOperator::kDivide, -0.0) == std::nullopt);
  CHECK(work_out(0, ArithmeticOperator::kDivide, 0) == std::nullopt);
  CHECK(work_out(1e308, ArithmeticOperator::kMultiply, 10) == std::nullopt);
  CHECK(work_out(1e308, ArithmeticOperator::kAdd, 1e308) == std::nullopt);
  CHECK(work_out(-1e308, ArithmeticOperator::kSubtract, 1e308) == std::nullopt);
  CHECK(work_out(1e308, ArithmeticOperator::kDivide, 1e-10) == std::nullopt);
  for (const ArithmeticOperator op : {ArithmeticOperator::kAdd, ArithmeticOperator::kSubtract,
                                      ArithmeticOperator::kMultiply, ArithmeticOperator::kDivide}) {
    CHECK(work_out({}, op, 1) == std::nullopt);
    CHECK(work_out(1, op, {}) == std::nullopt);
  }
}

TEST_CASE("What is worked out of an unknown number is unknown") {
  const auto times_zero = [](MaybeNumber b) {  // −(a / b) × 0
    Pair pair;
    ProgramMaker& maker = pair.maker;
    const NumberId ratio = maker.number(bytecode::Arithmetic{
        .op = ArithmeticOperator::kDivide, .left = pair.numbers[0], .right = pair.numbers[1]});
    const NumberId negative = maker.number(bytecode::Negation{.operand = ratio});
    const NumberId product =
        maker.number(bytecode::Arithmetic{.op = ArithmeticOperator::kMultiply,
                                          .left = negative,
                                          .right = maker.number(bytecode::Constant{.value = 0})});
    return pair.work_out(product, 1, b);
  };
  CHECK(times_zero(0) == std::nullopt);
  CHECK(times_zero({}) == std::nullopt);
  CHECK(times_zero(4) == 0);
}

TEST_CASE("A number that is unknown is in no interval, not even in all of them") {
  const auto ask_ratio = [](double b) {
    Pair pair;
    ProgramMaker& maker = pair.maker;
    const NumberId ratio = maker.number(bytecode::Arithmetic{
        .op = ArithmeticOperator::kDivide, .left = pair.numbers[0], .right = pair.numbers[1]});
    const LeadBatch lead = pair.lead(1, b);
    return ask(
        maker, lead,
        {bytecode::NumberSignal{.number = ratio,
                                .set = maker.number_set({{.low = -kInfinity, .high = kInfinity}})},
         bytecode::NumberSignal{.number = ratio,
                                .set = maker.number_set({{.low = -kInfinity, .high = 0.2}})},
         bytecode::KnownSignal{.subject = ratio}});
  };
  CHECK(ask_ratio(0) == std::vector{Truth::kUnknown, Truth::kUnknown, Truth::kFalse});
  CHECK(ask_ratio(4) == std::vector{Truth::kTrue, Truth::kFalse, Truth::kTrue});
  CHECK(ask_ratio(-4) == std::vector{Truth::kTrue, Truth::kTrue, Truth::kTrue});
}

TEST_CASE("Two numbers compare; with an unknown one nothing is known") {
  constexpr Truth kT = Truth::kTrue;
  constexpr Truth kF = Truth::kFalse;
  CHECK(compare(1, 2) == std::vector{kF, kT, kT, kF, kF});
  CHECK(compare(2, 2) == std::vector{kT, kF, kT, kF, kT});
  CHECK(compare(3, 2) == std::vector{kF, kF, kF, kT, kT});
  CHECK(compare(0, -0.0) == std::vector{kT, kF, kT, kF, kT});
  const std::vector<Truth> unknown(5, Truth::kUnknown);
  CHECK(compare({}, 2) == unknown);
  CHECK(compare(2, {}) == unknown);
  CHECK(compare({}, {}) == unknown);
}

namespace {

struct Purchase {
  MaybeNumber amount;
  std::optional<TimeMs> time;
};

/// What a number of purchases comes to.
MaybeNumber aggregate(AggregateKind kind, const std::vector<Purchase>& purchases) {
  ProgramMaker maker;
  const bytecode::KindId purchased = maker.kind("purchased", "product");
  const bytecode::AttributeId amount = maker.attribute(purchased, "amount", FieldType::kNumber);
  const bool is_of_amounts = kind > AggregateKind::kDaysSince;
  const NumberId number = maker.number(
      bytecode::Aggregate{.kind = kind,
                          .selection = maker.selection({.kind = purchased}),
                          .attribute = is_of_amounts ? amount : bytecode::AttributeId()});
  maker.close();
  LeadBatch batch(maker.program());
  batch.begin_lead("1", 1);
  for (const Purchase& purchase : purchases) {
    const std::vector<FieldValue> values = {
        {.is_known = purchase.amount.has_value(), .number = purchase.amount.value_or(0)}};
    batch.add_event({.kind = purchased, .time = purchase.time}, values);
  }
  Workspace workspace;
  static_cast<void>(score(maker.program(), batch, workspace));
  return workspace.numbers[number.value];
}

}  // namespace

TEST_CASE("Numbers of events are about those that exist and have the attribute") {
  const std::vector<Purchase> purchases = {{10.5, kNow - 2 * kMsPerDay},
                                           {std::nullopt, kNow - kMsPerDay - 1},
                                           {-3, std::nullopt},
                                           {1'000, kNow + 1}};
  CHECK(aggregate(AggregateKind::kCount, purchases) == 3);
  CHECK(aggregate(AggregateKind::kDaysSince, purchases) == 1);
  CHECK(aggregate(AggregateKind::kTotal, purchases) == 7.5);
  CHECK(aggregate(AggregateKind::kHighest, purchases) == 10.5);
  CHECK(aggregate(AggregateKind::kLowest, purchases) == -3);
  CHECK(aggregate(AggregateKind::kAverage, purchases) == 3.75);
}

TEST_CASE("But for the count, a number of no events is unknown") {
  for (const std::vector<Purchase>& purchases :
       {std::vector<Purchase>(), std::vector<Purchase>{{std::nullopt, std::nullopt}}}) {
    CHECK(aggregate(AggregateKind::kCount, purchases) == static_cast<double>(purchases.size()));
    for (const AggregateKind kind :
         {AggregateKind::kDaysSince, AggregateKind::kTotal, AggregateKind::kHighest,
          AggregateKind::kLowest, AggregateKind::kAverage}) {
      CHECK(aggregate(kind, purchases) == std::nullopt);
    }
  }
}

TEST_CASE("Days since are whole days of the latest event, whatever the order") {
  const auto days_since = [](const std::vector<TimeMs>& ages) {
    std::vector<Purchase> purchases;
    for (const TimeMs age : ages) purchases.push_back({1, kNow - age});
    return aggregate(AggregateKind::kDaysSince, purchases);
  };
  CHECK(days_since({0}) == 0);
  CHECK(days_since({kMsPerDay - 1}) == 0);
  CHECK(days_since({kMsPerDay}) == 1);
  CHECK(days_since({9 * kMsPerDay, 2 * kMsPerDay, 5 * kMsPerDay}) == 2);
}

TEST_CASE("Totals and averages are of millionths, exactly; a value too large makes them unknown") {
  const auto amounts = [](const std::vector<double>& values) {
    std::vector<Purchase> purchases;
    for (const double value : values) purchases.push_back({value, kNow});
    return purchases;
  };
  const auto thirds = amounts({0.1, 0.2, 0.3});
  CHECK(aggregate(AggregateKind::kTotal, thirds) == 0.6);
  CHECK(aggregate(AggregateKind::kAverage, thirds) == 0.6 / 3);
  // 1/128 is 7812.5 millionths.
  CHECK(aggregate(AggregateKind::kTotal, amounts({0.0078125})) == 0.007813);
  CHECK(aggregate(AggregateKind::kTotal, amounts({-0.0078125})) == -0.007813);
  const auto large = amounts({1, 9.1e12});
  CHECK(aggregate(AggregateKind::kTotal, large) == std::nullopt);
  CHECK(aggregate(AggregateKind::kAverage, large) == std::nullopt);
  CHECK(aggregate(AggregateKind::kHighest, large) == 9.1e12);
  CHECK(aggregate(AggregateKind::kTotal, amounts({9e12, 9e12})) == 18e12);
}

TEST_CASE("A count of events compares with a field") {
  Pair pair;
  ProgramMaker& maker = pair.maker;
  const bytecode::KindId met = maker.kind("met", "about");
  const NumberId count =
      maker.number(bytecode::Aggregate{.selection = maker.selection({.kind = met})});
  LeadBatch with_events(maker.program());
  with_events.begin_lead("1", 1);
  with_events.set_field(FieldId(0), {.is_known = true, .number = 2});
  for (int meeting = 0; meeting < 3; ++meeting) with_events.add_event({.kind = met});
  const bytecode::NumberComparisonSignal is_more{
      .left = count, .op = NumberOperator::kGreater, .right = pair.numbers[0]};
  CHECK(ask(maker, with_events, is_more) == Truth::kTrue);
}

}  // namespace leadscore::runtime
