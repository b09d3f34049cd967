#include "base/source.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

using namespace leadscore;

TEST_CASE("a source map keeps names and texts") {
  SourceMap sources;
  const FileId first = sources.add("a.score", "mql at 40");
  const FileId second = sources.add("b.score", "");
  CHECK(sources.name(first) == "a.score");
  CHECK(sources.text(first) == "mql at 40");
  CHECK(sources.text(second).empty());
  CHECK(sources.text(Span{.file = first, .begin = 4, .end = 6}) == "at");
  CHECK(sources.file_count() == 2);
}

TEST_CASE("a source map's views outlast growth and moves") {
  SourceMap sources;
  const FileId id = sources.add("n", "t");
  const std::string_view text = sources.text(id);
  for (int i = 0; i < 1000; ++i) sources.add(std::to_string(i), "x");
  const SourceMap moved = std::move(sources);
  CHECK(moved.text(id).data() == text.data());
}

TEST_CASE("lines end in LF or CRLF, and columns count code points") {
  SourceMap sources;
  const FileId file = sources.add("f", "a\r\né😀b\n\nz");
  CHECK(sources.line_count(file) == 4);
  CHECK(sources.line_text(file, 1) == "a");
  CHECK(sources.line_text(file, 2) == "é😀b");
  CHECK(sources.line_text(file, 3).empty());
  CHECK(sources.line_text(file, 4) == "z");
  CHECK(sources.locate(file, 0) == Location{.line = 1, .column = 1});
  CHECK(sources.locate(file, 2) == Location{.line = 1, .column = 3});  // between CR and LF
  CHECK(sources.locate(file, 3) == Location{.line = 2, .column = 1});
  CHECK(sources.locate(file, 5) == Location{.line = 2, .column = 2});
  CHECK(sources.locate(file, 9) == Location{.line = 2, .column = 3});
  CHECK(sources.locate(file, 11) == Location{.line = 3, .column = 1});
  CHECK(sources.locate(file, 12) == Location{.line = 4, .column = 1});
  CHECK(sources.locate(file, 13) == Location{.line = 4, .column = 2});
  CHECK(sources.locate(file, 9999) == Location{.line = 4, .column = 2});
}

TEST_CASE("a CR alone ends no line, and an empty text has one line") {
  SourceMap sources;
  const FileId file = sources.add("f", "a\rb");
  CHECK(sources.line_count(file) == 1);
  CHECK(sources.line_text(file, 1) == "a\rb");
  const FileId empty = sources.add("e", "");
  CHECK(sources.line_count(empty) == 1);
  CHECK(sources.line_text(empty, 1).empty());
  CHECK(sources.locate(empty, 0) == Location{.line = 1, .column = 1});
  const FileId ended = sources.add("g", "a\n");
  CHECK(sources.line_count(ended) == 2);
  CHECK(sources.locate(ended, 2) == Location{.line = 2, .column = 1});
}

TEST_CASE("bytes that are no UTF-8 still have columns") {
  SourceMap sources;
  const FileId file = sources.add("f", "\xFF\xFFx");
  CHECK(sources.locate(file, 2) == Location{.line = 1, .column = 3});
}

TEST_CASE("what is not in the map is a bug") {
  SourceMap sources;
  const FileId file = sources.add("f", "abc");
  CHECK_THROWS_AS((void)sources.text(FileId()), InternalError);
  CHECK_THROWS_AS((void)sources.line_text(file, 0), InternalError);
  CHECK_THROWS_AS((void)sources.line_text(file, 2), InternalError);
  CHECK_THROWS_AS((void)sources.text(Span{.file = file, .begin = 2, .end = 4}), InternalError);
  CHECK_THROWS_AS((void)sources.text(Span{.file = file, .begin = 2, .end = 1}), InternalError);
}

TEST_CASE("join covers both spans, in either order") {
  const FileId file(0);
  const Span left{.file = file, .begin = 1, .end = 3};
  const Span right{.file = file, .begin = 7, .end = 9};
  const Span both{.file = file, .begin = 1, .end = 9};
  CHECK(join(left, right) == both);
  CHECK(join(right, left) == both);
  CHECK(join(both, left) == both);
  CHECK_THROWS_AS((void)join(left, Span{.file = FileId(1)}), InternalError);
}

TEST_CASE("The line of a byte alone is the one of its location") {
  for (const char* text : {"", "a", "a\n", "a\r\nbb\n\nc", "\n\n\n", "one line; without an end"}) {
    SourceMap sources;
    const FileId file = sources.add("model.score", text);
    for (std::uint32_t offset = 0; offset <= sources.text(file).size() + 1; ++offset) {
      CAPTURE(text);
      CAPTURE(offset);
      CHECK(sources.line_of(file, offset) == sources.locate(file, offset).line);
    }
  }
}
