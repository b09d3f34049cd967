// The quick reader of JSON lines reads what the general one reads, and it is the one that reads the
// most common lines.
#include "runtime/records/line_reader.hpp"
#include "runtime/records/quick_lead_reader.hpp"
#include "runtime/records/unread.hpp"
#include "tests/unit/runtime/records/json_maker.hpp"
#include "tests/unit/runtime/records/reading.hpp"
#include "tests/unit/runtime/records/same_reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace leadscore::runtime::testing {
namespace {

bytecode::Program program_of_everything() {
  return ProgramMaker()
      .field("job_title", FieldType::kText, {.unknown_as = {"n/a"}})
      .field("company.city", FieldType::kText)
      .field("employees", FieldType::kNumber,
             {.unknown_as_numbers = {-1}, .default_value = bytecode::Value(3.0)})
      .field("plan", FieldType::kOneOf, {.known_values = {"free", "team"}})
      .field("is_open", FieldType::kYesNo)
      .field("tags", FieldType::kListOfText, {.unknown_as = {"none"}})
      .field("created_at", FieldType::kTime)
      .field("anything", FieldType::kAny)
      .field("né", FieldType::kText)
      .field("a_key_longer_than_others_2", FieldType::kText)
      .kind("visited", "page")
      .of_pages()
      .attribute("host", FieldType::kText, {}, bytecode::AddressPart::kHost)
      .attribute("utm_source", FieldType::kText, {}, bytecode::AddressPart::kUtmSource)
      .kind("watched", "video", {"Video Seen"})
      .attribute("seconds", FieldType::kNumber, {.unknown_as_numbers = {0}})
      .attribute("hd", FieldType::kYesNo)
      .attribute("at_home", FieldType::kListOfText)
      .attribute("when_seen", FieldType::kTime)
      .activity()
      .make();
}

bytecode::Program smaller_program() {
  return ProgramMaker()
      .field("company", FieldType::kText)
      .field("id", FieldType::kText)
      .field("type", FieldType::kText)
      .kind("visited", "url")
      .make();
}

/// Whose events have nothing but a subject and a time.
bytecode::Program program_of_plain_events() {
  return ProgramMaker()
      .field("job_title", FieldType::kText)
      .kind("visited", "page")
      .kind("watched", "video", {"Video Seen"})
      .kind("seen elsewhere, or so", "place")
      .kind("seen elsewhere, or not", "page")
      .kind("campaign_email_opened_event", "page")
      .kind("campaign_email_closed_event", "video")
      .kind("attended", "page")
      .kind("attended_", "video")
      .kind("attended_webinar", "page")
      .kind("attended_webinars", "video")
      .make();
}

TEST_CASE("the quick reader reads random lines as the general one does") {
  const bytecode::Program programs[] = {program_of_everything(), smaller_program()};
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    JsonMaker maker(seed);
    std::string bytes = "{\"id\": \"first\"}\n";
    for (int line = 0; line < 20; ++line) bytes += maker.line();
    if (seed % 4 == 0) bytes.pop_back();
    ReaderOptions options;
    options.is_strict = seed % 5 == 0;
    if (seed % 7 == 0) options.id_key = "job_title";
    if (seed % 11 == 0) options.limits.most_record_bytes = 200;
    options.limits.block_bytes = seed % 3 == 0 ? 1024 * 1024 : 1 + seed % 500;
    check_same(programs[seed % 2], bytes, options, 1 + seed % 30);
  }
}

