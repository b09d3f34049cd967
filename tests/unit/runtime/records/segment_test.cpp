// §9 Segment: messages in `events`, on lines of their own, and in a file of events.
#include "tests/unit/runtime/records/reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace leadscore::runtime::testing {
namespace {

bytecode::Program model() {
  return ProgramMaker()
      .field("plan", FieldType::kText, {.unknown_as = {"none"}})
      .field("seats", FieldType::kNumber)
      .field("company.city", FieldType::kText)
      .field("country", FieldType::kText, {.key = "Country Code"})
      .kind("visited", "page")
      .of_pages()
      .attribute("title", FieldType::kText)
      .attribute("utm_source", FieldType::kText, {}, bytecode::AddressPart::kUtmSource)
      .kind("demo_requested", "product")
      .attribute("amount", FieldType::kNumber)
      .kind("requested", "what", {"Quote Requested"})
      .activity()
      .make();
}

/// Without the id.
std::string events_of(std::string_view events) {
  const std::string spelled = read_one(model(), fmt::format("{{\"events\": {}}}", events));
  return spelled.substr(std::min<std::size_t>(6, spelled.size()));
}

TEST_CASE("segment: page and screen are `visited`, by address, path, page or name") {
  CHECK(
      events_of(
          R"([{"type": "page", "name": "Home", "properties": {"url": "https://x.com/a", "path": "/b"}},
                {"type": "page", "name": "Home", "properties": {"url": " ", "path": "/b"}},
                {"type": "page", "name": "Home", "context": {"page": {"url": "//x.com/c"}}},
                {"type": "screen", "name": "Home", "context": {"page": {"path": "/c"}}},
                {"type": "page", "name": "Home"},
                {"type": "page", "properties": {}}])") ==
      "visited(\"https://x.com/a\") visited(\"/b\") visited(\"//x.com/c\") visited(\"Home\") "
      "visited(\"Home\") visited()");
}

TEST_CASE("segment: a track event is the kind of its name, or that which names it") {
  CHECK(events_of(R"([{"type": "track", "event": "Demo Requested", "properties": {"product": "x"}},
                      {"type": "track", "event": "Quote Requested", "properties": {"what": "y"}},
                      {"type": "track", "event": "Purred"},
                      {"type": "track", "event": "Visited", "properties": {"Subject": "/p"}}])") ==
        "demo_requested(\"x\") requested(\"y\") ?() visited(\"/p\")");
}

TEST_CASE("segment: properties are the attributes, and nothing else is") {
  CHECK(events_of(R"([{"type": "track", "event": "Demo Requested", "amount": 7, "product": "z",
                       "properties": {"Amount": "1,200", "id": "p"}},
                      {"type": "page", "title": "no", "properties": {"title": "T", "url":
                       "/a?utm_source=n"}},
                      {"type": "page", "properties": {"url": "/a?utm_source=n", "utm_source": "r"}},
                      {"type": "page", "properties": "/a"}])") ==
        "demo_requested(){amount=1200} visited(\"/a?utm_source=n\"){title=\"T\" utm_source=\"n\"} "
        "visited(\"/a?utm_source=n\"){utm_source=\"r\"} ?()");
}

TEST_CASE("segment: the time is `timestamp`, else `originalTimestamp`; `messageId` is the id") {
  CHECK(events_of(
            R"([{"type": "track", "event": "requested", "timestamp": "2026-01-30", "at": 0},
                {"type": "track", "event": "requested", "originalTimestamp": "2026-01-29"},
                {"type": "track", "event": "requested", "timestamp": "2026-01-30",
                 "originalTimestamp": "2026-01-29", "receivedAt": "2026-01-31"}])") ==
        "requested()@2026-01-30T00:00:00Z requested()@2026-01-29T00:00:00Z "
        "requested()@2026-01-30T00:00:00Z");
  CHECK(
      events_of(
          R"([{"type": "track", "event": "requested", "messageId": "m", "timestamp": "2026-01-30"},
                {"type": "track", "event": "requested", "messageId": "m", "timestamp": "2026-01-29"},
                {"type": "requested", "id": "m"}])") == "requested()@2026-01-29T00:00:00Z");
  CHECK(unread_of(model(), R"({"events": [{"type": "page", "name": "a", "timestamp": "soon",
                                           "originalTimestamp": "2026-01-29"}]})") ==
        Texts{"time of an event: soon is no time, 1"});
}

