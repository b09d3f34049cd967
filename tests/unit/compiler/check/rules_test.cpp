// Rules with `each`, `up to` and decay; parts with bounds and decay; `best of`; tables.
#include "tests/unit/compiler/check/compiled.hpp"

#include <doctest/doctest.h>

namespace leadscore {
namespace {

model::Rule rule_of(std::string text) {
  const model::Model model = model_of(std::move(text));
  REQUIRE(!model.rules.empty());
  return model.rules[model::RuleId(0)];
}

TEST_CASE("each and decay look at the one event test of the rule") {
  CHECK(rule_of("when visited() +1\n").counted == std::nullopt);
  CHECK(rule_of("when visited() +1 each\n").counted.has_value());
  CHECK(rule_of("when (a and (visited())) +1 each day\n").each == model::Each::kDay);
  CHECK(rule_of("when visited() and no opened() +1 each\n").counted.has_value());
  CHECK(rule_of("when visited() and opened() at most 2 times +1 each\n").counted.has_value());
  CHECK(findings("when a +1 each\n") == Findings{"without-one-event:1"});
  CHECK(findings("when visited() and opened() +1, fades over 3 days\n") ==
        Findings{"without-one-event:1"});
  CHECK(findings("when visited() exactly 0 times +1 each\n") == Findings{"without-one-event:1"});
  CHECK(findings("define d: visited()\nwhen d +1 each\n") == Findings{"without-one-event:2"});
  CHECK(findings("when visited() +1 each, up to 0\n") == Findings{"bad-bound:1"});
}

TEST_CASE("a part's decay holds for its rules with one event test") {
  const model::Model model = model_of(
      "score fit, decays 50% every 30 days {\n"
      "  when visited() +1\n  when a +2\n  when opened() +3, never decays\n"
      "  when clicked() +4, fades over 10 days\n  best of { when visited(\"/a\") +5 }\n}\n");
  const auto decay = [&model](std::uint32_t rule) {
    return model.rules[model::RuleId(rule)].decay;
  };
  REQUIRE(model.rules.size() == 5);
  CHECK(decay(0) == model::Decay{false, 5'000, 30 * kMsPerDay});
  CHECK(decay(1) == std::nullopt);
  CHECK(decay(2) == std::nullopt);
  CHECK(decay(3) == model::Decay{true, 0, 10 * kMsPerDay});
  CHECK(decay(4) == decay(0));
  CHECK(findings("score fit decays 50% every 30 days {\n  when visited() or opened() +1\n}\n") ==
        Findings{"decay-left-out:2"});
}

TEST_CASE("bounds and decay of a part are said once, over all its blocks") {
  const model::Model model = model_of(
      "score fit up to 50 { when a +1 }\nscore fit down to -2.5 { when b +1 }\nscore up to 90\n");
  const model::Part& part = model.parts[model::PartId(0)];
  CHECK(part.bounds.up_to_thousandths == 50'000);
  CHECK(part.bounds.down_to_thousandths == -2'500);
  CHECK(model.score_bounds.up_to_thousandths == 90'000);
  CHECK(findings("score fit up to 5 { when a +1 }\nscore fit up to 5 { when b +1 }\n") ==
        Findings{"bound-twice:2"});
  CHECK(findings("score fit up to 5 down to 6 { when a +1 }\n") == Findings{"bounds-order:1"});
}

const std::string kLead =
    "lead { n: number; t: text; plan: one of \"free\", \"team\"; y: yes/no }\n";

Findings table(const std::string& rows) { return findings(kLead + "points by " + rows + "\n"); }

TEST_CASE("rows of a table are of its subject's type") {
  CHECK(table("n { under 10 -5; 10 to 49 +5; 50 to under 500 +10; 500 or more +20 }") ==
        Findings{});
  CHECK(table("t { \"a*\", \"b\" +5; unknown +1; otherwise +2 }") == Findings{});
  CHECK(table("n { \"a\" +5 }") == Findings{"wrong-row:2"});
  CHECK(table("t { 10 to 49 +5 }") == Findings{"wrong-row:2"});
  CHECK(table("y { otherwise +5 }") == Findings{"wrong-table:2"});
  CHECK(table("plan { \"free\" +1; \"gold\" +5 }") == Findings{"not-a-known-value:2"});
  CHECK(table("n { 49 to 10 +5 }") == Findings{"bounds-order:2"});
  CHECK(table("n { otherwise +5; 1 +3 }") == Findings{"otherwise-not-last:2"});
  CHECK(table("n { unknown +5; unknown +3 }") == Findings{"row-twice:2"});
}

TEST_CASE("`N to M` reaches up to a next row that begins at M + 1") {
  const model::Model model = model_of(kLead + "points by n { 1 to 9 +1; 10 to 19 +2; 21 +3 }\n");
  const auto& rows = model.tables[model::TableId(0)].rows;
  const auto& first = std::get<model::NumberRange>(rows[0].match);
  CHECK(first.high == 10);
  CHECK(!first.includes_high);
  const auto& second = std::get<model::NumberRange>(rows[1].match);
  CHECK(second.high == 19);
  CHECK(second.includes_high);
}

TEST_CASE("gaps, overlaps and rows that never fit are warned about") {
  CHECK(table("n { 1 to 9 +1; 11 or more +2 }") == Findings{"table-gap:2"});
  CHECK(table("n { 1 to 9 +1; 11 or more +2; otherwise +0 }") == Findings{});
  CHECK(table("count of visited() { 0 -5; 1 to 9 +1; 10 or more +2 }") == Findings{});
  CHECK(table("count of visited() { 0 -5; 2 to 9 +1 }") == Findings{"table-gap:2"});
  CHECK(table("n { 0 -5; 1 to 9 +1 }") == Findings{"table-gap:2"});
  CHECK(table("n { 1 to 9 +1; 9 or more +2 }") == Findings{"table-overlap:2"});
  CHECK(table("n { 1 or more +1; 9 or more +2 }") == Findings{"row-never-fits:2"});
  CHECK(table("t { \"a\", \"b\" +1; \"B\" +2 }") == Findings{"row-never-fits:2"});
}

}  // namespace
}  // namespace leadscore