/// An event as one program writes it, key for key. Of its parts one in `odd_one_in` is something
/// else, and, if that is often, events have ids.
std::string event_of_a_program(differential::Random& random, std::size_t odd_one_in) {
  const auto usual = [&](std::string common, const std::vector<std::string>& others) {
    return random.below(odd_one_in) == 0 ? random.pick(others) : common;
  };
  const std::string subject = fmt::format(R"("/p/{}")", random.below(40));
  const std::string id = fmt::format(R"("e{}")", random.below(1000));
  std::string event = "{";
  event += usual(R"("type":)", {R"("Type":)", R"("type": )", R"("kind":)"});
  event +=
      usual(R"("visited")", {R"("watched")", R"("Video Seen")", R"("seen elsewhere, or so")",
                             R"("seen elsewhere, or not")", R"("campaign_email_opened_event")",
                             R"("campaign_email_closed_event")", R"("attended")", R"("attended_")",
                             R"("attended_webinar")", R"("attended_webinars")",
                             R"("campaign_email_opened_1_event")", R"("track")", R"("")", "null",
                             "7", R"("visit\u0065d")", R"("visited\u0000")"});
  event +=
      usual(R"(,"n":1,"page":)", {R"(,"page":)", R"(,"n":[],"video":)", R"(,"n":"a","subject":)"});
  event += usual(subject, {R"("")", R"(" ")", "null", R"("é")", "3", "[]", R"("a\"b")"});
  if (odd_one_in < 100 && random.below(3) == 0) {
    event += R"(,"id":)" + usual(id, {R"("e1")", "1", "null"});
  }
  event += usual(R"(,"at":)", {R"(, "at":)", R"(,"AT":)"});
  event += usual(R"("2026-01-31T09:30:00Z")", {R"("2026-01-31")", R"("2026-02-31T09:30:00Z")",
                                               "null", "1769851800", R"("soon")", R"("")"});
  return event + usual("}", {R"(,"seconds":5})", R"(,"hd":"yes"})", " }"});
}

TEST_CASE("the quick reader reads events that are spelled alike as the general one does") {
  const bytecode::Program programs[] = {program_of_everything(), smaller_program(),
                                        program_of_plain_events()};
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    differential::Random random(seed);
    std::string bytes;
    for (int line = 0; line < 20; ++line) {
      bytes += fmt::format(R"({{"id":"{}","job_title":"CTO","events":[)", line);
      // Now and then more than there is room for at first, with hardly anything that would have the
      // whole line read by the general reader.
      const bool is_long = random.below(10) == 0;
      for (std::size_t left = random.below(is_long ? 300 : 8); left > 0; --left) {
        bytes += event_of_a_program(random, is_long ? 2000 : 12);
        if (left > 1) bytes += ',';
      }
      bytes += "]}\n";
    }
    check_same(programs[seed % 3], bytes, {}, 1 + seed % 30);
  }
}

/// Whether the quick reader takes the line.
bool takes(const bytecode::Program& program, std::string line) {
  QuickLeadReader reader(program, std::nullopt);
  LeadBatch batch(program);
  line += '\n';
  const std::size_t size = line.size();
  line.append(LineReader::kPadding, '\0');
  const char* const end = reader.read(line.data(), 1, 1, batch);
  CHECK(batch.size() == (end == nullptr ? 0 : 1));
  if (end != nullptr) CHECK(end == line.data() + size - 1);
  return end != nullptr;
}

TEST_CASE("the quick reader takes what is common") {
  const bytecode::Program program = program_of_everything();
  JsonMaker maker(7);
  for (int lead = 0; lead < 20; ++lead) {
    const std::string line = maker.plain_lead();
    CAPTURE(line);
    // Events with the same id are put together by the general reader.
    if (line.find(R"("id":"0"})") == line.npos && line.find(R"("id":"1"})") == line.npos &&
        line.find(R"("id":"2"})") == line.npos) {
      CHECK(takes(program, line));
    }
  }
  CHECK(takes(program, R"({"id": 7, "job_title": null, "employees": "1,200", "is_open": "yes"})"));
  CHECK(takes(program, R"( { "job_title" : "a\n\u00e9" , "unused" : [{"a": [1.5, "\t"]}] } )"));
  CHECK(takes(program, R"({"anything": {"a": 1}, "né": "x", "company": {"city": "Ely"}})"));
}

TEST_CASE("the quick reader leaves to the general one what is out of the ordinary") {
  const bytecode::Program program = program_of_everything();
  for (const char* const line :
       {R"({"id": 7, "id": 8})", R"({"employees": "many"})", R"({"\u0069d": 7})", R"({"id": 7},)",
        R"({"type": "identify", "userId": 7})", R"({"events": [{"at": "2026-01-30"}]})",
        R"({"events": [{"type": "visited", "id": 1}, {"type": "visited", "id": 1}]})",
        R"({"unused": 01})", R"({"unused": "\x"})", R"({"unused": tru})", R"([])", R"({"id": 7)",
        "{\"unused\": \"\t\"}", R"({"job_title": "CTO", "Job Title": "CEO"})"}) {
    CAPTURE(line);
    CHECK_FALSE(takes(program, line));
  }
}

TEST_CASE("reports of parts of a file are put together in their order") {
  const auto unread = [](std::string name, std::uint64_t count, std::uint64_t line) {
    return UnreadValue{.name = std::move(name),
                       .type = "t",
                       .count = count,
                       .file = "",
                       .line = line,
                       .value = "v"};
  };
  ReadReport all;
  all.leads = 2;
  all.unread_values = {unread("a", 1, 3)};
  ReadReport more;
  more.leads = 3;
  more.rejected = 1;
  more.unread_values = {unread("b", 1, 8), unread("a", 2, 9)};
  add_report(more, all);
  CHECK(spell(all) == "5 1 0 0 0 a:t:3:3:v b:t:1:8:v");
}

}  // namespace
}  // namespace leadscore::runtime::testing
