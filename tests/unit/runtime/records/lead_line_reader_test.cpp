// Leads in memory, line after line: read as each of them is alone, and never beyond its end.
#include "runtime/records/lead_line_reader.hpp"

#include "runtime/records/input_limits.hpp"
#include "tests/unit/runtime/records/json_maker.hpp"
#include "tests/unit/runtime/records/reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstring>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

namespace leadscore::runtime::testing {
namespace {

/// Two pages of which only the first may be looked at: texts stand at its end.
class PageEnd {
 public:
  PageEnd() : page_(static_cast<std::size_t>(sysconf(_SC_PAGESIZE))) {
    void* const pages =
        mmap(nullptr, 2 * page_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    REQUIRE(pages != MAP_FAILED);
    begin_ = static_cast<char*>(pages);
    REQUIRE(mprotect(begin_ + page_, page_, PROT_NONE) == 0);
  }
  ~PageEnd() { munmap(begin_, 2 * page_); }
  PageEnd(const PageEnd&) = delete;
  PageEnd& operator=(const PageEnd&) = delete;

  [[nodiscard]] std::string_view put(std::string_view text) {
    REQUIRE(text.size() <= page_);
    char* const place = begin_ + page_ - text.size();
    std::memcpy(place, text.data(), text.size());
    return {place, text.size()};
  }
  void wipe() { std::memset(begin_, 'x', page_); }

 private:
  std::size_t page_;
  char* begin_ = nullptr;
};

bytecode::Program program_of_much() {
  return ProgramMaker()
      .field("job_title", FieldType::kText, {.unknown_as = {"n/a"}})
      .field("company.city", FieldType::kText)
      .field("employees", FieldType::kNumber)
      .field("plan", FieldType::kOneOf, {.known_values = {"free", "team"}})
      .field("is_open", FieldType::kYesNo)
      .field("tags", FieldType::kListOfText)
      .field("created_at", FieldType::kTime)
      .kind("visited", "page")
      .of_pages()
      .attribute("host", FieldType::kText, {}, bytecode::AddressPart::kHost)
      .kind("watched", "video", {"Video Seen"})
      .attribute("seconds", FieldType::kNumber, {.unknown_as_numbers = {0}})
      .activity()
      .make();
}

std::string spell_unread(const ReadReport& report) {
  std::string spelled = fmt::format("{} {}", report.unreadable_events, report.ignored_messages);
  for (const UnreadValue& value : report.unread_values) {
    spelled += fmt::format(" {}:{}:{}:{}", value.name, value.type, value.count, value.value);
  }
  return spelled;
}

/// What comes of a line alone: the lead, or why there is none.
struct Alone {
  std::string told;
  bool is_read = false;
  ReadReport report;
};

Alone read_alone(const bytecode::Program& program, std::string_view line, std::size_t number) {
  Alone alone;
  LeadBatch batch(program);
  const auto read = read_json_lead(program, line, fmt::format("{}", number), batch, alone.report);
  alone.is_read = static_cast<bool>(read);
  alone.told = alone.is_read ? spell(program, batch, 0) : read.error().message;
  return alone;
}

TEST_CASE("lines in memory are read as each is alone, whatever is behind them") {
  const bytecode::Program program = program_of_much();
  PageEnd end;
  std::size_t taken = 0;
  std::size_t refused = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    CAPTURE(seed);
    JsonMaker maker(seed);
    LeadLineReader reader(program, {.id_key = std::nullopt, .is_quick = seed % 10 != 0});
    LeadBatch batch(program);
    for (std::size_t number = 1; number <= 30; ++number) {
      std::string line = maker.line();
      if (number % 3 == 0 && line.ends_with('\n')) line.pop_back();
      if (number % 7 == 0) line.resize(line.size() / 2);
      if (line.size() > 4096) continue;
      CAPTURE(line);
      if (number % 5 == 0) batch.clear();
      const std::size_t before = batch.size();
      const Alone alone =
          read_alone(program, line, reader.report().leads + reader.report().rejected + 1);
      const auto read = reader.read(end.put(line), batch);
      end.wipe();  // the batch has a copy
      REQUIRE(static_cast<bool>(read) == alone.is_read);
      REQUIRE(batch.size() == before + (alone.is_read ? 1 : 0));
      CHECK((read ? spell(program, batch, before) : read.error().message) == alone.told);
      ++(read ? taken : refused);
    }
  }
  CHECK(taken > 1000);
  CHECK(refused > 100);
}

TEST_CASE("lines in memory: what did not read is counted as of each alone") {
  const bytecode::Program program = program_of_much();
  LeadLineReader reader(program);
  LeadBatch batch(program);
  for (const char* const line : {R"({"id": "a", "employees": "many"})", R"({"employees": 7})", "[]",
                                 R"({"employees": "few"})", R"({"events": [7]})"}) {
    static_cast<void>(reader.read(line, batch));
  }
  CHECK(batch.size() == 4);
  CHECK(batch.id(1) == "2");
  CHECK(batch.line(3) == 5);
  CHECK(reader.report().leads == 4);
  CHECK(reader.report().rejected == 1);
  CHECK(spell_unread(reader.report()) == "1 0 employees:number:2:many");
  CHECK(reader.report().unread_values.front().line == 1);
}

TEST_CASE("lines in memory: the id may be under another key") {
  const bytecode::Program program = program_of_much();
  for (const bool is_quick : {true, false}) {
    LeadLineReader reader(program, {.id_key = "email", .is_quick = is_quick});
    LeadBatch batch(program);
    REQUIRE(reader.read(R"({"id": 1, "Email": "a@b.c"})", batch));
    CHECK(batch.id(0) == "a@b.c");
  }
}

TEST_CASE("lines in memory: an object over several lines, and what is behind an object") {
  const bytecode::Program program = program_of_much();
  LeadLineReader reader(program);
  LeadBatch batch(program);
  REQUIRE(reader.read("{\"id\": 1,\n \"job_title\": \"CTO\"\n}\n\n", batch));
  CHECK(spell(program, batch, 0) == "1: job_title=\"CTO\"");
  CHECK_FALSE(reader.read("{\"id\": 1}\n{\"id\": 2}\n", batch));
  CHECK_FALSE(reader.read("{\"id\": 1} x", batch));
  CHECK_FALSE(reader.read("", batch));
  CHECK_FALSE(reader.read("{\"id\": \"\xFF\"}", batch));
  CHECK(batch.size() == 1);
}

TEST_CASE("lines in memory: one that is longer than the arena's blocks, and one of many events") {
  const bytecode::Program program = program_of_much();
  LeadLineReader reader(program);
  LeadBatch batch(program);
  const std::string title(50'000, 'x');
  REQUIRE(reader.read(fmt::format(R"({{"job_title": "{}"}})", title), batch));
  CHECK(batch.text(bytecode::FieldId(0), 0) == title);
  std::string events = R"({"type":"visited"})";
  for (std::size_t at = 0; at < kMaxLeadEvents; ++at) events += R"(,{"type":"visited"})";
  const auto read = reader.read(fmt::format(R"({{"events": [{}]}})", events), batch);
  REQUIRE_FALSE(read);
  CHECK(read.error().message == "the lead 2 has more than 100,000 events");
  CHECK(batch.size() == 1);
}

}  // namespace
}  // namespace leadscore::runtime::testing
