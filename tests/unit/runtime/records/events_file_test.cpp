#include "tests/unit/runtime/records/reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace leadscore::runtime::testing {
namespace {

bytecode::Program prelude() {
  return ProgramMaker().kind("visited", "page").kind("purchased", "product").make();
}

constexpr std::string_view kLeads = "{\"id\": \"a\"}\n{\"id\": \"b\"}\n{\"id\": \"c\"}\n";

/// The leads of `kLeads`, or others, with the events of a file.
Reading join(const bytecode::Program& program, std::string_view events,
             EventsFileOptions names = {}, std::string_view leads = kLeads,
             bool is_strict = false) {
  const TemporaryFile events_file(events, "events");
  names.path = events_file.path();
  return read_bytes(program, leads, {.events = names, .is_strict = is_strict});
}

TEST_CASE("events file: JSON lines, joined by the lead's id under `lead_id`") {
  const Reading reading = join(prelude(),
                               R"({"lead_id": "b", "type": "visited", "page": "/1", "at": 1}
{"lead_id": "a", "type": "visited", "page": "/2"}

{"Lead ID": "b", "type": "purchased", "product": "x"}
{"lead_id": "b", "type": "visited", "page": "/3"}
)");
  CHECK(reading.error == "");
  CHECK(reading.leads == Texts{"a: visited(\"/2\")",
                               "b: visited(\"/1\")@1970-01-01T00:00:01Z purchased(\"x\") "
                               "visited(\"/3\")",
                               "c:"});
  CHECK(reading.report.unjoined_events == 0);
}

TEST_CASE("events file: CSV, packed or in UTF-16 or not") {
  const std::string csv = "lead_id;type;page;at\na;visited;/1;2026-01-30\nb;Visited;;\n";
  const Texts expected{"a: visited(\"/1\")@2026-01-30T00:00:00Z", "b: visited()", "c:"};
  CHECK(join(prelude(), csv).leads == expected);
  CHECK(join(prelude(), gzip(csv)).leads == expected);
  const std::u16string csv16 = u"lead_id;type;page;at\na;visited;/1;2026-01-30\nb;Visited;;\n";
  CHECK(join(prelude(), "\xFF\xFE" + utf16(csv16, true)).leads == expected);
}

TEST_CASE("events file: its names may be given, exactly or leniently") {
  const std::string csv =
      "InvoiceNo,StockCode,InvoiceDate,CustomerID\n1,85123A,2010-12-01T08:26:00Z,a\n2,71053,,b\n";
  const Reading reading = join(prelude(), csv,
                               {.lead_key = "CustomerID",
                                .type = "purchased",
                                .time_key = "Invoice Date",
                                .subject_key = "StockCode"});
  CHECK(reading.error == "");
  CHECK(reading.leads ==
        Texts{"a: purchased(\"85123A\")@2010-12-01T08:26:00Z", "b: purchased(\"71053\")", "c:"});
}

TEST_CASE("events file: the id is under the key of the leads' own, else under `lead_id`") {
  const TemporaryFile events(
      "{\"Email\": \"a\", \"type\": \"visited\", \"page\": \"/1\"}\n"
      "{\"lead_id\": \"a\", \"type\": \"visited\", \"page\": \"/2\"}\n"
      "{\"Email\": \"\", \"lead_id\": \"a\", \"type\": \"visited\", \"page\": \"/3\"}\n"
      "{\"Email\": \"a\", \"lead_id\": \"x\", \"type\": \"visited\", \"page\": \"/4\"}\n");
  const Reading reading =
      read_bytes(prelude(), "Email\na\n",
                 {.id_key = "Email", .events = EventsFileOptions{.path = events.path()}});
  CHECK(reading.error == "");
  CHECK(reading.leads ==
        Texts{"a: visited(\"/1\") visited(\"/2\") visited(\"/3\") visited(\"/4\")"});
  CHECK(reading.report.rejected == 0);
}

TEST_CASE("events file: columns that are not there are named, with those that are") {
  const auto error_of = [](std::string_view csv, EventsFileOptions names) {
    const std::string error = join(prelude(), csv, std::move(names)).error;
    return error.substr(error.find("has no"));
  };
  CHECK(error_of("id,type\n", {}) ==
        "has no column \"lead_id\" for the id of the lead; its columns are: id, type");
  CHECK(error_of("lead_id,kind\n", {}) ==
        "has no column \"type\" for the kind of event; its columns are: lead_id, kind");
  CHECK(error_of("lead_id,type\n", {.lead_key = "customer"}) ==
        "has no column \"customer\" for the id of the lead; its columns are: lead_id, type");
  CHECK(error_of("lead_id,type\n", {.time_key = "when"}) ==
        "has no column \"when\" for the time; its columns are: lead_id, type");
  CHECK(error_of("lead_id,type\n", {.subject_key = "what"}) ==
        "has no column \"what\" for the subject; its columns are: lead_id, type");
  CHECK(join(prelude(), "").leads == Texts{"a:", "b:", "c:"});
}

TEST_CASE("events file: events whose lead never came are counted exactly") {
  const std::string events =
      "lead_id,type\nx,visited\na,visited\nx,other\ny,visited\na,visited\nA,visited\n";
  const Reading reading = join(prelude(), events);
  CHECK(reading.leads == Texts{"a: visited() visited()", "b:", "c:"});
  CHECK(reading.report.unjoined_events == 4);
  CHECK(reading.report.rejected == 0);
}

TEST_CASE("events file: two leads with one id both have its events, which are joined once") {
  const Reading reading = join(prelude(), "lead_id,type\na,visited\nx,visited\n", {},
                               "{\"id\": \"a\"}\n{\"id\": \"a\"}\n");
  CHECK(reading.leads == Texts{"a: visited()", "a: visited()"});
  CHECK(reading.report.unjoined_events == 1);
}

TEST_CASE("events file: numbers join texts, and a lead without id has its row number") {
  const Reading reading = join(prelude(), "lead_id,type,page\n7,visited,/7\n2,visited,/2\n", {},
                               "{\"id\": 7.0}\n{\"name\": \"x\"}\n");
  CHECK(reading.leads == Texts{"7: visited(\"/7\")", "2: visited(\"/2\")"});
}

TEST_CASE("events file: a lead's own events come first, and duplicates are found over both") {
  const std::string leads =
      R"({"id": "a", "events": [{"type": "visited", "page": "own", "id": 1, "at": 5},
                                {"type": "visited", "page": "own", "id": 2, "at": 5}]})";
  std::string one_line = leads;
  std::erase(one_line, '\n');
  const Reading reading = join(prelude(),
                               R"({"lead_id": "a", "type": "visited", "page": "file", "id": "1"}
{"lead_id": "a", "type": "visited", "page": "file", "id": "2", "at": 4}
{"lead_id": "a", "type": "visited", "page": "file", "id": "3"}
)",
                               {}, one_line + "\n");
  CHECK(reading.leads == Texts{"a: visited(\"own\")@1970-01-01T00:00:05Z "
                               "visited(\"file\")@1970-01-01T00:00:04Z visited(\"file\")"});
}

