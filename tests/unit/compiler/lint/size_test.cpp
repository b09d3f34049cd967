// Advice about models that are as large as a file may be.
#include "compiler/compile.hpp"
#include "compiler/lint/lint.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

namespace leadscore::lint {
namespace {

TEST_CASE("lint: named conditions may stand on each other as high as a file is long") {
  std::string text = "define d0: a\n";
  constexpr int kDefinitions = 20'000;
  for (int level = 1; level <= kDefinitions; ++level) {
    text += fmt::format("define d{}: d{} or (b and c{})\n", level, level - 1, level % 50);
  }
  text += fmt::format("when d{} +1\n", kDefinitions);
  const Compilation compilation = compile("tower.score", text);
  REQUIRE(compilation.program);
  CHECK(lint(compilation, Severities()).all().empty());
}

}  // namespace
}  // namespace leadscore::lint
