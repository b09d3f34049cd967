// A lead with more events than a lead may have is rejected, however they come to it.
#include "runtime/records/input_limits.hpp"
#include "tests/unit/runtime/records/reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace leadscore::runtime::testing {
namespace {

bytecode::Program model() {
  return ProgramMaker().field("plan", FieldType::kText).kind("visited", "page").activity().make();
}

std::string repeat(std::string_view text, std::size_t count, std::string_view between) {
  std::string result;
  result.reserve((text.size() + between.size()) * count);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) result += between;
    result += text;
  }
  return result;
}

std::size_t events_in(std::string_view lead) {
  return static_cast<std::size_t>(std::ranges::count(lead, '('));
}

TEST_CASE("too many events: in the lead's own array") {
  const auto lead = [](std::size_t events) {
    return fmt::format("{{\"id\": 1, \"events\": [{}]}}\n{{\"id\": 2}}\n",
                       repeat(R"({"type":"visited"})", events, ","));
  };
  const Reading most = read_bytes(model(), lead(kMaxLeadEvents));
  REQUIRE(most.leads.size() == 2);
  CHECK(events_in(most.leads.front()) == kMaxLeadEvents);
  const Reading more = read_bytes(model(), lead(kMaxLeadEvents + 1));
  CHECK(more.leads == Texts{"2:"});
  CHECK(more.rejects == Texts{"1: the lead 1 has more than 100,000 events"});
  CHECK(more.report.rejected == 1);
}

TEST_CASE("too many events: of one record, read alone") {
  const auto program = model();
  LeadBatch batch(program);
  ReadReport report;
  const auto read = read_json_lead(
      program,
      fmt::format("{{\"events\": [{}]}}", repeat(R"({"type":"x"})", kMaxLeadEvents + 1, ",")), "7",
      batch, report);
  REQUIRE(!read);
  CHECK(read.error().message == "the lead 7 has more than 100,000 events");
  CHECK(batch.size() == 0);
}

TEST_CASE("too many events: in a file of their own, with those of the record") {
  const auto read_with = [](std::size_t events) {
    const TemporaryFile file(repeat("{\"lead_id\":1,\"type\":\"visited\"}", events, "\n") +
                                 "\n{\"lead_id\":2,\"type\":\"visited\"}\n",
                             "events");
    return read_bytes(model(), "{\"id\":1,\"events\":[{\"type\":\"visited\"}]}\n{\"id\":2}\n",
                      {.events = EventsFileOptions{.path = file.path()}});
  };
  const Reading most = read_with(kMaxLeadEvents - 1);
  REQUIRE(most.leads.size() == 2);
  CHECK(events_in(most.leads.front()) == kMaxLeadEvents);
  const Reading more = read_with(kMaxLeadEvents);
  CHECK(more.leads == Texts{"2: visited()"});
  CHECK(more.rejects == Texts{"1: the lead 1 has more than 100,000 events"});
  CHECK(more.report.unjoined_events == 0);
}

TEST_CASE("too many events: of messages on lines of their own") {
  const std::string page = R"({"type":"page","userId":"u"})";
  const std::string identify = R"({"type":"identify","userId":"u","traits":{"plan":"a"}})";
  const std::string other = R"({"type":"page","userId":"v"})";
  const Reading most =
      read_bytes(model(), repeat(page, kMaxLeadEvents - 1, "\n") + "\n" + identify + "\n" + other);
  REQUIRE(most.leads.size() == 2);
  CHECK(events_in(most.leads.front()) == kMaxLeadEvents - 1);
  const Reading more =
      read_bytes(model(), repeat(page, kMaxLeadEvents, "\n") + "\n" + identify + "\n" + other);
  CHECK(more.leads == Texts{"v: visited()"});
  CHECK(more.rejects == Texts{"1: the lead u has more than 100,000 events"});
}

}  // namespace
}  // namespace leadscore::runtime::testing
