// Leads with more events than a byte counts, with more subjects than are remembered, and models of
// few and of very many tests on events: the engine for blocks has a way of its own for each. And
// states that count many events.
#include "compiler/compile.hpp"
#include "runtime/scorer.hpp"
#include "runtime/state/state_scorer.hpp"
#include "tests/differential/engine.hpp"
#include "tests/differential/random.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leadscore::differential {
namespace {

constexpr TimeMs kAsOf = 1'769'904'000'000;
constexpr TimeMs kDayMs = 86'400'000;
constexpr std::size_t kLeads = 130;  // two small blocks and a bit
constexpr std::size_t kPages = 40;

std::string random_test(Random& random) {
  const std::string page = random.below(8) == 0 ? "*" : fmt::format("{}", random.below(kPages));
  std::string test = random.below(6) == 0 ? "visited()" : fmt::format("visited(\"/p/{}\")", page);
  constexpr std::array<std::uint64_t, 9> kCounts = {1, 2, 3, 15, 16, 17, 254, 256, 300};
  const std::uint64_t count = kCounts[random.below(kCounts.size())];
  switch (random.below(5)) {
    case 0:
      test += fmt::format(" at most {} times", count);
      break;
    case 1:
      test += fmt::format(" exactly {} times", count);
      break;
    case 2:
    case 3:
      test += fmt::format(" at least {} times", count);
      break;
    default:
      break;
  }
  if (random.below(2) == 0) test += fmt::format(" in the last {} days", 1 + random.below(60));
  return random.below(5) == 0 ? "not " + test : test;
}

std::string random_model(std::size_t rules, Random& random) {
  std::string model = "model \"Events\"\nlead {\n  title: text\n}\n";
  for (std::size_t rule = 0; rule < rules; ++rule) {
    std::string test = random_test(random);
    if (random.below(3) == 0) test = fmt::format("({} or title is \"CTO\")", test);
    if (random.below(3) == 0) test += " and " + random_test(random);
    model += fmt::format("when {} {:+}\n", test, 1 + static_cast<int>(random.below(20)));
  }
  return model;
}

std::vector<reference::Json> random_leads(Random& random) {
  std::vector<reference::Json> leads;
  for (std::size_t lead = 0; lead < kLeads; ++lead) {
    reference::Json events = reference::Json::array();
    const std::uint64_t count = random.below(6) == 0 ? 200 + random.below(400) : random.below(12);
    for (std::uint64_t event = 0; event < count; ++event) {
      reference::Json one = {{"type", "visited"},
                             {"subject", fmt::format("/p/{}", random.below(kPages))}};
      // Some are not yet, of some it is not known when.
      const auto at = kAsOf + kDayMs - static_cast<TimeMs>(random.below(70)) * kDayMs -
                      static_cast<TimeMs>(event);
      if (random.below(20) != 0) one["at"] = at;
      events.push_back(std::move(one));
    }
    leads.push_back({{"id", fmt::format("{}", lead)}, {"events", std::move(events)}});
    if (random.below(3) == 0) leads.back()["title"] = "CTO";
  }
  return leads;
}

}  // namespace

TEST_CASE("Many events and many tests on them come to the same in blocks") {
  Random random(20261129);
  for (const std::size_t rules : {1, 40, 250, 900}) {
    CAPTURE(rules);
    const std::string text = random_model(rules, random);
    const Compilation compilation = compile("events.score", text);
    REQUIRE_MESSAGE(compilation.program, errors_of(compilation));
    Engine engine(*compilation.program);
    auto batches = read_as_lines({&*compilation.program}, random_leads(random));
    const auto found = engine.compare_batch(batches[0], kAsOf);
    CHECK_MESSAGE(!found, *found);
  }
}

