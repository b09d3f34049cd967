#include "compiler/lower/wording.hpp"

#include <doctest/doctest.h>

namespace leadscore {

TEST_CASE("A condition is shown on one line, without comments") {
  CHECK(one_line("").empty());
  CHECK(one_line("  a   is\t\"x\"  ") == "a is \"x\"");
  CHECK(one_line("a\r\n  and b") == "a and b");
  CHECK(one_line("a   # a remark with \"quotes\"\n and b # the end") == "a and b");
  CHECK(one_line("a#x\nb") == "a b");
  CHECK(one_line("# only a remark").empty());
}

TEST_CASE("Texts in quotes stay as they are") {
  CHECK(one_line("a is \"x  # \\\" y\\\\\"  # gone") == "a is \"x  # \\\" y\\\\\"");
  CHECK(one_line("\"never  closed") == "\"never  closed");
  CHECK(one_line("\"ends in a \\") == "\"ends in a \\");
}

TEST_CASE("Any white space is blank") {
  CHECK(one_line("\u00a0a\u00a0\u2003b\u3000") == "a b");
  CHECK(one_line("größe ≥") == "größe ≥");
}

TEST_CASE("The line of a byte is the one that the source map says") {
  for (const char* text : {"", "a", "a\n", "a\r\nbb\n\nc", "\n\n\n", "one line; without an end"}) {
    SourceMap sources;
    const FileId file = sources.add("model.score", text);
    for (std::uint32_t offset = 0; offset <= sources.text(file).size(); ++offset) {
      CAPTURE(text);
      CAPTURE(offset);
      CHECK(line_of(sources, file, offset) == sources.locate(file, offset).line);
    }
  }
}

}  // namespace leadscore
