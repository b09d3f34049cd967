// How a score changed (`score rose 20 in 7 days`). Answers worked out by hand.

#include "base/time.hpp"
#include "tests/unit/runtime/signals/asking.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace leadscore::runtime {
namespace {

using bytecode::ChangeKind;
using bytecode::PartId;
using bytecode::ProgramMaker;
using bytecode::ScoreChange;

/// model for met(); score engagement up to 30 { when met() in the last 5 days +10 each };
/// score fit { when title is known +100 }; an alert for each change asked.
class Meetings {
 public:
  explicit Meetings(bool is_for_met) {
    met_ = maker_.kind("met", "about");
    title_ = maker_.field("title", bytecode::FieldType::kText);
    engagement = maker_.part("engagement", {.up_to_thousandths = 30'000});
    fit = maker_.part("fit");
    if (is_for_met) {
      maker_.apply(
          maker_.load(bytecode::EventSignal{.selection = maker_.selection({.kind = met_})}));
    }
    const auto recent = maker_.selection(
        {.kind = met_, .window = bytecode::Window{.first = 0, .last = 5 * kMsPerDay}});
    maker_.give({.points_thousandths = 10'000,
                 .condition_register = maker_.load(bytecode::EventSignal{.selection = recent}),
                 .each = bytecode::Each::kEvent,
                 .counted = recent,
                 .wording = {}},
                engagement);
    maker_.give(maker_.load(bytecode::KnownSignal{.subject = title_}), 100'000, fit);
    maker_.close();
  }

  /// Which of the changes hold for a lead that met at these ages.
  std::vector<bool> hold(const std::vector<std::optional<DurationMs>>& ages,
                         const std::vector<ScoreChange>& changes) {
    for (const ScoreChange& change : changes) maker_.alert("changed", maker_.changed(change));
    LeadBatch batch(maker_.program());
    batch.begin_lead("1", 1);
    batch.set_field(title_, {.is_known = true, .text = "CTO"});
    for (const std::optional<DurationMs>& age : ages) {
      batch.add_event({.kind = met_, .time = age ? std::optional(kNow - *age) : std::nullopt});
    }
    const ScoreBatch scores = score(maker_.program(), batch);
    return {scores.alerts.begin(), scores.alerts.end()};
  }

  PartId engagement;
  PartId fit;

 private:
  ProgramMaker maker_;
  bytecode::KindId met_;
  bytecode::FieldId title_;
};

ScoreChange change(ChangeKind kind, std::int64_t amount, DurationMs within, PartId part = {}) {
  return {.part = part, .kind = kind, .amount_thousandths = amount, .within_ms = within};
}

using Held = std::vector<bool>;

constexpr DurationMs kDay = kMsPerDay;

}  // namespace

TEST_CASE("A score that rose by the amount, or more, rose and moved") {
  Meetings meetings(false);
  // Now 20 + 100, a day ago 0 + 100.
  CHECK(meetings.hold(
            {0, kDay - 1},
            {change(ChangeKind::kRose, 20'000, kDay), change(ChangeKind::kRose, 20'001, kDay),
             change(ChangeKind::kMoved, 20'000, kDay), change(ChangeKind::kMoved, 20'001, kDay),
             change(ChangeKind::kFell, 1, kDay)}) == Held{true, false, true, false, false});
}

TEST_CASE("A score whose reasons went away fell and moved") {
  Meetings meetings(false);
  // Two now and two then: one came, one went.
  CHECK(meetings.hold({kDay, 4 * kDay, 5 * kDay + 1}, {change(ChangeKind::kFell, 1, 4 * kDay),
                                                       change(ChangeKind::kRose, 1, 4 * kDay),
                                                       change(ChangeKind::kMoved, 1, 4 * kDay)}) ==
        Held{false, false, false});
  Meetings others(false);
  CHECK(others.hold({6 * kDay, 6 * kDay}, {change(ChangeKind::kFell, 20'000, 2 * kDay),
                                           change(ChangeKind::kFell, 20'001, 2 * kDay),
                                           change(ChangeKind::kMoved, 20'000, 2 * kDay),
                                           change(ChangeKind::kRose, 1, 2 * kDay)}) ==
        Held{true, false, true, false});
}

TEST_CASE("Parts change within their bounds, and each change has its own time") {
  Meetings meetings(false);
  // Engagement: now 30 (of 40), a day ago 20, ten days ago 0. The title is known at any time.
  CHECK(meetings.hold(
            {0, 0, 2 * kDay, 2 * kDay},
            {change(ChangeKind::kRose, 10'000, kDay, meetings.engagement),
             change(ChangeKind::kRose, 10'001, kDay, meetings.engagement),
             change(ChangeKind::kRose, 30'000, 10 * kDay, meetings.engagement),
             change(ChangeKind::kMoved, 1, 10 * kDay, meetings.fit),
             change(ChangeKind::kRose, 10'000, kDay), change(ChangeKind::kRose, 10'001, kDay)}) ==
        Held{true, false, true, false, true, false});
}

TEST_CASE("A lead that was outside the model then has not changed") {
  Meetings meetings(true);
  CHECK(meetings.hold({0}, {change(ChangeKind::kRose, 1'000, kDay),
                            change(ChangeKind::kMoved, 1'000, kDay)}) == Held{false, false});
  Meetings known_before(true);
  CHECK(known_before.hold({0, kDay}, {change(ChangeKind::kRose, 10'000, kDay)}) == Held{true});
  // An event without a time was there at any time.
  Meetings timeless(true);
  CHECK(timeless.hold({0, std::nullopt}, {change(ChangeKind::kRose, 10'000, kDay)}) == Held{true});
}

}  // namespace leadscore::runtime
