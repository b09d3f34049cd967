#include "runtime/records/line_reader.hpp"

#include "tests/unit/runtime/records/reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace leadscore::runtime::testing {
namespace {

/// `number:text` of every line, `!` before one that is too long.
Texts lines_of(std::string_view text, LineEnd line_end, std::size_t most_bytes,
               std::size_t block_bytes) {
  LineReader reader(std::make_unique<MemorySource>(std::string(text), block_bytes), line_end,
                    most_bytes, block_bytes);
  Texts lines;
  std::string together;
  bool is_whole = true;
  while (true) {
    const auto line = reader.next();
    REQUIRE(line);
    if (!*line) break;
    const Line& found = **line;
    lines.push_back(fmt::format("{}{}:{}", found.is_too_long ? "!" : "", found.number, found.text));
    together += found.with_end;
    is_whole = is_whole && !found.is_too_long;
  }
  if (is_whole) CHECK(together == text);
  return lines;
}

TEST_CASE("lines: numbered from 1, with LF or CRLF, the last with or without an end") {
  for (const std::size_t block : kBlockSizes) {
    CAPTURE(block);
    const auto lines = [&](std::string_view text) {
      return lines_of(text, LineEnd::kLineFeed, 100, block);
    };
    CHECK(lines("") == Texts{});
    CHECK(lines("a") == Texts{"1:a"});
    CHECK(lines("a\n") == Texts{"1:a"});
    CHECK(lines("a\nb") == Texts{"1:a", "2:b"});
    CHECK(lines("a\r\nb\r\n") == Texts{"1:a", "2:b"});
    CHECK(lines("\n\na\n\n") == Texts{"1:", "2:", "3:a", "4:"});
    CHECK(lines("a\rb\nc\r") == Texts{"1:a\rb", "2:c"});
  }
}

TEST_CASE("lines: in CSV a CR alone ends a line, too") {
  for (const std::size_t block : kBlockSizes) {
    CAPTURE(block);
    const auto lines = [&](std::string_view text) {
      return lines_of(text, LineEnd::kOrCarriageReturn, 100, block);
    };
    CHECK(lines("a\rb\rc") == Texts{"1:a", "2:b", "3:c"});
    CHECK(lines("a\r\nb\n\rc\r") == Texts{"1:a", "2:b", "3:", "4:c"});
  }
}

TEST_CASE("lines: a block that was asked for in vain loses none") {
  for (const LineEnd line_end : {LineEnd::kLineFeed, LineEnd::kOrCarriageReturn}) {
    const std::string text = "a\nb\ncd\nefg\nhijk\nl\n";
    LineReader reader(std::make_unique<MemorySource>(text, 64), line_end, 5, 64);
    const auto block = reader.block(1000);
    REQUIRE(block);
    CHECK(block->text.empty());
    for (const char* const expected : {"a", "b", "cd", "efg", "hijk", "l"}) {
      const auto line = reader.next();
      REQUIRE(line);
      REQUIRE(*line);
      CHECK((*line)->text == expected);
      CHECK_FALSE((*line)->is_too_long);
    }
  }
}

TEST_CASE("lines: one that is too long is passed over, and the next ones keep their numbers") {
  for (const std::size_t block : kBlockSizes) {
    for (const LineEnd line_end : {LineEnd::kLineFeed, LineEnd::kOrCarriageReturn}) {
      CAPTURE(block);
      const auto lines = [&](std::string_view text) {
        Texts found = lines_of(text, line_end, 5, block);
        for (std::string& line : found) {
          if (line.starts_with('!')) line.resize(4);  // how much of it is kept is not the matter
        }
        return found;
      };
      CHECK(lines("12345\nb") == Texts{"1:12345", "2:b"});
      CHECK(lines("12345\r\nb") == Texts{"1:12345", "2:b"});
      CHECK(lines("123456\nb") == Texts{"!1:1", "2:b"});
      CHECK(lines("123456") == Texts{"!1:1"});
      CHECK(lines("1234567890123\r\nb") == Texts{"!1:1", "2:b"});
      CHECK(lines("a\n1234567890\n1234567890\nb\n") == Texts{"1:a", "!2:1", "!3:1", "4:b"});
    }
  }
}

TEST_CASE("lines: what is kept of a line too long ends with a whole character") {
  std::string text;
  while (text.size() < 3 * LineReader::kBeginningBytes) text += "xéé";
  LineReader reader(std::make_unique<MemorySource>(text, 1000), LineEnd::kLineFeed, 10'000, 1000);
  const auto line = reader.next();
  REQUIRE(line);
  REQUIRE(line->has_value());
  CHECK((*line)->is_too_long);
  CHECK((*line)->text.size() <= LineReader::kBeginningBytes);
  CHECK((*line)->text.size() > LineReader::kBeginningBytes - 4);
  CHECK(text.starts_with((*line)->text));
  CHECK((text[(*line)->text.size()] & 0xC0) != 0x80);
}

}  // namespace
}  // namespace leadscore::runtime::testing