TEST_CASE("More subjects than are remembered come to the same in blocks") {
  Random random(20261130);
  for (const std::size_t rules : {40, 900}) {
    CAPTURE(rules);
    const Compilation compilation = compile("events.score", random_model(rules, random));
    REQUIRE_MESSAGE(compilation.program, errors_of(compilation));
    std::vector<reference::Json> leads = random_leads(random);
    leads.resize(20);
    reference::Json& events = leads[10]["events"];
    for (int event = 0; event < 20'000; ++event) {
      const bool is_rare = random.below(50) != 0;
      const std::uint64_t page =
          is_rare ? kPages + static_cast<std::uint64_t>(event) : event % kPages;
      events.push_back({{"type", "visited"},
                        {"subject", fmt::format("/p/{}", page)},
                        {"at", kAsOf - static_cast<TimeMs>(random.below(70)) * kDayMs}});
    }
    Engine engine(*compilation.program);
    auto batches = read_as_lines({&*compilation.program}, leads);
    const auto found = engine.compare_batch(batches[0], kAsOf);
    CHECK_MESSAGE(!found, *found);
  }
}

namespace {

/// A state, and all events that it was told of.
struct Counted {
  Counted(const bytecode::Program& program, const runtime::StateScorer& states,
          runtime::StateWorkspace& workspace)
      : state(states.begin(kAsOf, workspace)), events(program) {
    events.begin_lead("1", 1);
  }

  runtime::LeadState state;
  runtime::LeadBatch events;
};

}  // namespace

TEST_CASE("States count many events one by one, together, and as they expire") {
  // Events of /q stay for good, and are only counted.
  std::string text = "model \"Counts\"\n";
  for (const int count : {1, 2, 61, 62, 63, 64, 65, 66, 100}) {
    for (const std::string_view bound : {"at least", "at most", "exactly"}) {
      const int points = 3 * count + static_cast<int>(bound.size());
      text += fmt::format("when visited(\"/p\") {} {} times in the last 20 days +{}\n", bound,
                          count, points);
      text += fmt::format("when visited(\"/q\") {} {} times +{}\n", bound, count, 7 * points);
    }
  }
  const Compilation compilation = compile("counts.score", text);
  REQUIRE_MESSAGE(compilation.program, errors_of(compilation));
  const bytecode::Program& program = *compilation.program;
  constexpr TimeMs kHourMs = 3'600'000;
  constexpr TimeMs kHours = 130;
  reference::Json given = reference::Json::array();
  for (TimeMs hour = 0; hour < kHours; ++hour) {
    for (const char* const page : {"/p", "/q"}) {
      given.push_back({{"type", "visited"}, {"subject", page}, {"at", kAsOf + hour * kHourMs}});
    }
  }
  const auto all = read_as_lines({&program}, {{{"id", "1"}, {"events", given}}});
  const runtime::Scorer scorer(program);
  const runtime::StateScorer states(scorer);
  runtime::StateWorkspace workspace(program);
  runtime::Workspace scratch;
  runtime::ScoreBatch expected;
  const auto check = [&](const Counted& counted, TimeMs now) {
    scorer.score(counted.events, now, scratch, expected);
    CHECK(counted.state.row() == expected);
  };
  Counted one(program, states, workspace);
  Counted other(program, states, workspace);
  Counted both(program, states, workspace);
  for (std::size_t at = 0; at < all[0].event_count(0); ++at) {
    const runtime::Event event = all[0].event(0, at);
    Counted& taker = at % 4 < 2 ? one : other;
    for (Counted* const counted : {&taker, &both}) {
      counted->events.add_event(event);
      states.take(counted->state, {.event = event}, *event.time, workspace);
      check(*counted, *event.time);
    }
  }
  const TimeMs end = kAsOf + kHours * kHourMs;
  states.merge(one.state, std::move(other.state), workspace);
  states.advance(one.state, end, workspace);
  states.advance(both.state, end, workspace);
  check(both, end);
  CHECK(one.state.row() == both.state.row());
  TimeMs changes = 0;
  for (auto next = states.next_change(both.state); next; next = states.next_change(both.state)) {
    states.advance(both.state, *next, workspace);
    check(both, *next);
    ++changes;
  }
  CHECK(changes == kHours);
}

}  // namespace leadscore::differential
