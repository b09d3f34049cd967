// §5, §9: attributes of events, wherever the events are.
#include "tests/unit/runtime/records/reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

namespace leadscore::runtime::testing {
namespace {

bytecode::Program with_attributes() {
  return ProgramMaker()
      .kind("watched", "video")
      .attribute("seconds", FieldType::kNumber, {.unknown_as_numbers = {-1}})
      .attribute("is_live", FieldType::kYesNo)
      .attribute("tags", FieldType::kListOfText, {.unknown_as = {"none"}})
      .attribute("ended_at", FieldType::kTime)
      .kind("purchased", "product")
      .attribute("plan", FieldType::kOneOf, {.known_values = {"Free", "Team"}})
      .attribute("seconds", FieldType::kText)
      .attribute("coupon", FieldType::kAny)
      .make();
}

bytecode::Program with_pages() {
  using bytecode::AddressPart;
  return ProgramMaker()
      .kind("visited", "page")
      .of_pages()
      .attribute("host", FieldType::kText, {}, AddressPart::kHost)
      .attribute("utm_source", FieldType::kText, {.unknown_as = {"-"}}, AddressPart::kUtmSource)
      .attribute("utm_medium", FieldType::kText, {}, AddressPart::kUtmMedium)
      .attribute("utm_campaign", FieldType::kText, {}, AddressPart::kUtmCampaign)
      .attribute("utm_term", FieldType::kNumber, {}, AddressPart::kUtmTerm)
      .attribute("utm_content", FieldType::kText, {}, AddressPart::kUtmContent)
      .make();
}

std::string events_of(const bytecode::Program& program, std::string_view events) {
  const std::string spelled = read_one(program, fmt::format("{{\"events\": {}}}", events));
  return spelled.substr(std::min<std::size_t>(6, spelled.size()));
}

TEST_CASE("event attributes: read as their types, from the event's object") {
  CHECK(events_of(with_attributes(),
                  R"([{"type": "watched", "video": "a", "seconds": "1,200", "is_live": "Y",
                       "tags": "a; b", "ended_at": "2026-01-30"},
                      {"type": "watched", "seconds": 60, "is_live": false, "tags": ["x", 7]},
                      {"type": "purchased", "plan": "TEAM", "seconds": 60, "coupon": []}])") ==
        "watched(\"a\"){seconds=1200 is_live=yes tags=[a|b] ended_at=2026-01-30T00:00:00Z} "
        "watched(){seconds=60 is_live=no tags=[x|7]} "
        "purchased(){plan=\"TEAM\" seconds=\"60\" coupon=given}");
}

TEST_CASE("event attributes: keys are lenient, one with a value wins") {
  CHECK(events_of(with_attributes(),
                  R"([{"type": "watched", "Seconds": 1, "isLive": true},
                      {"type": "watched", "Seconds": 1, "seconds": 2},
                      {"type": "watched", "Seconds": 1, "seconds": " "},
                      {"type": "watched", "seconds": 1, "seconds": 3}])") ==
        "watched(){seconds=1 is_live=yes} watched(){seconds=2} watched(){seconds=1} "
        "watched(){seconds=3}");
}

TEST_CASE("event attributes: unknown are null, blanks and what `unknown as` names") {
  CHECK(events_of(with_attributes(),
                  R"([{"type": "watched", "seconds": null}, {"type": "watched", "seconds": ""},
                      {"type": "watched", "seconds": "-1.0"},
                      {"type": "watched", "tags": ["none", "a", "None"]},
                      {"type": "watched", "tags": []}, {"type": "watched"}])") ==
        "watched() watched() watched() watched(){tags=[a]} watched(){tags=[]} watched()");
}

TEST_CASE("event attributes: a value that does not read is unknown, and counted for its kind") {
  const auto program = with_attributes();
  const std::string events =
      R"([{"type": "watched", "seconds": "long", "is_live": "perhaps"},
          {"type": "watched", "seconds": [1]}, {"type": "purchased", "plan": "gold"}])";
  CHECK(events_of(program, events) == "watched() watched() purchased()");
  CHECK(unread_of(program, "{\"events\": " + events + "}") ==
        Texts{"seconds of watched: long is no number, 2",
              "is_live of watched: perhaps is no yes/no, 1",
              "plan of purchased: gold is no one of \"Free\", \"Team\", 1"});
}

TEST_CASE("event attributes: an event that is rejected for one, where the reader is strict") {
  const Reading reading =
      read_bytes(with_attributes(), R"({"events": [{"type": "watched", "seconds": "long"}]})",
                 {.is_strict = true});
  CHECK(reading.rejects ==
        Texts{"1: seconds of watched is \"long\", which does not read as number"});
}

