#include "tests/unit/runtime/records/reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace leadscore::runtime::testing {
namespace {

/// What a field `x` of that type reads from a JSON value: its value, `-` for unknown, `?` if it
/// does not read.
std::string value_of(const bytecode::Program& program, std::string_view json) {
  const std::string record = fmt::format("{{\"x\": {}}}", json);
  const std::string spelled = read_one(program, record);
  const std::size_t unread = unread_of(program, record).size();
  if (spelled == "none:") return unread == 1 ? "?" : "-";
  CHECK(unread == 0);
  return spelled.substr(std::string("none: x=").size());
}

std::string value_of(FieldType type, std::string_view json) {
  return value_of(ProgramMaker().field("x", type).make(), json);
}

/// The same from a CSV cell.
std::string cell_value_of(FieldType type, const std::string& cell) {
  const auto program = ProgramMaker().field("x", type).make();
  const Reading reading = read_bytes(program, "id,x\n1," + cell + "\n");
  REQUIRE(reading.leads.size() == 1);
  if (reading.leads[0] == "1:") return reading.report.unread_values.empty() ? "-" : "?";
  return reading.leads[0].substr(std::string("1: x=").size());
}

constexpr FieldType kAllTypes[] = {FieldType::kText, FieldType::kNumber,     FieldType::kYesNo,
                                   FieldType::kTime, FieldType::kListOfText, FieldType::kOneOf,
                                   FieldType::kAny};

TEST_CASE("values: null, an empty text and white space alone are unknown, whatever the type") {
  for (const FieldType type : kAllTypes) {
    CHECK(value_of(type, "null") == "-");
    CHECK(value_of(type, "\"\"") == "-");
    CHECK(value_of(type, "\" \\t\\n\\u00a0\\u3000\"") == "-");
    CHECK(cell_value_of(type, "") == "-");
    CHECK(cell_value_of(type, "\"  \"") == "-");
  }
}

TEST_CASE("values: a text is as in the record; numbers are spelled, true and false as such") {
  CHECK(value_of(FieldType::kText, R"(" CTO ")") == "\" CTO \"");
  CHECK(value_of(FieldType::kText, "7") == "\"7\"");
  CHECK(value_of(FieldType::kText, "7.0") == "\"7\"");
  CHECK(value_of(FieldType::kText, "70e-1") == "\"7\"");
  CHECK(value_of(FieldType::kText, "1e21") == "\"1000000000000000000000\"");
  CHECK(value_of(FieldType::kText, "2.50") == "\"2.5\"");
  CHECK(value_of(FieldType::kText, "-0") == "\"0\"");
  CHECK(value_of(FieldType::kText, "-0.0") == "\"0\"");
  CHECK(value_of(FieldType::kText, "9007199254740993") == "\"9007199254740993\"");
  CHECK(value_of(FieldType::kText, "true") == "\"true\"");
  CHECK(value_of(FieldType::kText, "false") == "\"false\"");
  CHECK(value_of(FieldType::kText, "[]") == "?");
  CHECK(value_of(FieldType::kText, "{}") == "?");
  CHECK(cell_value_of(FieldType::kText, "007") == "\"007\"");
  CHECK(cell_value_of(FieldType::kText, "7.0") == "\"7.0\"");
}

TEST_CASE("values: numbers") {
  CHECK(value_of(FieldType::kNumber, "7") == "7");
  CHECK(value_of(FieldType::kNumber, "-2.5e1") == "-25");
  CHECK(value_of(FieldType::kNumber, "-0.0") == "0");
  CHECK(value_of(FieldType::kNumber, R"("1,200")") == "1200");
  CHECK(value_of(FieldType::kNumber, R"(" $5,000.50 ")") == "5000.5");
  CHECK(value_of(FieldType::kNumber, R"("1e6")") == "1000000");
  CHECK(value_of(FieldType::kNumber, R"(".5")") == "0.5");
  for (const char* other : {R"("many")", R"("5 people")", R"("12,00")", "true", "[5]", "{}"}) {
    CHECK(value_of(FieldType::kNumber, other) == "?");
  }
  CHECK(cell_value_of(FieldType::kNumber, "\"1,200\"") == "1200");
}

TEST_CASE("values: yes/no reads true/false, yes/no, y/n, 1/0, in any case") {
  for (const char* yes : {"true", "1", "1.0", R"("true")", R"("YES")", R"("y")", R"(" 1 ")"}) {
    CHECK(value_of(FieldType::kYesNo, yes) == "yes");
  }
  for (const char* no : {"false", "0", "-0.0", R"("False")", R"("no")", R"("N")", R"("0")"}) {
    CHECK(value_of(FieldType::kYesNo, no) == "no");
  }
  for (const char* other : {R"("on")", R"("true.")", "2", "0.5", R"("1.0")", "[]", "{}"}) {
    CHECK(value_of(FieldType::kYesNo, other) == "?");
  }
}

TEST_CASE("values: times") {
  CHECK(value_of(FieldType::kTime, R"("2026-01-31")") == "2026-01-31T00:00:00Z");
  CHECK(value_of(FieldType::kTime, R"("2026-01-31 09:30+02:00")") == "2026-01-31T07:30:00Z");
  CHECK(value_of(FieldType::kTime, R"("20260131")") == "2026-01-31T00:00:00Z");
  CHECK(value_of(FieldType::kTime, "20260131") == "1970-08-23T11:48:51Z");
  CHECK(value_of(FieldType::kTime, "1769817600") == "2026-01-31T00:00:00Z");
  CHECK(value_of(FieldType::kTime, "1769817600000") == "2026-01-31T00:00:00Z");
  CHECK(value_of(FieldType::kTime, R"("1769817600")") == "2026-01-31T00:00:00Z");
  for (const char* other :
       {R"("2026")", R"("yesterday")", R"("31.01.2026")", "true", "[1]", "{}"}) {
    CHECK(value_of(FieldType::kTime, other) == "?");
  }
  CHECK(cell_value_of(FieldType::kTime, "2026-01-31") == "2026-01-31T00:00:00Z");
}

TEST_CASE("values: a list reads an array, or text split at `;`; a single number is one item") {
  CHECK(value_of(FieldType::kListOfText, R"(["a", "b;c", 7.0, 2.50, true])") ==
        "[a|b;c|7|2.5|true]");
  CHECK(value_of(FieldType::kListOfText, R"(["a", null, "", "  ", "b"])") == "[a|b]");
  CHECK(value_of(FieldType::kListOfText, "[]") == "[]");
  CHECK(value_of(FieldType::kListOfText, "[null]") == "[]");
  CHECK(value_of(FieldType::kListOfText, R"("a; b ;;c")") == "[a|b|c]");
  CHECK(value_of(FieldType::kListOfText, R"(";")") == "[]");
  CHECK(value_of(FieldType::kListOfText, "70e-1") == "[7]");
  CHECK(value_of(FieldType::kListOfText, "true") == "[true]");
  for (const char* other : {R"([["a"]])", R"(["a", {}])", "{}"}) {
    CHECK(value_of(FieldType::kListOfText, other) == "?");
  }
  CHECK(cell_value_of(FieldType::kListOfText, "a;b") == "[a|b]");
}

TEST_CASE("values: one of: another value does not read; the record's spelling stays") {
  const auto program =
      ProgramMaker().field("x", FieldType::kOneOf, {.known_values = {"free", "Team", "1"}}).make();
  CHECK(value_of(program, R"(" FREE ")") == "\" FREE \"");
  CHECK(value_of(program, R"("team")") == "\"team\"");
  CHECK(value_of(program, "1.0") == "\"1\"");
  CHECK(value_of(program, R"("gold")") == "?");
  CHECK(value_of(program, "[\"free\"]") == "?");
  CHECK(unread_of(program, R"({"x": "gold"})") ==
        Texts{"x: gold is no one of \"free\", \"Team\", \"1\", 1"});
}

TEST_CASE("values: a field only asked `is known` is known if anything is given") {
  for (const char* anything : {"7", "false", "\"x\"", "[]", "{}"}) {
    CHECK(value_of(FieldType::kAny, anything) == "given");
  }
}

TEST_CASE("values: `unknown as` compares as `is` does, before the value is read as its type") {
  const auto text =
      ProgramMaker().field("x", FieldType::kText, {.unknown_as = {"Select", "0"}}).make();
  CHECK(value_of(text, R"(" SELECT ")") == "-");
  CHECK(value_of(text, "0") == "-");
  CHECK(value_of(text, R"("Selected")") == "\"Selected\"");
  const auto number =
      ProgramMaker()
          .field("x", FieldType::kNumber, {.unknown_as = {"n/a"}, .unknown_as_numbers = {-1, 999}})
          .make();
  CHECK(value_of(number, "-1") == "-");
  CHECK(value_of(number, "-1.0") == "-");
  CHECK(value_of(number, R"("-1.00")") == "-");
  CHECK(value_of(number, R"("N/A")") == "-");
  CHECK(value_of(number, R"("none")") == "?");
  CHECK(value_of(number, "1") == "1");
  const auto one_of =
      ProgramMaker()
          .field("x", FieldType::kOneOf, {.known_values = {"a"}, .unknown_as = {"unknown"}})
          .make();
  CHECK(value_of(one_of, R"("Unknown")") == "-");
  CHECK(value_of(one_of, R"("b")") == "?");
}

TEST_CASE("values: items of a list that mean nothing are dropped; a list emptied so is known") {
  const auto program =
      ProgramMaker()
          .field("x", FieldType::kListOfText, {.unknown_as = {"none"}, .unknown_as_numbers = {0}})
          .make();
  CHECK(value_of(program, R"(["a", "None", 0, "b"])") == "[a|b]");
  CHECK(value_of(program, R"(["none"])") == "[]");
  CHECK(value_of(program, R"("none; a")") == "[a]");
  CHECK(value_of(program, R"("none")") == "[]");
  CHECK(value_of(program, "\"\"") == "-");
}

TEST_CASE(
    "values: the default stands in where nothing was given, not where a value does not read") {
  ProgramMaker maker;
  const bytecode::Program program =
      maker
          .field("x", FieldType::kNumber,
                 {.unknown_as_numbers = {-1}, .default_value = bytecode::Value(5.0)})
          .make();
  CHECK(value_of(program, "null") == "5");
  CHECK(value_of(program, "\" \"") == "5");
  CHECK(value_of(program, "-1") == "5");
  CHECK(value_of(program, "7") == "7");
  CHECK(value_of(program, "\"many\"") == "?");
  CHECK(read_one(program, "{}") == "none: x=5");
}

TEST_CASE("values: defaults of every type") {
  ProgramMaker maker;
  const TextId free = maker.text("free");
  const std::vector<TextId> list{maker.text("a"), maker.text("b")};
  maker.field("text", FieldType::kText, {.default_value = free});
  maker.field("one", FieldType::kOneOf, {.known_values = {"free"}, .default_value = free});
  maker.field("yes", FieldType::kYesNo, {.default_value = true});
  maker.field("time", FieldType::kTime, {.default_value = TimeMs{0}});
  maker.field("list", FieldType::kListOfText, {.default_value = list});
  const auto program = maker.make();
  const std::string defaults =
      "text=\"free\" one=\"free\" yes=yes time=1970-01-01T00:00:00Z list=[a|b]";
  CHECK(read_one(program, "{}") == "none: " + defaults);
  // A default does not outlive a value, nor a value a default.
  const Reading reading = read_bytes(program, "{}\n{\"list\": [\"c\"], \"yes\": \"no\"}\n{}\n");
  CHECK(reading.leads == Texts{"1: " + defaults,
                               "2: text=\"free\" one=\"free\" yes=no time=1970-01-01T00:00:00Z "
                               "list=[c]",
                               "3: " + defaults});
}

TEST_CASE("values: `unknown as` compares yes/no and times, too") {
  bytecode::Program program = ProgramMaker().field("x", FieldType::kText).make();
  program.fields[bytecode::FieldId(0)].unknown_as = {bytecode::Value(true),
                                                     bytecode::Value(TimeMs{0})};
  CHECK(value_of(program, "true") == "-");
  CHECK(value_of(program, "\"Yes\"") == "-");
  CHECK(value_of(program, "\"1970-01-01\"") == "-");
  CHECK(value_of(program, "\"no\"") == "\"no\"");
}

TEST_CASE("values: those that do not read are counted, field by field, with the first place") {
  const auto program =
      ProgramMaker().field("n", FieldType::kNumber).field("at", FieldType::kTime).make();
  const TemporaryFile file("n,at\n1,\nmany,soon\n,2026-01-01\nmore,\n");
  const Reading reading = read_file(program, {.path = file.path()});
  CHECK(reading.leads == Texts{"1: n=1", "2:", "3: at=2026-01-01T00:00:00Z", "4:"});
  REQUIRE(reading.report.unread_values.size() == 2);
  const UnreadValue& n = reading.report.unread_values[0];
  CHECK(n.name == "n");
  CHECK(n.type == "number");
  CHECK(n.count == 2);
  CHECK(n.line == 3);
  CHECK(n.value == "many");
  CHECK(n.file == file.path());
  CHECK(reading.report.unread_values[1].name == "at");
  CHECK(reading.report.unread_values[1].count == 1);
}

TEST_CASE("values: a long value is shortened where it is shown") {
  const auto program = ProgramMaker().field("n", FieldType::kNumber).make();
  const std::string many = fmt::format("{{\"n\": \"{}\"}}", std::string(1000, 'x'));
  CHECK(unread_of(program, many) ==
        Texts{fmt::format("n: {}… is no number, 1", std::string(60, 'x'))});
  CHECK(unread_of(program, R"({"n": {"a": [1, 2]}})") ==
        Texts{R"(n: {"a":[1,2]} is no number, 1)"});
}

}  // namespace
}  // namespace leadscore::runtime::testing