TEST_CASE("events file: what is no event is rejected with the file and the line") {
  const auto program = prelude();
  const TemporaryFile events(
      "{\"lead_id\": \"a\", \"type\": \"visited\"}\n"
      "nonsense\n"
      "{\"type\": \"visited\"}\n"
      "{\"lead_id\": \" \", \"type\": \"visited\"}\n"
      "{\"lead_id\": \"a\"}\n"
      "{\"lead_id\": \"a\", \"type\": \"visited\", \"at\": \"soon\"}\n",
      "events");
  const TemporaryFile leads(kLeads);
  std::vector<std::string> files;
  ReaderOptions options{.path = leads.path(),
                        .events = EventsFileOptions{.path = events.path()},
                        .on_reject = [&](const Reject& reject) {
                          files.push_back(fmt::format("{}:{}: {} ({})", reject.file, reject.line,
                                                      reject.reason, reject.text));
                        }};
  const auto reader = RecordReader::open(program, options);
  REQUIRE(reader);
  const std::string no_lead = "the event names no lead: it has no value under \"lead_id\"";
  CHECK(files ==
        Texts{events.path() + ":2: not JSON: of words, only true, false and null may stand without "
                              "quotes (nonsense)",
              events.path() + ":3: " + no_lead + " ({\"type\": \"visited\"})",
              events.path() + ":4: " + no_lead + " ({\"lead_id\": \" \", \"type\": \"visited\"})",
              events.path() + ":5: the event has no type ({\"lead_id\": \"a\"})"});
  CHECK((*reader)->report().rejected == 4);
  CHECK((*reader)->report().unjoined_events == 2);
  REQUIRE((*reader)->report().unread_values.size() == 1);
  const UnreadValue& time = (*reader)->report().unread_values[0];
  CHECK(time.name == "time of an event");
  CHECK(time.file == events.path());
  CHECK(time.line == 6);
}