TEST_CASE("event attributes: of a file of events, JSON lines or CSV, types and all") {
  const auto program = with_attributes();
  const auto join = [&](std::string_view events) {
    const TemporaryFile events_file(events, "events");
    EventsFileOptions names;
    names.path = events_file.path();
    return read_bytes(program, "{\"id\": \"a\"}\n{\"id\": \"b\"}\n", {.events = names});
  };
  const Texts expected{
      "a: watched(\"x\")@2026-01-30T00:00:00Z{seconds=60 is_live=no tags=[a|b] "
      "ended_at=2026-01-31T00:00:00Z} purchased(){plan=\"team\" seconds=\"007\" coupon=given}",
      "b: watched()"};
  CHECK(join(R"({"lead_id": "a", "type": "watched", "video": "x", "at": "2026-01-30", "Seconds": 60,
 "is_live": false, "tags": ["a", "b"], "ended_at": "2026-01-31"})"
             "\n")
            .rejects.size() == 2);  // a record stands on one line
  CHECK(join("{\"lead_id\": \"a\", \"type\": \"watched\", \"video\": \"x\", \"at\": \"2026-01-30\","
             " \"Seconds\": 60, \"is_live\": false, \"tags\": [\"a\", \"b\"],"
             " \"ended_at\": \"2026-01-31\"}\n"
             "{\"lead_id\": \"a\", \"type\": \"purchased\", \"plan\": \"team\","
             " \"seconds\": \"007\", \"coupon\": 1}\n"
             "{\"lead_id\": \"b\", \"type\": \"watched\"}\n")
            .leads == expected);
  CHECK(join("lead_id,type,video,at,Seconds,is_live,tags,ended_at,plan,coupon\n"
             "a,watched,x,2026-01-30,60,no,a;b,2026-01-31,,\n"
             "a,purchased,,,007,,,,team,1\n"
             "b,watched,,,,,,,,\n")
            .leads == expected);
}

TEST_CASE("event attributes: of a file of events, what does not read has its line") {
  const TemporaryFile events_file("lead_id,type,seconds\na,watched,1\na,watched,x\na,watched,y\n",
                                  "events");
  EventsFileOptions names;
  names.path = events_file.path();
  const Reading reading = read_bytes(with_attributes(), "{\"id\": \"a\"}\n", {.events = names});
  REQUIRE(reading.report.unread_values.size() == 1);
  const UnreadValue& unread = reading.report.unread_values.front();
  CHECK(unread.name == "seconds of watched");
  CHECK(unread.count == 2);
  CHECK(unread.file == events_file.path());
  CHECK(unread.line == 3);
  CHECK(reading.leads == Texts{"a: watched(){seconds=1} watched() watched()"});
}

TEST_CASE("event attributes: host and utm_ come from the page's address") {
  CHECK(
      events_of(
          with_pages(),
          R"([{"type": "visited", "page": "https://me@www.Acme.com:8443/a?utm_source=News+A&utm_medium=e%2Dmail&utm_campaign=&utm_campaign=x&utm_term=7&utm_content=b#top"},
                      {"type": "visited", "page": "/a?utm_source=x"},
                      {"type": "visited", "page": "//acme.com/a"},
                      {"type": "visited", "page": "/a"}, {"type": "visited"}])") ==
      "visited(\"https://me@www.Acme.com:8443/a?utm_source=News+A&utm_medium=e%2Dmail&"
      "utm_campaign=&utm_campaign=x&utm_term=7&utm_content=b#top\"){host=\"www.acme.com\" "
      "utm_source=\"News A\" utm_medium=\"e-mail\" utm_campaign=\"x\" utm_term=7 "
      "utm_content=\"b\"} "
      "visited(\"/a?utm_source=x\"){utm_source=\"x\"} visited(\"//acme.com/a\"){host="
      "\"acme.com\"} visited(\"/a\") visited()");
}

TEST_CASE("event attributes: what the record gives goes before the address") {
  const std::string page = "\"page\": \"//acme.com/?utm_source=x&utm_term=1\"";
  CHECK(events_of(with_pages(), "[{\"type\": \"visited\", \"utmSource\": \"y\", \"host\": \"z\", " +
                                    page + "}]") ==
        "visited(\"//acme.com/?utm_source=x&utm_term=1\"){host=\"z\" utm_source=\"y\" utm_term=1}");
  // Nothing was given, so the address stands in.
  CHECK(events_of(with_pages(), "[{\"type\": \"visited\", \"utm_source\": \"-\", \"host\": \"\", " +
                                    page + "}]") ==
        "visited(\"//acme.com/?utm_source=x&utm_term=1\"){host=\"acme.com\" utm_source=\"x\" "
        "utm_term=1}");
  // Something was given that does not read.
  CHECK(events_of(with_pages(), "[{\"type\": \"visited\", \"utm_term\": \"t\", " + page + "}]") ==
        "visited(\"//acme.com/?utm_source=x&utm_term=1\"){host=\"acme.com\" utm_source=\"x\"}");
}

TEST_CASE("event attributes: values in an address are read as any other") {
  CHECK(
      events_of(with_pages(), R"([{"type": "visited", "page": "/?utm_source=-&utm_term=many"}])") ==
      "visited(\"/?utm_source=-&utm_term=many\")");
  CHECK(unread_of(with_pages(),
                  R"({"events": [{"type": "visited", "page": "/?utm_source=-&utm_term=many"}]})") ==
        Texts{"utm_term of visited: many is no number, 1"});
}

}  // namespace
}  // namespace leadscore::runtime::testing
