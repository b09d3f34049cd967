// Signals on events: which are selected, and how many of what they are.

#include "base/time.hpp"
#include "tests/unit/runtime/signals/asking.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {
namespace {

using bytecode::EventMeasure;
using bytecode::EventSignal;
using bytecode::FieldType;
using bytecode::KindId;
using bytecode::ProgramMaker;
using bytecode::Selection;

const KindId kVisited(0);
const KindId kOpened(1);

/// How many events (or subjects, or days) of a program with `visited(page: path)` and
/// `opened(message)` a selection holds: the one count of which the signal is true.
std::uint32_t count(const std::vector<Event>& events, Selection selection,
                    const std::vector<std::string>& patterns = {},
                    EventMeasure measure = EventMeasure::kTimes) {
  ProgramMaker maker;
  maker.path_kind("visited", "page");
  maker.kind("opened", "message");
  if (!patterns.empty()) selection.patterns = maker.set(patterns);
  const bytecode::SelectionId id = maker.selection(std::move(selection));
  LeadBatch batch(maker.program());
  batch.begin_lead("1", 1);
  for (const Event& event : events) batch.add_event(event);
  std::vector<bytecode::Signal> signals;
  for (std::uint32_t number = 0; number <= events.size(); ++number) {
    signals.emplace_back(
        EventSignal{.selection = id, .measure = measure, .least = number, .most = number});
  }
  const std::vector<Truth> truths = ask(maker, batch, signals);
  std::uint32_t found = 0;
  while (found < truths.size() && truths[found] != Truth::kTrue) ++found;
  return found;
}

std::uint32_t subjects(const std::vector<Event>& events, const Selection& selection) {
  return count(events, selection, {}, EventMeasure::kDifferentSubjects);
}

std::uint32_t days(const std::vector<Event>& events) {
  return count(events, {.kind = kOpened}, {}, EventMeasure::kDays);
}

}  // namespace

TEST_CASE("Events are counted by kind, and subjects are normalised as their kind says") {
  const std::vector<Event> events = {{.kind = kVisited, .subject = "https://a.com/Pricing/?x=1"},
                                     {.kind = kVisited, .subject = "/blog/one"},
                                     {.kind = kVisited},
                                     {.kind = kOpened, .subject = " Welcome "},
                                     {.kind = {}, .subject = "/pricing"}};
  CHECK(count(events, {.kind = kVisited}) == 3);
  CHECK(count(events, {.kind = kVisited}, {"/pricing"}) == 1);
  CHECK(count(events, {.kind = kVisited}, {"/blog/*", "/pricing"}) == 2);
  CHECK(count(events, {.kind = kVisited}, {"*"}) == 2);
  CHECK(count(events, {.kind = kVisited}, {"/blog"}) == 0);
  CHECK(count(events, {.kind = kOpened}, {"welcome"}) == 1);
  CHECK(count(events, {.kind = kOpened}, {"w?lcome"}) == 1);
  CHECK(count(events, {.kind = kOpened}, {"/pricing"}) == 0);
}

TEST_CASE("Of a path only the star is special") {
  const std::vector<Event> events = {{.kind = kVisited, .subject = "/a-b"},
                                     {.kind = kOpened, .subject = "a-b"}};
  CHECK(count(events, {.kind = kVisited}, {"/a?b"}) == 0);
  CHECK(count(events, {.kind = kOpened}, {"a?b"}) == 1);
}

TEST_CASE("An activity is an event of any kind, unknown ones too") {
  const std::vector<Event> events = {{.kind = kVisited}, {.kind = {}, .time = kNow}};
  CHECK(count(events, {}) == 2);
  CHECK(count(events, {.window = bytecode::Window{.first = 0, .last = 1}}) == 1);
  CHECK(count({}, {}) == 0);
}

