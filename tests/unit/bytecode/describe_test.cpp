#include "bytecode/describe.hpp"

#include "base/time.hpp"
#include "tests/unit/bytecode/program_maker.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace leadscore::bytecode {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// A maker with a signal of a number in those intervals.
ProgramMaker with_number(NumberSet intervals) {
  ProgramMaker maker;
  const NumberId number = maker.number(maker.field("n", FieldType::kNumber));
  maker.load(NumberSignal{.number = number, .set = maker.number_set(std::move(intervals))});
  return maker;
}

std::string describe_number(NumberSet intervals) {
  return describe(with_number(std::move(intervals)).program(), SignalId(0));
}

std::string describe_other_number(NumberSet intervals) {
  return describe_negated(with_number(std::move(intervals)).program(), SignalId(0));
}

ProgramMaker with_text(TextOperator op, const std::vector<std::string>& literals) {
  ProgramMaker maker;
  const FieldId field = maker.field("t", FieldType::kText);
  maker.load(TextSignal{.subject = {.of = field}, .op = op, .literals = maker.set(literals)});
  return maker;
}

std::string describe_text(TextOperator op, const std::vector<std::string>& literals) {
  return describe(with_text(op, literals).program(), SignalId(0));
}

std::string describe_other_text(TextOperator op, const std::vector<std::string>& literals) {
  return describe_negated(with_text(op, literals).program(), SignalId(0));
}

ProgramMaker with_events(EventMeasure measure, std::uint32_t least, std::uint32_t most) {
  ProgramMaker maker;
  const SelectionId opened = maker.selection({.kind = maker.kind("opened", "message")});
  maker.load(EventSignal{.selection = opened, .measure = measure, .least = least, .most = most});
  return maker;
}

std::string describe_count(std::uint32_t least, std::uint32_t most,
                           EventMeasure measure = EventMeasure::kTimes) {
  return describe(with_events(measure, least, most).program(), SignalId(0));
}

constexpr std::uint32_t kNoMost = std::numeric_limits<std::uint32_t>::max();

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
  CHECK(describe_text(TextOperator::kIsExactly, {"CTO"}) == R"(t is exactly "CTO")");
  CHECK(describe_text(TextOperator::kMatchesRegex, {"^a"}) == R"(t matches regex "^a")");
  CHECK(describe_text(TextOperator::kIs, {"say \"\\\"\n\t\x01"}) ==
        R"(t is "say \"\\\"\n\t\u{1}")");
}

TEST_CASE("Tests of texts are denied as they are written") {
  CHECK(describe_other_text(TextOperator::kIs, {"cto"}) == R"(t is not "cto")");
  CHECK(describe_other_text(TextOperator::kIs, {"a", "b"}) == R"(t not in ["a", "b"])");
  CHECK(describe_other_text(TextOperator::kIsExactly, {"A"}) == R"(t is not exactly "A")");
  CHECK(describe_other_text(TextOperator::kContains, {"a"}) == R"(t does not contain "a")");
  CHECK(describe_other_text(TextOperator::kMentions, {"a"}) == R"(t does not mention "a")");
  CHECK(describe_other_text(TextOperator::kMatches, {"a*"}) == R"(t does not match "a*")");
}

TEST_CASE("Patterns keep their escapes") {
  CHECK(describe_text(TextOperator::kMatches, {R"(50\* "off" \\)"}) ==
        R"(t matches "50\* \"off\" \\")");
}

TEST_CASE("Of a long list the first few are named, or all") {
  ProgramMaker maker;
  const FieldId field = maker.field("t", FieldType::kText);
  maker.load(TextSignal{.subject = {.of = field}, .literals = maker.set({"a", "b", "c", "d"})});
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
  CHECK(describe_other_number({{5, 5}}) == "n is not 5");
  CHECK(describe_other_number({{1, 1}, {2, 2}}) == "n not in [1, 2]");
  CHECK(describe_other_number({{5, kInfinity}}) == "not n >= 5");
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
  CHECK(describe_count(1, kNoMost) == "opened()");
  CHECK(describe_count(3, kNoMost) == "opened() at least 3 times");
  CHECK(describe_count(0, 1) == "opened() at most 1 time");
  CHECK(describe_count(0, 0) == "opened() exactly 0 times");
  CHECK(describe_count(2, 5) == "opened() at least 2 and at most 5 times");
  CHECK(describe_count(1, kNoMost, EventMeasure::kDays) == "opened() on at least 1 day");
  CHECK(describe_count(3, kNoMost, EventMeasure::kDays) == "opened() on at least 3 days");
  CHECK(describe_count(2, kNoMost, EventMeasure::kDifferentSubjects) ==
        "opened() at least 2 different");
  const auto other = [](std::uint32_t least) {
    return describe_negated(with_events(EventMeasure::kTimes, least, kNoMost).program(),
                            SignalId(0));
  };
  CHECK(other(1) == "no opened()");
  CHECK(other(2) == "not opened() at least 2 times");
}

