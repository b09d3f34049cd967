// Points, sequences and tables (§5, §6) over every small record near their bounds: engine, engine
// without simplification and twin say the same; tables also say what is written here by hand.
#include "compiler/compile.hpp"
#include "tests/differential/trial.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace leadscore::differential {
namespace {

using reference::Json;

constexpr TimeMs kAsOf = 1'769'860'799'999;  // the last moment of 2026-01-31

/// One model and the leads that are tried on it.
class Scope {
 public:
  explicit Scope(const std::string& model) : compilation_(compile("small.score", model)) {
    REQUIRE_MESSAGE(compilation_.program.has_value(), errors_of(compilation_));
    engines_.emplace(compilation_);
  }

  /// The twin's answer, with which the engines must agree.
  reference::Answer answer(const Json& lead) {
    Trial trial;
    trial.lead = lead;
    trial.as_of = kAsOf;
    ++tried_;
    const Comparison comparison = engines_->compare(trial);
    if (comparison.difference && ++failed_ <= 3) {
      FAIL_CHECK(fmt::format("{}{}", *comparison.difference, lead.dump()));
    }
    return comparison.twin;
  }

  [[nodiscard]] std::size_t tried() const { return tried_; }
  [[nodiscard]] std::size_t failed() const { return failed_; }

 private:
  Compilation compilation_;
  std::optional<Engines> engines_;
  std::size_t tried_ = 0;
  std::size_t failed_ = 0;
};

/// Each rule in a part of its own.
std::string model_of(const std::vector<std::string>& rules) {
  std::string model;
  for (std::size_t at = 0; at < rules.size(); ++at) {
    model += fmt::format("score p{} {{ {} }}\n", at, rules[at]);
  }
  return model;
}

/// Tries every list of up to three of these events, in every order.
void try_all_events(Scope& scope, const std::vector<Json>& events) {
  const std::size_t count = events.size();
  for (std::size_t size = 0; size <= 3; ++size) {
    std::size_t lists = 1;
    for (std::size_t at = 0; at < size; ++at) lists *= count;
    for (std::size_t number = 0; number < lists; ++number) {
      Json lead = {{"id", "1"}, {"events", Json::array()}};
      std::size_t rest = number;
      for (std::size_t at = 0; at < size; ++at, rest /= count) {
        lead["events"].push_back(events[rest % count]);
      }
      scope.answer(lead);
    }
  }
}

Json event_of(const std::string& type, std::optional<DurationMs> age) {
  Json event = {{"type", type}, {"subject", "/x"}};
  if (age) event["at"] = kAsOf - *age;
  return event;
}

}  // namespace

TEST_CASE("each, decay and up to, over every three events at the ages where something changes") {
  std::vector<std::string> rules;
  for (const char* points : {"+15", "-10.001"}) {
    for (const char* each : {"", " each", " each day"}) {
      for (const char* most : {"", ", up to 20"}) {
        for (const char* decay : {"", ", decays 50% every 7 days", ", decays 33.33% every 1 hour",
                                  ", fades over 3 days", ", decays 100% every 1 day"}) {
          rules.push_back(fmt::format("when visited(\"/x\") {}{}{}{}", points, each, most, decay));
        }
      }
    }
  }
  Scope scope(model_of(rules));
  std::vector<Json> events = {event_of("visited", std::nullopt)};
  for (const DurationMs age :
       {DurationMs{0}, kMsPerHour - 1, kMsPerHour, kMsPerDay - 1, kMsPerDay, kMsPerDay + 1,
        3 * kMsPerDay - 1, 3 * kMsPerDay, 7 * kMsPerDay - 1, 7 * kMsPerDay, DurationMs{-1}}) {
    events.push_back(event_of("visited", age));
  }
  try_all_events(scope, events);
  CHECK(scope.tried() == 1 + 12 + 144 + 1728);
  CHECK(scope.failed() == 0);
}

