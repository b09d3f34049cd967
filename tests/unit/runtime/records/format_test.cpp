#include "runtime/records/format.hpp"

#include "tests/unit/runtime/records/reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace leadscore::runtime::testing {
namespace {

/// `json`, `csv` with its delimiter, or the error.
std::string format_of(std::string_view beginning) {
  const auto format = find_format("\"leads\"", beginning);
  if (!format) return format.error().message;
  if (format->is_json) return "json";
  return fmt::format("csv {}{}", format->delimiter, format->names_delimiter ? " named" : "");
}

TEST_CASE("format: an object makes JSON lines, whatever blank lines come before") {
  CHECK(format_of("{\"id\": 1}") == "json");
  CHECK(format_of("\n \r\n  {\"id\": 1}\n") == "json");
  CHECK(format_of("{}\n{}\n") == "json");
  CHECK(format_of("{broken\n{\"id\": 2}\n") == "json");
}

TEST_CASE("format: one broken line at the beginning makes no CSV of JSON lines") {
  CHECK(format_of("what is this\n{\"id\": 2}\n{\"id\": 3}\n") == "json");
  CHECK(format_of("[1, 2]\n{\"id\": 2}\n") == "json");
  CHECK(format_of("null\n{}\n") == "json");
}

TEST_CASE("format: JSON that is not one object a line is shown the way") {
  const std::string array =
      "\"leads\" is a JSON array; leads are read as JSON lines, one object a line. Make them so "
      "with: jq -c '.[]' FILE > leads.jsonl";
  CHECK(format_of("[{\"id\": 1}, {\"id\": 2}]") == array);
  CHECK(format_of("[\n  {\"id\": 1},\n  {\"id\": 2}\n]\n") == array);
  CHECK(format_of("[{\"id\": 1},\n{\"id\": 2}]") == array);
  const std::string spread =
      "\"leads\" is JSON over several lines; leads are read as JSON lines, one object a line. Make "
      "them so with: jq -c '.' FILE > leads.jsonl";
  CHECK(format_of("{\n  \"id\": 1\n}\n") == spread);
  CHECK(format_of("{ \"leads\": [\n  {\"id\": 1}\n]}\n") == spread);
  CHECK(format_of("<html>") == "\"leads\" is HTML or XML: export the records as CSV or JSON lines");
}

TEST_CASE("format: the delimiter is the one that the first line has most of, outside quotes") {
  CHECK(format_of("id,name,city\n1,a,b\n") == "csv ,");
  CHECK(format_of("id;name;city\n1;a;b\n") == "csv ;");
  CHECK(format_of("id\tname\tcity\n1\ta\tb\n") == "csv \t");
  CHECK(format_of("id|name|city\n1|a|b\n") == "csv |");
  CHECK(format_of("id;\"name, first, last, middle\"\n1;\"b\"\n") == "csv ;");
  CHECK(format_of("id;\"name\n, first, last, middle\"\n1;\"b\"\n") == "csv ;");
  CHECK(format_of("id\n1\n2\n") == "csv ,");
  CHECK(format_of("") == "csv ,");
}

TEST_CASE("format: where two are likely, the one that the next lines bear out") {
  CHECK(format_of("id;amount, in euro, net\n1;2\n3;4\n") == "csv ;");
  CHECK(format_of("a;b\n1,5;2,5\n1,5;3,5\n") == "csv ;");
  CHECK(format_of("a;b,c\n") == "csv ,");
}

TEST_CASE("format: a spreadsheet's first line may name the delimiter") {
  CHECK(format_of("sep=;\r\nid;name\r\n") == "csv ; named");
  CHECK(format_of("sep=\tid") == "csv \t");
}

}  // namespace
}  // namespace leadscore::runtime::testing