TEST_CASE("Events after as_of do not exist, and those without a time lie in no window") {
  const std::vector<Event> events = {
      {.kind = kOpened, .time = kNow + 1}, {.kind = kOpened, .time = kNow}, {.kind = kOpened}};
  CHECK(count(events, {.kind = kOpened}) == 2);
  const bytecode::Window all{.is_relative = false};
  CHECK(count(events, {.kind = kOpened, .window = all}) == 1);
  const bytecode::Window future{.is_relative = false, .first = kNow + 1};
  CHECK(count(events, {.kind = kOpened, .window = future}) == 0);
}

TEST_CASE("Different subjects are those that differ when normalised") {
  const std::vector<Event> events = {{.kind = kOpened, .subject = "Demo"},
                                     {.kind = kOpened, .subject = " DEMO "},
                                     {.kind = kOpened, .subject = "offer"},
                                     {.kind = kOpened},
                                     {.kind = kOpened, .subject = "later", .time = kNow + 1},
                                     {.kind = kVisited, .subject = "/a"},
                                     {.kind = kVisited, .subject = "https://x.com/A/?q"}};
  CHECK(subjects(events, {.kind = kOpened}) == 2);
  CHECK(subjects(events, {.kind = kVisited}) == 1);
  CHECK(subjects(events, {}) == 3);
  CHECK(subjects({{.kind = kOpened}}, {.kind = kOpened}) == 0);
}

TEST_CASE("Days are those of UTC, whatever the order of the events") {
  const TimeMs midnight = kNow - kMsPerDay;
  CHECK(days({}) == 0);
  CHECK(days({{.kind = kOpened}}) == 0);
  CHECK(days({{.kind = kOpened, .time = midnight}, {.kind = kOpened, .time = midnight - 1}}) == 2);
  CHECK(days({{.kind = kOpened, .time = midnight},
              {.kind = kOpened, .time = kNow},
              {.kind = kOpened, .time = kNow - 1},
              {.kind = kOpened, .time = kNow + kMsPerDay}}) == 2);
  CHECK(days({{.kind = kOpened, .time = 0}, {.kind = kOpened, .time = -1}}) == 2);
  CHECK(days({{.kind = kOpened, .time = -1}, {.kind = kOpened, .time = -kMsPerDay}}) == 1);
}

namespace {

/// watched(video) { seconds: number, muted: yes/no, quality: text, released: time, tags: list }
struct Films {
  Films() {
    watched = maker.kind("watched", "video");
    seconds = maker.attribute(watched, "seconds", FieldType::kNumber);
    muted = maker.attribute(watched, "muted", FieldType::kYesNo);
    quality = maker.attribute(watched, "quality", FieldType::kText);
    released = maker.attribute(watched, "released", FieldType::kTime);
    tags = maker.attribute(watched, "tags", FieldType::kListOfText);
    const bytecode::NumberId number = maker.number(bytecode::AttributeNumber{.attribute = seconds});
    is_long = bytecode::NumberSignal{.number = number,
                                     .set = maker.number_set({{.low = 60, .high = 1e9}})};
    is_muted = bytecode::YesSignal{.subject = muted};
    is_sharp = bytecode::TextSignal{.subject = {.of = quality}, .literals = maker.set({"hd"})};
    is_new = bytecode::TimeSignal{.subject = released,
                                  .window = bytecode::Window{.first = 0, .last = kMsPerDay}};
    is_demo = bytecode::ListSignal{.subject = tags, .literals = maker.set({"demo"})};
    has_quality = bytecode::KnownSignal{.subject = quality};
  }

