#include "compiler/compile.hpp"
#include "runtime/scorer.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace leadscore::runtime {

TEST_CASE("a row that is cleared is that of a batch that was reset") {
  const Compilation compilation = compile("rows.score",
                                          "model \"Rows\"\n"
                                          "lead { title: text }\n"
                                          "score fit { when title is \"cto\" +5 }\n"
                                          "grade fit: \"A\" at 4, otherwise \"B\"\n"
                                          "mql at 1\n"
                                          "disqualify when title is \"student\"\n"
                                          "route \"sales\" when mql\n"
                                          "alert \"hot\" when mql\n"
                                          "never mql and title is \"student\"\n");
  REQUIRE(compilation.program);
  ScoreBatch fresh;
  fresh.reset(*compilation.program, 1);
  ScoreBatch spoilt = fresh;
  const auto spoil = [](auto& column) {
    CHECK_FALSE(column.empty());
    std::fill(column.begin(), column.end(), 1);
  };
  spoil(spoilt.inside);
  spoil(spoilt.scores);
  spoil(spoilt.parts);
  spoil(spoilt.grades);
  spoil(spoilt.stages_met);
  spoil(spoilt.disqualified);
  spoil(spoilt.routes);
  spoil(spoilt.alerts);
  spoil(spoilt.nevers);
  static_cast<void>(spoilt.cleared_row(0));
  CHECK(spoilt == fresh);
}

}  // namespace leadscore::runtime
