// What a state makes of events with ids: of the same id the one with the earliest time counts.
#include "runtime/state/state_scorer.hpp"

#include "compiler/compile.hpp"

#include <doctest/doctest.h>

#include <string_view>

namespace leadscore::runtime {
namespace {

constexpr TimeMs kNow = 1'769'904'000'000;
constexpr DurationMs kDayMs = 86'400'000;
constexpr bytecode::KindId kVisited(0);  // the only kind that the model asks for

/// A state of a model that gives a point for each visit of /p in the last 7 days.
class Visits {
 public:
  Visits()
      : compilation_(compile("visits.score",
                             "model \"Visits\"\n"
                             "when visited(\"/p\") in the last 7 days +1 each, up to 100\n")),
        scorer_(compilation_.program.value()),
        states_(scorer_),
        workspace_(*compilation_.program),
        state_(states_.begin(kNow, workspace_)) {}

  /// A blank id: it has none.
  void take(std::string_view id, TimeMs time, TimeMs as_of) {
    const Event event{.kind = kVisited, .subject = "/p", .time = time};
    states_.take(state_, {.event = event, .id = id}, as_of, workspace_);
  }

  [[nodiscard]] std::int64_t points() const { return state_.score_thousandths() / 1'000; }
  [[nodiscard]] std::size_t kept() const { return state_.kept_event_count(); }

 private:
  Compilation compilation_;
  Scorer scorer_;
  StateScorer states_;
  StateWorkspace workspace_;
  LeadState state_;
};

}  // namespace

TEST_CASE("Of two events with an id the earlier one counts") {
  Visits visits;
  visits.take("a", kNow - kDayMs, kNow);
  visits.take("a", kNow, kNow);
  CHECK(visits.points() == 1);
  visits.take("a", kNow - 3 * kDayMs, kNow);
  CHECK(visits.points() == 1);
  CHECK(visits.kept() == 1);
  // The earliest has left the window of 7 days, in which the other two would still be.
  visits.take("", kNow + 4 * kDayMs + 1, kNow + 4 * kDayMs + 1);
  CHECK(visits.points() == 1);
}

TEST_CASE("An event whose time has passed is let go of once, though an earlier one replaces it") {
  Visits visits;
  visits.take("a", kNow, kNow);
  visits.take("a", kNow - kDayMs, kNow + 8 * kDayMs);
  CHECK(visits.points() == 0);
  CHECK(visits.kept() == 0);
  // Two that come next are two.
  visits.take("", kNow + 8 * kDayMs, kNow + 8 * kDayMs);
  visits.take("", kNow + 9 * kDayMs, kNow + 9 * kDayMs);
  CHECK(visits.points() == 2);
  CHECK(visits.kept() == 2);
  visits.take("b", kNow + 15 * kDayMs, kNow + 15 * kDayMs + 1);
  CHECK(visits.points() == 2);
}

}  // namespace leadscore::runtime
