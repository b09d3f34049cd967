// Signals on fields and events, each by what it says of one lead.

#include "base/text/fold.hpp"
#include "base/time.hpp"
#include "bytecode/verify.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/scorer.hpp"
#include "runtime/signals/fold_into.hpp"
#include "tests/unit/bytecode/program_maker.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {
namespace {

using bytecode::FieldId;
using bytecode::FieldType;
using bytecode::KindId;
using bytecode::ProgramMaker;
using bytecode::TextOperator;

constexpr TimeMs kNow = 1'767'225'600'000;  // 2026-01-01
constexpr std::int64_t kNoEnd = std::numeric_limits<std::int64_t>::max();

/// What the only signal of a program says of the only lead of a batch.
Truth ask(ProgramMaker& maker, const LeadBatch& batch, TimeMs as_of = kNow) {
  bytecode::Program& program = maker.program();
  Workspace workspace;
  workspace.signals.assign(program.signals.size(), Truth::kUnknown);
  FieldSignals(program).evaluate(batch, 0, as_of, workspace);
  EventSignals(program).evaluate(batch, 0, as_of, workspace);
  return workspace.signals.at(0);
}

Truth ask_field(FieldType type, const FieldValue& value, bytecode::Signal signal) {
  ProgramMaker maker;
  maker.field("f", type);
  maker.load(std::move(signal));
  LeadBatch batch(maker.program());
  batch.begin_lead("1", 1);
  batch.set_field(FieldId(0), value);
  return ask(maker, batch);
}

Truth ask_text(TextOperator op, const std::vector<std::string>& literals, std::string_view value) {
  ProgramMaker maker;
  const FieldId field = maker.field("f", FieldType::kText);
  maker.load(bytecode::TextSignal{.field = field, .op = op, .literals = maker.texts(literals)});
  LeadBatch batch(maker.program());
  batch.begin_lead("1", 1);
  batch.set_field(field, {.is_known = true, .text = value});
  return ask(maker, batch);
}

/// A program with `visited(page: path)`, `opened(message)` and one signal on events.
Truth ask_events(const std::vector<Event>& events, const bytecode::EventSignal& signal,
                 const std::vector<std::string>& patterns = {}) {
  ProgramMaker maker;
  maker.path_kind("visited", "page");
  maker.kind("opened", "message");
  bytecode::EventSignal with_patterns = signal;
  with_patterns.patterns = maker.texts(patterns);
  maker.load(with_patterns);
  LeadBatch batch(maker.program());
  batch.begin_lead("1", 1);
  for (const Event& event : events) batch.add_event(event);
  return ask(maker, batch);
}

const KindId kVisited(0);
const KindId kOpened(1);

}  // namespace

TEST_CASE("Texts are folded before they are compared") {
  CHECK(ask_text(TextOperator::kIs, {"ceo", "cto"}, "  CTO ") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kIs, {"ceo", "cto"}, "cfo") == Truth::kFalse);
  CHECK(ask_text(TextOperator::kIs, {"ärztin"}, "A\u0308RZTIN") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kIs, {}, "x") == Truth::kFalse);
}

TEST_CASE("Every test of a text finds what it says") {
  CHECK(ask_text(TextOperator::kContains, {"cto"}, "Director") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kContains, {"x", "vp "}, "VP") == Truth::kFalse);
  CHECK(ask_text(TextOperator::kMentions, {"cto"}, "Director") == Truth::kFalse);
  CHECK(ask_text(TextOperator::kMentions, {"vice president"}, "Vice-President, Sales") ==
        Truth::kTrue);
  CHECK(ask_text(TextOperator::kStartsWith, {"b", "vp"}, "VP Sales") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kStartsWith, {"sales"}, "VP Sales") == Truth::kFalse);
  CHECK(ask_text(TextOperator::kEndsWith, {"sales"}, "VP Sales") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kEndsWith, {"vp"}, "VP Sales") == Truth::kFalse);
  CHECK(ask_text(TextOperator::kMatches, {"v? *"}, "VP Sales") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kMatches, {R"(50\*)"}, "50*") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kMatches, {R"(50\*)"}, "500") == Truth::kFalse);
}

