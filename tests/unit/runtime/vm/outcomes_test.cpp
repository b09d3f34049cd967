// Bounds, grades, disqualifications, routes, alerts, promises, and leads that a model is not for.
// Answers worked out by hand.

#include "tests/unit/runtime/signals/asking.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace leadscore::runtime {
namespace {

using bytecode::FieldId;
using bytecode::FieldType;
using bytecode::PartId;
using bytecode::ProgramMaker;

/// Conditions on yes/no fields, and rules that give once for each of a number of events.
struct Model {
  std::uint32_t yes_no(std::string_view name) {
    return maker.load(bytecode::YesSignal{.subject = maker.field(name, FieldType::kYesNo)});
  }

  /// A condition that is true, false or unknown for 1, 0 or nothing.
  std::uint32_t is_one(std::string_view name) {
    const bytecode::NumberId number = maker.number(maker.field(name, FieldType::kNumber));
    return maker.load(
        bytecode::NumberSignal{.number = number, .set = maker.number_set({{.low = 1, .high = 1}})});
  }

  ProgramMaker maker;
};

/// A batch with one lead of which some yes/no fields are yes.
LeadBatch lead_with(const bytecode::Program& program, const std::vector<std::uint32_t>& yes) {
  LeadBatch batch(program);
  batch.begin_lead("1", 1);
  for (const std::uint32_t field : yes) {
    batch.set_field(FieldId(field), {.is_known = true, .yes = true});
  }
  return batch;
}

struct Sums {
  std::int64_t fit = 0;
  std::int64_t engagement = 0;
  std::int64_t score = 0;
  bool operator==(const Sums&) const = default;
};

/// score fit up to 10 { a +30; b -40 }; score engagement down to -5 { c +8; d -20 }; e +1;
/// score up to 15 down to -4
Sums bounded_sums(const std::vector<std::uint32_t>& yes) {
  Model model;
  ProgramMaker& maker = model.maker;
  const PartId fit = maker.part("fit", {.up_to_thousandths = 10'000});
  const PartId engagement = maker.part("engagement", {.down_to_thousandths = -5'000});
  maker.program().score_bounds = {.up_to_thousandths = 15'000, .down_to_thousandths = -4'000};
  maker.give(model.yes_no("a"), 30'000, fit);
  maker.give(model.yes_no("b"), -40'000, fit);
  maker.give(model.yes_no("c"), 8'000, engagement);
  maker.give(model.yes_no("d"), -20'000, engagement);
  maker.give(model.yes_no("e"), 1'000);
  maker.close();
  const ScoreBatch scores = score(maker.program(), lead_with(maker.program(), yes));
  return {.fit = scores.part(0, fit),
          .engagement = scores.part(0, engagement),
          .score = scores.scores[0]};
}

}  // namespace

TEST_CASE("Parts are bounded before they are added, and then the score") {
  CHECK(bounded_sums({}) == Sums{0, 0, 0});
  CHECK(bounded_sums({0}) == Sums{10'000, 0, 10'000});
  CHECK(bounded_sums({0, 4}) == Sums{10'000, 0, 11'000});
  CHECK(bounded_sums({0, 2, 4}) == Sums{10'000, 8'000, 15'000});
  CHECK(bounded_sums({0, 3}) == Sums{10'000, -5'000, 5'000});
  // Within a part the sum is bounded, not what leads to it.
  CHECK(bounded_sums({0, 1, 2}) == Sums{-10'000, 8'000, -2'000});
  CHECK(bounded_sums({1}) == Sums{-40'000, 0, -4'000});
  CHECK(bounded_sums({3}) == Sums{0, -5'000, -4'000});
  CHECK(bounded_sums({3, 4}) == Sums{0, -5'000, -4'000});
}

TEST_CASE("A part with a bound above nothing has it even if no rule holds") {
  Model model;
  const PartId fit = model.maker.part("fit", {.down_to_thousandths = 2'000});
  model.maker.give(model.yes_no("a"), 5'000, fit);
  model.maker.close();
  const bytecode::Program& program = model.maker.program();
  CHECK(score(program, lead_with(program, {})).scores[0] == 2'000);
  CHECK(score(program, lead_with(program, {0})).scores[0] == 5'000);
}

TEST_CASE("A grade is the first bound met, from the highest") {
  Model model;
  ProgramMaker& maker = model.maker;
  const PartId fit = maker.part("fit");
  maker.give(model.yes_no("a"), 40'000, fit);
  maker.give(model.yes_no("b"), -1, fit);
  maker.give(model.yes_no("c"), -100'000);
  maker.close();
  const std::vector<bytecode::GradeStep> steps = {
      {.name = maker.text("A"), .at_thousandths = 40'000},
      {.name = maker.text("B"), .at_thousandths = 0},
      {.name = maker.text("C"), .at_thousandths = -60'000}};
  const auto of_fit = maker.grade({.part = fit, .steps = steps, .otherwise = maker.text("D")});
  const auto of_score = maker.grade({.part = {}, .steps = steps, .otherwise = maker.text("D")});
  const auto good = maker.stage("good", -1'000'000, maker.grade_in(of_fit, {0, 1}));
  const auto bad = maker.stage("bad", -1'000'000, maker.grade_in(of_score, {3}));

  const auto with = [&](const std::vector<std::uint32_t>& yes) {
    return score(maker.program(), lead_with(maker.program(), yes));
  };
  CHECK(with({0}).grade(0, of_fit) == 0);
  CHECK(with({0, 1}).grade(0, of_fit) == 1);
  CHECK(with({}).grade(0, of_fit) == 1);
  CHECK(with({1}).grade(0, of_fit) == 2);
  CHECK(with({1}).is_met(0, good) == false);
  CHECK(with({0}).is_met(0, good));
  CHECK(with({0, 2}).grade(0, of_score) == 2);  // −60 exactly
  CHECK(with({0, 2}).is_met(0, bad) == false);
  CHECK(with({2}).grade(0, of_score) == 3);
  CHECK(with({2}).is_met(0, bad));
  CHECK(with({2}).grade(0, of_fit) == 1);
}

TEST_CASE("Sums and differences of scores are compared exactly") {
  Model model;
  ProgramMaker& maker = model.maker;
  const PartId fit = maker.part("fit");
  const PartId engagement = maker.part("engagement");
  maker.give(model.yes_no("a"), 10'001, fit);
  maker.give(model.yes_no("b"), 10'000, engagement);
  maker.close();
  const auto more_fit = maker.stage(  // fit > engagement
      "more fit", 0,
      maker.sum_in({{.part = fit}, {.part = engagement, .times = -1}}, {{.low = 1}}));
  const auto equal = maker.stage(  // score + fit + fit - engagement = 30.003 or 0
      "equal", 0,
      maker.sum_in({{}, {.part = fit, .times = 2}, {.part = engagement, .times = -1}},
                   {{.low = 0, .high = 0}, {.low = 30'003, .high = 30'003}}));
  const auto with = [&](const std::vector<std::uint32_t>& yes) {
    return score(maker.program(), lead_with(maker.program(), yes)).stages_met;
  };
  REQUIRE(more_fit.value == 0);
  REQUIRE(equal.value == 1);
  CHECK(with({}) == std::vector<std::uint8_t>{0, 1});
  CHECK(with({0}) == std::vector<std::uint8_t>{1, 1});
  CHECK(with({1}) == std::vector<std::uint8_t>{0, 1});
  CHECK(with({0, 1}) == std::vector<std::uint8_t>{1, 1});
}

TEST_CASE("The first route that holds is taken; unknown is not") {
  Model model;
  ProgramMaker& maker = model.maker;
  const std::uint32_t is_out = model.yes_no("out");
  const std::uint32_t is_enterprise = model.is_one("enterprise");
  const std::uint32_t is_sales = model.yes_no("sales");
  maker.close();
  maker.disqualify(is_out);
  maker.route("desk", is_enterprise);
  maker.route("sales", is_sales);
  maker.route("others", maker.load_true());
  const auto route = [&](bool out, std::optional<double> enterprise, bool sales) {
    LeadBatch batch(maker.program());
    batch.begin_lead("1", 1);
    batch.set_field(FieldId(0), {.is_known = true, .yes = out});
    if (enterprise) batch.set_field(FieldId(1), {.is_known = true, .number = *enterprise});
    batch.set_field(FieldId(2), {.is_known = true, .yes = sales});
    return score(maker.program(), batch).route(0);
  };
  CHECK(route(false, 1, true) == 0);
  CHECK(route(false, 0, true) == 1);
  CHECK(route(false, {}, true) == 1);
  CHECK(route(false, {}, false) == 2);
  CHECK(route(true, 1, true) == ScoreBatch::kNone);
}

TEST_CASE("A disqualified lead raises only alerts that name it; promises are asked of all") {
  Model model;
  ProgramMaker& maker = model.maker;
  const std::uint32_t is_out = model.yes_no("out");
  const std::uint32_t is_hot = model.is_one("hot");
  maker.close();
  maker.disqualify(is_out);
  const bytecode::StageId mql = maker.stage("mql", -1'000);
  const auto hot = maker.alert("hot", is_hot);
  const auto hot_but_out =
      maker.alert("hot but out", maker.make_and(is_hot, maker.disqualified()), true);
  const auto hot_and_in =
      maker.alert("hot and in", maker.make_and(is_hot, maker.make_not(maker.disqualified())), true);
  const auto never_hot = maker.never(is_hot);
  const auto never_out = maker.never(maker.make_and(maker.disqualified(), maker.stage_met(mql)));

  struct Raised {
    bool hot = false;
    bool hot_but_out = false;
    bool hot_and_in = false;
    bool never_hot = false;
    bool never_out = false;
    bool operator==(const Raised&) const = default;
  };
  const auto raised = [&](bool out, std::optional<double> is_one) {
    LeadBatch batch(maker.program());
    batch.begin_lead("1", 1);
    batch.set_field(FieldId(0), {.is_known = true, .yes = out});
    if (is_one) batch.set_field(FieldId(1), {.is_known = true, .number = *is_one});
    const ScoreBatch scores = score(maker.program(), batch);
    CHECK(scores.disqualified[0] == (out ? 1 : 0));
    CHECK(scores.is_met(0, mql) == !out);
    return Raised{.hot = scores.is_raised(0, hot),
                  .hot_but_out = scores.is_raised(0, hot_but_out),
                  .hot_and_in = scores.is_raised(0, hot_and_in),
                  .never_hot = scores.is_broken(0, never_hot),
                  .never_out = scores.is_broken(0, never_out)};
  };
  CHECK(raised(false, 1) == Raised{.hot = true, .hot_and_in = true, .never_hot = true});
  CHECK(raised(true, 1) == Raised{.hot_but_out = true, .never_hot = true});
  CHECK(raised(false, 0) == Raised{});
  CHECK(raised(false, {}) == Raised{});
  CHECK(raised(true, {}) == Raised{});
}

TEST_CASE("A lead that the model is not for has nothing, whoever stands before it") {
  Model model;
  ProgramMaker& maker = model.maker;
  const PartId fit = maker.part("fit", {.down_to_thousandths = 1'000});
  maker.apply(model.is_one("wanted"));
  maker.give(maker.load_true(), 10'000, fit);
  maker.close();
  const auto grade = maker.grade({.part = fit,
                                  .steps = {{.name = maker.text("A"), .at_thousandths = 90'000}},
                                  .otherwise = maker.text("B")});
  const std::uint32_t is_out = model.yes_no("out");
  maker.disqualify(is_out);
  maker.stage("mql", 10'000);
  maker.route("sales", maker.load_true());
  maker.alert("new", maker.load_true(), true);
  maker.never(maker.load_true());

  LeadBatch batch(maker.program());
  const auto add_lead = [&batch](std::optional<double> wanted, bool out) {
    batch.begin_lead("1", 1);
    if (wanted) batch.set_field(FieldId(0), {.is_known = true, .number = *wanted});
    batch.set_field(FieldId(1), {.is_known = true, .yes = out});
  };
  add_lead(1, false);
  add_lead(0, false);
  add_lead(1, true);
  add_lead({}, true);
  add_lead(1, false);
  const ScoreBatch scores = score(maker.program(), batch);
  CHECK(scores.inside == std::vector<std::uint8_t>{1, 0, 1, 0, 1});
  CHECK(scores.scores == std::vector<std::int64_t>{10'000, 0, 10'000, 0, 10'000});
  CHECK(scores.parts == scores.scores);
  CHECK(scores.grades == std::vector<std::uint32_t>{1, 0, 1, 0, 1});
  CHECK(scores.grade(4, grade) == 1);
  CHECK(scores.stages_met == std::vector<std::uint8_t>{1, 0, 0, 0, 1});
  CHECK(scores.disqualified == std::vector<std::uint8_t>{0, 0, 1, 0, 0});
  CHECK(scores.routes == std::vector<std::int32_t>{0, -1, -1, -1, 0});
  CHECK(scores.alerts == std::vector<std::uint8_t>{1, 0, 1, 0, 1});
  CHECK(scores.nevers == std::vector<std::uint8_t>{1, 0, 1, 0, 1});
  CHECK(scores.stage(0) == 0);
  CHECK(scores.stage(1) == ScoreBatch::kNone);
}

}  // namespace leadscore::runtime
