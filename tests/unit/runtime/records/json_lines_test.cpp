#include "tests/unit/runtime/records/reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace leadscore::runtime::testing {
namespace {

using namespace std::string_literals;

bytecode::Program names_and_ids() {
  return ProgramMaker().field("name", FieldType::kText).field("n", FieldType::kNumber).make();
}

TEST_CASE("JSON lines: one object a line, blank lines between them, line numbers from 1") {
  const auto program = names_and_ids();
  for (const std::size_t block : kBlockSizes) {
    const Reading reading = read_bytes(program,
                                       "{\"id\": \"a\", \"name\": \"Ann\"}\n\n  \r\n"
                                       "{\"id\": \"b\", \"name\": \"Bob\"}\r\n{\"id\": \"c\"}",
                                       {.limits = {.block_bytes = block}});
    CHECK(reading.error == "");
    CHECK(reading.leads == Texts{"a: name=\"Ann\"", "b: name=\"Bob\"", "c:"});
    CHECK(reading.lines == std::vector<std::uint64_t>{1, 4, 5});
    CHECK(reading.report.leads == 3);
    CHECK(reading.report.rejected == 0);
  }
}

TEST_CASE("JSON lines: a line that is no object is rejected, and the run goes on") {
  const auto program = names_and_ids();
  const Reading reading = read_bytes(program, R"({"id": 1}
not JSON
[1, 2]
"a text"
17
{"id": 2, "name": "no end
{"id": 3, "name" "Ann"}
{"id": 4, "name": yes}
{"id": 5, "n": 012}
{"id": 6, "name": "\x"}
{"id": 7} {"id": 8}
{"id": 9}
)");
  CHECK(reading.leads == Texts{"1:", "9:"});
  CHECK(reading.lines == std::vector<std::uint64_t>{1, 12});
  const std::string no_object = "not a JSON object: a record is written {\"key\": value, ...}";
  const std::string missing =
      "not JSON: a quote, comma, colon or bracket is missing or is one too many";
  CHECK(
      reading.rejects ==
      Texts{"2: not JSON: of words, only true, false and null may stand without quotes",
            "3: " + no_object, "4: " + no_object, "5: " + no_object,
            "6: not JSON: a text has no quote at its end", "7: " + missing, "8: " + missing,
            "9: not JSON: a number is written as JSON does not write numbers",
            "10: not JSON: in a text, a backslash is followed by something that JSON does not know",
            "11: " + missing});
  CHECK(reading.reject_texts[1] == "[1, 2]");
  CHECK(reading.report.rejected == 10);
}

TEST_CASE("JSON lines: a line that is not UTF-8 is rejected and says where") {
  const Reading reading =
      read_bytes(names_and_ids(), "{\"id\": 1}\n{\"id\": \"\xff\"}\n{\"id\": \"\xc3\xa9\"}\n");
  CHECK(reading.leads == Texts{"1:", "é:"});
  CHECK(reading.rejects == Texts{"2: the line is not UTF-8: byte 9 does not belong there"});
}

TEST_CASE("JSON lines: a tab in a text is named as such") {
  const Reading reading = read_bytes(names_and_ids(), "{\"id\": \"a\tb\"}\n{\"id\": 2}\n");
  CHECK(reading.rejects == Texts{"1: not JSON: a tab or another control character stands in a text "
                                 "as it is, not as \\t"});
}

TEST_CASE("JSON lines: a key given twice: the last") {
  const auto program = names_and_ids();
  CHECK(read_one(program, R"({"name": "a", "name": "b"})") == "none: name=\"b\"");
  CHECK(read_one(program, R"({"name": "a", "name": null})") == "none:");
  CHECK(read_one(program, R"({"id": 1, "id": 2})") == "2:");
}

TEST_CASE("JSON lines: a number beyond 64 bits is read by its digits") {
  const auto program = names_and_ids();
  CHECK(read_one(program, R"({"id": 123456789012345678901234567890})") ==
        "123456789012345678901234567890:");
  CHECK(read_one(program, R"({"id": 18446744073709551615, "name": -9223372036854775808})") ==
        "18446744073709551615: name=\"-9223372036854775808\"");
  CHECK(read_one(program, R"({"name":18446744073709551616,"n":18446744073709551616})") ==
        "none: name=\"18446744073709551616\" n=1.8446744073709552e+19");
  CHECK(read_one(program, R"({"id":"12345678901234567890123", "n": -123456789012345678901234})") ==
        "12345678901234567890123: n=-1.2345678901234569e+23");
  // What is in a text is not touched; what is no number stays none.
  CHECK(
      read_one(program, R"({"id": "\" 99999999999999999999999", "n": 99999999999999999999999})") ==
      "\" 99999999999999999999999: n=1e+23");
  CHECK(read_one(program, R"({99999999999999999999999: 99999999999999999999999})")
            .starts_with("not JSON: "));
  CHECK(read_one(program, R"({"n": 099999999999999999999999})").starts_with("not JSON: "));
  CHECK(read_one(program, R"({"n": 99999999999999999999999.})").starts_with("not JSON: "));
}

TEST_CASE("JSON lines: a decimal that no double holds does not read as number") {
  const auto program = names_and_ids();
  CHECK(read_one(program, R"({"n": 1e400, "name": 1e400})") == "none: name=\"1e400\"");
  CHECK(unread_of(program, R"({"n": -1.5e400})") == Texts{"n: -1.5e400 is no number, 1"});
  CHECK(read_one(program, R"({"n": 1e-400})") == "none: n=0");
  CHECK(read_one(program, R"({"n": 1e308})") == "none: n=1e+308");
}

TEST_CASE("JSON lines: deep nesting is rejected where it is too deep to be meant") {
  const auto program = names_and_ids();
  const auto nested = [](std::size_t depth) {
    return "{\"id\": 1, \"x\": " + std::string(depth, '[') + std::string(depth, ']') + "}";
  };
  CHECK(read_one(program, nested(1000)) == "1:");
  CHECK(read_one(program, nested(2000)) == "more than 1,000 lists and objects stand in each other");
  CHECK(read_one(program, nested(1'000'000)) ==
        "more than 1,000 lists and objects stand in each other");
  CHECK(read_one(program, "{\"a\":" + std::string(100'000, '{')).starts_with("not JSON"));
}

TEST_CASE("JSON lines: half an escaped pair is no text") {
  const auto program = names_and_ids();
  CHECK(read_one(program, R"({"id": "\ud83d\ude00"})") == "😀:");
  CHECK(read_one(program, R"({"id": "\ud83d"})").starts_with("not JSON: in a text, a backslash"));
}

TEST_CASE("JSON lines: zero characters in a text are read as they are") {
  CHECK(read_one(names_and_ids(), R"({"id": "a\u0000b"})") == "a\0b:"s);
}

TEST_CASE("JSON lines: a line that is too long is rejected, and the next ones are read") {
  const auto program = names_and_ids();
  const std::string long_line = "{\"id\": \"" + std::string(100'000, 'x') + "\"}";
  for (const std::size_t block : {std::size_t{64}, std::size_t{1024 * 1024}}) {
    const Reading reading =
        read_bytes(program, "{\"id\": 1}\n" + long_line + "\n{\"id\": 2}\n",
                   {.limits = {.most_record_bytes = 10'000, .block_bytes = block}});
    CHECK(reading.leads == Texts{"1:", "2:"});
    CHECK(reading.lines == std::vector<std::uint64_t>{1, 3});
    CHECK(reading.rejects == Texts{"2: the line is too long to be a record"});
    CHECK(long_line.starts_with(reading.reject_texts.at(0)));
    CHECK(reading.reject_texts[0].size() > 1000);
  }
}

TEST_CASE("JSON lines: 10 MB on one line are a record") {
  const std::string name(10'000'000, 'x');
  const Reading reading =
      read_bytes(names_and_ids(), "{\"id\": 1, \"name\": \"" + name + "\"}\n{\"id\": 2}\n");
  CHECK(reading.leads.size() == 2);
  CHECK(reading.leads.at(0) == "1: name=\"" + name + "\"");
}

}  // namespace
}  // namespace leadscore::runtime::testing