TEST_CASE("Numbers lie in closed intervals") {
  const bytecode::NumberSignal signal{.field = FieldId(0), .intervals = {{-1, 0}, {5, 5}}};
  const auto ask_number = [&](double number) {
    return ask_field(FieldType::kNumber, {.is_known = true, .number = number}, signal);
  };
  CHECK(ask_number(-1) == Truth::kTrue);
  CHECK(ask_number(-0.0) == Truth::kTrue);
  CHECK(ask_number(0.1) == Truth::kFalse);
  CHECK(ask_number(5) == Truth::kTrue);
  CHECK(ask_number(6) == Truth::kFalse);
  CHECK(ask_number(-2) == Truth::kFalse);
}

TEST_CASE("A test of an unknown value is unknown, but for yes/no and `is known`") {
  const FieldValue unknown;
  const FieldId field(0);
  CHECK(ask_field(FieldType::kText, unknown,
                  bytecode::TextSignal{.field = field, .literals = {}}) == Truth::kUnknown);
  CHECK(ask_field(FieldType::kNumber, unknown,
                  bytecode::NumberSignal{.field = field, .intervals = {}}) == Truth::kUnknown);
  CHECK(ask_field(FieldType::kTime, unknown, bytecode::TimeSignal{.field = field, .window = {}}) ==
        Truth::kUnknown);
  CHECK(ask_field(FieldType::kListOfText, unknown,
                  bytecode::ListSignal{.field = field, .literals = {}}) == Truth::kUnknown);
  CHECK(ask_field(FieldType::kYesNo, unknown, bytecode::YesSignal{.field = field}) ==
        Truth::kFalse);
  CHECK(ask_field(FieldType::kAny, unknown, bytecode::KnownSignal{.field = field}) ==
        Truth::kFalse);
  CHECK(ask_field(FieldType::kAny, {.is_known = true}, bytecode::KnownSignal{.field = field}) ==
        Truth::kTrue);
}

TEST_CASE("Yes is yes and no is no") {
  const bytecode::YesSignal signal{.field = FieldId(0)};
  CHECK(ask_field(FieldType::kYesNo, {.is_known = true, .yes = true}, signal) == Truth::kTrue);
  CHECK(ask_field(FieldType::kYesNo, {.is_known = true, .yes = false}, signal) == Truth::kFalse);
}

TEST_CASE("Times lie in windows of ages or of moments") {
  const auto ask_time = [](TimeMs time, const bytecode::Window& window) {
    return ask_field(FieldType::kTime, {.is_known = true, .time = time},
                     bytecode::TimeSignal{.field = FieldId(0), .window = window});
  };
  const bytecode::Window last_day{.first = 0, .last = kMsPerDay};
  CHECK(ask_time(kNow, last_day) == Truth::kTrue);
  CHECK(ask_time(kNow - kMsPerDay, last_day) == Truth::kTrue);
  CHECK(ask_time(kNow - kMsPerDay - 1, last_day) == Truth::kFalse);
  CHECK(ask_time(kNow + 1, last_day) == Truth::kFalse);
  CHECK(ask_time(kNow + 1, {.first = -kMsPerDay, .last = -1}) == Truth::kTrue);
  CHECK(ask_time(kNow, {.first = -kMsPerDay, .last = -1}) == Truth::kFalse);
  CHECK(ask_time(10, {.is_relative = false, .first = 10, .last = 20}) == Truth::kTrue);
  CHECK(ask_time(21, {.is_relative = false, .first = 10, .last = 20}) == Truth::kFalse);
  CHECK(ask_time(21, {.is_relative = false, .first = 10, .last = kNoEnd}) == Truth::kTrue);
}

TEST_CASE("Ages saturate") {
  constexpr TimeMs kLowest = std::numeric_limits<TimeMs>::min();
  constexpr TimeMs kHighest = std::numeric_limits<TimeMs>::max();
  CHECK(lies_in({.first = 1, .last = kNoEnd}, kLowest, kHighest));
  CHECK(lies_in({.first = kLowest, .last = -1}, kHighest, kLowest));
}

