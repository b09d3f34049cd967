// Leads with more events than a byte counts, and models of few and of very many tests on events:
// the engine for blocks has a way of its own for each.
#include "compiler/compile.hpp"
#include "tests/differential/engine.hpp"
#include "tests/differential/random.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
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
  constexpr std::array<std::uint64_t, 6> kCounts = {1, 2, 3, 254, 256, 300};
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

}  // namespace leadscore::differential
