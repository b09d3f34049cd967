// Test blocks as meant: moments, values, expectations (language.md §8).
#include "base/time.hpp"
#include "tests/unit/compiler/check/compiled.hpp"

#include <doctest/doctest.h>

namespace leadscore {
namespace {

/// "2026-01-01T00:00:00Z x1": the events of the one test with this body.
std::vector<std::string> events_of(const std::string& body) {
  const model::Model model =
      model_of("when opened() +1\ntest \"t\" { " + body + "; expect score 1 }\n");
  std::vector<std::string> events;
  for (const model::TestEvent& event : model.test_blocks.at(0).events) {
    events.push_back(fmt::format("{} x{}", format_time(event.at), event.count));
  }
  return events;
}

using Events = std::vector<std::string>;

TEST_CASE("times of events are moments, as of 2026-01-01 where the test does not say") {
  CHECK(events_of("opened()") == Events{"2026-01-01T00:00:00Z x1"});
  CHECK(events_of("opened() now") == Events{"2026-01-01T00:00:00Z x1"});
  CHECK(events_of("as of 2026-03-10; opened() today") == Events{"2026-03-10T00:00:00Z x1"});
  CHECK(events_of("as of 2026-03-10T12:00:00Z; opened() 3 times yesterday") ==
        Events{"2026-03-09T12:00:00Z x3"});
  CHECK(events_of("opened() 2 days ago") == Events{"2025-12-30T00:00:00Z x1"});
  CHECK(events_of("opened() on 2025-12-24") == Events{"2025-12-24T00:00:00Z x1"});
  CHECK(events_of("opened() 2 times daily for 3 days") ==
        Events{"2025-12-30T00:00:00Z x2", "2025-12-31T00:00:00Z x2", "2026-01-01T00:00:00Z x2"});
}

TEST_CASE("events after the moment of the test are a warning") {
  CHECK(
      findings("when opened() +1\ntest \"t\" {\n  opened() on 2026-01-02\n  expect score 0\n}\n") ==
      Findings{"event-after-as-of:3"});
}

TEST_CASE("a test has at most 10,000 events") {
  const auto found = [](std::string_view events) {
    return findings(fmt::format("when opened() +1\ntest \"t\" {{ {}; expect score 1 }}\n", events));
  };
  CHECK(found("opened() 10000 times") == Findings{});
  CHECK(found("opened() 10000 times; opened()") == Findings{"too-many-events:2"});
  CHECK(found("opened() 100 times daily for 101 days") == Findings{"too-many-events:2"});
}

TEST_CASE("values of the lead") {
  const model::Model model = model_of(
      "lead { a: text; b: number; c: yes/no; d: time; e: list of text }\n"
      "when a is \"x\" and b > 1 and c and d is known and e is known +1\n"
      "test \"t\" { lead { a: \" X\", b: -1.5, c: no, d: 2026-01-01, e: [\"p\", \"q\"] }\n"
      "  expect score 0 }\n");
  const auto& fields = model.test_blocks.at(0).fields;
  REQUIRE(fields.size() == 5);
  CHECK(model.texts.text(std::get<TextId>(fields[0].value)) == " X");
  CHECK(std::get<double>(fields[1].value) == -1.5);
  CHECK(std::get<bool>(fields[2].value) == false);
  CHECK(format_time(std::get<TimeMs>(fields[3].value)) == "2026-01-01T00:00:00Z");
  CHECK(std::get<std::vector<TextId>>(fields[4].value).size() == 2);
}

TEST_CASE("expectations") {
  const model::Model model = model_of(
      "score fit { when opened() +1 }\nmql at 40\ntest \"t\" {\n  expect score -5\n"
      "  expect fit between -10 and -5.5\n  expect not mql\n  expect stage mql\n"
      "  expect no stage\n  expect not disqualified\n}\n");
  const auto& all = model.test_blocks.at(0).expectations;
  REQUIRE(all.size() == 6);
  CHECK(std::get<model::ExpectScore>(all[0].node).least == -5'000);
  CHECK(std::get<model::ExpectScore>(all[0].node).most == -5'000);
  CHECK(std::get<model::ExpectScore>(all[1].node).part == model::PartId(0));
  CHECK(std::get<model::ExpectScore>(all[1].node).most == -5'500);
  CHECK(!std::get<model::ExpectMet>(all[2].node).is_met);
  CHECK(std::get<model::ExpectStage>(all[3].node).stage == model::StageId(0));
  CHECK(!std::get<model::ExpectStage>(all[4].node).stage);
  CHECK(!std::get<model::ExpectDisqualified>(all[5].node).is_disqualified);
}

TEST_CASE("expectations of what there is not") {
  CHECK(findings("when opened() +1\ntest \"t\" {\n  expect mql\n  expect fit 5\n"
                 "  expect stage sql\n}\n") ==
        Findings{"unknown-stage:3", "unknown-part:4", "unknown-stage:5"});
}

TEST_CASE("a field that nothing asks for is a warning without a lead block, an error with one") {
  CHECK(findings("when a +1\ntest \"t\" { lead { b: yes }; expect score 0 }\n") ==
        Findings{"unused-test-field:2"});
  CHECK(findings("lead { a: yes/no }\nwhen a +1\n"
                 "test \"t\" { lead { b: yes }; expect score 0 }\n") ==
        Findings{"unknown-field:3"});
}

}  // namespace
}  // namespace leadscore