  /// For each event, by the attributes in their order, whether a selection with these tests has it.
  std::vector<bool> selects(const std::vector<std::vector<FieldValue>>& events,
                            const std::vector<bytecode::WhereTest>& where) {
    std::vector<bytecode::Signal> signals;
    for (std::size_t index = 0; index < events.size(); ++index) {
      // Told apart by their times; all are in one lead.
      const auto time = static_cast<TimeMs>(index);
      const bytecode::Window at{.is_relative = false, .first = time, .last = time};
      signals.emplace_back(EventSignal{
          .selection = maker.selection({.kind = watched, .where = where, .window = at})});
    }
    LeadBatch batch(maker.program());
    batch.begin_lead("1", 1);
    for (std::size_t index = 0; index < events.size(); ++index) {
      batch.add_event({.kind = watched, .time = static_cast<TimeMs>(index)}, events[index]);
    }
    std::vector<bool> selected;
    for (const Truth truth : ask(maker, batch, signals)) selected.push_back(truth == Truth::kTrue);
    return selected;
  }

  ProgramMaker maker;
  KindId watched;
  bytecode::AttributeId seconds, muted, quality, released, tags;
  bytecode::Signal is_long, is_muted, is_sharp, is_new, is_demo, has_quality;
};

using Selected = std::vector<bool>;

const std::vector<std::vector<FieldValue>> kFilms = {
    {{.is_known = true, .number = 60},
     {.is_known = true, .yes = true},
     {.is_known = true, .text = " HD"},
     {.is_known = true, .time = kNow},
     {.is_known = true, .items = {"x", "DEMO "}}},
    {{.is_known = true, .number = 59.5},
     {.is_known = true, .yes = false},
     {.is_known = true, .text = "SD"},
     {.is_known = true, .time = kNow + 1},
     {.is_known = true}},
    {{}, {}, {}, {}, {}},  // all unknown
    {},                    // none given
};

}  // namespace

TEST_CASE("An event on which a test of `where` is unknown does not match, negated or not") {
  for (bytecode::Signal Films::*test :
       {&Films::is_long, &Films::is_sharp, &Films::is_new, &Films::is_demo}) {
    Films plain;
    CHECK(plain.selects(kFilms, {plain.maker.where(plain.*test)}) ==
          Selected{true, false, false, false});
    Films negated;
    CHECK(negated.selects(kFilms, {negated.maker.where(negated.*test, true)}) ==
          Selected{false, true, false, false});
  }
}

TEST_CASE("A yes/no of an event that is missing is no") {
  Films plain;
  CHECK(plain.selects(kFilms, {plain.maker.where(plain.is_muted)}) ==
        Selected{true, false, false, false});
  Films negated;
  CHECK(negated.selects(kFilms, {negated.maker.where(negated.is_muted, true)}) ==
        Selected{false, true, true, true});
}

TEST_CASE("`where` can ask what is unknown, and all its tests must hold") {
  Films unknown;
  CHECK(unknown.selects(kFilms, {unknown.maker.where(unknown.has_quality, true)}) ==
        Selected{false, false, true, true});
  Films both;
  CHECK(both.selects(kFilms,
                     {both.maker.where(both.has_quality), both.maker.where(both.is_muted, true)}) ==
        Selected{false, true, false, false});
}

TEST_CASE("What `where` says of an event is not kept for the next, of whatever kind or lead") {
  Films films;
  const KindId opened = films.maker.kind("opened", "message");
  const auto selection =
      films.maker.selection({.kind = films.watched, .where = {films.maker.where(films.is_long)}});
  const auto any = films.maker.selection({});
  LeadBatch batch(films.maker.program());
  batch.begin_lead("1", 1);
  batch.add_event({.kind = films.watched}, kFilms[0]);
  batch.begin_lead("2", 2);
  batch.add_event({.kind = films.watched}, kFilms[1]);
  batch.add_event({.kind = opened});
  batch.add_event({.kind = films.watched}, kFilms[0]);
  batch.add_event({.kind = {}});
  batch.add_event({.kind = films.watched});
  CHECK(ask(films.maker, batch,
            {EventSignal{.selection = selection, .least = 1, .most = 1},
             EventSignal{.selection = any, .least = 5, .most = 5}}) ==
        std::vector{Truth::kTrue, Truth::kTrue});
}

}  // namespace leadscore::runtime
