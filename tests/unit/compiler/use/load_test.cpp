// `use`: files and modules, each once, in the place of the use.
#include "compiler/use/load.hpp"

#include "tests/unit/compiler/check/compiled.hpp"

#include <doctest/doctest.h>

#include <map>

namespace leadscore {
namespace {

using Files = std::map<std::string, std::string>;

CompileOptions with(Files files, std::vector<LibraryModule> library = {}) {
  CompileOptions options;
  options.library = std::move(library);
  options.files.read = [files = std::move(files)](const std::string& path) -> Result<std::string> {
    const auto file = files.find(path);
    if (file == files.end()) return Error{"there is no such file"};
    return file->second;
  };
  return options;
}

/// The points of the rules in their order: what stands where.
std::vector<std::int64_t> points_of(std::string text, const CompileOptions& options) {
  const Compilation result = compile("models/model.score", std::move(text), options);
  for (const Diagnostic& diagnostic : result.diagnostics.all()) MESSAGE(diagnostic.message);
  REQUIRE(result.model.has_value());
  std::vector<std::int64_t> points;
  for (const model::Rule& rule : result.model->rules) {
    points.push_back(rule.points_thousandths / 1000);
  }
  return points;
}

TEST_CASE("a file stands in the place of its use, once, from wherever it is used") {
  const CompileOptions options =
      with({{"models/a.score", "when a +2\nuse \"lib/c.score\"\n"},
            {"models/b.score", "use \"./lib/../lib/c.score\"\nwhen b +4\n"},
            {"models/lib/c.score", "when c +3\n"}});
  CHECK(points_of("when m +1\nuse \"a.score\", \"b.score\"\nwhen n +5\n", options) ==
        std::vector<std::int64_t>{1, 2, 3, 4, 5});
}

TEST_CASE("tests and the model line of a used file are left out") {
  const CompileOptions options =
      with({{"a.score", "model \"a\"\nwhen a +2\ntest \"t\" { expect score 9 }\n"}});
  const Compilation result = compile(
      "model.score", "model \"m\"\nuse \"a.score\"\ntest \"u\" { expect score 0 }\n", options);
  REQUIRE(result.model.has_value());
  CHECK(result.model->texts.text(*result.model->name) == "m");
  CHECK(result.model->test_blocks.size() == 1);
  CHECK(result.tree.top_level.size() == 3);
}

TEST_CASE("circles, missing files, files used twice") {
  const CompileOptions options = with({{"a.score", "use \"b.score\"\n"},
                                       {"b.score", "when b +1\nuse \"a.score\"\n"},
                                       {"c.score", "when c +1\n"}});
  CHECK(findings("use \"a.score\"\n", options) == Findings{"circular-use:2"});
  CHECK(findings("when m +1\nuse \"model.score\"\n", options) == Findings{"circular-use:2"});
  CHECK(findings("use \"x.score\"\nwhen m +1\n", options) == Findings{"missing-file:1"});
  CHECK(findings("use \"c.score\"\nuse \"./c.score\"\n", options) == Findings{"used-twice:2"});
  CHECK(findings("use \"c.score\"\n") == Findings{"missing-file:1"});
}

TEST_CASE("two paths to one real file are one file") {
  CompileOptions options = with({{"a.score", "when a +1\n"}, {"link.score", "when a +1\n"}});
  options.files.identity_of = [](const std::string& path) {
    return path == "link.score" ? "a.score" : path;
  };
  CHECK(findings("use \"a.score\"\nuse \"link.score\"\n", options) == Findings{"used-twice:2"});
}

TEST_CASE("modules of the library, and what hides them") {
  const std::vector<LibraryModule> library = {
      {"words", "list big = [\"a\"]\ndefine is_big: x in big\n"},
      {"more", "use words\nlist small = [\"b\"]\n"}};
  const CompileOptions options = with({}, library);
  CHECK(findings("use more\nwhen is_big or x in small +1\n", options) == Findings{});
  CHECK(findings("use wordz\nwhen x in big +1\n", options) == Findings{"unknown-library:1"});
  CHECK(findings("use words\nlist big = [\"c\"]\nwhen is_big +1\n", options) == Findings{});
  const Compilation hidden =
      compile("model.score", "use words\nlist big = [\"c\"]\nwhen is_big +1\n", options);
  REQUIRE(hidden.model.has_value());
  CHECK(canonical_text(*hidden.model).find("x is \"c\"") != std::string::npos);
}

TEST_CASE("a declaration in two ordinary files is declared twice") {
  const CompileOptions options = with({{"a.score", "list big = [\"a\"]\n"}});
  CHECK(findings("use \"a.score\"\nlist big = [\"c\"]\nwhen x in big +1\n", options) ==
        Findings{"declared-twice:2"});
}

TEST_CASE("mistakes in a used file are reported there") {
  const Compilation result = compile("model.score", "use \"a.score\"\nwhen x in big +1\n",
                                     with({{"a.score", "\nlist big = []\n"}}));
  REQUIRE(result.diagnostics.all().size() == 1);
  const Diagnostic& diagnostic = result.diagnostics.all().front();
  CHECK(kind_name(diagnostic.kind) == "empty-list");
  CHECK(result.sources.name(diagnostic.span.file) == "a.score");
}

TEST_CASE("a chain of files as long as may be is followed, a longer one is not") {
  const auto chain = [](std::size_t length) {
    Files files;
    for (std::size_t i = 0; i < length; ++i) {
      files[fmt::format("f{}", i)] =
          i + 1 < length ? fmt::format("use \"f{}\"\n", i + 1) : "when a +1\n";
    }
    return with(std::move(files));
  };
  CHECK(findings("use \"f0\"\n", chain(kMaxUsedFiles)) == Findings{});
  CHECK(findings("use \"f0\"\nwhen b +1\n", chain(kMaxUsedFiles + 1)) ==
        Findings{"unreadable-file:1"});
}

}  // namespace
}  // namespace leadscore
