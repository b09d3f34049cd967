#include "runtime/records/key_table.hpp"
#include "tests/unit/runtime/records/reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace leadscore::runtime::testing {
namespace {

bytecode::Program job_title() {
  return ProgramMaker().field("job_title", FieldType::kText, {.unknown_as = {"n/a"}}).make();
}

bytecode::Program company_city() {
  return ProgramMaker().field("company.city", FieldType::kText).make();
}

TEST_CASE("keys: equal after everything but letters and digits is removed and case folded") {
  const auto program = job_title();
  for (const char* key :
       {"job_title", "Job Title", "jobTitle", "JOB-TITLE", "job.title", " jobtitle"}) {
    CAPTURE(key);
    CHECK(read_one(program, fmt::format("{{\"{}\": \"CTO\"}}", key)) == "none: job_title=\"CTO\"");
  }
  CHECK(read_one(program, R"({"job_titles": "CTO", "job": {"title": "CTO"}})") == "none:");
}

TEST_CASE("keys: an exact match wins, else the first that is leniently equal") {
  const auto program = job_title();
  CHECK(read_one(program, R"({"Job Title": "a", "job_title": "b"})") == "none: job_title=\"b\"");
  CHECK(read_one(program, R"({"Job Title": "a", "jobTitle": "b"})") == "none: job_title=\"a\"");
}

TEST_CASE("keys: a key with a value wins over one without") {
  const auto program = job_title();
  for (const char* nothing : {"null", "\"\"", "\"  \"", "\"N/A\""}) {
    CAPTURE(nothing);
    CHECK(read_one(program, fmt::format("{{\"job_title\": {}, \"Job Title\": \"a\"}}", nothing)) ==
          "none: job_title=\"a\"");
    CHECK(read_one(program, fmt::format("{{\"JobTitle\": {}, \"Job Title\": \"a\"}}", nothing)) ==
          "none: job_title=\"a\"");
  }
}

TEST_CASE("keys: what `from` names is the key; it may be any text") {
  const auto program = ProgramMaker()
                           .field("employees", FieldType::kNumber, {.key = "Company Size"})
                           .field("share", FieldType::kNumber, {.key = "%"})
                           .make();
  CHECK(read_one(program, R"({"company_size": 5})") == "none: employees=5");
  CHECK(read_one(program, R"({"employees": 5})") == "none:");
  CHECK(read_one(program, R"({"%": 5, "!": 6, "": 7})") == "none: share=5");
  CHECK(read_one(program, R"({"!": 6, "": 7})") == "none:");
}

TEST_CASE("keys: `company.city`: the flat key, then the nested object, then leniently") {
  const auto program = company_city();
  const std::string flat = R"("company.city": "flat")";
  const std::string nested = R"("company": {"city": "nested"})";
  const std::string lenient = R"("Company City": "lenient")";
  const auto read = [&](const std::string& inside) {
    return read_one(program, "{" + inside + "}");
  };
  CHECK(read(lenient + "," + nested + "," + flat) == "none: company.city=\"flat\"");
  CHECK(read(lenient + "," + nested) == "none: company.city=\"nested\"");
  CHECK(read(lenient) == "none: company.city=\"lenient\"");
  CHECK(read(R"("Company": {"City": "a"})") == "none: company.city=\"a\"");
  CHECK(read(R"("company": {"City": "a"}, "Company": {"city": "b"})") ==
        "none: company.city=\"a\"");
  CHECK(read(R"("Company": {"City": "a"}, "Company City": "b")") == "none: company.city=\"b\"");
  CHECK(read(R"("company.city": null, "company": {"city": "a"})") == "none: company.city=\"a\"");
  CHECK(read(R"("company": {"city": ""}, "companyCity": "a")") == "none: company.city=\"a\"");
  CHECK(read(R"("company": "Acme", "city": "a")") == "none:");
}

TEST_CASE("keys: of nested keys given twice the last counts, too") {
  const auto program = company_city();
  CHECK(read_one(program, R"({"company": {"city": "a"}, "company": {"city": "b", "city": "c"}})") ==
        "none: company.city=\"c\"");
  CHECK(read_one(program, R"({"company": {"city": "a"}, "company": {}})") == "none:");
}

TEST_CASE("keys: deeper names reach through every split of the name") {
  const auto program =
      ProgramMaker().field("a.b.c", FieldType::kNumber).field("a.x", FieldType::kNumber).make();
  CHECK(read_one(program, R"({"a": {"b": {"c": 1}, "x": 2}})") == "none: a.b.c=1 a.x=2");
  CHECK(read_one(program, R"({"a.b": {"c": 1}, "A": {"X": 2}})") == "none: a.b.c=1 a.x=2");
  CHECK(read_one(program, R"({"a": {"b.c": 1}})") == "none: a.b.c=1");
  CHECK(read_one(program, R"({"A-B": {"C": 1}})") == "none: a.b.c=1");
}

TEST_CASE("keys: in CSV as in JSON") {
  const auto program = ProgramMaker()
                           .field("job_title", FieldType::kText)
                           .field("company.city", FieldType::kText)
                           .make();
  const Reading reading = read_bytes(program,
                                     "Job Title,job_title,Company City,company.city\n"
                                     "a,b,c,d\n"
                                     "a,,c,\n"
                                     "a, ,c,\" \"\n");
  CHECK(reading.leads == Texts{"1: job_title=\"b\" company.city=\"d\"",
                               "2: job_title=\"a\" company.city=\"c\"",
                               "3: job_title=\"a\" company.city=\"c\""});
}

TEST_CASE("keys: `id` and `events` are exact") {
  const auto program = ProgramMaker().kind("opened", "message").make();
  CHECK(read_one(program, R"({"ID": 1, "Events": [{"type": "opened"}]})") == "none:");
  CHECK(read_one(program, R"({"id": 1, "events": [{"type": "opened"}]})") == "1: opened()");
}

TEST_CASE("keys: one key may fill a field and be the id") {
  const auto program = ProgramMaker().field("id", FieldType::kNumber).make();
  CHECK(read_one(program, R"({"id": 7})") == "7: id=7");
}

TEST_CASE("keys: more distinct keys than are remembered are read all the same") {
  const auto program = job_title();
  std::string text;
  for (int line = 0; line < 30; ++line) {
    text += "{";
    for (int key = 0; key < 5'000; ++key) text += fmt::format("\"{}_{}\": 1, ", line, key);
    text += fmt::format("\"job{}title\": {}, \"id\": {}}}\n", std::string(line, ' '), line, line);
  }
  const Reading reading = read_bytes(program, text);
  REQUIRE(reading.leads.size() == 30);
  for (int line = 0; line < 30; ++line) {
    CHECK(reading.leads[line] == fmt::format("{}: job_title=\"{}\"", line, line));
  }
}

}  // namespace
}  // namespace leadscore::runtime::testing
