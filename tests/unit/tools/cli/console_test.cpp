#include "tools/cli/console.hpp"

#include "base/text/utf8.hpp"
#include "tools/cli/progress.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

namespace leadscore::cli {

TEST_CASE("Texts are cut to columns, not to bytes") {
  CHECK(cut_to_width("short", 5) == "short");
  CHECK(cut_to_width("longer", 5) == "long…");
  CHECK(cut_to_width("会社会社", 5) == "会社…");
  CHECK(cut_to_width("会社会社", 8) == "会社会社");
  CHECK(cut_to_width("a\tb\nc", 9) == "a b c");
  CHECK(rc::check([](const std::string& text) {
    const auto columns = *rc::gen::inRange<std::size_t>(1, 20);
    RC_ASSERT(text::display_width(cut_to_width(text, columns)) <= columns);
  }));
}

TEST_CASE("Padding counts columns") {
  CHECK(padded_right("会", 4) == "会  ");
  CHECK(padded_left("7", 3) == "  7");
  CHECK(padded_left("1234", 3) == "1234");
}

TEST_CASE("Colours are for streams that have them") {
  CHECK(painted(Stream{}, Colour::kRed, "x") == "x");
  CHECK(painted(Stream{.file = nullptr, .has_colour = true}, Colour::kRed, "x") ==
        "\x1b[31mx\x1b[0m");
}

TEST_CASE("The progress line shows a bar where the size is known") {
  CHECK(progress_line({.bytes_read = 50, .bytes_total = 100, .leads = 12'345, .seconds = 10}) ==
        "███████████████░░░░░░░░░░░░░░░  50%  12,345 leads  1,234/s  0:10 left");
  CHECK(progress_line({.bytes_read = 1, .bytes_total = 3601, .leads = 1, .seconds = 1}) ==
        "░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░   0%  1 lead  1/s  1:00:00 left");
  CHECK(progress_line({.bytes_read = 50, .bytes_total = 0, .leads = 2, .seconds = 1}) ==
        "2 leads  2/s");
  CHECK(progress_line({.bytes_read = 0, .bytes_total = 10, .leads = 0, .seconds = 0}) ==
        "░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░   0%  0 leads  0/s");
}

}  // namespace leadscore::cli