TEST_CASE("Lists include one or all of the texts") {
  const auto ask_list = [](const std::vector<std::string_view>& items, bool needs_all) {
    ProgramMaker maker;
    const FieldId field = maker.field("f", FieldType::kListOfText);
    maker.load(bytecode::ListSignal{
        .field = field, .needs_all = needs_all, .literals = maker.texts({"ml", "ai"})});
    LeadBatch batch(maker.program());
    batch.begin_lead("1", 1);
    batch.set_field(field, {.is_known = true, .items = items});
    return ask(maker, batch);
  };
  CHECK(ask_list({"x", " AI "}, false) == Truth::kTrue);
  CHECK(ask_list({"x", "aii"}, false) == Truth::kFalse);
  CHECK(ask_list({"x", "AI"}, true) == Truth::kFalse);
  CHECK(ask_list({"ML", "x", "AI", "ai"}, true) == Truth::kTrue);
  CHECK(ask_list({}, false) == Truth::kFalse);
}

TEST_CASE("Events are counted by kind, and subjects are normalised as their kind says") {
  const std::vector<Event> events = {{.kind = kVisited, .subject = "https://a.com/Pricing/?x=1"},
                                     {.kind = kVisited, .subject = "/blog/one"},
                                     {.kind = kVisited},
                                     {.kind = kOpened, .subject = " Welcome "},
                                     {.kind = {}, .subject = "/pricing"}};
  const auto visits = [&](std::uint32_t count, const std::vector<std::string>& patterns) {
    return ask_events(events, {.kind = kVisited, .least = count, .most = count}, patterns) ==
           Truth::kTrue;
  };
  CHECK(visits(3, {}));
  CHECK(visits(1, {"/pricing"}));
  CHECK(visits(2, {"/blog/*", "/pricing"}));
  CHECK(visits(2, {"*"}));
  CHECK(visits(0, {"/blog"}));
  CHECK(ask_events(events, {.kind = kOpened}, {"welcome"}) == Truth::kTrue);
  CHECK(ask_events(events, {.kind = kOpened}, {"w?lcome"}) == Truth::kTrue);
  CHECK(ask_events(events, {.kind = kOpened}, {"/pricing"}) == Truth::kFalse);
}

TEST_CASE("An activity is an event of any kind, unknown ones too") {
  const std::vector<Event> events = {{.kind = kVisited}, {.kind = {}, .time = kNow}};
  CHECK(ask_events(events, {.least = 2, .most = 2}) == Truth::kTrue);
  CHECK(ask_events(events,
                   {.window = bytecode::Window{.first = 0, .last = 1}, .least = 1, .most = 1}) ==
        Truth::kTrue);
  CHECK(ask_events({}, {}) == Truth::kFalse);
}

TEST_CASE("Events after as_of do not exist, and those without a time lie in no window") {
  const std::vector<Event> events = {
      {.kind = kOpened, .time = kNow + 1}, {.kind = kOpened, .time = kNow}, {.kind = kOpened}};
  CHECK(ask_events(events, {.kind = kOpened, .least = 2, .most = 2}) == Truth::kTrue);
  const bytecode::Window all{.is_relative = false};
  CHECK(ask_events(events, {.kind = kOpened, .window = all, .least = 1, .most = 1}) ==
        Truth::kTrue);
  const bytecode::Window future{.is_relative = false, .first = kNow + 1};
  CHECK(ask_events(events, {.kind = kOpened, .window = future, .least = 0, .most = 0}) ==
        Truth::kTrue);
}

TEST_CASE("Folding into memory is folding") {
  std::string folded = "what was there before";
  for (const std::string_view value : {"", " ", "CTO", "\t Vice  President\r\n", "a\x1f", "ÄRZTIN ",
                                       "\u00a0x\u00a0", "\xff Z", "0123456789@[`{~"}) {
    fold_into(value, folded);
    CHECK(folded == text::fold(value));
  }
  for (int byte = 0; byte < 128; ++byte) {
    const std::string value = {'x', static_cast<char>(byte), 'x', static_cast<char>(byte)};
    fold_into(value, folded);
    CHECK(folded == text::fold(value));
  }
}

}  // namespace leadscore::runtime
