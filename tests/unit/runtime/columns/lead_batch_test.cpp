#include "runtime/columns/lead_batch.hpp"

#include "base/check.hpp"
#include "tests/unit/bytecode/program_maker.hpp"

#include <doctest/doctest.h>

#include <string_view>
#include <vector>

namespace leadscore::runtime {
namespace {

using bytecode::AttributeId;
using bytecode::FieldId;
using bytecode::FieldType;
using bytecode::KindId;

const FieldId kText(0);
const FieldId kNumber(1);
const FieldId kYesNo(2);
const FieldId kTime(3);
const FieldId kList(4);
const FieldId kOneOf(5);
const FieldId kAny(6);

// watched(video) { seconds, is_muted, released, tags }, visited(page) { host }
const KindId kVisited(0);
const KindId kWatched(1);
const AttributeId kSeconds(0);
const AttributeId kIsMuted(1);
const AttributeId kReleased(2);
const AttributeId kTags(3);
const AttributeId kHost(4);

}  // namespace

TEST_CASE("A batch gives back what was put in, by lead and field") {
  const bytecode::Program program = bytecode::program_with_everything();
  LeadBatch batch(program);
  CHECK(batch.field_count() == program.fields.size());
  batch.begin_lead("7", 12);
  batch.set_field(kText, {.is_known = true, .text = "CTO"});
  batch.set_field(kNumber, {.is_known = true, .number = 2.5});
  batch.set_field(kYesNo, {.is_known = true, .yes = true});
  batch.set_field(kTime, {.is_known = true, .time = -5});
  batch.set_field(kList, {.is_known = true, .items = {"ai", "", "ml"}});
  batch.set_field(kOneOf, {.is_known = true, .text = "Team"});
  batch.set_field(kAny, {.is_known = true});
  batch.begin_lead("8", 13);
  batch.set_field(kList, {.is_known = true, .items = {"x"}});

  REQUIRE(batch.size() == 2);
  CHECK(batch.id(0) == "7");
  CHECK(batch.line(0) == 12);
  CHECK(batch.text(kText, 0) == "CTO");
  CHECK(batch.number(kNumber, 0) == 2.5);
  CHECK(batch.yes(kYesNo, 0));
  CHECK(batch.time(kTime, 0) == -5);
  REQUIRE(batch.item_count(kList, 0) == 3);
  CHECK(batch.item(kList, 0, 1).empty());
  CHECK(batch.item(kList, 0, 2) == "ml");
  CHECK(batch.text(kOneOf, 0) == "Team");
  CHECK(batch.is_known(kAny, 0));

  CHECK(batch.id(1) == "8");
  CHECK_FALSE(batch.is_known(kText, 1));
  CHECK_FALSE(batch.is_known(kAny, 1));
  REQUIRE(batch.item_count(kList, 1) == 1);
  CHECK(batch.item(kList, 1, 0) == "x");
}

TEST_CASE("Texts and events are numbered, the same ones alike in all batches of a dictionary") {
  const bytecode::Program program = bytecode::program_with_everything();
  const auto dictionaries = std::make_shared<LeadDictionaries>(program);
  LeadBatch first(program);
  for (const std::string_view title : {"CTO", "cto", "CTO"}) {
    first.begin_lead("7", 1);
    first.set_field(kText, {.is_known = true, .text = title});
    first.add_event({.kind = kVisited, .subject = title});
  }
  first.begin_lead("8", 2);
  first.add_event({.kind = kWatched, .subject = "CTO"});
  first.add_event({.kind = kWatched, .subject = ""});
  first.add_event({.kind = kWatched});
  CHECK_FALSE(first.is_coded());
  first.encode(dictionaries);
  REQUIRE(first.is_coded());
  const auto codes = first.field_codes(kText);
  REQUIRE(codes.size() == 4);
  CHECK(codes[0] == codes[2]);
  CHECK(codes[0] != codes[1]);
  CHECK(codes[3] == TextDictionary::kNone);
  CHECK(dictionaries->fields[kText.value].text(codes[1]) == "cto");
  const auto events = first.event_codes();
  REQUIRE(events.size() == 6);
  CHECK(events[0] == events[2]);
  CHECK(dictionaries->events.size() == 5);
  CHECK(dictionaries->events.event(events[4]).subject.data() != nullptr);
  CHECK(dictionaries->events.event(events[5]).subject.data() == nullptr);

  LeadBatch second(program);
  second.begin_lead("9", 1);
  second.set_field(kText, {.is_known = true, .text = "cto"});
  second.encode(dictionaries);
  CHECK(second.field_codes(kText)[0] == codes[1]);
  second.set_field(kText, {.is_known = true, .text = "CEO"});
  CHECK_FALSE(second.is_coded());
}

TEST_CASE("A field that is set again has its last value") {
  const bytecode::Program program = bytecode::program_with_everything();
  LeadBatch batch(program);
  batch.begin_lead("7", 1);
  batch.set_field(kText, {.is_known = true, .text = "first"});
  batch.set_field(kText, {.is_known = true, .text = "last"});
  CHECK(batch.text(kText, 0) == "last");
  batch.set_field(kText, {.is_known = false});
  CHECK_FALSE(batch.is_known(kText, 0));
}

TEST_CASE("Events belong to the lead that they were added to") {
  const bytecode::Program program = bytecode::program_with_everything();
  LeadBatch batch(program);
  batch.begin_lead("7", 1);
  batch.add_event({.kind = KindId(0), .subject = "/a", .time = 3});
  batch.add_event({.kind = {}, .subject = {}, .time = {}});
  batch.begin_lead("8", 2);
  batch.begin_lead("9", 3);
  batch.add_event({.kind = KindId(1), .subject = ""});

  CHECK(batch.event_count(0) == 2);
  CHECK(batch.event(0, 0).kind == KindId(0));
  CHECK(batch.event(0, 0).subject == "/a");
  CHECK(batch.event(0, 0).time == 3);
  CHECK_FALSE(batch.event(0, 1).kind.is_valid());
  CHECK_FALSE(batch.event(0, 1).subject);
  CHECK_FALSE(batch.event(0, 1).time);
  CHECK(batch.event_count(1) == 0);
  CHECK(batch.event_count(2) == 1);
  CHECK(batch.event(2, 0).subject == "");
}

TEST_CASE("Attributes belong to the event that they were given with") {
  const bytecode::Program program = bytecode::program_with_everything();
  LeadBatch batch(program);
  batch.begin_lead("7", 1);
  const std::vector<FieldValue> film = {{.is_known = true, .number = 2.5},
                                        {.is_known = true, .yes = true},
                                        {.is_known = true, .time = -5},
                                        {.is_known = true, .items = {"ai", "", "ml"}}};
  batch.add_event({.kind = kWatched}, film);
  const std::vector<FieldValue> page = {{.is_known = true, .text = "acme.com"}};
  batch.add_event({.kind = kVisited, .subject = "/a"}, page);
  batch.begin_lead("8", 2);
  const std::vector<FieldValue> unknown = {
      {}, {.is_known = true, .yes = false}, {}, {.is_known = true}};
  batch.add_event({.kind = kWatched}, unknown);
  batch.add_event({.kind = kWatched});

  CHECK(batch.attribute(0, 0, kSeconds).number == 2.5);
  CHECK(batch.attribute(0, 0, kIsMuted).yes);
  CHECK(batch.attribute(0, 0, kReleased).time == -5);
  CHECK(batch.attribute(0, 0, kTags).items == std::vector<std::string_view>{"ai", "", "ml"});
  CHECK(batch.attribute(0, 1, kHost).text == "acme.com");
  CHECK_FALSE(batch.attribute(1, 0, kSeconds).is_known);
  CHECK(batch.attribute(1, 0, kIsMuted).is_known);
  CHECK_FALSE(batch.attribute(1, 0, kIsMuted).yes);
  CHECK(batch.attribute(1, 0, kTags).is_known);
  CHECK(batch.attribute(1, 0, kTags).items.empty());
  CHECK_FALSE(batch.attribute(1, 1, kTags).is_known);
}

TEST_CASE("Values are read into memory that held others") {
  const bytecode::Program program = bytecode::program_with_everything();
  LeadBatch batch(program);
  batch.begin_lead("7", 1);
  batch.set_field(kList, {.is_known = true, .items = {"a", "b"}});
  batch.set_field(kText, {.is_known = true, .text = "CTO"});
  const std::vector<FieldValue> film = {{}, {}, {}, {.is_known = true, .items = {"x"}}};
  batch.add_event({.kind = kWatched}, film);
  FieldValue value;
  batch.read_field(0, kList, value);
  CHECK(value.items == std::vector<std::string_view>{"a", "b"});
  batch.read_attribute(0, 0, kTags, value);
  CHECK(value.items == std::vector<std::string_view>{"x"});
  batch.read_field(0, kText, value);
  CHECK(value.text == "CTO");
  CHECK(value.items.empty());
  batch.read_field(0, kNumber, value);
  CHECK_FALSE(value.is_known);
  batch.read_attribute(0, 0, kSeconds, value);
  CHECK_FALSE(value.is_known);
}

TEST_CASE("A cleared batch begins anew") {
  const bytecode::Program program = bytecode::program_with_everything();
  LeadBatch batch(program);
  batch.begin_lead("7", 1);
  batch.set_field(kList, {.is_known = true, .items = {"a", "b"}});
  const std::vector<FieldValue> page = {{.is_known = true, .text = "acme.com"}};
  batch.add_event({.kind = kVisited}, page);
  batch.clear();
  CHECK(batch.size() == 0);
  batch.begin_lead("8", 2);
  CHECK(batch.event_count(0) == 0);
  CHECK_FALSE(batch.is_known(kList, 0));
}

TEST_CASE("Asking for what is not there is our bug") {
  const bytecode::Program program = bytecode::program_with_everything();
  LeadBatch batch(program);
  CHECK_THROWS_AS(batch.set_field(kText, {.is_known = true}), InternalError);
  CHECK_THROWS_AS(batch.add_event({}), InternalError);
  batch.begin_lead("7", 1);
  CHECK_THROWS_AS(batch.set_field(FieldId(99), {.is_known = true}), InternalError);
  CHECK_THROWS_AS(batch.add_event({.kind = KindId(99)}), InternalError);
  CHECK_THROWS_AS(static_cast<void>(batch.text(kText, 0)), InternalError);
  batch.set_field(kText, {.is_known = true, .text = "x"});
  CHECK_THROWS_AS(static_cast<void>(batch.number(kText, 0)), InternalError);
  CHECK_THROWS_AS(static_cast<void>(batch.is_known(kText, 1)), InternalError);
  CHECK_THROWS_AS(static_cast<void>(batch.event(0, 0)), InternalError);
  batch.add_event({.kind = kVisited});
  CHECK_THROWS_AS(static_cast<void>(batch.attribute(0, 0, kSeconds)), InternalError);
  CHECK_THROWS_AS(static_cast<void>(batch.attribute(0, 1, kHost)), InternalError);
  CHECK_THROWS_AS(static_cast<void>(batch.attribute(0, 0, AttributeId(99))), InternalError);
  const std::vector<FieldValue> too_many(2);
  CHECK_THROWS_AS(batch.add_event({.kind = kVisited}, too_many), InternalError);
  CHECK_THROWS_AS(batch.add_event({}, too_many), InternalError);
}

}  // namespace leadscore::runtime