TEST_CASE("segment: the traits of identify are the lead's attributes, and it is no event") {
  CHECK(read_one(model(),
                 R"({"id": "1", "events": [{"type": "identify", "traits": {"Plan": "team",
                     "company": {"city": "Rome"}, "country_code": "IT", "seats": "12"}}]})") ==
        "1: plan=\"team\" seats=12 company.city=\"Rome\" country=\"IT\"");
  CHECK(unread_of(model(), R"({"events": [{"type": "identify", "traits": {"seats": "few"}}]})") ==
        Texts{"seats: few is no number, 1"});
}

TEST_CASE("segment: later traits win, by time; without a time, last of all") {
  const auto plan_of = [](std::string_view events) {
    return read_one(model(), fmt::format("{{\"id\": \"1\", \"events\": {}}}", events));
  };
  CHECK(plan_of(R"([{"type": "identify", "timestamp": "2026-01-02", "traits": {"plan": "b"}},
                    {"type": "identify", "timestamp": "2026-01-01", "traits": {"plan": "a"}}])") ==
        "1: plan=\"b\"");
  CHECK(plan_of(R"([{"type": "identify", "traits": {"plan": "a"}},
                    {"type": "identify", "traits": {"plan": "b"}},
                    {"type": "identify", "timestamp": "2026-01-01", "traits": {"plan": "c"}}])") ==
        "1: plan=\"b\"");
  // What says nothing of a field leaves it as it was, however the field is spelled.
  CHECK(plan_of(R"([{"type": "identify", "timestamp": 1, "traits": {"plan": "a", "seats": 1}},
                    {"type": "identify", "timestamp": 2, "traits": {"PLAN": "b"}},
                    {"type": "identify", "timestamp": 3, "traits": {"plan": null, "seats": ""}},
                    {"type": "identify", "timestamp": 4, "traits": {"plan": "none"}}])") ==
        "1: plan=\"b\" seats=1");
  // What was given last does not read, so it is unknown.
  CHECK(plan_of(R"([{"type": "identify", "timestamp": 1, "traits": {"seats": 1}},
                    {"type": "identify", "timestamp": 2, "traits": {"seats": "few"}}])") == "1:");
}

TEST_CASE("segment: what the lead's own record gives goes before traits, traits before defaults") {
  CHECK(read_one(model(), R"({"id": "1", "plan": "own", "seats": " ", "events": [
      {"type": "identify", "traits": {"plan": "b", "seats": 2}}]})") == "1: plan=\"own\" seats=2");
  auto maker = ProgramMaker();
  const auto program =
      maker.field("plan", FieldType::kText, {.default_value = bytecode::Value(maker.text("free"))})
          .make();
  CHECK(read_one(program, R"({"id": "1", "events": [
      {"type": "identify", "traits": {"plan": "team"}}]})") == "1: plan=\"team\"");
  CHECK(read_one(program, R"({"id": "1", "events": [{"type": "identify", "traits": {}}]})") ==
        "1: plan=\"free\"");
}

TEST_CASE("segment: a kind of the model that is called `page` keeps its plain events") {
  const auto program = ProgramMaker().kind("page", "name").kind("visited", "page").make();
  CHECK(read_one(program, R"({"id": "1", "events": [{"type": "page", "name": "a", "at": 0},
      {"type": "page", "name": "b", "timestamp": 0}, {"type": "track", "event": "visited"},
      {"type": "track"}]})") ==
        "1: page(\"a\")@1970-01-01T00:00:00Z visited(\"b\")@1970-01-01T00:00:00Z visited()");
}

TEST_CASE("segment: other messages are counted as ignored, nameless ones as unreadable") {
  const auto program = model();
  LeadBatch batch(program);
  ReadReport report;
  REQUIRE(read_json_lead(program, R"({"events": [
      {"type": "group", "groupId": "g", "userId": "1"}, {"type": "alias", "previousId": "0"},
      {"type": "track", "userId": "1"}, {"type": "group"}]})",
                         "1", batch, report));
  CHECK(spell(program, batch, 0) == "1: ?()");
  CHECK(report.ignored_messages == 2);
  CHECK(report.unreadable_events == 1);
}

