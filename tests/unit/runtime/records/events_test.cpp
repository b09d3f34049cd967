#include "runtime/records/given_event.hpp"
#include "tests/unit/runtime/records/reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

namespace leadscore::runtime::testing {
namespace {

bytecode::Program prelude() {
  return ProgramMaker()
      .kind("visited", "page")
      .kind("requested", "what", {"Demo Requested", "Quote Requested"})
      .make();
}

/// The events that a lead with this array of `events` has.
std::string events_of(const bytecode::Program& program, std::string_view events) {
  const std::string spelled = read_one(program, fmt::format("{{\"events\": {}}}", events));
  return spelled.substr(std::min<std::size_t>(6, spelled.size()));
}

std::uint64_t unreadable_of(const bytecode::Program& program, std::string_view events) {
  LeadBatch batch(program);
  ReadReport report;
  const std::string record = fmt::format("{{\"events\": {}}}", events);
  REQUIRE(read_json_lead(program, record, "none", batch, report));
  return report.unreadable_events;
}

TEST_CASE("events: kind, subject and time, in the order of the record") {
  const auto program = prelude();
  CHECK(events_of(program,
                  R"([{"type": "visited", "page": "/Pricing", "at": "2026-01-30T10:00:00Z"},
                      {"type": "requested", "what": "demo"}, {"type": "visited"}])") ==
        "visited(\"/Pricing\")@2026-01-30T10:00:00Z requested(\"demo\") visited()");
  CHECK(events_of(program, "[]") == "");
  CHECK(events_of(program, "null") == "");
  CHECK(unreadable_of(program, "null") == 0);
}

TEST_CASE("events: the kind is under `type`, read leniently, by its name or another of its names") {
  const auto program = prelude();
  CHECK(events_of(program, R"([{"type": "Visited"}, {"type": " VISITED "}])") ==
        "visited() visited()");
  CHECK(events_of(program, R"([{"type": "Demo Requested"}, {"type": "demo_requested"}])") ==
        "requested() requested()");
  CHECK(events_of(program, R"([{"Type": "visited"}])") == "");
  CHECK(unreadable_of(program, R"([{"Type": "visited"}])") == 1);
}

TEST_CASE("events: the very name goes before one that is leniently equal") {
  const auto program =
      ProgramMaker().kind("a_b", "x").kind("c", "x", {"A B", "AB"}).kind("AB", "x").make();
  CHECK(events_of(program, R"([{"type": "A B"}, {"type": "a-b"}, {"type": "AB"}])") ==
        "c() a_b() AB()");
}

TEST_CASE("events: the subject is under the kind's subject name, or under `subject`") {
  const auto program = prelude();
  CHECK(events_of(program, R"([{"type": "visited", "subject": "a", "page": "b"}])") ==
        "visited(\"b\")");
  CHECK(events_of(program, R"([{"type": "visited", "subject": "a", "Page": "b"}])") ==
        "visited(\"b\")");
  CHECK(events_of(program, R"([{"type": "visited", "subject": "a", "page": " "}])") ==
        "visited(\"a\")");
  CHECK(events_of(program, R"([{"type": "visited", "what": "a", "Subject": "b"}])") ==
        "visited(\"b\")");
  CHECK(events_of(program, R"([{"type": "visited", "page": 7.0}, {"type": "visited", "page": ""},
                               {"type": "visited", "page": true}])") ==
        "visited(\"7\") visited() visited(\"true\")");
}

TEST_CASE("events: a subject that is no text is counted, and the event has none") {
  const auto program = prelude();
  const std::string events = R"([{"type": "visited", "page": ["/a"]}])";
  CHECK(events_of(program, events) == "visited()");
  CHECK(unread_of(program, "{\"events\": " + events + "}") ==
        Texts{"subject of an event: [\"/a\"] is no text, 1"});
}

TEST_CASE("events: the time is under `at`, as text or number; one that does not read is counted") {
  const auto program = prelude();
  CHECK(events_of(program, R"([{"type": "visited", "at": 1769817600},
                               {"type": "visited", "at": 1769817600000},
                               {"type": "visited", "at": "1769817600"},
                               {"type": "visited", "at": ""}, {"type": "visited", "At": 0}])") ==
        "visited()@2026-01-31T00:00:00Z visited()@2026-01-31T00:00:00Z "
        "visited()@2026-01-31T00:00:00Z visited() visited()");
  const std::string soon = R"([{"type": "visited", "at": "soon"}, {"type": "visited", "at": [1]}])";
  CHECK(events_of(program, soon) == "visited() visited()");
  CHECK(unread_of(program, "{\"events\": " + soon + "}") ==
        Texts{"time of an event: soon is no time, 2"});
}