TEST_CASE("events file: in a CSV, an event whose lead is left empty belongs to no lead") {
  const Reading reading =
      join(prelude(), "lead_id,type\na,visited\n,visited\n\" \",visited\nb,visited\n", {}, kLeads);
  CHECK(reading.leads == Texts{"a: visited()", "b: visited()", "c:"});
  CHECK(reading.rejects.empty());
  CHECK(reading.report.unjoined_events == 2);
}

TEST_CASE("events file: a strict reader rejects an event with a time that does not read") {
  const Reading reading =
      join(prelude(), "lead_id,type,at\na,visited,soon\na,visited,2026-01-30\n", {}, kLeads, true);
  CHECK(reading.leads == Texts{"a: visited()@2026-01-30T00:00:00Z", "b:", "c:"});
  CHECK(reading.rejects == Texts{"2: time of an event is \"soon\", which does not read as time"});
  CHECK(reading.report.unread_values.empty());
}

TEST_CASE("events file: kinds that the program does not name count where it asks for any") {
  const std::string csv = "lead_id,type\na,purred\n";
  CHECK(join(prelude(), csv).leads.at(0) == "a:");
  const auto any = ProgramMaker().activity().make();
  CHECK(join(any, csv).leads.at(0) == "a: ?()");
}

TEST_CASE("events file: more events than the table keeps in memory") {
  std::string events = "lead_id,type,page\n";
  std::string leads = "id\n";
  constexpr int kLeadCount = 500;
  constexpr int kEventCount = 100'000;
  std::uint64_t unjoined = 0;
  for (int at = 0; at < kEventCount; ++at) {
    const int lead = at * 7919 % (kLeadCount + 1);
    if (lead == kLeadCount) ++unjoined;
    events += fmt::format("lead {},visited,/{}/{}\n", lead, std::string(150, 'x'), at);
  }
  for (int at = 0; at < kLeadCount; ++at) leads += fmt::format("lead {}\n", at);
  const Reading reading = join(prelude(), events, {}, leads);
  REQUIRE(reading.leads.size() == kLeadCount);
  std::uint64_t joined = 0;
  for (const std::string& lead : reading.leads) {
    for (std::size_t at = lead.find("visited"); at != lead.npos;
         at = lead.find("visited", at + 1)) {
      ++joined;
    }
  }
  CHECK(joined + reading.report.unjoined_events == kEventCount);
  CHECK(reading.report.unjoined_events == unjoined);
}

TEST_CASE("events file: one that is missing or damaged is an error") {
  const auto program = prelude();
  const TemporaryFile leads(kLeads);
  const Reading missing = read_file(
      program, {.path = leads.path(), .events = EventsFileOptions{.path = "/nowhere/events"}});
  CHECK(missing.error == "there is no file \"/nowhere/events\": check the path");
  const std::string packed = gzip("lead_id,type\na,visited\n");
  CHECK(
      join(program, packed.substr(0, packed.size() - 9)).error.find("ends before it is complete") !=
      std::string::npos);
}

}  // namespace
}  // namespace leadscore::runtime::testing
