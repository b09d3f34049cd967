#include "runtime/records/text_source.hpp"

#include "tests/unit/runtime/records/reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>

namespace leadscore::runtime::testing {
namespace {

using namespace std::string_literals;

/// All of it as UTF-8, or `error: ` and why not.
std::string decode(std::string_view bytes, std::size_t block) {
  auto text = decode_text("\"leads\"", std::make_unique<MemorySource>(std::string(bytes), block),
                          {.block_bytes = block});
  if (!text) return "error: " + text.error().message;
  std::string decoded;
  std::string buffer(block, '\0');
  while (true) {
    const auto got = (*text)->read(buffer);
    if (!got) return decoded + "error: " + got.error().message;
    if (*got == 0) return decoded;
    decoded.append(buffer, 0, *got);
  }
}

void check_all(std::string_view bytes, std::string_view expected) {
  for (const std::size_t block : kBlockSizes) {
    CAPTURE(block);
    CHECK(decode(bytes, block) == expected);
  }
}

constexpr std::u16string_view kText16 = u"{\"a\": \"é€😀\"}\r\nx";
constexpr std::string_view kText = "{\"a\": \"é€😀\"}\r\nx";

TEST_CASE("text: UTF-8 with or without a byte order mark") {
  check_all("", "");
  check_all(kText, kText);
  check_all("\xEF\xBB\xBF" + std::string(kText), kText);
}

TEST_CASE("text: UTF-16 by its mark, or by its zeros") {
  check_all("\xFF\xFE" + utf16(kText16, true), kText);
  check_all("\xFE\xFF" + utf16(kText16, false), kText);
  check_all(utf16(kText16, true), kText);
  check_all(utf16(kText16, false), kText);
}

TEST_CASE("text: half a pair and an odd byte become no UTF-8, the rest stays") {
  const std::u16string high{u'a', char16_t{0xD800}, u'b', u'\n', u'c'};
  check_all("\xFF\xFE" + utf16(high, true),
            "a\xFF"
            "b\nc");
  const std::u16string low{u'a', char16_t{0xDC00}, u'b'};
  check_all("\xFE\xFF" + utf16(low, false),
            "a\xFF"
            "b");
  check_all("\xFF\xFE" + utf16(u"ab", true) + "c", "ab\xFF");
  const std::u16string cut{u'a', char16_t{0xD83D}};
  check_all("\xFF\xFE" + utf16(cut, true), "a\xFF");
}

TEST_CASE("text: gzip, of one member or several, padded with zeros or not, of UTF-16, too") {
  check_all(gzip(kText), kText);
  check_all(gzip("ab") + gzip("") + gzip("cd"), "abcd");
  check_all(gzip("ab") + "\0\0\0"s, "ab");
  check_all(gzip("ab") + "\0\0\0"s + gzip("cd"), "abcd");
  check_all(gzip("\xFF\xFE" + utf16(kText16, true)), kText);
  std::string large;
  for (int at = 0; at < 20'000; ++at) large += fmt::format("{{\"id\": {}}}\n", at * 7919 % 10'007);
  CHECK(decode(gzip(large), 1000) == large);
}

TEST_CASE("text: a gzip file that is cut off or damaged says how far it went") {
  std::string large;
  for (int at = 0; at < 20'000; ++at) large += fmt::format("{}\n", at * 7919 % 10'007);
  const std::string packed = gzip(large);
  const std::string cut = decode(packed.substr(0, packed.size() / 2), 1000);
  const std::size_t error = cut.find("error: ");
  REQUIRE(error != cut.npos);
  CHECK(large.starts_with(cut.substr(0, error)));
  CHECK(cut.substr(error) ==
        fmt::format("error: \"leads\" ends before it is complete: was it downloaded whole? (it "
                    "unpacks as far as byte {})",
                    error));

  std::string damaged = packed;
  damaged[packed.size() / 2] = static_cast<char>(~damaged[packed.size() / 2]);
  CHECK(decode(damaged, 1000).find("error: \"leads\" is damaged (it unpacks as far as byte ") !=
        std::string::npos);
  check_all(gzip("") + "rubbish",
            "error: \"leads\" goes on with something that is not gzip (it unpacks as far as byte "
            "0)");
  check_all("\x1f\x8b",
            "error: \"leads\" ends before it is complete: was it downloaded whole? (it unpacks as "
            "far as byte 0)");
}

TEST_CASE("text: what is no text is refused with what it is") {
  check_all(
      "PK\x03\x04 and so on",
      "error: \"leads\" is an Excel workbook or a ZIP archive, not JSON lines or CSV: save the "
      "workbook as CSV (UTF-8), or unpack the archive");
  check_all("%PDF-1.7",
            "error: \"leads\" is a PDF, not JSON lines or CSV: export the records as "
            "CSV or JSON lines");
  const std::string no_text =
      "error: \"leads\" is not a text file (it has bytes whose value is 0): leads are read from "
      "JSON lines or CSV, in UTF-8";
  check_all(
      "\x7f"
      "ELF\x02\x01\x01\0\0\0\0\0"s,
      no_text);
  check_all("id,name\n1,a\0b\n"s, no_text);
}

TEST_CASE("text: files that cannot be opened say what to do") {
  const auto error_of = [](const std::string& path) {
    const auto text = open_text(path, {.block_bytes = 64});
    REQUIRE_FALSE(text);
    return text.error().message;
  };
  CHECK(error_of("/nowhere/leads.csv") ==
        "there is no file \"/nowhere/leads.csv\": check the path");
  CHECK(error_of("/tmp") == "\"/tmp\" is a folder: name one file in it");
  CHECK(error_of("/dev/null/leads.csv") ==
        "there is no file \"/dev/null/leads.csv\": a part of its path is a file, not a folder");
}

}  // namespace
}  // namespace leadscore::runtime::testing
