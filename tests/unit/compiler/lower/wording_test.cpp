#include "compiler/lower/wording.hpp"

#include <doctest/doctest.h>

namespace leadscore {

TEST_CASE("A condition is shown on one line, without comments") {
  CHECK(one_line("").empty());
  CHECK(one_line("  a   is\t\"x\"  ") == "a is \"x\"");
  CHECK(one_line("a\r\n  and b") == "a and b");
  CHECK(one_line("a   # a remark with \"quotes\"\n and b # the end") == "a and b");
  CHECK(one_line("a#x\nb") == "a b");
  CHECK(one_line("# only a remark").empty());
}

TEST_CASE("Texts in quotes stay as they are") {
  CHECK(one_line("a is \"x  # \\\" y\\\\\"  # gone") == "a is \"x  # \\\" y\\\\\"");
  CHECK(one_line("\"never  closed") == "\"never  closed");
  CHECK(one_line("\"ends in a \\") == "\"ends in a \\");
}

TEST_CASE("Any white space is blank") {
  CHECK(one_line("\u00a0a\u00a0\u2003b\u3000") == "a b");
  CHECK(one_line("größe ≥") == "größe ≥");
}

TEST_CASE("The points of a row begin at its last sign outside of quotes") {
  CHECK(before_points("under -10 -5") == "under -10");
  CHECK(before_points("10 to 49 +5 because \"10 - 49\"") == "10 to 49");
  CHECK(before_points("\"a-b\", \"+\" +15") == "\"a-b\", \"+\"");
  CHECK(before_points("otherwise +1") == "otherwise");
  CHECK(before_points("").empty());
}

}  // namespace leadscore