TEST_CASE("events: one that is no object, or has no type, is counted as unreadable") {
  const auto program = prelude();
  const std::string events =
      R"([1, "visited", null, [], {}, {"type": null}, {"type": " "}, {"type": {}},
          {"type": "visited"}])";
  CHECK(events_of(program, events) == "visited()");
  CHECK(unreadable_of(program, events) == 8);
  for (const char* other : {"{}", "\"visited\"", "7", "true"}) {
    CHECK(unreadable_of(program, other) == 1);
  }
  CHECK(unreadable_of(program, "\" \"") == 0);
}

TEST_CASE("events: of kinds that the program does not name only where it asks for any kind") {
  const std::string events = R"([{"type": "Purred"}, {"type": "visited"}, {"type": "!"},
                                 {"type": 7, "subject": "a"}])";
  CHECK(events_of(prelude(), events) == "visited()");
  CHECK(unreadable_of(prelude(), events) == 0);
  const auto any = ProgramMaker().kind("visited", "page").activity().make();
  CHECK(events_of(any, events) == "?() visited() ?() ?(\"a\")");
}

TEST_CASE("events: of those with the same `id` one is left: the earliest, else the first") {
  const auto program = prelude();
  CHECK(events_of(program, R"([{"type": "visited", "id": "e", "page": "a", "at": "2026-02-01"},
                               {"type": "visited", "id": "e", "page": "b", "at": "2026-01-30"},
                               {"type": "visited", "id": "e", "page": "c", "at": "2026-01-31"}])") ==
        "visited(\"b\")@2026-01-30T00:00:00Z");
  CHECK(events_of(program, R"([{"type": "visited", "id": "e", "page": "a"},
                               {"type": "visited", "id": "e", "page": "b"}])") == "visited(\"a\")");
  CHECK(events_of(program, R"([{"type": "visited", "id": "e", "page": "a"},
                               {"type": "visited", "id": "e", "page": "b", "at": "2026-01-30"}])") ==
        "visited(\"b\")@2026-01-30T00:00:00Z");
  CHECK(events_of(program, R"([{"type": "visited", "id": "e", "page": "a", "at": 0},
                               {"type": "visited", "id": "e", "page": "b", "at": 0}])") ==
        "visited(\"a\")@1970-01-01T00:00:00Z");
}

TEST_CASE("events: the one that is left keeps its place") {
  CHECK(events_of(prelude(), R"([{"type": "visited", "id": "1", "page": "a", "at": 2},
                                 {"type": "visited", "page": "b"},
                                 {"type": "visited", "id": "1", "page": "c", "at": 1},
                                 {"type": "visited", "page": "d"}])") ==
        "visited(\"b\") visited(\"c\")@1970-01-01T00:00:01Z visited(\"d\")");
}

TEST_CASE("events: ids are compared exactly, over all kinds; blank is none") {
  const auto program = prelude();
  CHECK(events_of(program, R"([{"type": "visited", "id": "e"}, {"type": "visited", "id": "E"},
                               {"type": "visited", "id": " e"}, {"type": "visited", "ID": "e"}])") ==
        "visited() visited() visited() visited()");
  CHECK(events_of(program, R"([{"type": "visited", "id": 7}, {"type": "requested", "id": "7"},
                               {"type": "requested", "id": 7.0}])") == "visited()");
  CHECK(events_of(program, R"([{"type": "visited", "id": ""}, {"type": "visited", "id": " "},
                               {"type": "visited", "id": null}, {"type": "visited"}])") ==
        "visited() visited() visited() visited()");
  // One of an unknown kind takes part as well.
  CHECK(events_of(program, R"([{"type": "visited", "id": 1, "at": 2},
                               {"type": "purred", "id": 1, "at": 1}])") == "");
}

TEST_CASE("events: in CSV, a cell under `events` may hold the array") {
  const auto program = prelude();
  const Reading reading = read_bytes(program,
                                     "id,events\n1,\"[{\"\"type\"\": \"\"visited\"\", "
                                     "\"\"page\"\": \"\"/a\"\"}]\"\n2,\n3,visited\n"
                                     "4,[1\n5,\" [] \"\n");
  CHECK(reading.leads == Texts{"1: visited(\"/a\")", "2:", "3:", "4:", "5:"});
  CHECK(reading.report.unreadable_events == 2);
}

TEST_CASE("events: many with few ids") {
  std::vector<GivenEvent> events;
  for (int at = 0; at < 10'000; ++at) {
    GivenEvent given;
    given.event.time = (at * 7919) % 10'007;
    if (at % 3 != 0) given.id = at % 3 == 1 ? "one" : "two";
    events.push_back(given);
  }
  const auto earliest = [&](std::string_view id) {
    TimeMs time = 20'000;
    for (const GivenEvent& given : events) {
      if (given.id == id) time = std::min(time, *given.event.time);
    }
    return time;
  };
  const TimeMs one = earliest("one");
  const TimeMs two = earliest("two");
  remove_duplicates(events);
  CHECK(events.size() == 3334 + 2);
  for (const GivenEvent& given : events) {
    if (given.id) CHECK(given.event.time == (*given.id == "one" ? one : two));
  }
}

}  // namespace
}  // namespace leadscore::runtime::testing
