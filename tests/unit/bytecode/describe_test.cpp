#include "bytecode/describe.hpp"

#include "base/time.hpp"
#include "tests/unit/bytecode/program_maker.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

namespace leadscore::bytecode {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::string describe_number(std::vector<NumberInterval> intervals) {
  ProgramMaker maker;
  const FieldId field = maker.field("n", FieldType::kNumber);
  maker.load(NumberSignal{.field = field, .intervals = std::move(intervals)});
  return describe(maker.program(), SignalId(0));
}

std::string describe_text(TextOperator op, const std::vector<std::string>& literals) {
  ProgramMaker maker;
  const FieldId field = maker.field("t", FieldType::kText);
  maker.load(TextSignal{.field = field, .op = op, .literals = maker.texts(literals)});
  return describe(maker.program(), SignalId(0));
}

std::string describe_count(std::uint32_t least, std::uint32_t most) {
  ProgramMaker maker;
  maker.load(EventSignal{.kind = maker.kind("opened", "message"), .least = least, .most = most});
  return describe(maker.program(), SignalId(0));
}

TimeMs time_of(std::string_view text) { return read_time(text).value(); }

}  // namespace

TEST_CASE("Tests of texts read as they are written") {
  CHECK(describe_text(TextOperator::kIs, {"cto"}) == R"(t is "cto")");
  CHECK(describe_text(TextOperator::kIs, {"a", "b"}) == R"(t in ["a", "b"])");
  CHECK(describe_text(TextOperator::kIs, {}) == "t in []");
  CHECK(describe_text(TextOperator::kContains, {"a"}) == R"(t contains "a")");
  CHECK(describe_text(TextOperator::kMentions, {"a", "b"}) == R"(t mentions ["a", "b"])");
  CHECK(describe_text(TextOperator::kStartsWith, {"a"}) == R"(t starts with "a")");
  CHECK(describe_text(TextOperator::kEndsWith, {"a"}) == R"(t ends with "a")");
  CHECK(describe_text(TextOperator::kIs, {"say \"\\\"\n\t\x01"}) ==
        R"(t is "say \"\\\"\n\t\u{1}")");
}

TEST_CASE("Patterns keep their escapes") {
  CHECK(describe_text(TextOperator::kMatches, {R"(50\* "off" \\)"}) ==
        R"(t matches "50\* \"off\" \\")");
}

TEST_CASE("Of a long list the first few are named, or all") {
  ProgramMaker maker;
  const FieldId field = maker.field("t", FieldType::kText);
  maker.load(TextSignal{.field = field, .literals = maker.texts({"a", "b", "c", "d"})});
  CHECK(describe(maker.program(), SignalId(0), 2) == R"(t in ["a", "b" and 2 more])");
  CHECK(describe(maker.program(), SignalId(0), kAllLiterals) == R"(t in ["a", "b", "c", "d"])");
}

TEST_CASE("Intervals of numbers read as comparisons") {
  CHECK(describe_number({}) == "n never");
  CHECK(describe_number({{5, 5}}) == "n is 5");
  CHECK(describe_number({{1, 1}, {2, 2}}) == "n in [1, 2]");
  CHECK(describe_number({{5, kInfinity}}) == "n >= 5");
  CHECK(describe_number({{-kInfinity, 2.5}}) == "n <= 2.5");
  CHECK(describe_number({{-kInfinity, std::nextafter(5.0, -kInfinity)}}) == "n < 5");
  CHECK(describe_number({{std::nextafter(0.0, kInfinity), kInfinity}}) == "n > 0");
  CHECK(describe_number({{1, 2}}) == "n between 1 and 2");
  CHECK(describe_number({{-kInfinity, 1}, {5, 5}}) == "n <= 1 or is 5");
  CHECK(describe_number({{-kInfinity, kInfinity}}) == "n is any number");
  CHECK(describe_number({{kInfinity, kInfinity}}) == "n never");
}

TEST_CASE("Ranges of scores read as comparisons") {
  constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
  CHECK(describe(ScoreRange{}) == "never");
  CHECK(describe(ScoreRange{{40'000, kHighest}}) == ">= 40");
  CHECK(describe(ScoreRange{{40'001, kHighest}}) == "> 40");
  CHECK(describe(ScoreRange{{kLowest, 39'999}}) == "< 40");
  CHECK(describe(ScoreRange{{kLowest, 12'500}}) == "<= 12.5");
  CHECK(describe(ScoreRange{{1'000, 2'000}, {5'000, 5'000}}) == "between 1 and 2 or is 5");
  CHECK(describe(ScoreRange{{kLowest, kHighest}}) == "is any number");
}

TEST_CASE("Windows read as they are written") {
  constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t kDay = kMsPerDay;
  CHECK(describe(Window{.first = 0, .last = 7 * kDay}) == "in the last 7 days");
  CHECK(describe(Window{.first = 7 * kDay + 1, .last = kNone}) == "more than 7 days ago");
  CHECK(describe(Window{.first = 7 * kDay + 1, .last = 14 * kDay}) ==
        "between 7 days and 14 days ago");
  CHECK(describe(Window{.first = -2 * kDay, .last = -1}) == "in the next 2 days");
  CHECK(describe(Window{.first = 5, .last = 4}) == "never");

  const TimeMs midnight = time_of("2026-01-31");
  const TimeMs morning = time_of("2026-01-31T09:30:00Z");
  const auto between = [](TimeMs first, TimeMs last) {
    return describe(Window{.is_relative = false, .first = first, .last = last});
  };
  constexpr std::int64_t kFirst = std::numeric_limits<std::int64_t>::min();
  CHECK(between(kFirst, midnight - 1) == "before 2026-01-31");
  CHECK(between(kFirst, morning - 1) == "before 2026-01-31T09:30:00Z");
  CHECK(between(midnight, kNone) == "since 2026-01-31");
  CHECK(between(morning + 1, kNone) == "after 2026-01-31T09:30:00Z");
  CHECK(between(midnight, midnight + kDay - 1) == "on 2026-01-31");
  CHECK(between(midnight, midnight + 3 * kDay - 1) == "between 2026-01-31 and 2026-02-02");
  CHECK(between(morning, midnight + kDay) ==
        "between 2026-01-31T09:30:00Z and 2026-02-01T00:00:00Z");
  CHECK(between(kFirst, kNone) == "at any time");
}

TEST_CASE("Counts of events read as quantities") {
  constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  CHECK(describe_count(1, kNone) == "opened()");
  CHECK(describe_count(3, kNone) == "opened() at least 3 times");
  CHECK(describe_count(0, 1) == "opened() at most 1 time");
  CHECK(describe_count(0, 0) == "opened() exactly 0 times");
  CHECK(describe_count(2, 5) == "opened() at least 2 and at most 5 times");
}

}  // namespace leadscore::bytecode
