// Sequences of events, held against a search of all pairs.

#include "base/time.hpp"
#include "tests/unit/runtime/signals/asking.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace leadscore::runtime {
namespace {

using bytecode::ProgramMaker;
using bytecode::SequenceSignal;

/// An event that is one of the first, of the second, or of both.
struct Step {
  bool is_first = false;
  bool is_second = false;
  std::optional<TimeMs> time;
};

constexpr DurationMs kWithin = 3;

/// Whether the steps make the sequences `then` and `not followed by`, within 3 ms.
std::pair<bool, bool> ask_sequences(const std::vector<Step>& steps,
                                    std::optional<bytecode::Window> first_window = {},
                                    std::optional<bytecode::Window> second_window = {}) {
  ProgramMaker maker;
  const bytecode::KindId did = maker.kind("did", "what");
  const auto first =
      maker.selection({.kind = did, .patterns = maker.set({"first*"}), .window = first_window});
  const auto second =
      maker.selection({.kind = did, .patterns = maker.set({"*second"}), .window = second_window});
  LeadBatch batch(maker.program());
  batch.begin_lead("1", 1);
  for (const Step& step : steps) {
    const std::string_view what = !step.is_first   ? "the second"
                                  : step.is_second ? "first and second"
                                                   : "first";
    batch.add_event({.kind = did, .subject = what, .time = step.time});
  }
  const std::vector<Truth> truths =
      ask(maker, batch,
          {SequenceSignal{.first = first, .second = second, .within_ms = kWithin},
           SequenceSignal{
               .first = first, .second = second, .within_ms = kWithin, .is_not_followed = true}});
  CHECK(truths[0] != Truth::kUnknown);
  CHECK(truths[1] != Truth::kUnknown);
  return {truths[0] == Truth::kTrue, truths[1] == Truth::kTrue};
}

/// As language.md says it.
std::pair<bool, bool> search_pairs(const std::vector<Step>& steps) {
  bool is_then = false;
  bool is_not_followed = false;
  for (std::size_t first = 0; first < steps.size(); ++first) {
    if (!steps[first].is_first || !steps[first].time || *steps[first].time > kNow) continue;
    bool is_followed = false;
    for (std::size_t second = 0; second < steps.size(); ++second) {
      if (second == first || !steps[second].is_second || !steps[second].time) continue;
      if (*steps[second].time > kNow) continue;
      const DurationMs after = *steps[second].time - *steps[first].time;
      if (after >= 0 && after <= kWithin) is_followed = true;
    }
    if (is_followed) is_then = true;
    if (!is_followed && kNow - *steps[first].time >= kWithin) is_not_followed = true;
  }
  return {is_then, is_not_followed};
}

using Found = std::pair<bool, bool>;

}  // namespace

TEST_CASE("An event does not follow itself") {
  const Step both{.is_first = true, .is_second = true, .time = kNow - 9};
  CHECK(ask_sequences({both}) == Found{false, true});
  CHECK(ask_sequences({both, both}) == Found{true, false});
  Step later = both;
  later.time = kNow - 6;
  CHECK(ask_sequences({both, later}) == Found{true, true});
}

TEST_CASE("A window is about the second event of `then`, about the first of `not followed by`") {
  const Step first{.is_first = true, .time = kNow - 9};
  const Step second{.is_second = true, .time = kNow - 7};
  const bytecode::Window last_seven{.first = 0, .last = 7};
  const bytecode::Window last_six{.first = 0, .last = 6};
  CHECK(ask_sequences({first, second}, {}, last_seven).first);
  CHECK_FALSE(ask_sequences({first, second}, {}, last_six).first);
  CHECK_FALSE(ask_sequences({first}, last_seven).second);
  CHECK(ask_sequences({first}, bytecode::Window{.first = 0, .last = 9}).second);
}

TEST_CASE("Sequences are those that a search of all pairs finds") {
  CHECK(rc::check([] {
    const auto count = *rc::gen::inRange<std::size_t>(0, 7);
    std::vector<Step> steps(count);
    for (Step& step : steps) {
      const int role = *rc::gen::inRange(0, 3);
      step.is_first = role != 1;
      step.is_second = role != 0;
      const int age = *rc::gen::inRange(-2, 12);
      if (age < 11) step.time = kNow - age;
    }
    RC_ASSERT(ask_sequences(steps) == search_pairs(steps));
  }));
}

}  // namespace leadscore::runtime
