// Random models of all constructs through the formatter: the same words, the same meaning, and once
// more changes nothing.
#include "compiler/compile.hpp"
#include "compiler/format/format.hpp"
#include "tests/differential/generated_model.hpp"
#include "tests/differential/random.hpp"
#include "tests/differential/trial.hpp"

#include <doctest/doctest.h>

namespace leadscore::differential {

TEST_CASE("formatting changes the words and the meaning of no random model") {
  Random random(20261125);
  for (int count = 0; count < 300; ++count) {
    const GeneratedModel model = generate_model(random);
    const Compilation before = compile_lines(Trial{model.lines, random.next(), {}, 0});
    REQUIRE(before.program.has_value());
    const std::string text(before.sources.text(before.file));
    CAPTURE(text);
    const auto once = format::format(text);
    REQUIRE(bool(once));
    CHECK(format::has_same_words(text, *once));
    const auto twice = format::format(*once);
    REQUIRE(bool(twice));
    CHECK(*twice == *once);
    const Compilation after = compile("model.score", *once);
    REQUIRE(after.program.has_value());
    CHECK(before.program->hash == after.program->hash);
  }
}

}  // namespace leadscore::differential
