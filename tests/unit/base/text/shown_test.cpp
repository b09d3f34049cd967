#include "base/text/shown.hpp"

#include <doctest/doctest.h>

namespace leadscore::text {

TEST_CASE("shown: controls and turns of direction cannot reach a terminal") {
  CHECK(shown("a\x1b[31mb\n\x7f", 60) == "a␛[31mb␊␡");
  CHECK(shown("a\u202Eb\u009Bc", 60) == "a\uFFFDb\uFFFDc");
  CHECK(shown("grün 日本", 60) == "grün 日本");
}

TEST_CASE("shown: what is long is cut between code points") {
  CHECK(shown("äöü", 3) == "äöü");
  CHECK(shown("äöüß", 3) == "äöü…");
  CHECK(shown("", 0).empty());
}

}  // namespace leadscore::text
