// Leads in Arrow's layout read as the same leads in JSON do, without copies.
#include "runtime/records/arrow_lead_reader.hpp"
#include "tests/differential/random.hpp"
#include "tests/unit/runtime/records/arrow_maker.hpp"
#include "tests/unit/runtime/records/reading.hpp"
#include "tests/unit/runtime/records/same_reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace leadscore::runtime::testing {
namespace {

bytecode::Program program_of_leads() {
  return ProgramMaker()
      .field("job_title", FieldType::kText)
      .field("company.city", FieldType::kText, {.unknown_as = {"n/a"}})
      .field("employees", FieldType::kNumber,
             {.unknown_as_numbers = {-1}, .default_value = bytecode::Value(3.0)})
      .field("sessions", FieldType::kNumber)
      .field("plan", FieldType::kOneOf, {.known_values = {"free", "team"}})
      .field("is_open", FieldType::kYesNo)
      .field("tags", FieldType::kListOfText, {.unknown_as = {"none"}})
      .field("created_at", FieldType::kTime)
      .field("anything", FieldType::kAny)
      .kind("visited", "page")
      .kind("watched", "video", {"Video Seen"})
      .attribute("seconds", FieldType::kNumber, {.unknown_as_numbers = {0}})
      .attribute("when_seen", FieldType::kTime)
      .make();
}

/// What comes of an array, in batches of three; leads, then what did not read.
Texts read_array(const bytecode::Program& program, ArrowMade& made, ArrowLeadOptions options = {}) {
  auto reader = ArrowLeadReader::open(program, made.schema, std::move(options));
  if (!reader) return {reader.error().message};
  const auto begun = reader->begin(made.array);
  const bool is_moved = made.array.release == nullptr;
  CHECK(is_moved);
  if (!begun) return {begun.error().message};
  Texts read;
  LeadBatch batch(program);
  for (reader->read(batch, 3); batch.size() > 0; reader->read(batch, 3)) {
    for (std::size_t lead = 0; lead < batch.size(); ++lead) {
      read.push_back(spell(program, batch, lead));
    }
  }
  const ReadReport& report = reader->report();
  CHECK(report.leads == read.size());
  for (const UnreadValue& value : report.unread_values) {
    read.push_back(fmt::format("{} {} no {}: {}", value.line, value.name, value.type, value.value));
  }
  if (report.unreadable_events > 0) {
    read.push_back(fmt::format("{} unreadable events", report.unreadable_events));
  }
  return read;
}

/// Of one column, beside an id.
Texts read_column(const bytecode::Program& program, ArrowMade::Owned column) {
  const auto rows = static_cast<std::size_t>(column->array.length);
  Cells<std::string> ids;
  for (std::size_t row = 0; row < rows; ++row) ids.push_back(fmt::format("r{}", row));
  const auto all = made_struct("", Cells<int>(rows, 1), made_texts("id", ids), std::move(column));
  return read_array(program, *all);
}

bytecode::Program program_of(FieldType type, FieldOptions options = {}) {
  return ProgramMaker().field("f", type, std::move(options)).make();
}

TEST_CASE("Arrow: texts, nulls, blanks") {
  const auto program = program_of(FieldType::kText);
  const Cells<std::string> cells{"CTO", std::nullopt, "", " \t", "Zoë", " x"};
  const Texts expected{"r0: f=\"CTO\"", "r1:", "r2:", "r3:", "r4: f=\"Zoë\"", "r5: f=\" x\""};
  CHECK(read_column(program, made_texts("f", cells)) == expected);
  CHECK(read_column(program, made_texts<std::int64_t>("F", cells)) == expected);
  CHECK(read_column(program, made_nulls("f", 2)) == Texts{"r0:", "r1:"});
}

TEST_CASE("Arrow: texts are not copied") {
  const auto program = program_of(FieldType::kText);
  const auto all = made_struct("", Cells<int>(1, 1), made_texts("f", {"a text"}));
  const void* const bytes = all->child(0).array.buffers[2];
  auto reader = ArrowLeadReader::open(program, all->schema);
  REQUIRE(reader);
  REQUIRE(reader->begin(all->array));
  LeadBatch batch(program);
  reader->read(batch, 10);
  CHECK(batch.text(bytecode::FieldId(0), 0).data() == bytes);
}

TEST_CASE("Arrow: dictionaries of every width of index") {
  const auto program = program_of(FieldType::kText);
  const auto read = [&](const char* format, auto index) {
    using Index = decltype(index);
    return read_column(program, made_dictionary<Index>("f", format, {1, std::nullopt, 2, 0, 1},
                                                       made_texts("", {"a", "b", std::nullopt})));
  };
  const Texts expected{"r0: f=\"b\"", "r1:", "r2:", "r3: f=\"a\"", "r4: f=\"b\""};
  CHECK(read("c", std::int8_t()) == expected);
  CHECK(read("C", std::uint8_t()) == expected);
  CHECK(read("s", std::int16_t()) == expected);
  CHECK(read("S", std::uint16_t()) == expected);
  CHECK(read("i", std::int32_t()) == expected);
  CHECK(read("I", std::uint32_t()) == expected);
  CHECK(read("l", std::int64_t()) == expected);
  CHECK(read("L", std::uint64_t()) == expected);
  CHECK(read_column(program_of(FieldType::kNumber),
                    made_dictionary<std::int8_t>("f", "c", {1, 0, 1},
                                                 made_fixed<double>("", "g", {2.5, 7}))) ==
        Texts{"r0: f=7", "r1: f=2.5", "r2: f=7"});
}

TEST_CASE("Arrow: numbers of every type") {
  const auto program = program_of(FieldType::kNumber);
  const auto read = [&](const char* format, auto type) {
    using T = decltype(type);
    return read_column(program, made_fixed<T>("f", format, {T(7), std::nullopt, T(-1)}));
  };
  CHECK(read("c", std::int8_t()) == Texts{"r0: f=7", "r1:", "r2: f=-1"});
  CHECK(read("C", std::uint8_t()) == Texts{"r0: f=7", "r1:", "r2: f=255"});
  CHECK(read("s", std::int16_t()) == Texts{"r0: f=7", "r1:", "r2: f=-1"});
  CHECK(read("S", std::uint16_t()) == Texts{"r0: f=7", "r1:", "r2: f=65535"});
  CHECK(read("i", std::int32_t()) == Texts{"r0: f=7", "r1:", "r2: f=-1"});
  CHECK(read("I", std::uint32_t()) == Texts{"r0: f=7", "r1:", "r2: f=4294967295"});
  CHECK(read("l", std::int64_t()) == Texts{"r0: f=7", "r1:", "r2: f=-1"});
  CHECK(read("L", std::uint64_t()) == Texts{"r0: f=7", "r1:", "r2: f=1.8446744073709552e+19"});
  CHECK(read("f", float()) == Texts{"r0: f=7", "r1:", "r2: f=-1"});
  CHECK(read("g", double()) == Texts{"r0: f=7", "r1:", "r2: f=-1"});
  CHECK(read_column(program, made_texts("f", {"$1,200.50", "many"})) ==
        Texts{"r0: f=1200.5", "r1:", "2 f no number: many"});
  CHECK(read_column(program, made_fixed<double>("f", "g", {-0.0, std::nan(""), 0.1})) ==
        Texts{"r0: f=0", "r1:", "r2: f=0.1", "2 f no number: NaN"});
}

TEST_CASE("Arrow: numbers and yes/no as text are spelled as JSON's are") {
  const auto program = program_of(FieldType::kText);
  CHECK(read_column(program, made_fixed<double>("f", "g", {5.0, 0.1, 1e21})) ==
        Texts{"r0: f=\"5\"", "r1: f=\"0.1\"", "r2: f=\"1000000000000000000000\""});
  CHECK(read_column(program, made_fixed<std::uint64_t>("f", "L", {~std::uint64_t{0}})) ==
        Texts{"r0: f=\"18446744073709551615\""});
  CHECK(read_column(program, made_bools("f", {true, false, std::nullopt})) ==
        Texts{"r0: f=\"true\"", "r1: f=\"false\"", "r2:"});
}

TEST_CASE("Arrow: yes/no") {
  const auto program = program_of(FieldType::kYesNo);
  CHECK(read_column(program, made_bools("f", {true, std::nullopt, false})) ==
        Texts{"r0: f=yes", "r1:", "r2: f=no"});
  CHECK(read_column(program, made_fixed<std::int8_t>("f", "c", {1, 0, 2})) ==
        Texts{"r0: f=yes", "r1: f=no", "r2:", "3 f no yes/no: 2"});
  CHECK(read_column(program, made_texts("f", {"Yes", "n", "?"})) ==
        Texts{"r0: f=yes", "r1: f=no", "r2:", "3 f no yes/no: ?"});
}

TEST_CASE("Arrow: dates and timestamps, of every unit and zone") {
  const auto program = program_of(FieldType::kTime);
  const Texts day{"r0: f=2026-01-31T00:00:00Z", "r1:", "r2: f=1969-12-31T00:00:00Z"};
  CHECK(read_column(program, made_fixed<std::int32_t>("f", "tdD", {20484, std::nullopt, -1})) ==
        day);
  CHECK(read_column(program, made_fixed<std::int64_t>(
                                 "f", "tdm", {1769817600000, std::nullopt, -86400000})) == day);
  const auto moment = [&](const char* format, std::int64_t one) {
    return read_column(program, made_fixed<std::int64_t>("f", format, {one, -1}));
  };
  CHECK(moment("tss:", 1769850000) ==
        Texts{"r0: f=2026-01-31T09:00:00Z", "r1: f=1969-12-31T23:59:59Z"});
  CHECK(moment("tsm:UTC", 1769850000050) ==
        Texts{"r0: f=2026-01-31T09:00:00.050Z", "r1: f=1969-12-31T23:59:59.999Z"});
  CHECK(moment("tsu:Europe/Berlin", 1769850000050999) ==
        Texts{"r0: f=2026-01-31T09:00:00.050Z", "r1: f=1969-12-31T23:59:59.999Z"});
  CHECK(moment("tsn:", 1769850000050999999) ==
        Texts{"r0: f=2026-01-31T09:00:00.050Z", "r1: f=1969-12-31T23:59:59.999Z"});
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  CHECK(moment("tss:", kMost) == Texts{"r0:", "r1: f=1969-12-31T23:59:59Z",
                                       "1 f no time: a moment outside the years 0001 to 9999"});
  CHECK(read_column(program, made_fixed<std::int64_t>("f", "l", {1769850000})) ==
        Texts{"r0: f=2026-01-31T09:00:00Z"});
  CHECK(read_column(program_of(FieldType::kText), made_fixed<std::int32_t>("f", "tdD", {20484})) ==
        Texts{"r0: f=\"2026-01-31\""});
  CHECK(read_column(program_of(FieldType::kText),
                    made_fixed<std::int64_t>("f", "tss:", {1769850000})) ==
        Texts{"r0: f=\"2026-01-31T09:00:00Z\""});
}

TEST_CASE("Arrow: lists, and texts that are split") {
  const auto program = program_of(FieldType::kListOfText, {.unknown_as = {"none"}});
  CHECK(read_column(program,
                    made_lists("f", {2, std::nullopt, 0, 3},
                               made_texts("item", {"a", "b;c", " ", std::nullopt, "None"}))) ==
        Texts{"r0: f=[a|b;c]", "r1:", "r2: f=[]", "r3: f=[]"});
  CHECK(read_column(program, made_lists<std::int64_t>(
                                 "f", {1, 2}, made_fixed<std::int32_t>("item", "i", {7, 8, 9}))) ==
        Texts{"r0: f=[7]", "r1: f=[8|9]"});
  CHECK(read_column(program, made_texts("f", {"a; b", std::nullopt})) ==
        Texts{"r0: f=[a|b]", "r1:"});
  CHECK(read_column(program, made_fixed<double>("f", "g", {2.5})) == Texts{"r0: f=[2.5]"});
}

TEST_CASE("Arrow: what is anything, one of, unknown as, a default") {
  CHECK(read_column(program_of(FieldType::kAny),
                    made_lists("f", {0, std::nullopt}, made_nulls("item", 0))) ==
        Texts{"r0: f=given", "r1:"});
  CHECK(read_column(program_of(FieldType::kAny),
                    made_struct("f", {1, std::nullopt}, made_texts("a", {"b", "c"}))) ==
        Texts{"r0: f=given", "r1:"});
  CHECK(read_column(program_of(FieldType::kOneOf, {.known_values = {"free", "team"}}),
                    made_texts("f", {"Team", "gold", std::nullopt})) ==
        Texts{"r0: f=\"Team\"", "r1:", "r2:", "2 f no one of \"free\", \"team\": gold"});
  CHECK(read_column(program_of(FieldType::kNumber,
                               {.unknown_as_numbers = {-1}, .default_value = bytecode::Value(3.0)}),
                    made_fixed<std::int32_t>("f", "i", {5, -1, std::nullopt})) ==
        Texts{"r0: f=5", "r1: f=3", "r2: f=3"});
  CHECK(read_column(program_of(FieldType::kNumber, {.default_value = bytecode::Value(3.0)}),
                    made_texts("other", {"x"})) == Texts{"r0: f=3"});
}

TEST_CASE("Arrow: keys are found as in a record: exact, in a struct, leniently") {
  const auto program = ProgramMaker().field("company.city", FieldType::kText).make();
  const auto city = [](std::string name, Cells<std::string> cells) {
    return made_texts(std::move(name), cells);
  };
  const auto all = made_struct(
      "", Cells<int>(4, 1), city("Company City", {"lenient", "lenient", "lenient", {}}),
      made_struct("company", {1, std::nullopt, 1, 1}, city("city", {"in", "in", {}, {}})),
      city("company.city", {{}, {}, {}, "exact"}));
  CHECK(read_array(program, *all) == Texts{"1: company.city=\"in\"", "2: company.city=\"lenient\"",
                                           "3: company.city=\"lenient\"",
                                           "4: company.city=\"exact\""});
  const auto twice = made_struct("", Cells<int>(1, 1), city("company.city", {"first"}),
                                 city("company.city", {"last"}));
  CHECK(read_array(program, *twice) == Texts{"1: company.city=\"last\""});
}

TEST_CASE("Arrow: ids") {
  const auto program = program_of(FieldType::kText);
  const auto all =
      made_struct("", Cells<int>(3, 1), made_fixed<std::int64_t>("id", "l", {70, std::nullopt, 72}),
                  made_texts("Mail", {"a@b.com", "c@d.com", " "}));
  const auto again = [](ArrowMade& made) -> ArrowMade& {
    made.array.release = [](ArrowArray* released) { released->release = nullptr; };
    return made;
  };
  CHECK(read_array(program, *all) == Texts{"70:", "2:", "72:"});
  CHECK(read_array(program, again(*all), {.id_key = "mail"}) ==
        Texts{"a@b.com:", "c@d.com:", "3:"});
  CHECK(read_array(program, again(*all), {.id_key = "nix"}).front() ==
        "there is no Arrow column \"nix\" for the id");
}

TEST_CASE("Arrow: events in a list of structs") {
  const auto program = program_of_leads();
  auto events =
      made_struct("item", {1, 1, 1, std::nullopt, 1, 1},
                  made_texts("type", {"visited", "Video seen", "visited", "visited", {}, "other"}),
                  made_fixed<std::int64_t>("at", "tss:", {1769850000, {}, 0, 0, 0, 0}),
                  made_texts("page", {"/a", {}, "", "/c", "/d", "/e"}),
                  made_texts("video", {{}, "demo", {}, {}, {}, {}}),
                  made_fixed<double>("seconds", "g", {{}, 60, {}, {}, {}, {}}),
                  made_texts("when_seen", {{}, "soon", {}, {}, {}, {}}),
                  made_texts("id", {"1", "2", "1", {}, {}, {}}));
  const auto all = made_struct("", Cells<int>(4, 1),
                               made_lists("events", {2, std::nullopt, 0, 4}, std::move(events)));
  CHECK(read_array(program, *all) ==
        Texts{"1: employees=3 visited(\"/a\")@2026-01-31T09:00:00Z watched(\"demo\"){seconds=60}",
              "2: employees=3", "3: employees=3", "4: employees=3 visited()@1970-01-01T00:00:00Z",
              "1 when_seen of watched no time: soon", "2 unreadable events"});
}

TEST_CASE("Arrow: slices") {
  const auto program = program_of_leads();
  const auto column = [](std::int64_t offset) {
    auto texts = made_texts("job_title", {"x", "a", {}, "b", "c", "d", "e", "f", "g", {}, "i"});
    texts->array.offset = offset;
    texts->array.length -= offset;
    return texts;
  };
  auto open = made_bools("is_open", {{}, true, false, {}, true, true, {}, false, true, true, {}});
  auto tags = made_lists("tags", {1, 2, 0, {}, 1, 0, 0, 0, 0, 0, 0},
                         made_texts("item", {"z", "a", "b", "c"}));
  auto city =
      made_struct("company", Cells<int>{1, 1, {}, 1, 1, 1, 1, 1, 1, 1, 1},
                  made_texts("city", {"0", "1", "2", "3", {}, "5", "6", "7", "8", "9", {}}));
  // The struct is sliced before its column, too.
  city->array.offset = 1;
  city->array.length = 10;
  auto all = made_struct("", Cells<int>(10, 1), column(1), std::move(open), std::move(tags),
                         std::move(city));
  all->array.offset = 1;
  all->array.length = 4;
  CHECK(read_array(program, *all) ==
        Texts{"1: employees=3 is_open=yes tags=[a|b]",
              "2: job_title=\"b\" company.city=\"3\" employees=3 is_open=no tags=[]",
              "3: job_title=\"c\" employees=3",
              "4: job_title=\"d\" company.city=\"5\" employees=3 is_open=yes tags=[c]"});
}

TEST_CASE("Arrow: random columns read as the same leads in JSON do") {
  const auto program = program_of_leads();
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    differential::Random random(seed);
    const std::size_t rows = random.below(40);
    Cells<std::string> titles, cities, plans;
    Cells<std::int32_t> employees;
    Cells<double> sessions;
    Cells<bool> open;
    Cells<std::int64_t> created;
    std::string json;
    for (std::size_t row = 0; row < rows; ++row) {
      const auto maybe = [&](auto value, auto& cells, std::string_view key, std::string spelled) {
        if (random.chance(20)) spelled = "null";
        cells.push_back(spelled == "null" ? std::nullopt : std::optional(value));
        json += fmt::format("{}\"{}\": {}", json.empty() || json.back() == '\n' ? "{" : ", ", key,
                            spelled);
      };
      const auto text = [&](auto& cells, std::string_view key) {
        const std::string value =
            random.pick(std::array<std::string, 7>{"a", "Zoë", " ", "", "Team", "n/a", "7"});
        maybe(value, cells, key, fmt::format("\"{}\"", value));
      };
      text(titles, "Job Title");
      text(cities, "company.city");
      text(plans, "plan");
      const auto count = static_cast<std::int32_t>(random.below(5)) - 1;
      maybe(count, employees, "employees", fmt::format("{}", count));
      const double size = static_cast<double>(random.below(1000)) / 8;
      maybe(size, sessions, "sessions", fmt::format("{}", size));
      const bool is_open = random.chance(50);
      maybe(is_open, open, "is_open", fmt::format("{}", is_open));
      const auto moment = static_cast<std::int64_t>(random.below(2'000'000'000));
      maybe(moment * 1000, created, "created_at", fmt::format("{}", moment));
      json += "}\n";
    }
    const auto all =
        made_struct("", Cells<int>(rows, 1), made_texts("Job Title", titles),
                    made_texts<std::int64_t>("company.city", cities), made_texts("plan", plans),
                    made_fixed<std::int32_t>("employees", "i", employees),
                    made_fixed<double>("sessions", "g", sessions), made_bools("is_open", open),
                    made_fixed<std::int64_t>("created_at", "tsm:UTC", created));
    Reading expected = read_bytes(program, json);
    for (const UnreadValue& value : expected.report.unread_values) {
      expected.leads.push_back(
          fmt::format("{} {} no {}: {}", value.line, value.name, value.type, value.value));
    }
    CHECK(read_array(program, *all) == expected.leads);
  }
}

TEST_CASE("Arrow: an array is released once, when nobody looks at it any longer") {
  const auto program = program_of(FieldType::kText);
  int released = 0;
  auto all = made_struct("", Cells<int>(4, 1), made_texts("f", {"a", "b", "c", "d"}));
  all->count_in(released);
  {
    LeadBatch batch(program);
    LeadBatch other(program);
    {
      auto reader = ArrowLeadReader::open(program, all->schema);
      REQUIRE(reader);
      REQUIRE(reader->begin(all->array));
      CHECK_FALSE(reader->begin(all->array));  // which was moved: the first is over, too
      CHECK(released == 1);
      all->array.release = [](ArrowArray* array) { ++*static_cast<int*>(array->private_data); };
      REQUIRE(reader->begin(all->array));
      reader->read(batch, 2);
      reader->read(other, 2);
      CHECK(other.size() == 2);
    }
    CHECK(released == 1);
    batch.clear();
    CHECK(released == 1);
    CHECK(other.text(bytecode::FieldId(0), 1) == "d");
  }
  CHECK(released == 2);
}

TEST_CASE(
    "Arrow: a column whose type does not fit, or a damaged array, is an error that says which") {
  const auto program = program_of_leads();
  const auto error = [&](ArrowMade::Owned column) {
    return read_column(program, std::move(column)).front();
  };
  CHECK(error(made_bools("employees", {true})) ==
        "the Arrow column \"employees\" is bool, which does not read as the field employees, "
        "number");
  CHECK(error(made_fixed<std::int32_t>("sessions", "tdD", {1})) ==
        "the Arrow column \"sessions\" is date32, which does not read as the field sessions, "
        "number");
  CHECK(error(made_lists("job_title", {1}, made_texts("item", {"a"}))) ==
        "the Arrow column \"job_title\" is list of utf8, which does not read as the field "
        "job_title, text");
  CHECK(error(made_fixed<std::int64_t>("employees", "d:10,2", {1})) ==
        "the Arrow column \"employees\" is \"d:10,2\", which does not read as the field "
        "employees, number");
  CHECK(error(made_texts("events", {"[]"})) ==
        "the Arrow column \"events\" is utf8, which does not read as events, a list of structs");
  CHECK(error(made_texts("job_title", {"Andr\xE9"})) ==
        "the Arrow column \"job_title\" (utf8) is damaged: it holds bytes that are not UTF-8");
  CHECK(error(made_dictionary<std::int8_t>("job_title", "c", {-1}, made_texts("", {"a"}))) ==
        "the Arrow column \"job_title\" (dictionary of utf8) is damaged: row 1 has an index beyond "
        "the dictionary");
  auto short_column = made_texts("job_title", {"a"});
  short_column->array.length = 0;
  const auto all = made_struct("", Cells<int>(1, 1), std::move(short_column));
  CHECK(read_array(program, *all).front() ==
        "the Arrow column \"job_title\" (utf8) is damaged: it is shorter than what it is part of");
  const auto null_row = made_struct("", {1, std::nullopt}, made_texts("job_title", {"a", "b"}));
  CHECK(read_array(program, *null_row).front() == "row 2 of the Arrow array is null, and no lead");
  const auto texts = made_texts("job_title", {"a"});
  auto reader = ArrowLeadReader::open(program, texts->schema);
  REQUIRE_FALSE(reader);
  CHECK(reader.error().message ==
        "leads in Arrow's layout are a struct with a column for each key, not utf8");
  // What nobody asks for may be anything.
  CHECK(error(made_fixed<std::int64_t>("unused", "d:10,2", {1})) == "r0: employees=3");
}

}  // namespace
}  // namespace leadscore::runtime::testing
