#include "runtime/explain.hpp"

#include "bytecode/verify.hpp"
#include "tests/unit/bytecode/program_maker.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace leadscore::runtime {
namespace {

using bytecode::FieldId;
using bytecode::FieldType;
using bytecode::KindId;
using bytecode::PartId;
using bytecode::ProgramMaker;
using bytecode::StageId;

constexpr TimeMs kNow = 1'767'225'600'000;  // 2026-01-01

/// A maker with the number fields a, b, ... and the conditions `a is 1`, `b is 1`, ...
struct Conditions {
  explicit Conditions(std::size_t count) {
    for (std::size_t index = 0; index < count; ++index) {
      const std::string name(1, static_cast<char>('a' + index));
      const FieldId field = maker.field(name, FieldType::kNumber);
      is_1.push_back(maker.load(bytecode::NumberSignal{
          .number = maker.number(field), .set = maker.number_set({{.low = 1, .high = 1}})}));
    }
  }

  ProgramMaker maker;
  std::vector<std::uint32_t> is_1;
};

/// `1` for a value of 1, `0` for one of 0, `?` for none; one character a field.
Explanation explain_fields(const bytecode::Program& program, std::string_view values) {
  REQUIRE(bytecode::verify(program));
  LeadBatch batch(program);
  batch.begin_lead("1", 1);
  for (std::uint32_t index = 0; index < values.size(); ++index) {
    if (values[index] == '?') continue;
    batch.set_field(FieldId(index), {.is_known = true, .number = values[index] == '1' ? 1.0 : 0.0});
  }
  Workspace workspace;
  return explain(program, batch, 0, kNow, workspace);
}

/// The evidence in words, each with T, U or F behind it.
std::vector<std::string> words(const bytecode::Program& program,
                               const std::vector<Evidence>& evidence) {
  std::vector<std::string> lines;
  for (const Evidence& one : evidence) {
    const char truth = "FUT"[static_cast<std::size_t>(one.truth)];
    lines.push_back(describe(program, one) + " " + truth);
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("What is always true, or never, has no evidence") {
  ProgramMaker maker;
  const std::uint32_t always = maker.load_true();
  maker.give(always, 5'000);
  maker.give(maker.make_not(always), 3'000);
  maker.close();
  const Explanation why = explain_fields(maker.program(), "");
  REQUIRE(why.reasons.size() == 2);
  CHECK(why.score_thousandths == 5'000);
  CHECK(why.reasons[0].truth == Truth::kTrue);
  CHECK(why.reasons[0].evidence.empty());
  CHECK(why.reasons[1].truth == Truth::kFalse);
  CHECK(why.reasons[1].evidence.empty());
}

TEST_CASE("The rules of an explanation add up to the score") {
  Conditions conditions(3);
  const PartId fit = conditions.maker.part("fit");
  conditions.maker.give(conditions.is_1[0], 20'000, fit);
  conditions.maker.give(conditions.is_1[1], -5'500, fit);
  conditions.maker.give(conditions.is_1[2], 1'000);
  conditions.maker.close();
  const Explanation why = explain_fields(conditions.maker.program(), "11?");
  CHECK(why.score_thousandths == 14'500);
  CHECK(why.parts_thousandths == std::vector<std::int64_t>{14'500});
  CHECK(why.outside_parts_thousandths == 0);
  REQUIRE(why.reasons.size() == 3);
  CHECK(why.reasons[0].points_thousandths == 20'000);
  CHECK(why.reasons[1].points_thousandths == -5'500);
  CHECK(why.reasons[2].points_thousandths == 0);
  CHECK(why.reasons[2].truth == Truth::kUnknown);
}

TEST_CASE("A rule that held shows what made it so") {
  Conditions conditions(4);
  ProgramMaker& maker = conditions.maker;
  const auto& is_1 = conditions.is_1;
  maker.give(maker.make_and(is_1[0], maker.make_or(is_1[1], is_1[2])), 1'000);
  maker.give(maker.make_not(maker.make_and(is_1[0], is_1[3])), 1'000);
  maker.give(maker.make_not(maker.make_or(is_1[1], is_1[3])), 1'000);
  maker.close();
  const Explanation why = explain_fields(maker.program(), "1010");
  CHECK(words(maker.program(), why.reasons[0].evidence) == Lines{"a is 1 T", "c is 1 T"});
  CHECK(words(maker.program(), why.reasons[1].evidence) == Lines{"d is 1 F"});
  CHECK(words(maker.program(), why.reasons[2].evidence) == Lines{"b is 1 F", "d is 1 F"});
}

TEST_CASE("A rule that did not hold shows what is in its way") {
  Conditions conditions(4);
  ProgramMaker& maker = conditions.maker;
  const auto& is_1 = conditions.is_1;
  maker.give(maker.make_and(maker.make_and(is_1[0], is_1[1]), is_1[2]), 1'000);
  maker.give(maker.make_or(is_1[1], is_1[2]), 1'000);
  maker.give(maker.make_not(maker.make_and(is_1[0], is_1[3])), 1'000);
  maker.give(maker.make_not(maker.make_or(is_1[0], is_1[1])), 1'000);
  maker.close();
  const Explanation why = explain_fields(maker.program(), "10?1");
  CHECK(why.score_thousandths == 0);
  CHECK(words(maker.program(), why.reasons[0].evidence) == Lines{"b is 1 F", "c is 1 U"});
  CHECK(words(maker.program(), why.reasons[1].evidence) == Lines{"b is 1 F", "c is 1 U"});
  CHECK(words(maker.program(), why.reasons[2].evidence) == Lines{"a is 1 T", "d is 1 T"});
  CHECK(words(maker.program(), why.reasons[3].evidence) == Lines{"a is 1 T"});
}

TEST_CASE("Evidence is bounded, and shared conditions take linear time") {
  Conditions conditions(20);
  ProgramMaker& maker = conditions.maker;
  std::uint32_t all = conditions.is_1[0];
  for (const std::uint32_t condition : conditions.is_1) all = maker.make_and(all, condition);
  maker.give(all, 1'000);
  std::uint32_t doubled = conditions.is_1[0];
  for (int depth = 0; depth < 200; ++depth) {
    doubled = maker.make_not(maker.make_or(doubled, doubled));
  }
  maker.give(doubled, 1'000);
  maker.close();
  const Explanation why = explain_fields(maker.program(), std::string(20, '0'));
  CHECK(why.reasons[0].evidence.size() == Evidence::kMaxEvidence);
  CHECK(words(maker.program(), why.reasons[1].evidence) == Lines{"a is 1 F"});
}

TEST_CASE("A test that is wanted both ways is shown once") {
  Conditions conditions(1);
  ProgramMaker& maker = conditions.maker;
  maker.give(maker.make_and(conditions.is_1[0], maker.make_not(conditions.is_1[0])), 1'000);
  maker.close();
  const Explanation why = explain_fields(maker.program(), "?");
  CHECK(words(maker.program(), why.reasons[0].evidence) == Lines{"a is 1 U"});
}

TEST_CASE("Evidence of events names the latest ones") {
  ProgramMaker maker;
  const KindId opened = maker.kind("opened", "message");
  const auto selection = maker.selection({.kind = opened, .patterns = maker.set({"a*"})});
  maker.give(maker.load(bytecode::EventSignal{.selection = selection, .least = 2}), 1'000);
  maker.close();
  REQUIRE(bytecode::verify(maker.program()));
  LeadBatch batch(maker.program());
  batch.begin_lead("1", 1);
  batch.add_event({.kind = opened, .subject = "A", .time = kNow - 9});  // 0
  batch.add_event({.kind = opened, .subject = "b", .time = kNow});
  batch.add_event({.kind = opened, .subject = "a", .time = kNow - 1});  // 2
  batch.add_event({.kind = opened, .subject = "a", .time = kNow + 1});
  batch.add_event({.kind = opened, .subject = "ax"});  // 4
  batch.add_event({.kind = opened});
  for (TimeMs age = 20; age < 25; ++age) {
    batch.add_event({.kind = opened, .subject = "a", .time = kNow - age});  // 6 to 10
  }
  Workspace workspace;
  const Explanation why = explain(maker.program(), batch, 0, kNow, workspace);
  REQUIRE(why.reasons[0].evidence.size() == 1);
  const Evidence& evidence = why.reasons[0].evidence[0];
  CHECK(evidence.is_about_events);
  CHECK(evidence.fields.empty());
  CHECK(evidence.event_count == 8);
  CHECK(evidence.events == std::vector<std::size_t>{4, 2, 0, 6, 7});
}

TEST_CASE("The way to the next stage: points and what its condition lacks") {
  Conditions conditions(3);
  ProgramMaker& maker = conditions.maker;
  const PartId fit = maker.part("fit");
  maker.give(conditions.is_1[0], 12'500, fit);
  maker.close();
  const StageId nurture = maker.stage("nurture", 10'000);
  maker.stage("mql", 40'000,
              maker.make_and(maker.make_and(conditions.is_1[1], maker.stage_met(nurture)),
                             maker.part_in(fit, {{.low = 20'000}})));
  const bytecode::Program& program = maker.program();

  const Explanation one = explain_fields(program, "10?");
  CHECK(one.stage == StageId(0));
  REQUIRE(one.next_stage);
  CHECK(one.next_stage->stage == StageId(1));
  CHECK(one.next_stage->points_missing_thousandths == 27'500);
  CHECK(one.next_stage->condition == Truth::kFalse);
  CHECK(words(program, one.next_stage->evidence) == Lines{"b is 1 F", "fit >= 20 F"});

  const Explanation none = explain_fields(program, "01?");
  CHECK_FALSE(none.stage);
  REQUIRE(none.next_stage);
  CHECK(none.next_stage->stage == StageId(0));
  CHECK(none.next_stage->points_missing_thousandths == 10'000);
  CHECK(none.next_stage->condition == Truth::kTrue);
  CHECK(none.next_stage->evidence.empty());
}

TEST_CASE("After the last stage there is no next one, nor for a disqualified lead") {
  Conditions conditions(2);
  ProgramMaker& maker = conditions.maker;
  maker.give(conditions.is_1[0], 10'000);
  maker.close();
  maker.disqualify(maker.make_and(conditions.is_1[1], maker.score_in({{.low = 0}})));
  maker.stage("mql", 10'000);
  CHECK_FALSE(explain_fields(maker.program(), "10").next_stage);

  const Explanation disqualified = explain_fields(maker.program(), "01");
  CHECK_FALSE(disqualified.next_stage);
  REQUIRE(disqualified.disqualifications.size() == 1);
  CHECK(disqualified.disqualifications[0].disqualification == 0);
  CHECK(words(maker.program(), disqualified.disqualifications[0].evidence) ==
        Lines{"b is 1 T", "score >= 0 T"});
}

TEST_CASE("Missing fields are those that rules ask, and bound the score") {
  Conditions conditions(4);
  ProgramMaker& maker = conditions.maker;
  const auto& is_1 = conditions.is_1;
  const FieldId unsubscribed = maker.field("unsubscribed", FieldType::kYesNo);
  maker.give(is_1[1], 10'000);
  maker.give(maker.make_and(is_1[0], maker.make_not(is_1[2])), 5'000);
  maker.give(is_1[2], -3'000);
  maker.give(maker.load(bytecode::YesSignal{.subject = unsubscribed}), -1'000);
  maker.close();
  maker.stage("mql", 0, is_1[3]);

  const Explanation none = explain_fields(maker.program(), "1010");
  CHECK(none.missing.empty());
  CHECK(none.least_thousandths == none.score_thousandths);
  CHECK(none.most_thousandths == none.score_thousandths);

  const Explanation some = explain_fields(maker.program(), "?1??");
  CHECK(some.score_thousandths == 10'000);
  CHECK(some.missing == std::vector<FieldId>{FieldId(0), FieldId(2)});
  CHECK(some.least_thousandths == 7'000);
  CHECK(some.most_thousandths == 15'000);
}

TEST_CASE("A missing field would be known, whatever its value") {
  ProgramMaker maker;
  const FieldId phone = maker.field("phone", FieldType::kAny);
  const std::uint32_t is_known = maker.load(bytecode::KnownSignal{.subject = phone});
  maker.give(is_known, 2'000);
  maker.give(maker.make_not(is_known), -7'000);
  maker.close();
  LeadBatch batch(maker.program());
  batch.begin_lead("1", 1);
  Workspace workspace;
  const Explanation why = explain(maker.program(), batch, 0, kNow, workspace);
  CHECK(why.score_thousandths == -7'000);
  CHECK(why.missing == std::vector<FieldId>{phone});
  CHECK(why.least_thousandths == 2'000);
  CHECK(why.most_thousandths == 2'000);
}

}  // namespace leadscore::runtime