TEST_CASE("sequences over every three events in every order") {
  const std::vector<std::string> rules = {
      "when opened() then clicked() within 1 hour +1",
      "when opened() not followed by clicked() within 1 hour +1",
      "when activity then activity within 1 hour +1",
      "when activity not followed by activity within 1 hour +1",
      "when opened() then activity within 1 hour in 90 minutes +1",
      "when opened() not followed by activity within 1 hour more than 90 minutes ago +1",
      "when no opened() then opened() within 1 hour +1",
      "when not opened() not followed by opened() within 1 hour +1",
  };
  Scope scope(model_of(rules));
  std::vector<Json> events;
  for (const char* type : {"opened", "clicked"}) {
    events.push_back(event_of(type, std::nullopt));
    for (const DurationMs age : {DurationMs{0}, kMsPerHour - 1, kMsPerHour, 2 * kMsPerHour - 1,
                                 2 * kMsPerHour, 2 * kMsPerHour + 1}) {
      events.push_back(event_of(type, age));
    }
  }
  try_all_events(scope, events);
  CHECK(scope.tried() == 1 + 14 + 196 + 2744);
  CHECK(scope.failed() == 0);
}

TEST_CASE("quantities over every three events, with days and subjects") {
  std::vector<std::string> rules;
  for (const char* quantity :
       {"at least 2 times", "at most 1 time", "exactly 2 times", "at least 2 different pages",
        "on at least 2 days", "exactly 0 times", "on at least 1 days"}) {
    for (const char* window : {"", " in 1 day", " between 1 and 2 days ago", " on 2026-01-30"}) {
      rules.push_back(fmt::format("when visited() {}{} +1", quantity, window));
    }
  }
  Scope scope(model_of(rules));
  std::vector<Json> events;
  for (const char* page : {"/x", "/Y/", "/y"}) {
    for (const std::optional<DurationMs> age :
         {std::optional<DurationMs>(), std::optional(DurationMs{0}), std::optional(kMsPerDay - 1),
          std::optional(kMsPerDay)}) {
      events.push_back(event_of("visited", age));
      events.back()["subject"] = page;
    }
  }
  try_all_events(scope, events);
  CHECK(scope.tried() == 1 + 12 + 144 + 1728);
  CHECK(scope.failed() == 0);
}

TEST_CASE("rows of numbers at and around their bounds") {
  Scope scope(
      "points by seats { under 10 -5; 10 to 49 +5; 50 to under 100 +7; 100 +9; 101 to 200 +11\n"
      "  300 or more +13; unknown +1; otherwise +2 }\n");
  const auto by_hand = [](double seats) -> std::int64_t {
    if (seats < 10) return -5;
    if (seats < 50) return 5;  // the next row begins at 50, so 49.5 is in `10 to 49`
    if (seats < 100) return 7;
    if (seats == 100) return 9;
    if (seats >= 101 && seats <= 200) return 11;
    return seats >= 300 ? 13 : 2;
  };
  for (const double bound : {10.0, 49.0, 50.0, 100.0, 101.0, 200.0, 300.0}) {
    for (const double seats : {bound - 1, bound - 0.5, std::nextafter(bound, 0), bound,
                               std::nextafter(bound, 1e9), bound + 0.5, bound + 1}) {
      const reference::Answer answer = scope.answer({{"id", "1"}, {"seats", seats}});
      CHECK_MESSAGE(answer.score_thousandths == by_hand(seats) * 1000, seats);
    }
  }
  CHECK(scope.answer({{"id", "1"}}).score_thousandths == 1000);
  CHECK(scope.failed() == 0);
}

TEST_CASE("the best of two rules, and the first of equals") {
  Scope scope(
      "best of { when a is \"x\" +5; when b is \"x\" +7; when c is \"x\" +7 }\n"
      "best of { when a is \"x\" -5; when b is \"x\" -7; when c is \"x\" +0 }\n");
  for (int number = 0; number < 27; ++number) {
    Json lead = {{"id", "1"}};
    std::array<bool, 3> holds{};
    int rest = number;
    for (std::size_t at = 0; at < 3; ++at, rest /= 3) {
      const char* values[] = {"", "y", "x"};
      lead[std::string(1, static_cast<char>('a' + at))] = values[rest % 3];
      holds[at] = rest % 3 == 2;
    }
    const std::int64_t first = holds[1] || holds[2] ? 7 : holds[0] ? 5 : 0;
    const std::int64_t second = holds[2] ? 0 : holds[0] ? -5 : holds[1] ? -7 : 0;
    const reference::Answer answer = scope.answer(lead);
    CHECK(answer.score_thousandths == (first + second) * 1000);
    if (holds[1] && holds[2]) CHECK(answer.contributions.at(0).chosen == 1);
  }
  CHECK(scope.failed() == 0);
}

}  // namespace leadscore::differential