constexpr std::string_view kLines =
    R"({"type": "identify", "userId": "u1", "timestamp": "2026-01-01", "traits": {"plan": "free", "seats": 3}}
{"type": "page", "anonymousId": "a9", "timestamp": "2026-01-30", "context": {"page": {"url": "/1"}}}
{"type": "page", "userId": "u1", "messageId": "1", "properties": {"path": "/2"}}
{"type": "page", "userId": "u1", "anonymousId": "a9", "messageId": "1", "properties": {"path": "/3"}}

{"type": "track", "userId": "u1", "event": "Demo Requested", "properties": {"amount": 5}}
{"type": "identify", "userId": "u1", "timestamp": "2026-01-02", "traits": {"plan": "team"}}
{"type": "group", "userId": "u1", "groupId": "g"}
{"type": "screen", "anonymousId": "a9", "name": "Home"}
)";

TEST_CASE("segment: lines of their own are grouped by userId, else anonymousId") {
  const Reading reading = read_bytes(model(), kLines);
  CHECK(reading.error == "");
  CHECK(reading.leads ==
        Texts{"u1: plan=\"team\" seats=3 visited(\"/2\") demo_requested(){amount=5}",
              "a9: visited(\"/1\")@2026-01-30T00:00:00Z visited(\"Home\")"});
  CHECK(reading.lines == std::vector<std::uint64_t>{1, 2});
  CHECK(reading.report.leads == 2);
  CHECK(reading.report.messages == 7);
  CHECK(reading.report.ignored_messages == 1);
  CHECK(reading.rejects == Texts{});
}

TEST_CASE("segment: messages and plain leads in one file come in the order of their first lines") {
  const Reading reading = read_bytes(model(),
                                     R"({"id": "first", "plan": "a"}
{"type": "page", "userId": 7, "properties": {"path": "/1"}}
{"plan": "b", "userId": "7"}
not JSON
{"type": "page", "userId": "7", "properties": {"path": "/2"}}
{"id": "7", "plan": "c", "type": "page", "userId": "x", "events": [{"type": "visited"}]}
)");
  CHECK(reading.leads == Texts{"first: plan=\"a\"", "7: visited(\"/1\") visited(\"/2\")",
                               "3: plan=\"b\"", "7: plan=\"c\" visited()"});
  CHECK(reading.lines == std::vector<std::uint64_t>{1, 2, 3, 6});
  CHECK(reading.rejects.size() == 1);
  CHECK(reading.report.leads == 4);
}

TEST_CASE("segment: what does not read of a line is counted at that line, or rejects it") {
  const std::string lines = R"({"type": "identify", "userId": "u", "traits": {"plan": "a"}}
{"type": "identify", "userId": "u", "traits": {"seats": "few"}}
{"type": "track", "userId": "u", "properties": {}}
)";
  const Reading reading = read_bytes(model(), lines);
  REQUIRE(reading.report.unread_values.size() == 1);
  CHECK(reading.report.unread_values.front().name == "seats");
  CHECK(reading.report.unread_values.front().line == 2);
  CHECK(reading.rejects == Texts{"3: the track message does not name its event"});
  const Reading strict = read_bytes(model(), lines, {.is_strict = true});
  CHECK(strict.leads == Texts{"u: plan=\"a\""});
  CHECK(strict.rejects == Texts{"2: seats is \"few\", which does not read as number",
                                "3: the track message does not name its event"});
}

TEST_CASE("segment: in a file of events, joined by userId, else anonymousId, or the key named") {
  const auto join = [](EventsFileOptions names) {
    const TemporaryFile events_file(kLines, "events");
    names.path = events_file.path();
    return read_bytes(model(), R"({"id": "u1", "seats": 9}
{"id": "a9"}
{"id": "none"}
)",
                      {.events = names});
  };
  const Reading reading = join({});
  CHECK(reading.leads ==
        Texts{"u1: plan=\"team\" seats=9 visited(\"/2\") demo_requested(){amount=5}",
              "a9: visited(\"/1\")@2026-01-30T00:00:00Z visited(\"Home\")", "none:"});
  CHECK(reading.report.unjoined_events == 0);
  CHECK(reading.report.ignored_messages == 1);
  CHECK(join({.lead_key = "anonymousId"}).leads ==
        Texts{"u1: plan=\"team\" seats=9 visited(\"/2\") demo_requested(){amount=5}",
              "a9: visited(\"/1\")@2026-01-30T00:00:00Z visited(\"/3\") visited(\"Home\")",
              "none:"});
}

