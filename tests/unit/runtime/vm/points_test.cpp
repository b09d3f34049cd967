// What rules give for events: each, each day, decays, bounds; sequences, sums of attributes and
// changes of the score. The answers are worked out by hand.

#include "bytecode/verify.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/scorer.hpp"
#include "runtime/signals/number_signals.hpp"
#include "tests/unit/bytecode/program_maker.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace leadscore::runtime {
namespace {

using bytecode::FieldType;
using bytecode::KindId;
using bytecode::ProgramMaker;
using bytecode::Rule;
using bytecode::SelectionId;

constexpr TimeMs kNow = 1'767'225'600'000;  // 2026-01-01

using Times = std::vector<std::optional<TimeMs>>;

ScoreBatch score_events(const bytecode::Program& program, KindId kind, const Times& times) {
  const Result<void> verified = bytecode::verify(program);
  REQUIRE_MESSAGE(verified, (verified ? "" : verified.error().message));
  LeadBatch batch(program);
  batch.begin_lead("1", 1);
  for (const std::optional<TimeMs>& time : times) batch.add_event({.kind = kind, .time = time});
  Workspace workspace;
  ScoreBatch scores;
  Scorer(program).score(batch, kNow, workspace, scores);
  return scores;
}

/// Scores one rule over events of one kind.
std::int64_t points(Rule rule, const Times& times) {
  ProgramMaker maker;
  const KindId kind = maker.kind("met", "about");
  const SelectionId met = maker.selection({.kind = kind});
  rule.condition_register = maker.load(bytecode::EventSignal{.selection = met});
  rule.counted = met;
  maker.give(std::move(rule));
  maker.close();
  return score_events(maker.program(), kind, times).scores[0];
}

bool has_sequence(bool is_not_followed, const Times& first, const Times& second) {
  ProgramMaker maker;
  const KindId added = maker.kind("added", "product");
  const KindId purchased = maker.kind("purchased", "product");
  const bytecode::SequenceSignal signal{.first = maker.selection({.kind = added}),
                                        .second = maker.selection({.kind = purchased}),
                                        .within_ms = kMsPerDay,
                                        .is_not_followed = is_not_followed};
  maker.give(maker.load(signal), 1'000);
  maker.close();
  REQUIRE(bytecode::verify(maker.program()));
  LeadBatch batch(maker.program());
  batch.begin_lead("1", 1);
  for (const auto& time : first) batch.add_event({.kind = added, .time = time});
  for (const auto& time : second) batch.add_event({.kind = purchased, .time = time});
  Workspace workspace;
  ScoreBatch scores;
  Scorer(maker.program()).score(batch, kNow, workspace, scores);
  return scores.scores[0] == 1'000;
}

}  // namespace

TEST_CASE("Each event and each day give their points, up to a bound") {
  const Times times = {kNow, kNow - 1, kNow - 2, std::nullopt, kNow + 1};
  Rule each{.points_thousandths = 1'500, .each = bytecode::Each::kEvent, .wording = {}};
  CHECK(points(each, times) == 6'000);
  each.up_to_thousandths = 4'000;
  CHECK(points(each, times) == 4'000);
  each.points_thousandths = -1'500;
  CHECK(points(each, times) == -4'000);
  const Rule day{.points_thousandths = 1'500, .each = bytecode::Each::kDay, .wording = {}};
  CHECK(points(day, times) == 3'000);
}

TEST_CASE("Points decay exactly") {
  const TimeMs old = kNow - 30 * kMsPerDay;
  Rule rule{.points_thousandths = 15,
            .decay = bytecode::Decay{.percent_hundredths = 5'000, .period_ms = 30 * kMsPerDay},
            .wording = {}};
  CHECK(points(rule, {old}) == 8);  // 7.5, away from zero
  rule.points_thousandths = -15;
  CHECK(points(rule, {old}) == -8);
  CHECK(points(rule, {old, old + 1}) == -15);
  CHECK(points(rule, {old, std::nullopt}) == -15);
  CHECK(points(rule, {kNow - 30'000 * kMsPerDay}) == 0);
  rule.points_thousandths = 24'000;
  rule.decay = bytecode::Decay{.is_fade = true, .period_ms = 2 * kMsPerDay};
  CHECK(points(rule, {kNow - 12 * kMsPerHour}) == 18'000);
  CHECK(points(rule, {kNow - 3 * kMsPerDay}) == 0);
}

TEST_CASE("A decay goes down in steps, each cut to a billionth") {
  Rule rule{.points_thousandths = 15'000,
            .decay = bytecode::Decay{.percent_hundredths = 5'000, .period_ms = 30 * kMsPerDay},
            .wording = {}};
  CHECK(points(rule, {kNow}) == 15'000);
  CHECK(points(rule, {kNow - 30 * kMsPerDay + 1}) == 15'000);
  CHECK(points(rule, {kNow - 30 * kMsPerDay}) == 7'500);
  CHECK(points(rule, {kNow - 60 * kMsPerDay}) == 3'750);
  CHECK(points(rule, {std::nullopt}) == 15'000);
  // 33.33%: 666'700'000, 444'488'890, 296'340'742 (.963 is cut) billionths.
  rule.points_thousandths = bytecode::kMostPointsThousandths;
  rule.decay = bytecode::Decay{.percent_hundredths = 3'333, .period_ms = kMsPerHour};
  CHECK(points(rule, {kNow - 3 * kMsPerHour}) == 296'340'742);
  rule.decay = bytecode::Decay{.percent_hundredths = 10'000, .period_ms = kMsPerHour};
  CHECK(points(rule, {kNow - kMsPerHour + 1}) == bytecode::kMostPointsThousandths);
  CHECK(points(rule, {kNow - kMsPerHour}) == 0);
}

TEST_CASE("Each event decays by its own age, and the sum is bounded after that") {
  const DurationMs period = 30 * kMsPerDay;
  Rule rule{.points_thousandths = 10'000,
            .each = bytecode::Each::kEvent,
            .decay = bytecode::Decay{.percent_hundredths = 5'000, .period_ms = period},
            .wording = {}};
  const Times times = {kNow, kNow - period, kNow - 2 * period, std::nullopt};
  CHECK(points(rule, times) == 27'500);
  rule.up_to_thousandths = 27'499;
  CHECK(points(rule, times) == 27'499);
  rule.each = bytecode::Each::kDay;
  // The latest of its day is a millisecond short of 30 days old: 10 + 10.
  CHECK(points(rule, {kNow - period, kNow, kNow - period + 1, std::nullopt}) == 20'000);
  // Two days and today: 5 + 5 + 10.
  CHECK(points(rule, {kNow - period, kNow - period - 1, kNow}) == 20'000);
}

TEST_CASE("One event follows another within a time, ties and ends included") {
  const TimeMs then = kNow - 3 * kMsPerDay;
  CHECK(has_sequence(false, {then}, {then}));
  CHECK(has_sequence(false, {then}, {then + kMsPerDay}));
  CHECK_FALSE(has_sequence(false, {then}, {then + kMsPerDay + 1}));
  CHECK_FALSE(has_sequence(false, {then}, {then - 1}));
  CHECK_FALSE(has_sequence(false, {std::nullopt}, {then}));
  CHECK(has_sequence(true, {then}, {}));
  CHECK(has_sequence(true, {then}, {then - 1, then + kMsPerDay + 1, std::nullopt}));
  CHECK_FALSE(has_sequence(true, {then}, {then + kMsPerDay}));
  CHECK(has_sequence(true, {kNow - kMsPerDay}, {}));
  CHECK_FALSE(has_sequence(true, {kNow - kMsPerDay + 1}, {}));
}

TEST_CASE("A change of the score is that of the same lead some time ago") {
  ProgramMaker maker;
  const KindId kind = maker.kind("met", "about");
  const SelectionId met = maker.selection({.kind = kind});
  maker.give(Rule{.points_thousandths = 1'000,
                  .condition_register = maker.load(bytecode::EventSignal{.selection = met}),
                  .each = bytecode::Each::kEvent,
                  .counted = met,
                  .wording = {}});
  maker.close();
  const auto rose = [&](std::int64_t amount) {
    return maker.changed({.amount_thousandths = amount, .within_ms = kMsPerDay});
  };
  const bytecode::AlertId two = maker.alert("two", rose(2'000));
  const bytecode::AlertId three = maker.alert("three", rose(3'000));
  const ScoreBatch scores =
      score_events(maker.program(), kind, {kNow, kNow - 1, kNow - kMsPerDay, std::nullopt});
  CHECK(scores.scores[0] == 4'000);
  CHECK(scores.is_raised(0, two));
  CHECK_FALSE(scores.is_raised(0, three));
}

TEST_CASE("Totals are exact in millionths") {
  ExactTotal tenths;
  for (int i = 0; i < 10; ++i) tenths.add(0.1);
  CHECK(tenths.value() == 1.0);
  ExactTotal cancelled;
  for (const double value : {9e12, 0.000001, -9e12}) cancelled.add(value);
  CHECK(cancelled.value() == 0.000001);
  ExactTotal beyond;
  beyond.add(9.000000000001e12);
  CHECK_FALSE(beyond.value().has_value());
  CHECK(ExactTotal().value() == 0.0);
}

}  // namespace leadscore::runtime