TEST_CASE("Events are said with their patterns, tests and window") {
  const Program program = program_with_everything();
  const auto say = [&](std::uint32_t id) { return describe(program, SelectionId(id)); };
  CHECK(say(0) ==
        R"(visited("/blog/*", "/pricing") where host ends with "acme.com" in the last 7 days)");
  CHECK(say(1) == R"(watched() where seconds between 60 and 1000000000 and is_muted is no )"
                  R"(and released is known and released since 1970-01-01 )"
                  R"(and tags does not include "demo")");
  CHECK(say(2) == "opened()");
  CHECK(say(3) == "activity in the last 30 days");
}

TEST_CASE("Sequences have their window behind them") {
  ProgramMaker maker;
  const KindId started = maker.kind("started", "what");
  const KindId purchased = maker.kind("purchased", "product");
  const Window week{.first = 0, .last = 7 * kMsPerDay};
  const SelectionId carts = maker.selection({.kind = started, .patterns = maker.set({"checkout"})});
  const SelectionId recent_carts = maker.selection({.kind = started, .window = week});
  const SelectionId sales = maker.selection({.kind = purchased});
  const SelectionId recent_sales = maker.selection({.kind = purchased, .window = week});
  maker.load(SequenceSignal{.first = carts, .second = recent_sales, .within_ms = 2 * kMsPerDay});
  maker.load(SequenceSignal{
      .first = recent_carts, .second = sales, .within_ms = kMsPerHour, .is_not_followed = true});
  CHECK(describe(maker.program(), SignalId(0)) ==
        R"(started("checkout") then purchased() within 2 days in the last 7 days)");
  CHECK(describe(maker.program(), SignalId(1)) ==
        "started() not followed by purchased() within 1 hour in the last 7 days");
  CHECK(describe_negated(maker.program(), SignalId(1)).starts_with("no started()"));
}

TEST_CASE("Numbers read as sums, with brackets") {
  const Program program = program_with_everything();
  std::vector<std::string> words;
  for (const NumberId id : program.numbers.ids()) words.push_back(describe(program, id));
  const std::string films = describe(program, SelectionId(1));
  CHECK(words == std::vector<std::string>{
                     "employees", "seconds", "count of " + films, "total seconds of " + films,
                     "(total seconds of " + films + " / employees)",
                     "(-(total seconds of " + films + " / employees))", "-1.5"});
  ProgramMaker maker;
  const SelectionId all = maker.selection({});
  const NumberId since =
      maker.number(Aggregate{.kind = AggregateKind::kDaysSince, .selection = all});
  CHECK(describe(maker.program(), since) == "days since activity");
}

TEST_CASE("A number that is nested without end is cut") {
  ProgramMaker maker;
  NumberId number = maker.number(maker.field("n", FieldType::kNumber));
  for (int level = 0; level < 1'000; ++level) {
    number = maker.number(Arithmetic{.left = number, .right = number});
  }
  const std::string words = describe(maker.program(), number);
  CHECK(words.size() < 10'000);
  CHECK(words.find("...") != std::string::npos);
}

TEST_CASE("Fields, domains and numbers are compared by name") {
  const Program program = program_with_everything();
  std::vector<std::string> words;
  for (const SignalId id : program.signals.ids()) words.push_back(describe(program, id));
  const auto has = [&](const std::string& wanted) {
    return std::find(words.begin(), words.end(), wanted) != words.end();
  };
  CHECK(has("job_title is company.city"));
  CHECK(has("domain of job_title is known"));
  CHECK(has("domain of job_title matches regex \"^ac(me|ne)\""));
  CHECK(has("count of " + describe(program, SelectionId(1)) + " is employees"));
}

TEST_CASE("Points read as they are written") {
  const auto say = [](const Rule& rule) { return describe_points(rule); };
  CHECK(say({.points_thousandths = 15'000, .wording = {}}) == "+15");
  CHECK(say({.points_thousandths = -2'500,
             .each = Each::kDay,
             .up_to_thousandths = 45'000,
             .decay = Decay{.percent_hundredths = 1'250, .period_ms = 30 * kMsPerDay},
             .wording = {}}) == "-2.5 each day, up to 45, decays 12.5% every 30 days");
  CHECK(say({.points_thousandths = 1'000,
             .each = Each::kEvent,
             .decay = Decay{.is_fade = true, .period_ms = 90 * kMsPerDay},
             .wording = {}}) == "+1 each, fades over 90 days");
  CHECK(describe(Bounds{}).empty());
  CHECK(describe(Bounds{.up_to_thousandths = 100'000, .down_to_thousandths = 0}) ==
        " up to 100 down to 0");
}

TEST_CASE("Scores, grades and changes read as they are written") {
  const Program program = program_with_everything();
  const PartId fit(0);
  CHECK(describe(program, ScoreSum{{}}) == "score");
  CHECK(describe(program, ScoreSum{{.part = fit}, {.times = -2}}) == "fit - 2 * score");
  CHECK(describe(program, ScoreSum{{.part = fit, .times = -1}, {.times = 3}}) ==
        "-fit + 3 * score");
  CHECK(describe(program, GradeId(0), {0}) == R"(fit grade is "A")");
  CHECK(describe(program, GradeId(0), {0, 2}) == R"(fit grade in ["A", "C"])");
  CHECK(describe(program, program.score_changes[0]) == "score rose 20 in 7 days");
  CHECK(describe(program, program.score_changes[1]) == "fit moved 0.5 in 1 day");
}

TEST_CASE("Rows of a table say when they fit") {
  const Program program = program_with_everything();
  const Table& table = program.tables[TableId(0)];
  CHECK(describe(program, table.rows[0]) == "employees between 1 and 9");
  CHECK(describe(program, table.rows[1]) == "employees is unknown");
  CHECK(describe(program, table.rows[2]) == "otherwise");
}

}  // namespace leadscore::bytecode
