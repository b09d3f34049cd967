#include "runtime/records/record_reader.hpp"

#include "tests/unit/runtime/records/reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace leadscore::runtime::testing {
namespace {

bytecode::Program two_fields() {
  return ProgramMaker()
      .field("employees", FieldType::kNumber)
      .field("name", FieldType::kText)
      .kind("visited", "page")
      .make();
}

TEST_CASE("ids: as text; numbers spelled exactly; none or blank: the number of the record") {
  const Reading reading = read_bytes(two_fields(), R"({"id": "a b"}
{"id": 12345678901234567}

{"id": null}
{"id": " "}
broken
{"name": "x"}
{"id": 2.50}
{"id": true}
)");
  CHECK(reading.leads ==
        Texts{"a b:", "12345678901234567:", "3:", "4:", "6: name=\"x\"", "2.5:", "true:"});
}

TEST_CASE("ids: an array or object is none, and is counted") {
  const auto program = two_fields();
  CHECK(read_one(program, R"({"id": [7]})") == "none:");
  CHECK(unread_of(program, R"({"id": [7]})") == Texts{"id: [7] is no text, 1"});
}

TEST_CASE("ids: the caller may name the key, exactly or leniently") {
  const auto program = two_fields();
  const Reading csv = read_bytes(program, "E-Mail,id\na@x.com,1\n,2\n", {.id_key = "email"});
  CHECK(csv.leads == Texts{"a@x.com:", "2:"});
  const Reading json = read_bytes(program, "{\"user\": {\"id\": 7}, \"id\": 8}\n{\"id\": 9}\n",
                                  {.id_key = "user.id"});
  CHECK(json.leads == Texts{"7:", "2:"});
  const Reading missing = read_bytes(program, "id,name\n1,a\n", {.id_key = "email"});
  CHECK(missing.error.ends_with(" has no column \"email\" for the id; its columns are: id, name"));
}

TEST_CASE("ids: two records with one id are two leads") {
  CHECK(read_bytes(two_fields(), "{\"id\": 1, \"name\": \"a\"}\n{\"id\": 1}\n").leads ==
        Texts{"1: name=\"a\"", "1:"});
}

TEST_CASE("ids: without a column for it, CSV rows have their numbers") {
  const Reading reading = read_bytes(two_fields(), "name,employees\na,1\n\nb,2,3\nc,3\n");
  CHECK(reading.leads == Texts{"1: employees=1 name=\"a\"", "3: employees=3 name=\"c\""});
  CHECK(reading.lines == std::vector<std::uint64_t>{2, 5});
}

TEST_CASE("strict: a value that does not read rejects its record, naming field, value and type") {
  const auto program = two_fields();
  const Reading reading = read_bytes(program,
                                     "{\"id\": 1, \"employees\": \"many\", \"name\": \"a\"}\n"
                                     "{\"id\": 2, \"employees\": 5}\n"
                                     "{\"id\": 3, \"events\": [{\"type\": \"visited\", \"at\": "
                                     "\"soon\"}]}\n{\"id\": 4, \"events\": [1]}\n",
                                     {.is_strict = true});
  CHECK(reading.leads == Texts{"2: employees=5"});
  CHECK(reading.rejects ==
        Texts{"1: employees is \"many\", which does not read as number",
              "3: time of an event is \"soon\", which does not read as time",
              "4: `events` holds something that is no event: an event is an object with a "
              "\"type\""});
  CHECK(reading.reject_texts.at(0) == "{\"id\": 1, \"employees\": \"many\", \"name\": \"a\"}");
  CHECK(reading.report.leads == 1);
  CHECK(reading.report.rejected == 3);
  CHECK(reading.report.unread_values.empty());
  CHECK(reading.report.unreadable_events == 0);
}

TEST_CASE("batches: any size gives the same leads; an empty one is the end") {
  const auto program = two_fields();
  std::string text;
  Texts expected;
  for (int id = 0; id < 50; ++id) {
    text += fmt::format("{{\"id\": {}, \"employees\": {}}}\nbroken\n", id, id * id);
    expected.push_back(fmt::format("{}: employees={}", id, id * id));
  }
  const TemporaryFile file(text);
  for (const std::size_t size : {1, 2, 7, 50, 51, 2048}) {
    const Reading reading = read_file(program, {.path = file.path()}, size);
    CHECK(reading.leads == expected);
    CHECK(reading.report.leads == 50);
    CHECK(reading.report.rejected == 50);
  }
  const auto reader = RecordReader::open(program, {.path = file.path()});
  REQUIRE(reader);
  LeadBatch batch(program);
  REQUIRE((*reader)->read(batch, 1000));
  CHECK(batch.size() == 50);
  for (int again = 0; again < 2; ++again) {
    REQUIRE((*reader)->read(batch, 1000));
    CHECK(batch.size() == 0);
  }
}

TEST_CASE("progress: bytes of the file itself, packed or not") {
  const auto program = two_fields();
  for (const std::string& text : {std::string("{}\n{}\n"), gzip("{}\n{}\n")}) {
    const TemporaryFile file(text);
    const auto reader = RecordReader::open(program, {.path = file.path()});
    REQUIRE(reader);
    LeadBatch batch(program);
    REQUIRE((*reader)->read(batch, 10));
    CHECK(batch.size() == 2);
    CHECK((*reader)->bytes_read() == text.size());
    CHECK((*reader)->bytes_total() == text.size());
  }
}

TEST_CASE("no leads: an empty file, blank lines, a header alone") {
  const auto program = two_fields();
  for (const std::string& text : {std::string(), std::string("\n \n"), std::string("id,name\n"),
                                  std::string("\xEF\xBB\xBF"), gzip("")}) {
    const Reading reading = read_bytes(program, text);
    CHECK(reading.error == "");
    CHECK(reading.leads.empty());
    CHECK(reading.rejects.empty());
  }
}

TEST_CASE("errors: what was read before a file breaks off comes first") {
  const auto program = two_fields();
  std::string text;
  for (int id = 0; id < 20'000; ++id) text += fmt::format("{{\"id\": {}}}\n", id * 7919 % 10'007);
  const std::string packed = gzip(text);
  const Reading reading =
      read_bytes(program, packed.substr(0, packed.size() / 2), {.limits = {.block_bytes = 1000}});
  CHECK(reading.leads.size() > 100);
  CHECK(reading.leads.size() < 20'000);
  CHECK(reading.rejects.empty());
  CHECK(reading.error.find("ends before it is complete") != std::string::npos);
}

TEST_CASE("errors: files that cannot be read say which and what to do") {
  const auto program = two_fields();
  CHECK(read_file(program, {.path = "/nowhere"}).error ==
        "there is no file \"/nowhere\": check the path");
  CHECK(read_file(program, {.path = "/tmp"}).error == "\"/tmp\" is a folder: name one file in it");
  CHECK(read_bytes(program, "[{\"id\": 1}]").error.find("is a JSON array") != std::string::npos);
  CHECK(read_file(program, {.path = "-", .events = EventsFileOptions{.path = "-"}}).error ==
        "leads and events cannot both come from standard input: name a file for one");
}

TEST_CASE("one JSON object: a lead for embedders") {
  const auto program = two_fields();
  LeadBatch batch(program);
  ReadReport report;
  REQUIRE(read_json_lead(program, R"({"id": "a", "employees": 5})", "1", batch, report));
  REQUIRE(read_json_lead(program, R"({"employees": "many"})", "2", batch, report));
  CHECK_FALSE(read_json_lead(program, "[]", "3", batch, report));
  CHECK_FALSE(read_json_lead(program, "", "3", batch, report));
  REQUIRE(batch.size() == 2);
  CHECK(spell(program, batch, 0) == "a: employees=5");
  CHECK(spell(program, batch, 1) == "2:");
  CHECK(report.leads == 2);
  REQUIRE(report.unread_values.size() == 1);
  CHECK(report.unread_values[0].count == 1);
}

}  // namespace
}  // namespace leadscore::runtime::testing
