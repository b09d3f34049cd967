// Programs that are made by hand, run over leads: truth values, sums, parts, stages.

#include "base/check.hpp"
#include "base/decimal.hpp"
#include "bytecode/verify.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/scorer.hpp"
#include "tests/unit/bytecode/program_maker.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <vector>

namespace leadscore::runtime {
namespace {

using bytecode::FieldId;
using bytecode::FieldType;
using bytecode::PartId;
using bytecode::ProgramMaker;
using bytecode::StageId;

constexpr TimeMs kNow = 1'767'225'600'000;  // 2026-01-01

/// A condition that is true, unknown or false for a lead whose number field is 1, not given or 0.
struct Switches {
  explicit Switches(ProgramMaker& maker) {
    for (const std::string_view name : {"a", "b"}) {
      const FieldId field = maker.field(name, FieldType::kNumber);
      registers.push_back(maker.load(bytecode::NumberSignal{
          .number = maker.number(field), .set = maker.number_set({{.low = 1, .high = 1}})}));
    }
  }
  std::vector<std::uint32_t> registers;
};

void set_switch(LeadBatch& batch, FieldId field, Truth truth) {
  if (truth == Truth::kUnknown) return;
  batch.set_field(field, {.is_known = true, .number = truth == Truth::kTrue ? 1.0 : 0.0});
}

ScoreBatch score_one(const bytecode::Program& program, Truth a, Truth b) {
  REQUIRE(bytecode::verify(program));
  LeadBatch batch(program);
  batch.begin_lead("1", 1);
  set_switch(batch, FieldId(0), a);
  set_switch(batch, FieldId(1), b);
  Workspace workspace;
  ScoreBatch scores;
  Scorer(program).score(batch, kNow, workspace, scores);
  return scores;
}

constexpr std::array kTruths = {Truth::kFalse, Truth::kUnknown, Truth::kTrue};

}  // namespace

TEST_CASE("Conditions follow Kleene's logic, and points need a condition known to be true") {
  ProgramMaker maker;
  const Switches switches(maker);
  const std::uint32_t a = switches.registers[0];
  const std::uint32_t b = switches.registers[1];
  maker.give(maker.make_and(a, b), 1);
  maker.give(maker.make_or(a, b), 10);
  maker.give(maker.make_not(a), 100);
  maker.give(maker.make_not(maker.make_and(a, b)), 1'000);
  maker.give(maker.make_not(maker.make_or(a, b)), 10'000);
  maker.close();

  // The points of each pair (a, b), worked out by hand: F, U, T by F, U, T.
  const std::int64_t expected[3][3] = {{11'100, 1'100, 1'110}, {1'000, 0, 10}, {1'010, 10, 11}};
  for (std::size_t left = 0; left < 3; ++left) {
    for (std::size_t right = 0; right < 3; ++right) {
      CAPTURE(left);
      CAPTURE(right);
      const ScoreBatch scores = score_one(maker.program(), kTruths[left], kTruths[right]);
      CHECK(scores.scores[0] == expected[left][right]);
    }
  }
}

TEST_CASE("The score is the sum of parts and of the rules outside them") {
  ProgramMaker maker;
  const Switches switches(maker);
  const PartId fit = maker.part("fit");
  const PartId engagement = maker.part("engagement");
  maker.give(switches.registers[0], 1'500, fit);
  maker.give(switches.registers[1], -4'000, engagement);
  maker.give(switches.registers[0], 200, fit);
  maker.give(switches.registers[0], 30);
  maker.close();
  const ScoreBatch scores = score_one(maker.program(), Truth::kTrue, Truth::kTrue);
  CHECK(scores.part(0, fit) == 1'700);
  CHECK(scores.part(0, engagement) == -4'000);
  CHECK(scores.scores[0] == -2'270);
}

TEST_CASE("Sums saturate once, at the end") {
  // Parts that are always at a bound, as no rule alone reaches so far.
  ProgramMaker maker;
  const auto part_at = [&maker](std::string_view name, std::int64_t points) {
    return maker.part(name, {.up_to_thousandths = points, .down_to_thousandths = points});
  };
  part_at("one", kMaxSumThousandths);
  part_at("two", kMaxSumThousandths);
  part_at("three", -kMaxSumThousandths);
  const PartId fit = maker.part("fit");
  maker.give(maker.load_true(), -1'500, fit);
  maker.close();
  maker.field("a", FieldType::kNumber);
  maker.field("b", FieldType::kNumber);
  const ScoreBatch scores = score_one(maker.program(), Truth::kTrue, Truth::kFalse);
  CHECK(scores.part(0, PartId(1)) == kMaxSumThousandths);
  CHECK(scores.part(0, fit) == -1'500);
  CHECK(scores.scores[0] == kMaxSumThousandths - 1'500);  // two at the top less one, exactly
}

TEST_CASE("Stages are met by points, conditions and earlier stages") {
  ProgramMaker maker;
  const Switches switches(maker);
  const PartId fit = maker.part("fit");
  maker.give(switches.registers[0], 10'000, fit);
  maker.close();
  const StageId lead = maker.stage("lead", 10'000);
  const StageId mql = maker.stage("mql", 0, switches.registers[1]);
  maker.stage("sql", 0, maker.make_and(maker.stage_met(lead), maker.stage_met(mql)));
  maker.stage("vip", 0, maker.part_in(fit, {{.low = 10'001}}));

  const auto stages = [&](Truth a, Truth b) { return score_one(maker.program(), a, b).stages_met; };
  CHECK(stages(Truth::kTrue, Truth::kTrue) == std::vector<std::uint8_t>{1, 1, 1, 0});
  CHECK(stages(Truth::kFalse, Truth::kTrue) == std::vector<std::uint8_t>{0, 1, 0, 0});
  CHECK(stages(Truth::kTrue, Truth::kUnknown) == std::vector<std::uint8_t>{1, 0, 0, 0});
  CHECK(score_one(maker.program(), Truth::kFalse, Truth::kTrue).stage(0) == 1);
  CHECK(score_one(maker.program(), Truth::kFalse, Truth::kFalse).stage(0) == ScoreBatch::kNone);
}

TEST_CASE("A disqualified lead keeps its score and meets no stage") {
  ProgramMaker maker;
  const Switches switches(maker);
  maker.give(switches.registers[0], 10'000);
  maker.close();
  maker.disqualify(switches.registers[1]);
  maker.disqualify(maker.score_in({{.low = 99'000}}));
  const StageId mql = maker.stage("mql", 10'000);

  const ScoreBatch scores = score_one(maker.program(), Truth::kTrue, Truth::kTrue);
  CHECK(scores.scores[0] == 10'000);
  CHECK(scores.disqualified[0] == 1);
  CHECK_FALSE(scores.is_met(0, mql));
  const ScoreBatch unknown = score_one(maker.program(), Truth::kTrue, Truth::kUnknown);
  CHECK(unknown.disqualified[0] == 0);
  CHECK(unknown.is_met(0, mql));
}

TEST_CASE("Every lead of a batch has its own answers, and a workspace can be used again") {
  ProgramMaker maker;
  const Switches switches(maker);
  maker.give(switches.registers[0], 10'000, maker.part("fit"));
  maker.close();
  maker.stage("mql", 10'000);
  const bytecode::Program& program = maker.program();
  LeadBatch batch(program);
  for (int lead = 0; lead < 5; ++lead) {
    batch.begin_lead("x", 1);
    set_switch(batch, FieldId(0), lead % 2 == 0 ? Truth::kTrue : Truth::kFalse);
  }
  Workspace workspace;
  ScoreBatch scores;
  const Scorer scorer(program);
  for (int again = 0; again < 2; ++again) {
    scorer.score(batch, kNow, workspace, scores);
    REQUIRE(scores.size() == 5);
    for (std::size_t lead = 0; lead < 5; ++lead) {
      CHECK(scores.scores[lead] == (lead % 2 == 0 ? 10'000 : 0));
      CHECK(scores.stage(lead) == (lead % 2 == 0 ? 0 : ScoreBatch::kNone));
    }
  }
  batch.clear();
  scorer.score(batch, kNow, workspace, scores);
  CHECK(scores.size() == 0);
}

TEST_CASE("A batch of another program is our bug") {
  ProgramMaker maker;
  maker.close();
  ProgramMaker other;
  other.field("a", FieldType::kText);
  LeadBatch batch(other.program());
  batch.begin_lead("1", 1);
  Workspace workspace;
  ScoreBatch scores;
  CHECK_THROWS_AS(Scorer(maker.program()).score(batch, kNow, workspace, scores), InternalError);
}

}  // namespace leadscore::runtime
