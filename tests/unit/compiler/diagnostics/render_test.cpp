#include "compiler/diagnostics/render.hpp"

#include <doctest/doctest.h>

#include <string>

namespace leadscore {
namespace {

/// A file of one map, and spans in it by what they cover.
struct Source {
  explicit Source(std::string text) : file(sources.add("model.score", std::move(text))) {}

  [[nodiscard]] Span of(std::string_view covered) const {
    const std::size_t begin = sources.text(file).find(covered);
    REQUIRE(begin != std::string_view::npos);
    return {file, static_cast<std::uint32_t>(begin),
            static_cast<std::uint32_t>(begin + covered.size())};
  }

  SourceMap sources;
  FileId file;
};

}  // namespace

TEST_CASE("A diagnostic shows its place with carets, its help, and the line as it should be") {
  const Source source("lead { job_title: text }\n\nwhen jobtitel is \"CTO\" +20\n");
  Diagnostics diagnostics;
  Diagnostic& diagnostic =
      diagnostics.report<DiagnosticKind::kUnknownField>(source.of("jobtitel"), "jobtitel");
  diagnostic.labels.push_back({source.of("job_title"), "the nearest field"});
  diagnostic.help.push_back("did you mean `job_title`?");
  diagnostic.fixes.push_back({source.of("jobtitel"), "job_title", "write `job_title`"});
  CHECK(render(diagnostic, source.sources, RenderStyle::kPlain) ==
        R"(error[unknown-field]: the lead has no field `jobtitel`
  --> model.score:3:6
   |
 1 | lead { job_title: text }
   |        --------- the nearest field
..
 3 | when jobtitel is "CTO" +20
   |      ^^^^^^^^
   help: did you mean `job_title`?
   help: write `job_title`
 3 | when job_title is "CTO" +20
   |      ~~~~~~~~~
)");
}

TEST_CASE("Tabs, wide characters and a place at the end of the line keep the carets in place") {
  const Source source("\twhen 会社 is \"x +1");
  Diagnostics diagnostics;
  const Diagnostic& wide =
      diagnostics.report<DiagnosticKind::kUnknownField>(source.of("会社"), "会社");
  CHECK(render(wide, source.sources, RenderStyle::kPlain) ==
        "error[unknown-field]: the lead has no field `会社`\n"
        "  --> model.score:1:7\n"
        "   |\n"
        " 1 |     when 会社 is \"x +1\n"
        "   |          ^^^^\n");
  const auto end = static_cast<std::uint32_t>(source.sources.text(source.file).size());
  const Diagnostic& at_end =
      diagnostics.report<DiagnosticKind::kUnclosedText>(Span{source.file, end, end});
  CHECK(render(at_end, source.sources, RenderStyle::kPlain) ==
        "error[unclosed-text]: this text has no closing quote\n"
        "  --> model.score:1:18\n"
        "   |\n"
        " 1 |     when 会社 is \"x +1\n"
        "   |                       ^\n");
}

TEST_CASE("A place over several lines says where it ends") {
  const Source source("define a: (x\n  and y\n");
  Diagnostics diagnostics;
  const Diagnostic& diagnostic =
      diagnostics.report<DiagnosticKind::kUnclosedText>(source.of("(x\n  and y"));
  CHECK(render(diagnostic, source.sources, RenderStyle::kPlain) ==
        "error[unclosed-text]: this text has no closing quote\n"
        "  --> model.score:1:11\n"
        "   |\n"
        " 1 | define a: (x\n"
        "   |           ^^ ... to line 2\n");
}

TEST_CASE("All diagnostics end with their count, and none is no text") {
  const Source source("a\n");
  Diagnostics diagnostics;
  CHECK(render(diagnostics, source.sources, RenderStyle::kPlain).empty());
  for (int i = 0; i < 102; ++i) {
    diagnostics.report<DiagnosticKind::kUnclosedText>(source.of("a"));
  }
  const std::string text = render(diagnostics, source.sources, RenderStyle::kPlain);
  CHECK(text.ends_with("\n\n102 errors (the first 100 are shown)\n"));
}

TEST_CASE("Colour is only added: without it the text is the same") {
  const Source source("when jobtitel is \"CTO\" +20\n");
  Diagnostics diagnostics;
  const Diagnostic& diagnostic =
      diagnostics.report<DiagnosticKind::kUnknownField>(source.of("jobtitel"), "jobtitel");
  const std::string coloured = render(diagnostic, source.sources, RenderStyle::kColour);
  std::string plain;
  for (std::size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\x1b') {
      i = coloured.find('m', i);
    } else {
      plain += coloured[i];
    }
  }
  CHECK(coloured != plain);
  CHECK(plain == render(diagnostic, source.sources, RenderStyle::kPlain));
}

}  // namespace leadscore
