// What conditions and numbers mean, and what they may not say (language.md §4, §5, §7).
#include "tests/unit/compiler/check/compiled.hpp"

#include <doctest/doctest.h>

namespace leadscore {
namespace {

const std::string kParts = "score fit { when a +1 }\nscore eng { when b +1 }\n";

bool means(const std::string& text, const std::string& line) {
  return meaning(text).find(line) != std::string::npos;
}

TEST_CASE("names in arithmetic and on both sides of a comparison are numbers") {
  CHECK(means("when (a / b) > 10k +1\n", "number 3: #1 / #2\n"));
  CHECK(means("when seats > employees +1\n", "condition 1: seats > employees\n"));
  CHECK(means("when a is (5) +1\n", "condition 1: a is 5\n"));
  CHECK(findings("lead { t: text }\nwhen (t + 5) > 3 +1\n") == Findings{"not-a-number:2"});
  CHECK(findings("lead { n: number }\nwhen n > m +1\n") == Findings{"unknown-field:2"});
}

TEST_CASE("between worked out bounds is unknown where a bound is") {
  const std::string text = meaning("when x between a and 5 +1\n");
  CHECK(text.find("a is a\n") != std::string::npos);
  CHECK(means("when x between 1 and (5) +1\n", "condition 1: x between 1, 5\n"));
}

TEST_CASE("fields that are equal are of one type, texts if nothing says more") {
  CHECK(means("when a is b and b > 5 +1\n", "field a: number\n"));
  CHECK(means("when a is b and b is known +1\n", "field a: text\n"));
  CHECK(findings("when a is b +1\nwhen a > 5 +1\nwhen b is \"x\" +1\n") ==
        Findings{"types-disagree:1"});
  CHECK(findings("when country is Germany +1\n") == Findings{"bare-word:1"});
  CHECK(findings("lead { t: text; n: number }\nwhen t is n +1\n") == Findings{"wrong-value:2"});
}

TEST_CASE("attributes of open kinds follow from use, those of others are declared") {
  CHECK(means("when watched() where seconds >= 60 +1\n", "attribute seconds of watched: number\n"));
  CHECK(means("when visited() where host is \"x\" +1\n", "attribute host of visited: text\n"));
  CHECK(findings("when watched() where q is \"x\" +1\nwhen watched() where q > 5 +1\n") ==
        Findings{"types-disagree:2"});
  CHECK(findings("event w(v) { s: number }\nwhen w() where t > 5 +1\nwhen w() where t > 6 +1\n") ==
        Findings{"unknown-attribute:2"});
  CHECK(findings("when watched() where seen +1\n") == Findings{"bare-attribute:1"});
  CHECK(findings("when activity where q is \"x\" +1\n") == Findings{"activity-with-attribute:1"});
}

TEST_CASE("the fix for a name of the lead in where makes the file good") {
  const std::string text =
      "lead { plan: text }\nwhen watched() where s > 5 and plan is \"x\" and t is \"y\" +1\n";
  const Compilation result = compile("model.score", text);
  REQUIRE(result.diagnostics.all().size() == 1);
  const Fix fix = result.diagnostics.all().front().fixes.back();
  std::string fixed = text;
  fixed.replace(fix.span.begin, fix.span.end - fix.span.begin, fix.text);
  CHECK(fixed ==
        "lead { plan: text }\nwhen plan is \"x\" and watched() where s > 5 and t is \"y\" +1\n");
  CHECK(findings(fixed) == Findings{});
}

TEST_CASE("a window after a sequence is of its second event, or of the first") {
  CHECK(means("when opened() then clicked() within 2 days in 30 days +1\n",
              "events 2: clicked() in the last 30 days\n"));
  CHECK(means("when added() not followed by purchased() within 1 day in 7 days +1\n",
              "events 1: added() in the last 7 days\n"));
  CHECK(findings("when opened() at least 2 times then clicked() within 1 day +1\n") ==
        Findings{"quantity-in-sequence:1"});
}

TEST_CASE("sums and differences of scores are on the left, numbers on the right") {
  CHECK(means(kParts + "mql when (fit + 5) >= eng\n", "1 times fit + -1 times eng >= -5\n"));
  CHECK(means(kParts + "mql when (10 - fit) > 3\n", "fit < 7\n"));
  CHECK(means(kParts + "mql when (fit - fit) >= 0\n", "at least 0 times\n"));
  CHECK(findings(kParts + "mql when (fit * 2) > 5\n") == Findings{"score-arithmetic:3"});
  CHECK(findings(kParts + "mql when fit > employees\n") == Findings{"score-arithmetic:3"});
  CHECK(findings("mql when score < 100_000_000B\n") == Findings{"score-too-large:1"});
}

TEST_CASE("grades are texts with known values") {
  const std::string begin = kParts + "grade fit: \"A\" at 40, \"B\" at 10, otherwise \"C\"\n";
  CHECK(means(begin + "mql when fit grade in [\"a\", \"B\"]\n", "fit grade in \"A\", \"B\"\n"));
  CHECK(findings(begin + "mql when fit grade is \"D\"\n") == Findings{"not-a-known-value:4"});
  CHECK(findings(kParts + "mql when fit grade is \"A\"\n") == Findings{"no-grade:3"});
}

TEST_CASE("changes and disqualified are asked in alerts only, by any way") {
  CHECK(findings("when a +1\ndefine d: disqualified\nalert \"x\" when not d and score fell 5 in 1 "
                 "day\n") == Findings{});
  CHECK(findings("mql when score rose 20 in 7 days\n") == Findings{"alert-only:1"});
  CHECK(findings("define d: disqualified\nnever d\n") == Findings{"alert-only:2"});
  CHECK(findings("define s: score > 5\nmodel \"x\" for s\nmql at 5\n") ==
        Findings{"outcome-in-model:2"});
}

TEST_CASE("a named list may hold more than the known values of one field") {
  const std::string begin = "lead { plan: one of \"free\", \"team\" }\n";
  CHECK(findings(begin + "list l = [\"free\", \"gold\"]\nwhen plan in l +1\n") == Findings{});
  CHECK(findings(begin + "when plan in [\"gold\"] +1\n") == Findings{"not-a-known-value:2"});
}

TEST_CASE("regular expressions are read when the model is") {
  CHECK(findings("when t matches regex \"c[aeiou]t\" +1\n") == Findings{});
  CHECK(findings("when t matches regex \"(a\" +1\n") == Findings{"bad-regex:1"});
  CHECK(findings("when t matches regex \"" + std::string(1'001, 'a') + "\" +1\n") ==
        Findings{"too-long:1"});
}

}  // namespace
}  // namespace leadscore
