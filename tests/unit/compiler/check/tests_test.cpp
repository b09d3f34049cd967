// The meaning of each test, and which tests fit which fields.
#include "tests/unit/compiler/check/compiled.hpp"

#include <doctest/doctest.h>

namespace leadscore {
namespace {

TEST_CASE("texts are folded, sorted and kept once") {
  CHECK(test_of("f is \" CTO \"") == "f is \"cto\"");
  CHECK(test_of("f in [\"b\", \"A\", \"B \", \"a\"]") == "f is \"a\", \"b\"");
  CHECK(test_of("f contains \" of \"") == "f contains \"of\"");
  CHECK(test_of("f contains [\"VP\", \"Head\"]") == "f contains \"head\", \"vp\"");
  CHECK(test_of("f mentions \"Vice-President!\"") == "f mentions \"vice president\"");
  CHECK(test_of("f matches \"Really\\\\?*\"") == "f matches \"really\\\\\\\\?*\"");
  CHECK(test_of("f starts with \"Head\"") == "f starts with \"head\"");
}

TEST_CASE("negated forms are negations of the same test") {
  const std::string text = meaning(
      "when f is not \"a\" +1\nwhen not f is \"a\" +2\nwhen f != \"A\" +3\nwhen f not in [\"a\"] "
      "+4\n");
  CHECK(text ==
        "field f: text\ncondition 1: f is \"a\"\ncondition 2: not (1)\n"
        "rule +1 when (2)\nrule +2 when (2)\nrule +3 when (2)\nrule +4 when (2)\nscore\n");
}

TEST_CASE("known, unknown, yes and no") {
  const std::string text =
      meaning("when f is unknown +1\nwhen not f is known +2\nwhen y is no +3\nwhen not y +4\n");
  CHECK(text ==
        "field f: anything\nfield y: yes/no\ncondition 1: f is known\ncondition 2: not (1)\n"
        "condition 3: y is yes\ncondition 4: not (3)\n"
        "rule +1 when (2)\nrule +2 when (2)\nrule +3 when (4)\nrule +4 when (4)\nscore\n");
}

TEST_CASE("numbers") {
  CHECK(test_of("f in [3, 1, 2.5, 1]") == "f is 1, 2.5, 3");
  CHECK(test_of("f less than 1k") == "f < 1000");
  CHECK(test_of("f between -5 and -5") == "f between -5, -5");
}

TEST_CASE("lists of texts") {
  CHECK(test_of("f includes all of [\"b\", \"A\"]") == "f includes all of \"a\", \"b\"");
  CHECK(test_of("f includes \"A\"") == test_of("f includes all of [\"a\", \"A\"]"));
}

TEST_CASE("windows keep only what they mean") {
  CHECK(test_of("f on 2026-01-05T10:00:00Z") == test_of("f on 2026-01-05"));
  CHECK(test_of("f before 2026-01-05") == test_of("f before 2026-01-05T00:00:00Z"));
  CHECK(test_of("f after 2026-01-05") != test_of("f after 2026-01-05T00:00:00Z"));
  CHECK(test_of("f between 2026-01-05T10:00:00Z and 2026-01-05") ==
        "f between 2026-01-05T10:00:00Z and 2026-01-05");
  CHECK(test_of("f in the last 1 week") == test_of("f in the last 7 days"));
}

TEST_CASE("events: patterns, quantities and windows") {
  CHECK(test_of("visited(\"/B\", \"a/\", \"/b/\") at most 2 times in 7 days") ==
        "visited(\"/a\", \"/b\") in the last 7 days 0 to 2 times");
  CHECK(test_of("visited(pages)", "list pages = [\"/b\", \"/a\"]\n") ==
        "visited(\"/a\", \"/b\") at least 1 times");
  CHECK(test_of("opened(\" News*\") exactly 0 times") == "opened(\"news*\") 0 to 0 times");
  CHECK(test_of("activity in 30 days") == "activity() in the last 30 days at least 1 times");
  CHECK(test_of("opened() at least 1 times") == test_of("opened()"));
}

TEST_CASE("groups vanish and nested conditions of one kind are one") {
  const std::string text = meaning("when ((a and (b and c)) and (d or (e or a))) +1\n");
  CHECK(text.find("condition 7: (1) and (2) and (3) and (6)\n") != std::string::npos);
  CHECK(text.find("condition 6: (4) or (5) or (1)\n") != std::string::npos);
}

TEST_CASE("every kind of field refuses the tests of the others") {
  const std::vector<std::pair<std::string, std::string>> tests = {
      {"text contains one", "contains \"a\""}, {"text contains one", "starts with \"a\""},
      {"text contains one", "matches \"a\""},  {"number", "< 5"},
      {"number", "between 1 and 5"},           {"list", "includes \"a\""},
      {"list", "includes all of [\"a\"]"},     {"time", "in the last 7 days"},
      {"time", "before 2026-01-01"},
  };
  const std::vector<std::string> fields = {"text", "number", "flag", "time", "list", "one"};
  for (const auto& [fitting, test] : tests) {
    for (const std::string& field : fields) {
      const bool fits = fitting.find(field) != std::string::npos;
      CAPTURE(field);
      CAPTURE(test);
      const Findings found = findings(
          "lead { text: text; number: number; flag: yes/no; time: time; list: list of "
          "text; one: one of \"a\" }\nwhen " +
          field + " " + test + " +1\n");
      CHECK(found == (fits ? Findings{} : Findings{"wrong-test:2"}));
    }
  }
}

TEST_CASE("values must be of the field's type") {
  const std::vector<std::pair<std::string, std::string>> values = {
      {"text", "\"a\""}, {"number", "5"}, {"flag", "yes"}, {"time", "2026-01-01"}};
  for (const auto& [field, own] : values) {
    for (const auto& [other, value] : values) {
      if (field == "time") continue;
      CAPTURE(field);
      CAPTURE(value);
      const Findings found = findings("lead { text: text; number: number; flag: yes/no }\nwhen " +
                                      field + " is " + value + " +1\n");
      CHECK(found == (field == other ? Findings{} : Findings{"wrong-value:2"}));
    }
  }
}

TEST_CASE("known values are compared as `is` does, wherever they stand") {
  const std::string lead = "lead { plan: one of \"Free\", \"Team\" unknown as \"n/a\" }\n";
  CHECK(findings(lead + "when plan is \" FREE \" +1\n") == Findings{});
  CHECK(findings(lead + "when plan contains \"fr\" +1\n") == Findings{});
  CHECK(findings(lead + "when plan is \"gold\" +1\n") == Findings{"not-a-known-value:2"});
  CHECK(findings(lead + "list l = [\"free\", \"gold\"]\nwhen plan in l +1\nwhen plan in l +2\n") ==
        Findings{});
  CHECK(findings(lead + "when plan is \"free\" +1\n" +
                 "test \"t\" { lead { plan: \"N/A\" }; expect score 0 }\n") == Findings{});
  CHECK(findings(lead + "when plan is \"free\" +1\n" +
                 "test \"t\" { lead { plan: \"gold\" }; expect score 0 }\n") ==
        Findings{"not-a-known-value:3"});
}

TEST_CASE("a field may stand on the right side") {
  CHECK(findings("when a is \"x\" and b is a +1\n") == Findings{});
}

TEST_CASE("one wrong place, one finding") {
  CHECK(findings("when visted(\"http://x.com/a\", pages) in the last 7 days +1\n") ==
        Findings{"unknown-kind:1"});
  CHECK(findings("when visted() +1\nwhen visted() and a in b +1\n") ==
        Findings{"unknown-kind:1", "unknown-list:2"});
  CHECK(findings("define d: a contains 5\nwhen d +1\nmql when d\n") == Findings{"wrong-value:1"});
}

}  // namespace
}  // namespace leadscore
