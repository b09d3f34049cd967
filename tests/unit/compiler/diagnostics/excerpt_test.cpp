#include "compiler/diagnostics/excerpt.hpp"

#include "base/text/utf8.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

namespace leadscore {

TEST_CASE("A long line is cut around the marked place") {
  const std::string line = std::string(500, 'a') + " WRONG " + std::string(500, 'b');
  const Excerpt excerpt = make_excerpt(line, 501, 506);
  CHECK(excerpt.text.starts_with("…a"));
  CHECK(excerpt.text.ends_with("b…"));
  CHECK(text::display_width(excerpt.text) <= kMaxExcerptColumns);
  // The sign of the cut is three bytes long and one column wide.
  CHECK(excerpt.text.substr(excerpt.mark_column + 2, excerpt.mark_width) == "WRONG");
}

TEST_CASE("A marked place that is longer than the excerpt is cut, its begin is shown") {
  const std::string line = "when x is \"" + std::string(100'000, 'x');
  const Excerpt excerpt = make_excerpt(line, 10, line.size());
  CHECK(excerpt.text.starts_with("when x is \"xxx"));
  CHECK(excerpt.mark_column == 10);
  CHECK(text::display_width(excerpt.text) <= kMaxExcerptColumns);
  CHECK(excerpt.mark_column + excerpt.mark_width <= kMaxExcerptColumns);
}

TEST_CASE("What would steer the terminal is shown as a sign") {
  CHECK(make_excerpt("a\x1b[31mb\x07", 0, 1).text == "a␛[31mb␇");
  CHECK(make_excerpt("a\u202Eb", 0, 1).text == "a\uFFFDb");
}

TEST_CASE("Whatever the bytes and the place, the mark lies in what is shown") {
  CHECK(rc::check([](std::string line, std::size_t begin, std::size_t size) {
    const Excerpt excerpt = make_excerpt(line, begin % 2000, begin % 2000 + size % 2000);
    const std::size_t width = text::display_width(excerpt.text);
    RC_ASSERT(width <= kMaxExcerptColumns);
    RC_ASSERT(excerpt.mark_width >= 1);
    RC_ASSERT(excerpt.mark_column + excerpt.mark_width <= width + 1);
    RC_ASSERT(text::is_valid_utf8(excerpt.text));
  }));
}

TEST_CASE("Long lines of any characters keep the mark in what is shown") {
  CHECK(rc::check([] {
    std::string line;
    const auto count = *rc::gen::inRange<std::size_t>(100, 1500);
    for (std::size_t i = 0; i < count; ++i) {
      line += *rc::gen::element<std::string>("a", "\t", "会", "é", "\x1b", "\xFF", " ");
    }
    const auto begin = *rc::gen::inRange<std::size_t>(0, line.size());
    const auto size = *rc::gen::inRange<std::size_t>(0, 200);
    const Excerpt excerpt = make_excerpt(line, begin, begin + size);
    const std::size_t width = text::display_width(excerpt.text);
    RC_ASSERT(width <= kMaxExcerptColumns);
    RC_ASSERT(excerpt.mark_column + excerpt.mark_width <= width + 1);
  }));
}

}  // namespace leadscore
