// The one style: golden cases in tests/format; and every model of the project is formatted: the
// same words, the same meaning, and once more changes nothing.
#include "compiler/compile.hpp"
#include "compiler/format/format.hpp"
#include "tests/golden/golden_file.hpp"

#include <doctest/doctest.h>

namespace leadscore::golden {
namespace {

namespace fs = std::filesystem;

std::string hash_of(const std::string& text) {
  const Compilation compilation = compile("model.score", text);
  return compilation.program ? compilation.program->hash : "(does not compile)";
}

/// Formats, and checks what holds for every file; the text as it was if brackets are not closed.
std::string checked_format(const std::string& text) {
  const auto once = format::format(text);
  if (!once) return text;
  CHECK(format::has_same_words(text, *once));
  const auto twice = format::format(*once);
  REQUIRE(bool(twice));
  CHECK(*twice == *once);
  CHECK(hash_of(*once) == hash_of(text));
  return *once;
}

TEST_CASE("format: the golden cases") {
  const std::vector<fs::path> files = files_below(tests_folder() / "format", ".score");
  REQUIRE(!files.empty());
  for (const fs::path& path : files) {
    fs::path answer = path;
    answer.replace_extension(".expected");
    check_golden(answer, checked_format(read_file(path)));
  }
}

TEST_CASE("format: models that are right or wrong keep their words and their meaning") {
  std::size_t count = 0;
  for (const char* folder : {"examples", "stdlib", "tests/language", "tests/diagnostics"}) {
    for (const fs::path& path : files_below(fs::path(LEADSCORE_SOURCE_DIR) / folder, ".score")) {
      CAPTURE(path.string());
      checked_format(read_file(path));
      ++count;
    }
  }
  CHECK(count > 300);
}

TEST_CASE("format: the models of the library and the examples are in the one style") {
  for (const char* folder : {"examples", "stdlib"}) {
    for (const fs::path& path : files_below(fs::path(LEADSCORE_SOURCE_DIR) / folder, ".score")) {
      CAPTURE(path.string());
      const std::string text = read_file(path);
      const auto made = format::format(text);
      REQUIRE(bool(made));
      CHECK_MESSAGE(*made == text, "`leadscore fmt` writes it");
    }
  }
}

TEST_CASE("format: brackets that are not closed are named with their line") {
  const auto made = format::format("mql at 40\nwhen visited(\"/a\" +5\n");
  REQUIRE(!bool(made));
  CHECK(made.error().message.starts_with("line 2: "));
}

TEST_CASE("format: one long line is linear") {
  std::string text = "when a in [\"x\"";
  for (int item = 0; item < 20'000; ++item) text += ", \"value " + std::to_string(item) + "\"";
  text += "] +1; mql at 1";
  for (int rule = 0; rule < 20'000; ++rule) text += "; when b +1";
  const auto made = format::format(text);
  REQUIRE(bool(made));
  CHECK(format::has_same_words(text, *made));
}

}  // namespace
}  // namespace leadscore::golden
