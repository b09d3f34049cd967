// Tables and `best of`: which row or rule counts, and what it gives. Answers worked out by hand.

#include "tests/unit/runtime/signals/asking.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace leadscore::runtime {
namespace {

using bytecode::FieldId;
using bytecode::FieldType;
using bytecode::ProgramMaker;
using bytecode::Row;
using bytecode::Rule;
using bytecode::SignalId;

/// What a contribution gave, and which row or rule that was.
using Gave = std::pair<std::int64_t, std::optional<std::size_t>>;

Gave score_first(ProgramMaker& maker, const LeadBatch& batch) {
  maker.close();
  Workspace workspace;
  const ScoreBatch scores = score(maker.program(), batch, workspace);
  const Given& given = workspace.given.at(0);
  CHECK(scores.scores[0] == given.points_thousandths);
  if (given.chosen == Given::kNothing) return {given.points_thousandths, std::nullopt};
  return {given.points_thousandths, given.chosen};
}

enum class Last { kNothing, kOtherwise, kUnknownThenOtherwise };

/// points by employees { under 10 -5; 5 to 49 +5; 40 to 99 +7.5; ... }
Gave points_by(std::optional<double> employees, Last last) {
  ProgramMaker maker;
  const FieldId field = maker.field("employees", FieldType::kNumber);
  const bytecode::NumberId number = maker.number(field);
  const auto add_row = [&](double low, double high, std::int64_t points) {
    const bytecode::NumberSignal signal{.number = number,
                                        .set = maker.number_set({{.low = low, .high = high}})};
    return Row{.signal = maker.where(signal).signal, .points_thousandths = points, .wording = {}};
  };
  bytecode::Table table{
      .rows = {add_row(-1e9, 9, -5'000), add_row(5, 49, 5'000), add_row(40, 99, 7'500)},
      .wording = {}};
  if (last == Last::kUnknownThenOtherwise) {
    const SignalId is_known = maker.where(bytecode::KnownSignal{.subject = number}).signal;
    table.rows.push_back(
        {.signal = is_known, .is_negated = true, .points_thousandths = 100, .wording = {}});
  }
  if (last != Last::kNothing) table.rows.push_back({.points_thousandths = 250, .wording = {}});
  maker.give(std::move(table));
  LeadBatch batch(maker.program());
  batch.begin_lead("1", 1);
  if (employees) batch.set_field(field, {.is_known = true, .number = *employees});
  return score_first(maker, batch);
}

/// `best of` rules whose conditions are what fields 0, 1, ... say.
Gave best_of(const std::vector<std::pair<Truth, std::int64_t>>& rules) {
  ProgramMaker maker;
  std::vector<Rule> rows;
  for (const auto& [truth, points] : rules) {
    const FieldId field = maker.field("f", FieldType::kNumber);
    const bytecode::NumberSignal is_one{.number = maker.number(field),
                                        .set = maker.number_set({{.low = 1, .high = 1}})};
    rows.push_back(
        {.points_thousandths = points, .condition_register = maker.load(is_one), .wording = {}});
  }
  maker.give_best(std::move(rows));
  LeadBatch batch(maker.program());
  batch.begin_lead("1", 1);
  for (std::uint32_t field = 0; field < rules.size(); ++field) {
    if (rules[field].first == Truth::kUnknown) continue;
    const double number = rules[field].first == Truth::kTrue ? 1 : 0;
    batch.set_field(FieldId(field), {.is_known = true, .number = number});
  }
  return score_first(maker, batch);
}

constexpr Truth kT = Truth::kTrue;
constexpr Truth kU = Truth::kUnknown;
constexpr Truth kF = Truth::kFalse;

}  // namespace

TEST_CASE("The first row that fits gives its points, and no other") {
  CHECK(points_by(3, Last::kNothing) == Gave{-5'000, 0});
  CHECK(points_by(7, Last::kNothing) == Gave{-5'000, 0});
  CHECK(points_by(10, Last::kNothing) == Gave{5'000, 1});
  CHECK(points_by(45, Last::kOtherwise) == Gave{5'000, 1});
  CHECK(points_by(50, Last::kOtherwise) == Gave{7'500, 2});
}

TEST_CASE("What no row takes gives nothing, or what `otherwise` says") {
  CHECK(points_by(100, Last::kNothing) == Gave{0, std::nullopt});
  CHECK(points_by({}, Last::kNothing) == Gave{0, std::nullopt});
  CHECK(points_by(100, Last::kOtherwise) == Gave{250, 3});
  CHECK(points_by({}, Last::kOtherwise) == Gave{250, 3});
  CHECK(points_by({}, Last::kUnknownThenOtherwise) == Gave{100, 3});
  CHECK(points_by(100, Last::kUnknownThenOtherwise) == Gave{250, 4});
}

TEST_CASE("The rule that gives most counts, the first of equals") {
  CHECK(best_of({{kT, 10'000}, {kT, 15'000}, {kT, 5'000}}) == Gave{15'000, 1});
  CHECK(best_of({{kT, 10'000}, {kF, 15'000}, {kT, 5'000}}) == Gave{10'000, 0});
  CHECK(best_of({{kF, 10'000}, {kT, 5'000}, {kT, 5'000}}) == Gave{5'000, 1});
}

TEST_CASE("Of points taken away the fewest count") {
  CHECK(best_of({{kT, -10'000}, {kT, -5'000}}) == Gave{-5'000, 1});
  CHECK(best_of({{kT, -10'000}, {kF, 5'000}}) == Gave{-10'000, 0});
  CHECK(best_of({{kT, -10'000}, {kT, 5'000}}) == Gave{5'000, 1});
}

TEST_CASE("Where no rule is known to hold, none counts") {
  CHECK(best_of({{kF, 10'000}, {kF, -5'000}}) == Gave{0, std::nullopt});
  CHECK(best_of({{kU, 10'000}, {kF, -5'000}}) == Gave{0, std::nullopt});
  CHECK(best_of({{kU, 10'000}, {kT, -5'000}}) == Gave{-5'000, 1});
}

TEST_CASE("What a rule of a `best of` gives is after its events are summed and bounded") {
  ProgramMaker maker;
  const bytecode::KindId met = maker.kind("met", "about");
  const bytecode::SelectionId meetings = maker.selection({.kind = met});
  const std::uint32_t has_met = maker.load(bytecode::EventSignal{.selection = meetings});
  const auto each = [&](std::int64_t points, std::int64_t up_to) {
    return Rule{.points_thousandths = points,
                .condition_register = has_met,
                .each = bytecode::Each::kEvent,
                .up_to_thousandths = up_to,
                .counted = meetings,
                .wording = {}};
  };
  maker.give_best({{.points_thousandths = 5'500, .condition_register = has_met, .wording = {}},
                   each(4'000, 5'000),
                   each(2'000, 100'000)});
  LeadBatch batch(maker.program());
  batch.begin_lead("1", 1);
  for (int meeting = 0; meeting < 3; ++meeting) batch.add_event({.kind = met, .time = kNow});
  CHECK(score_first(maker, batch) == Gave{6'000, 2});
}

}  // namespace leadscore::runtime
