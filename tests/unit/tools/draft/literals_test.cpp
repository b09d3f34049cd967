#include "tools/draft/literals.hpp"

#include <doctest/doctest.h>

#include <string>

namespace leadscore::draft {
namespace {

TEST_CASE("texts as a model writes them") {
  CHECK(text_literal("CTO") == "\"CTO\"");
  CHECK(text_literal("a \"b\" \\ c") == R"("a \"b\" \\ c")");
  CHECK(text_literal("a\nb\tc") == R"("a\nb\tc")");
  CHECK(text_literal("\x1b[31m") == R"("\u{1B}[31m")");
  CHECK(text_literal("\xE2\x80\xAE") == R"("\u{202E}")");
  CHECK(text_literal("é") == "\"é\"");
  CHECK(text_literal("Gr\xF6sse") == "\"Gr\uFFFDsse\"");
  CHECK(text_literal(std::string("a\0b", 3)) == std::nullopt);
}

TEST_CASE("numbers as a model writes them") {
  CHECK(number_literal(-1) == "-1");
  CHECK(number_literal(2008) == "2008");
  CHECK(number_literal(15000) == "15_000");
  CHECK(number_literal(-1234567.5) == "-1_234_567.5");
  CHECK(number_literal(0.25) == "0.25");
  CHECK(number_literal(0) == "0");
  CHECK(number_literal(1e-7) == std::nullopt);
  CHECK(number_literal(1e300) == std::nullopt);
}

}  // namespace
}  // namespace leadscore::draft
