// A lead in each form of output, by a program made by hand.
#include "runtime/output/lead_csv.hpp"
#include "runtime/output/lead_json.hpp"
#include "runtime/output/wording.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <string>

namespace leadscore::runtime {
namespace {

/// Two parts, two stages, one field of each type that is shown differently.
struct Fixture {
  Fixture() {
    program.name = program.texts.intern("A \"model\"");
    program.hash = std::string(32, '0');
    program.parts.add({program.texts.intern("fit")});
    program.parts.add({program.texts.intern("what, they did")});
    for (const std::string_view name : {"mql", "sql"}) {
      bytecode::Stage stage;
      stage.name = program.texts.intern(name);
      program.stages.add(stage);
    }
  }

  ScoredLead lead(std::string_view id, std::int64_t score, std::vector<std::uint8_t> met,
                  bool is_disqualified = false) {
    batch.clear();
    batch.begin_lead(id, 1);
    scores.reset(program, 1);
    scores.inside[0] = 1;
    scores.scores[0] = score;
    scores.parts = {score, -500};
    scores.stages_met = std::move(met);
    scores.disqualified[0] = is_disqualified ? 1 : 0;
    return {program, batch, scores, 0};
  }

  bytecode::Program program;
  LeadBatch batch{program};
  ScoreBatch scores;
};

std::string json_of(const ScoredLead& lead) {
  std::string text;
  append_lead_json(text, lead);
  return text;
}

std::string csv_of(const ScoredLead& lead) {
  std::string text;
  append_lead_csv(text, lead, CsvColumns{});
  return text;
}

}  // namespace

TEST_CASE("The JSON of a lead has every key of the contract") {
  Fixture fixture;
  CHECK(json_of(fixture.lead("7", 12'500, {1, 0})) ==
        R"({"id": "7", "score": 12.5, "parts": {"fit": 12.5, "what, they did": -0.5}, )"
        R"("grades": {}, "stage": "mql", "stages": ["mql"], "disqualified": false, )"
        R"("route": null, "alerts": [], "model": {"name": "A \"model\"", )"
        R"("hash": "00000000000000000000000000000000"}})");
}

TEST_CASE("A lead without a stage has null, a disqualified one says so") {
  Fixture fixture;
  const auto none = nlohmann::json::parse(json_of(fixture.lead("7", 0, {0, 0})));
  CHECK(none["stage"].is_null());
  CHECK(none["stages"].empty());
  const auto out = nlohmann::json::parse(json_of(fixture.lead("7", 5000, {0, 0}, true)));
  CHECK(out["stage"] == "disqualified");
  CHECK(out["disqualified"] == true);
  CHECK(out["score"] == 5);
}

TEST_CASE("Points beyond what a double holds are written exactly") {
  Fixture fixture;
  const std::string text = json_of(fixture.lead("7", 9'000'000'000'000'000'000 - 1, {0, 0}));
  CHECK(text.find("\"score\": 8999999999999999.999,") != std::string::npos);
}

TEST_CASE("The CSV of a lead quotes what needs it") {
  Fixture fixture;
  std::string header;
  append_csv_header(header, fixture.program, CsvColumns{});
  CHECK(header ==
        "id,score,parts.fit,\"parts.what, they did\",stage,stages,disqualified,route,alerts\n");
  CHECK(csv_of(fixture.lead("a \"b\", c", -10'000, {1, 1})) ==
        "\"a \"\"b\"\", c\",-10,-10,-0.5,sql,mql; sql,false,,\n");
  CHECK(csv_of(fixture.lead("two\nlines", 0, {0, 0}, true)) ==
        "\"two\nlines\",0,0,-0.5,disqualified,,true,,\n");
}

TEST_CASE("Who writes many leads writes the same") {
  bytecode::Program program = Fixture().program;
  program.grades.add({.part = {},
                      .steps = {{program.texts.intern("A"), 5000}},
                      .otherwise = program.texts.intern("B")});
  for (const char* const name : {"hot", "cold"}) {
    bytecode::Route route;
    route.name = program.texts.intern(name);
    program.routes.add(route);
    bytecode::Alert alert;
    alert.name = program.texts.intern(name);
    program.alerts.add(alert);
  }
  bytecode::Never never;
  never.wording.condition = program.texts.intern("mql and sql");
  program.nevers.add(never);
  LeadBatch batch(program);
  ScoreBatch scores;
  ScoreBatch earlier;
  constexpr std::size_t kLeads = 4000;
  for (std::size_t lead = 0; lead < kLeads; ++lead) batch.begin_lead(std::to_string(lead), 1);
  scores.reset(program, kLeads);
  earlier.reset(program, kLeads);
  OutcomeTexts json_outcomes;
  OutcomeTexts csv_outcomes;
  OutcomeTexts unfired_outcomes;
  std::string one_by_one;
  std::string many;
  for (std::size_t lead = 0; lead < kLeads; ++lead) {
    // Every bit of the number is an answer; more outcomes than are remembered.
    const auto bit = [lead](unsigned at) { return static_cast<std::uint8_t>(lead >> at & 1U); };
    scores.inside[lead] = std::max(bit(0), bit(1));
    scores.scores[lead] = static_cast<std::int64_t>(lead) * 1000;
    scores.disqualified[lead] = bit(2);
    scores.routes[lead] = bit(3) - bit(0);
    scores.grades[lead] = bit(4);
    scores.stages_met[2 * lead] = bit(5);
    scores.stages_met[2 * lead + 1] = bit(6);
    scores.alerts[2 * lead] = bit(7);
    scores.alerts[2 * lead + 1] = bit(8);
    earlier.alerts[2 * lead] = bit(9);
    earlier.alerts[2 * lead + 1] = bit(10);
    scores.nevers[lead] = bit(11);
    const ScoredLead scored{program, batch, scores, lead, nullptr, &earlier};
    const ScoredLead unfired{program, batch, scores, lead};
    append_lead_json(one_by_one, scored);
    append_lead_json(many, scored, &json_outcomes);
    append_lead_csv(one_by_one, scored, {.fired = true});
    append_lead_csv(many, scored, {.fired = true}, &csv_outcomes);
    append_lead_json(one_by_one, unfired);
    append_lead_json(many, unfired, &unfired_outcomes);
    REQUIRE(one_by_one == many);
    one_by_one.clear();
    many.clear();
  }
}

TEST_CASE("Counts and moments are spelled for people") {
  CHECK(counted(1, "lead") == "1 lead");
  CHECK(counted(12'330, "lead") == "12,330 leads");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1'234'567) == "1,234,567");
  CHECK(grouped(std::numeric_limits<std::uint64_t>::max()) == "18,446,744,073,709,551,615");
  CHECK(describe_time(0) == "1970-01-01");
  CHECK(describe_time(kMsPerHour * 9 + kMsPerMinute * 30) == "1970-01-01 09:30");
}

}  // namespace leadscore::runtime
