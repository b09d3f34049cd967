#include "compiler/resolve/names.hpp"

#include "tests/unit/compiler/check/compiled.hpp"

#include <doctest/doctest.h>

namespace leadscore {
namespace {

TEST_CASE("fields, named conditions, lists, parts and stages share one name space") {
  const std::vector<std::string> declarations = {"lead { x: text }", "define x: opened()",
                                                 "list x = [\"a\"]", "score x { when opened() +1 }",
                                                 "x at 5"};
  for (const std::string& first : declarations) {
    for (const std::string& second : declarations) {
      const bool is_part_twice = first == second && first.starts_with("score");
      const Findings found = findings(first + "\n" + second + "\nwhen opened() +1\n");
      CAPTURE(first);
      CAPTURE(second);
      CHECK(found == (is_part_twice ? Findings{} : Findings{"declared-twice:2"}));
    }
  }
}

TEST_CASE("kinds of events have names of their own") {
  CHECK(findings("when unsubscribed and unsubscribed() -5\n") == Findings{});
}

TEST_CASE("uses of a name that is declared twice are not complained about") {
  CHECK(findings("list a = [\"x\"]\ndefine a: opened()\nwhen a and b in a and a > 5 +1\n") ==
        Findings{"declared-twice:2"});
}

TEST_CASE("uses of a declaration that could not be read are not complained about") {
  CHECK(findings("list titles = [\"CTO\nwhen job in titles +1\n") == Findings{"unclosed-text:1"});
  CHECK(findings("lead {\n  a: text\n  b: nonsense\n}\nwhen a is \"x\" and b > 5 +1\n") ==
        Findings{"unknown-type:3"});
  CHECK(findings("use nothing\nlead { job: text }\nwhen job in executives and is_big +1\n") ==
        Findings{"unknown-library:1"});
}

TEST_CASE("names that differ in capital letters only") {
  CHECK(findings("list Big = [\"x\"]\nwhen a in Big and big +1\n") == Findings{"differ-in-case:2"});
  CHECK(findings("when Plan is \"a\" or plan is \"b\" +1\n") == Findings{"differ-in-case:1"});
}

TEST_CASE("fields that a record cannot tell apart") {
  CHECK(findings("when company_size > 5 or company.size > 6 +1\n") == Findings{"read-alike:1"});
  CHECK(findings("lead {\n  a: text from \"Job Title\"\n  b: text from \"job_title\"\n}\n"
                 "when a is \"x\" or b is \"y\" +1\n") == Findings{"read-alike:3"});
  CHECK(findings("lead {\n  a: text from \"%\"\n  b: text from \"&\"\n}\n"
                 "when a is \"x\" or b is \"y\" +1\n") == Findings{});
}

}  // namespace
}  // namespace leadscore
