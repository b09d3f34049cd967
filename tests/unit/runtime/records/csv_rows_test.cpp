#include "runtime/records/csv_rows.hpp"

#include "tests/unit/runtime/records/reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace leadscore::runtime::testing {
namespace {

using namespace std::string_literals;

/// `line[cell|cell]` of every row, `line!reason` of every reject.
Texts rows_of(std::string_view text, char delimiter = ',', std::size_t most_bytes = 1'000'000) {
  Texts first;
  for (const std::size_t block : kBlockSizes) {
    CAPTURE(block);
    auto rows = CsvRows::open("leads.csv", std::make_unique<MemorySource>(std::string(text), block),
                              delimiter, most_bytes, block, 1);
    if (!rows) return {rows.error().message};
    Texts spelled{fmt::format("{}", fmt::join(*(*rows)->columns(), "|"))};
    Record record;
    while (true) {
      REQUIRE((*rows)->next(record));
      if (record.kind == Record::Kind::kEnd) break;
      spelled.push_back(record.kind == Record::Kind::kReject
                            ? fmt::format("{}!{}", record.line, record.reason)
                            : fmt::format("{}[{}]", record.line, fmt::join(record.row, "|")));
    }
    if (block == kBlockSizes[0]) first = spelled;
    CHECK(spelled == first);
  }
  return first;
}

TEST_CASE("CSV: the first row names the columns") {
  CHECK(rows_of("id,name\n1,Ann\n2,Bob\n") == Texts{"id|name", "2[1|Ann]", "3[2|Bob]"});
  CHECK(rows_of("id,name\n1,Ann") == Texts{"id|name", "2[1|Ann]"});
  CHECK(rows_of("id;name\r\n1;Ann\r\n", ';') == Texts{"id|name", "2[1|Ann]"});
  CHECK(rows_of("id\tname\n1\tAnn\n\t\n", '\t') == Texts{"id|name", "2[1|Ann]"});
  CHECK(rows_of("id,name\r1,Ann\r2,Bob\r") == Texts{"id|name", "2[1|Ann]", "3[2|Bob]"});
}

TEST_CASE("CSV: no rows, no records") {
  CHECK(rows_of("id,name\n") == Texts{"id|name"});
  CHECK(rows_of("id,name") == Texts{"id|name"});
  CHECK(rows_of("") == Texts{""});
  CHECK(rows_of("\n\n") == Texts{""});
}

TEST_CASE("CSV: quotes, doubled quotes, delimiters and line ends in quotes") {
  CHECK(rows_of("id,name\n1,\"Ann, Lee\"\n") == Texts{"id|name", "2[1|Ann, Lee]"});
  CHECK(rows_of("id,name\n1,\"say \"\"hi\"\"\"\n") == Texts{"id|name", "2[1|say \"hi\"]"});
  CHECK(rows_of("id,name\n1,\"two\nlines\"\n2,x\n") ==
        Texts{"id|name", "2[1|two\nlines]", "4[2|x]"});
  CHECK(rows_of("id,name\n1,\"a\r\n\r\nb\"\r\n2,x\r\n") ==
        Texts{"id|name", "2[1|a\r\n\r\nb]", "5[2|x]"});
  CHECK(rows_of("\"id\",\"two\nlines\"\n1,2\n") == Texts{"id|two\nlines", "3[1|2]"});
  CHECK(rows_of("id,name\n1,\"\"\n") == Texts{"id|name", "2[1|]"});
  CHECK(rows_of("id,name\n1,\"x\"") == Texts{"id|name", "2[1|x]"});
}

TEST_CASE("CSV: a quote inside a cell without quotes is a character of it") {
  CHECK(rows_of("id,size\n1,5\" pipe\n2,6\"\n") == Texts{"id|size", "2[1|5\" pipe]", "3[2|6\"]"});
}

TEST_CASE("CSV: blanks around a cell are no part of it, those in quotes are") {
  CHECK(rows_of("id, name \n1, \"a, b\" \n 2 ,\" c \"\n") ==
        Texts{"id|name", "2[1|a, b]", "3[2| c ]"});
  CHECK(rows_of("id\tname\n1\t a b \n", '\t') == Texts{"id|name", "2[1|a b]"});
}

TEST_CASE("CSV: a blank row is no record but has its lines") {
  CHECK(rows_of("\nid,name\n\n1,Ann\n \t \n,\n, \" \"\n2,Bob\n\n") ==
        Texts{"id|name", "4[1|Ann]", "8[2|Bob]"});
}

TEST_CASE("CSV: a row with more or fewer values than columns is rejected with both numbers") {
  CHECK(rows_of("a,b,c\n1,2\n1,2,3,4\n1,2,3\n1\n") ==
        Texts{"a|b|c", "2!the header names 3 columns, this row has 2 values",
              "3!the header names 3 columns, this row has 4 values", "4[1|2|3]",
              "5!the header names 3 columns, this row has 1 value"});
}

TEST_CASE("CSV: a cell that is not UTF-8 rejects its row") {
  CHECK(rows_of("id,name\n1,Andr\xe9\n2,Andr\xc3\xa9\n") ==
        Texts{"id|name", "2!the row is not UTF-8: in a spreadsheet, save the file as \"CSV UTF-8\"",
              "3[2|André]"});
  CHECK(rows_of("id,n\xe9m\n1,a\n") ==
        Texts{"leads.csv:1: the first row, which names the columns, cannot be read: the row is not "
              "UTF-8: in a spreadsheet, save the file as \"CSV UTF-8\""});
}

TEST_CASE("CSV: a quote that is never closed costs its line, not the file") {
  CHECK(rows_of("id,name\n1,Ann\n2,\"Bob\n3,Cid\n4,Dan\n") ==
        Texts{"id|name", "2[1|Ann]", "3!a quote is opened here and never closed", "4[3|Cid]",
              "5[4|Dan]"});
  CHECK(rows_of("id,name\n1,\"Ann") ==
        Texts{"id|name", "2!a quote is opened here and never closed"});
  CHECK(rows_of("id,name\n1,\"Ann\n2,x\n3,\"\n") == Texts{"id|name", "2[1|Ann\n2,x\n3,]"});
  CHECK(rows_of("id,name\r1,\"Ann\r2,b\r\r3,c") ==
        Texts{"id|name", "2!a quote is opened here and never closed", "3[2|b]", "5[3|c]"});
}

TEST_CASE("CSV: a quote that closes where no value ends costs its line, not those after it") {
  const std::string stray =
      "a quote is opened here and closed where no value ends: in a value it is written twice";
  CHECK(rows_of("id,name\n1,a\n2,\"a\"x\n3,b\n4,\"c\"\n5,d\n") ==
        Texts{"id|name", "2[1|a]", "3!" + stray, "4[3|b]", "5[4|c]", "6[5|d]"});
  CHECK(rows_of("id,name\n1,\"Ann\n2,\"x\n3,c\n") ==
        Texts{"id|name", "2!" + stray, "3!a quote is opened here and never closed", "4[3|c]"});
  CHECK(rows_of("id,name\n1,\"a\n2,\"b\"\n3,c\n") ==
        Texts{"id|name", "2!" + stray, "3[2|b]", "4[3|c]"});
  CHECK(rows_of("id,name\n1,\"a\" \"b\n2,c") == Texts{"id|name", "2!" + stray, "3[2|c]"});
  CHECK(rows_of("id,name\n1,\"a\"x") == Texts{"id|name", "2!" + stray});
}

TEST_CASE("CSV: quotes in a quoted value need not be doubled if all of it is on one line") {
  CHECK(rows_of("id,name\n1,\"an \"odd\" value\"\n2,b\n") ==
        Texts{"id|name", "2[1|an \"odd\" value]", "3[2|b]"});
  CHECK(rows_of("id,name\r\n1,\"a \"\"b\"\"\r\nc\" \r\n2,\"d\"\r\n") ==
        Texts{"id|name", "2[1|a \"b\"\r\nc]", "4[2|d]"});
}

TEST_CASE("CSV: a row that grows too long is given up after its first line") {
  std::string text = "id,name\n1,\"Ann\n";
  Texts expected{"id|name", "2!a quote is opened here and never closed"};
  for (int row = 2; row < 50; ++row) {
    text += fmt::format("{},name {}\n", row, row);
    expected.push_back(fmt::format("{}[{}|name {}]", row + 1, row, row));
  }
  CHECK(rows_of(text, ',', 100) == expected);
}

TEST_CASE("CSV: quotes count again after the lines that were read one by one") {
  std::string text = "id,name\n1,\"Ann\n";
  Texts expected{"id|name", "2!a quote is opened here and never closed"};
  for (int row = 2; row < 20; ++row) {
    text += fmt::format("{},name {}\n", row, row);
    expected.push_back(fmt::format("{}[{}|name {}]", row + 1, row, row));
  }
  CHECK(rows_of(text + "20,\"a\nb\"\n21,c\n", ',', 100).back() == "23[21|c]");
}

TEST_CASE("CSV: a line that is too long is rejected, in quotes and outside") {
  const std::string long_cell(500, 'x');
  CHECK(rows_of("id,name\n1," + long_cell + "\n2,b\n", ',', 100) ==
        Texts{"id|name", "2!the row is too long to be a record", "3[2|b]"});
  CHECK(rows_of("id,name\n1,\"a\n2," + long_cell + "\n3,c\n", ',', 100) ==
        Texts{"id|name", "2!a quote is opened here and never closed",
              "3!the row is too long to be a record", "4[3|c]"});
}

TEST_CASE("CSV: zero characters stay in their cell") {
  CHECK(rows_of("id,name\n1,a\0b\n"s) == Texts{"id|name", "2[1|a\0b]"s});
}

TEST_CASE("CSV: a rejected row is reported with all its lines as they stand") {
  const auto program = ProgramMaker().field("name", FieldType::kText).make();
  const Reading reading =
      read_bytes(program, "id,name\r\n1,\"a\r\nb\",c\r\n2,\"x\"\"y\",z\r\n3,d\r\n4,\"e\r\n");
  CHECK(reading.leads == Texts{"3: name=\"d\""});
  CHECK(reading.rejects == Texts{"2: the header names 2 columns, this row has 3 values",
                                 "4: the header names 2 columns, this row has 3 values",
                                 "6: a quote is opened here and never closed"});
  CHECK(reading.reject_texts == Texts{"1,\"a\r\nb\",c", "2,\"x\"\"y\",z", "4,\"e"});
}

TEST_CASE("CSV: the delimiter, a byte order mark, UTF-16 and gzip are found out") {
  const auto program =
      ProgramMaker().field("name", FieldType::kText).field("n", FieldType::kNumber).make();
  const Texts expected{"7: name=\"Ann é\" n=1.5", "8: name=\"x;y\""};
  const std::string text = "id;name;n\n7;Ann é;1.5\n8;\"x;y\";\n";
  CHECK(read_bytes(program, text).leads == expected);
  CHECK(read_bytes(program, "\xEF\xBB\xBF" + text).leads == expected);
  CHECK(read_bytes(program, gzip(text)).leads == expected);
  const std::u16string text16 = u"id;name;n\n7;Ann é;1.5\n8;\"x;y\";\n";
  CHECK(read_bytes(program, "\xFF\xFE" + utf16(text16, true)).leads == expected);
  CHECK(read_bytes(program, gzip(utf16(text16, false))).leads == expected);
  const Reading named = read_bytes(program, "\r\nsep=;\r\n" + text);
  CHECK(named.leads == expected);
  CHECK(named.lines == std::vector<std::uint64_t>{4, 5});
  const Reading old = read_bytes(program, "sep=;\rid;name;n\r7;Ann é;1.5\r8;\"x;y\";\r");
  CHECK(old.leads == expected);
  CHECK(old.lines == std::vector<std::uint64_t>{3, 4});
}

TEST_CASE("CSV: a file whose first line names no columns is refused") {
  const auto program = ProgramMaker().field("name", FieldType::kText).make();
  const auto without = read_bytes(program, "17,Ann,2026-01-01\n18,Bob,2026-01-02\n");
  CHECK(without.error.ends_with(
      " does not begin with the names of its columns, but with: 17, Ann, 2026-01-01. Put a first "
      "line there that names them"));
  CHECK(read_bytes(program, "other,columns\n1,2\n").leads == Texts{"1:"});
}

TEST_CASE("CSV: a column without a name, and names given twice") {
  const auto program = ProgramMaker().field("name", FieldType::kText).make();
  const Reading reading = read_bytes(program, "id,,name,name\n1,x,a,b\n2,x,,b\n3,x,,\n");
  CHECK(reading.leads == Texts{"1: name=\"a\"", "2: name=\"b\"", "3:"});
}

}  // namespace
}  // namespace leadscore::runtime::testing