TEST_CASE("segment: leads of messages are joined with a file of events") {
  const TemporaryFile events_file("lead_id,type,page,id\nu1,visited,/x,1\nu1,visited,/y,\n",
                                  "events");
  EventsFileOptions names;
  names.path = events_file.path();
  const Reading reading = read_bytes(model(), kLines, {.events = names});
  CHECK(reading.leads.front() ==
        "u1: plan=\"team\" seats=3 visited(\"/2\") demo_requested(){amount=5} visited(\"/y\")");
}

TEST_CASE("segment: many leads, their messages far apart, in batches of any size") {
  constexpr int kLeads = 500;
  std::string lines;
  for (const char* page : {"/1", "/2", "/3"}) {
    for (int lead = 0; lead < kLeads; ++lead) {
      lines += fmt::format(
          "{{\"type\": \"page\", \"userId\": \"{}\", \"properties\": {{\"path\": \"{}\"}}}}\n",
          (lead * 7) % kLeads, page);
    }
  }
  const TemporaryFile file(lines);
  for (const std::size_t batch_size : {1, 7, 1000}) {
    ReaderOptions options;
    options.path = file.path();
    const Reading reading = read_file(model(), options, batch_size);
    REQUIRE(reading.leads.size() == kLeads);
    for (int lead = 0; lead < kLeads; ++lead) {
      CHECK(
          reading.leads[static_cast<std::size_t>(lead)] ==
          fmt::format("{}: visited(\"/1\") visited(\"/2\") visited(\"/3\")", (lead * 7) % kLeads));
    }
  }
}

TEST_CASE("records: several programs read the same leads, each what it asks for") {
  const auto plans = ProgramMaker().field("plan", FieldType::kText).kind("visited", "page").make();
  const auto seats = ProgramMaker()
                         .field("seats", FieldType::kNumber)
                         .field("plan", FieldType::kNumber)
                         .kind("purchased", "product")
                         .attribute("amount", FieldType::kNumber)
                         .make();
  const TemporaryFile events_file(
      "lead_id,type,page,amount\na,visited,/x,\na,purchased,,5\nz,visited,,\n", "events");
  const TemporaryFile file(R"({"id": "a", "plan": "x", "seats": 1}
{"type": "identify", "userId": "u", "traits": {"plan": "2", "seats": "few"}}
{"id": "b", "plan": 7}
)");
  ReaderOptions options;
  options.path = file.path();
  options.events = EventsFileOptions{.path = events_file.path()};
  const bytecode::Program* const programs[] = {&plans, &seats};
  const auto reader = RecordReader::open(programs, options);
  REQUIRE(reader);
  std::vector<LeadBatch> batches;
  batches.emplace_back(plans);
  batches.emplace_back(seats);
  Texts leads;
  while (true) {
    REQUIRE((*reader)->read(batches, 2));
    if (batches.front().size() == 0) break;
    REQUIRE(batches.front().size() == batches.back().size());
    for (std::size_t lead = 0; lead < batches.front().size(); ++lead) {
      leads.push_back(spell(plans, batches.front(), lead));
      leads.push_back(spell(seats, batches.back(), lead));
    }
  }
  CHECK(leads == Texts{"a: plan=\"x\" visited(\"/x\")", "a: seats=1 purchased(){amount=5}",
                       "u: plan=\"2\"", "u: plan=2", "b: plan=\"7\"", "b: plan=7"});
  const ReadReport& report = (*reader)->report();
  CHECK(report.leads == 3);
  CHECK(report.unjoined_events == 1);
  REQUIRE(report.unread_values.size() == 2);
  CHECK(report.unread_values[0].name == "plan");
  CHECK(report.unread_values[0].line == 1);
  CHECK(report.unread_values[1].name == "seats");
  CHECK(report.unread_values[1].line == 2);
}

}  // namespace
}  // namespace leadscore::runtime::testing
