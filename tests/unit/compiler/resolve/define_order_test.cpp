#include "compiler/resolve/define_order.hpp"

#include "tests/unit/compiler/check/compiled.hpp"

#include <doctest/doctest.h>

namespace leadscore {
namespace {

TEST_CASE("named conditions may be declared in any order") {
  CHECK(findings("define a: b and x\ndefine b: c or y\ndefine c: z\nwhen a +1\n") == Findings{});
}

TEST_CASE("a circle is one error, whatever leads into it") {
  CHECK(findings("define a: a\nwhen a +1\n") == Findings{"circular-define:1"});
  CHECK(findings("define outside: a\ndefine a: b\ndefine b: c\ndefine c: a or b\n"
                 "when outside and c +1\n") == Findings{"circular-define:2"});
}

TEST_CASE("two circles are two errors") {
  CHECK(findings("define a: not a\ndefine b: c\ndefine c: b\nwhen a or b +1\n") ==
        Findings{"circular-define:1", "circular-define:2"});
}

TEST_CASE("one wide circle with many ways through it stays one error, found quickly") {
  std::string text;
  constexpr int kLength = 3'000;
  for (int i = 0; i < kLength; ++i) {
    text += fmt::format("define d{}: d{} or d0\n", i, (i + 1) % kLength);
  }
  CHECK(findings(text + "when d5 +1\n") == Findings{"circular-define:1"});
}

}  // namespace
}  // namespace leadscore
