// Native code for lines reads what the general reader reads, and it is the one that reads the most
// common lines.
#include "runtime/jit/line_code.hpp"

#include "runtime/pipeline/made_lines.hpp"
#include "runtime/records/line_reader.hpp"
#include "runtime/records/quick_lead_reader.hpp"
#include "tests/unit/runtime/jit/has_llvm.hpp"
#include "tests/unit/runtime/records/json_maker.hpp"
#include "tests/unit/runtime/records/reading.hpp"
#include "tests/unit/runtime/records/same_reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace leadscore::runtime::testing {
namespace {

bytecode::Program program_of_everything() {
  return ProgramMaker()
      .field("job_title", FieldType::kText)
      .field("city", FieldType::kText, {.unknown_as = {"n/a"}})
      .field("company.city", FieldType::kText)
      .field("employees", FieldType::kNumber)
      .field("revenue", FieldType::kNumber, {.default_value = bytecode::Value(3.0)})
      .field("plan", FieldType::kOneOf, {.known_values = {"free", "team"}})
      .field("is_open", FieldType::kYesNo)
      .field("tags", FieldType::kListOfText)
      .field("created_at", FieldType::kTime)
      .field("anything", FieldType::kAny)
      .field("né", FieldType::kText)
      .field("a_key_longer_than_a_vector_of_32_bytes", FieldType::kText)
      .kind("visited", "page")
      .kind("opened", "mail", {"Mail Opened"})
      .kind("watched", "video")
      .attribute("seconds", FieldType::kNumber)
      .make();
}

std::string event(std::string_view type, std::string_view rest) {
  return fmt::format(R"({{"type":"{}"{}}})", type, rest);
}

/// A lead as one program writes it, with its events.
std::string lead(differential::Random& random) {
  std::string made =
      fmt::format(R"({{"id":"l{}","unused":"x{}")", random.below(1000), random.below(9));
  const auto maybe = [&](std::string_view key, const std::string& value) {
    if (random.chance(80)) made += fmt::format(R"(,"{}":{})", key, value);
  };
  maybe("job_title", fmt::format(R"("Head of {}")", random.below(50)));
  maybe("other", fmt::to_string(random.below(100'000)));
  maybe("city", R"("Ely")");
  maybe("employees", fmt::to_string(random.next() >> random.below(64)));
  maybe("né", R"("né")");
  maybe("plan", R"("team")");
  maybe("a_key_longer_than_a_vector_of_32_bytes",
        R"("a text that is longer than the bytes that are looked at at once")");
  maybe("company", R"({"city":"Ely","size":3})");
  made += R"(,"events":[)";
  for (std::size_t left = random.below(6); left > 0; --left) {
    const std::string at = fmt::format(
        R"(,"at":"20{:02}-{:02}-{:02}T{:02}:{:02}:00Z")", random.below(100), 1 + random.below(12),
        1 + random.below(random.chance(5) ? 32 : 30), random.below(24), random.below(60));
    const std::string subject = fmt::format(R"("/p/{}")", random.below(100));
    switch (random.below(6)) {
      case 0:
        made += event("Mail Opened", R"(,"mail":)" + subject + at);
        break;
      case 1:
        made += event("watched", R"(,"video":)" + subject + at + R"(,"seconds":7)");
        break;
      case 2:
        made += event("bought", R"(,"n":1,"subject":)" + subject + at);
        break;
      default:
        made += event("visited",
                      fmt::format(R"(,"page":{},"id":"e{}")", subject, random.below(500)) + at);
        break;
    }
    if (left > 1) made += ',';
  }
  return made + "]}";
}

/// The same with a blank behind each comma and each colon that is not in a text.
std::string spaced(const std::string& line) {
  std::string made;
  bool is_text = false;
  for (const char byte : line) {
    if (byte == '"') is_text = !is_text;
    made += byte;
    if (!is_text && (byte == ',' || byte == ':')) made += ' ';
  }
  return made;
}

/// A quick reader with native code that was made of lines of lead(), compared with the general
/// reader.
class NativeReading {
 public:
  explicit NativeReading(const bytecode::Program& program, bool is_spaced = false)
      : program_(program), quick_(program, std::nullopt), general_(program, {.is_quick = false}) {
    differential::Random random(1);
    for (int line = 0; line < 300; ++line) {
      const std::string made = lead(random);
      static_cast<void>(read(is_spaced ? spaced(made) : made));
    }
    auto code = jit::LineCode::compile(*quick_.describe());
    if (!code) return;
    code_ = std::make_unique<const jit::LineCode>(std::move(*code));
    quick_.use(code_.get());
  }

  [[nodiscard]] bool has_code() const { return code_ != nullptr; }

  /// Whether native code alone takes the line. Whoever takes it, it is read as it should be.
  bool takes(const std::string& line) {
    const std::uint64_t before = quick_.given_up();
    const std::string quick = read(line);
    ReadReport none;
    LeadBatch expected(program_);
    const std::size_t unread = general_.report().unread_values.size();
    const auto general = general_.read(line, expected);
    CAPTURE(line);
    if (!quick.empty()) {
      REQUIRE(general);
      CHECK(quick == spell(program_, expected, 0));
      CHECK(general_.report().unread_values.size() == unread);
    }
    return quick_.given_up() == before;
  }

 private:
  /// The lead as it was read; empty: the quick reader gave it up.
  std::string read(std::string line) {
    ++count_;
    // A lead before it, so that rows are not the first, and one that is dropped.
    if (count_ % 50 == 1) batch_.clear();
    const std::size_t size = line.size();
    line += '\n';
    line.append(LineReader::kPadding, '"');
    const std::shared_ptr<char[]> memory(new char[line.size()]);
    std::copy(line.begin(), line.end(), memory.get());
    batch_.own(memory);
    const std::size_t leads = batch_.size();
    const std::size_t events = batch_.event_kinds().size();
    const char* const end = quick_.read(
        memory.get(), count_, general_.report().leads + general_.report().rejected + 1, batch_);
    CHECK(batch_.size() == leads + (end == nullptr ? 0 : 1));
    if (end == nullptr) CHECK(batch_.event_kinds().size() == events);
    if (end == nullptr) return {};
    CHECK(end == memory.get() + size);
    CHECK(batch_.line(leads) == count_);
    return spell(program_, batch_, leads);
  }

  const bytecode::Program& program_;
  QuickLeadReader quick_;
  LeadLineReader general_;
  LeadBatch batch_{program_};
  std::unique_ptr<const jit::LineCode> code_;
  std::uint64_t count_ = 0;
};

constexpr std::string_view kOddLines[] = {
    R"({})",
    R"({"id":"1"})",
    R"({"id":7})",
    R"({"id":""})",
    R"({"id":" 1"})",
    R"({"id":"1","id":"2"})",
    R"({"ID":"1"})",
    R"({"\u0069d":"1"})",
    R"({"id":"1","job_title":"a\nb"})",
    R"({"id":"1","job_title":"a\u00e9"})",
    R"({"id":"1","job_title":"\x"})",
    R"({"id":"1","job_title":""})",
    R"({"id":"1","job_title":" CTO"})",
    R"({"id":"1","job_title":"é"})",
    R"({"id":"1","job_title":null})",
    R"({"id":"1","job_title":7})",
    R"({"id":"1","job_title":true})",
    R"({"id":"1","job_title":["a"]})",
    R"({"id":"1","job_title":{"a":1}})",
    R"({"id":"1","job_title":"CTO","Job Title":"CEO"})",
    R"({"id":"1","job_title":"CTO","job_title":"CEO"})",
    R"({"id":"1","city":"n/a","job_title":"CTO"})",
    R"({"id":"1", "job_title":"CTO"})",
    R"({"id":"1","job_title" :"CTO"})",
    R"( {"id":"1"} )",
    R"({"id":"1"},)",
    R"({"id":"1")",
    R"({"id":"1)",
    R"({"id":)",
    R"({"i)",
    R"({)",
    R"()",
    R"([])",
    R"({"id":"1","employees":0})",
    R"({"id":"1","employees":007})",
    R"({"id":"1","employees":-1})",
    R"({"id":"1","employees":1.5})",
    R"({"id":"1","employees":1e3})",
    R"({"id":"1","employees":12345678})",
    R"({"id":"1","employees":123456789})",
    R"({"id":"1","employees":012345678})",
    R"({"id":"1","employees":12345678.5})",
    R"({"id":"1","employees":123456789012345})",
    R"({"id":"1","employees":1234567890123456})",
    R"({"id":"1","employees":12345678901234567890123})",
    R"({"id":"1","employees":"1,200"})",
    R"({"id":"1","employees":"many"})",
    R"({"id":"1","employees":7 })",
    R"({"id":"1","employees":7x})",
    R"({"id":"1","plan":"gold"})",
    R"({"id":"1","is_open":true,"tags":["a","b"],"created_at":"2026-01-01"})",
    R"({"id":"1","anything":{"a":[]},"unused":[{"b":null}]})",
    R"({"id":"1","unused":null,"other":-1.5e3})",
    R"({"id":"1","company":{"city":"Ely"},"company.city":"Bath"})",
    R"({"id":"1","type":"identify","userId":"7"})",
    R"({"id":"1","type":"customer"})",
    R"({"id":"1","events":null})",
    R"({"id":"1","events":{}})",
    R"({"id":"1","events":[]})",
    R"({"id":"1","events":[ ]})",
    R"({"id":"1","events":[,]})",
    R"({"id":"1","events":[{"type":"visited"},]})",
    R"({"id":"1","events":[{"type":"visited"}})",
    R"({"id":"1","events":[{"type":"visited"}],"events":[]})",
    R"({"id":"1","events":[{}]})",
    R"({"id":"1","events":[7]})",
    R"({"id":"1","events":[{"type":"visited"} ,{"type":"opened"}]})",
    R"({"id":"1","events":[{"type":"visited"}, {"type":"opened"}]})",
    R"({"id":"1","events":[{"page":"/a","type":"visited"}]})",
    R"({"id":"1","events":[{"type":"visited","page":""}]})",
    R"({"id":"1","events":[{"type":"visited","page":" "}]})",
    R"({"id":"1","events":[{"type":"visited","page":7}]})",
    R"({"id":"1","events":[{"type":"visited","page":null,"subject":"/b"}]})",
    R"({"id":"1","events":[{"type":"visited","page":"","subject":"/b"}]})",
    R"({"id":"1","events":[{"type":"visited","page":"/a","subject":"/b"}]})",
    R"({"id":"1","events":[{"type":"visited","mail":"a","subject":"/b"}]})",
    R"({"id":"1","events":[{"type":"visited","page":"/a","Page":"/b"}]})",
    R"({"id":"1","events":[{"type":"visited","page":"/a\"b"}]})",
    R"({"id":"1","events":[{"type":"visited","page":"/é"}]})",
    R"({"id":"1","events":[{"type":"visited","page":"é"}]})",
    R"({"id":"1","events":[{"type":"Visited"}]})",
    R"({"id":"1","events":[{"type":"visit\u0065d"}]})",
    R"({"id":"1","events":[{"type":"sold"},{"type":"bought"}]})",
    R"({"id":"1","events":[{"type":"track","event":"visited","userId":"1"}]})",
    R"({"id":"1","events":[{"type":"page"}]})",
    R"({"id":"1","events":[{"type":""}]})",
    R"({"id":"1","events":[{"type":null}]})",
    R"({"id":"1","events":[{"type":"visited","id":"a"},{"type":"visited","id":"a"}]})",
    R"({"id":"1","events":[{"type":"visited","id":"a"},{"type":"watched","id":"a"}]})",
    R"({"id":"1","events":[{"type":"visited","id":"a"},{"type":"visited","messageId":"a"}]})",
    R"({"id":"1","events":[{"type":"visited","id":""},{"type":"visited","id":""}]})",
    R"({"id":"1","events":[{"type":"visited","at":null}]})",
    R"({"id":"1","events":[{"type":"visited","at":""}]})",
    R"({"id":"1","events":[{"type":"visited","at":"2026-01-31"}]})",
    R"({"id":"1","events":[{"type":"visited","at":"soon"}]})",
    R"({"id":"1","events":[{"type":"bought","at":"soon"}]})",
    R"({"id":"1","events":[{"type":"visited","at":1769851800}]})",
    R"({"id":"1","events":[{"type":"visited","at":"2026-01-31T09:30:00Z"}]})",
    R"({"id":"1","events":[{"type":"visited","at":"2026-04-31T09:30:00Z"}]})",
    R"({"id":"1","events":[{"type":"visited","at":"2024-02-29T09:30:00Z"}]})",
    R"({"id":"1","events":[{"type":"visited","at":"2026-02-29T09:30:00Z"}]})",
    R"({"id":"1","events":[{"type":"visited","at":"0001-01-01T00:00:00Z"}]})",
    R"({"id":"1","events":[{"type":"visited","at":"0000-12-31T00:00:00Z"}]})",
    R"({"id":"1","events":[{"type":"visited","at":"9999-12-31T23:59:59Z"}]})",
    R"({"id":"1","events":[{"type":"visited","at":"2026-01-31T24:00:00Z"}]})",
    R"({"id":"1","events":[{"type":"visited","at":"2026-01-31T09:60:00Z"}]})",
    R"({"id":"1","events":[{"type":"visited","at":"2026-01-31T09:30:60Z"}]})",
    R"({"id":"1","events":[{"type":"visited","at":"2026-13-31T09:30:00Z"}]})",
    R"({"id":"1","events":[{"type":"visited","at":"2026-00-10T09:30:00Z"}]})",
    R"({"id":"1","events":[{"type":"visited","at":"2026-01-00T09:30:00Z"}]})",
    R"({"id":"1","events":[{"type":"visited","at":"2026-01-3\"T09:30:00Z"}]})",
    R"({"id":"1","events":[{"type":"visited","at":"2026-01-31T09:30:00Z )",
    R"({"id":"1","events":[{"type":"visited","n":{"a":[1]}}]})",
    R"({"id":"1","events":[{"type":"bought","seconds":[7],"n":null}]})",
    R"({"id":"1","events":[{"type":"watched","seconds":"long"}]})",
};

TEST_CASE("native code takes the lines that it was made for") {
  if (!has_llvm()) return;
  const bytecode::Program program = program_of_everything();
  for (const bool is_spaced : {false, true}) {
    NativeReading reading(program, is_spaced);
    REQUIRE(reading.has_code());
    differential::Random random(2);
    std::size_t taken = 0;
    constexpr std::size_t kLines = 500;
    for (std::size_t line = 0; line < kLines; ++line) {
      const std::string made = lead(random);
      if (reading.takes(is_spaced ? spaced(made) : made)) ++taken;
    }
    // Those of the others have two events with the same id, or a time that is none.
    CHECK(taken > kLines / 3);
    CHECK(reading.takes(is_spaced ? R"({"id": "1", "job_title": "CTO", "events": []})"
                                  : R"({"id":"1","job_title":"CTO","events":[]})"));
  }
}

TEST_CASE("odd lines are read with native code as the general reader reads them") {
  if (!has_llvm()) return;
  const bytecode::Program program = program_of_everything();
  NativeReading reading(program);
  REQUIRE(reading.has_code());
  for (const std::string_view line : kOddLines) reading.takes(std::string(line));
  CHECK(reading.takes(R"({"id":"1","job_title":"a\nb","employees":-1,"plan":null})"));
  CHECK(reading.takes(R"({"id":"1","events":[{"type":"sold"},{"type":"visited","page":"/\\"}]})"));
  CHECK_FALSE(reading.takes(R"({"job_title":"CTO","id":"1"})"));
}

TEST_CASE("leads with many events are read with native code") {
  if (!has_llvm()) return;
  const bytecode::Program program = program_of_everything();
  NativeReading reading(program);
  REQUIRE(reading.has_code());
  for (const std::size_t count : {64, 65, 3000, 100'000, 100'001}) {
    std::string line = R"({"id":"1","events":[{"type":"visited"})";
    for (std::size_t made = 1; made < count; ++made) line += R"(,{"type":"visited"})";
    CHECK(reading.takes(line + "]}") == (count <= 100'000));
  }
}

/// Changes, leaves out, doubles or exchanges bytes or parts between commas.
std::string mutated(std::string line, differential::Random& random) {
  static constexpr std::string_view kBytes = "\"\"\\{}[],,::0-.e \t\x01\x7f/tfn19";
  for (std::size_t left = 1 + random.below(3); left > 0; --left) {
    const std::size_t at = random.below(line.size());
    const std::size_t comma = line.find(',', at);
    const std::size_t next = comma == line.npos ? comma : line.find(',', comma + 1);
    if (static_cast<unsigned char>(line[at]) >= 0x80) continue;  // it stays UTF-8
    switch (random.below(6)) {
      case 0:
        line[at] = random.pick(kBytes);
        break;
      case 1:
        line.insert(at, 1, random.pick(kBytes));
        break;
      case 2:
        if (line.size() > 1) line.erase(at, 1);
        break;
      case 3:
        if (next != line.npos) line.erase(comma, next - comma);
        break;
      case 4:
        if (next != line.npos) line.insert(next, line.substr(comma, next - comma));
        break;
      default:
        if (next != line.npos) line += line.substr(comma, next - comma);
        break;
    }
  }
  return line;
}

TEST_CASE("mutated lines are read with native code as the general reader reads them") {
  if (!has_llvm()) return;
  const bytecode::Program program = program_of_everything();
  NativeReading reading(program);
  REQUIRE(reading.has_code());
  differential::Random random(3);
  constexpr int kLines = 20'000;
  int taken = 0;
  for (int line = 0; line < kLines; ++line) {
    if (reading.takes(mutated(lead(random), random))) ++taken;
  }
  // Some mutations are where nobody looks.
  CHECK(taken > kLines / 10);
}

TEST_CASE("a file of odd lines is read with native code as by the general reader") {
  if (!has_llvm()) return;
  const bytecode::Program program = program_of_everything();
  MadeLines codes(nullptr);
  codes.want();
  ReaderOptions options;
  options.line_codes = &codes;
  options.limits.block_bytes = 20'000;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    differential::Random random(seed);
    JsonMaker maker(seed);
    std::string bytes;
    for (int line = 0; line < 400; ++line) bytes += lead(random) + "\n";
    for (int line = 0; line < 40; ++line) bytes += maker.line() + lead(random) + "\n";
    check_same(program, bytes, options, 1 + seed);
  }
}

TEST_CASE("a file is read with native code as by the general reader, also when its shape changes") {
  if (!has_llvm()) return;
  const bytecode::Program program = program_of_everything();
  differential::Random random(5);
  std::string bytes;
  for (int line = 0; line < 1500; ++line) {
    const std::string made = lead(random);
    bytes += (line / 500 == 1 ? spaced(made) : made) + (line < 1000 ? "\n" : "\r\n");
    if (random.chance(2)) bytes += mutated(made, random) + "\n";
  }
  MadeLines codes(nullptr);
  codes.want();
  ReaderOptions options;
  options.line_codes = &codes;
  options.limits.block_bytes = 50'000;
  check_same(program, bytes, options, 100);
}

using Random = differential::Random;

/// Reads a file of lines that `make` makes, with native code and without.
void check_file_of(const bytecode::Program& program,
                   const std::function<std::string(Random&)>& make) {
  Random random(6);
  std::string bytes;
  for (int line = 0; line < 600; ++line) bytes += make(random) + "\n";
  for (int line = 0; line < 100; ++line) bytes += lead(random) + "\n" + make(random) + "\n";
  MadeLines codes(nullptr);
  codes.want();
  ReaderOptions options;
  options.line_codes = &codes;
  options.limits.block_bytes = 10'000;
  check_same(program, bytes, options, 100);
}

TEST_CASE("code is made of lines of which little can be learned") {
  if (!has_llvm()) return;
  const bytecode::Program program = program_of_everything();
  SUBCASE("no events") {
    check_file_of(program, [](Random&) { return R"({"id":"1","events":[]})"; });
  }
  SUBCASE("events without types") {
    check_file_of(program, [](Random&) { return R"({"id":"1","events":[{"page":"/a"}]})"; });
  }
  SUBCASE("events with attributes alone") {
    check_file_of(program, [](Random& random) {
      return fmt::format(R"({{"id":"1","events":[{}]}})",
                         event("watched", fmt::format(R"(,"seconds":{})", random.below(99))));
    });
  }
  SUBCASE("types that end alike, more than there are places for") {
    check_file_of(program, [](Random& random) {
      const std::string type = fmt::format("kind {} of what was seen", random.below(40));
      return fmt::format(R"({{"id":"1","events":[{},{}]}})", event(type, ""), event("visited", ""));
    });
  }
  SUBCASE("a long key") {
    const std::string key(1000, 'k');
    check_file_of(program, [&](Random&) { return fmt::format(R"({{"id":"1","{}":1}})", key); });
  }
  SUBCASE("keys of the same fields, at times both") {
    check_file_of(program, [](Random& random) {
      std::string made = R"({"id":"1")";
      if (random.chance(60)) made += R"(,"job_title":"CTO","employees":7)";
      if (random.chance(60)) made += R"(,"Job Title":"CEO","Employees":8)";
      return made + "}";
    });
  }
  SUBCASE("keys of the same subject, at times both") {
    check_file_of(program, [](Random& random) {
      std::string rest = random.chance(70) ? R"(,"page":"/a")" : "";
      if (random.chance(40)) rest += random.chance(50) ? R"(,"Page":"/b")" : R"(,"Page":"")";
      return fmt::format(R"({{"id":"1","events":[{}]}})", event("visited", rest));
    });
  }
  SUBCASE("keys in any order") {
    check_file_of(program, [](Random& random) {
      std::vector<std::string> parts{R"("id":"1")", R"("city":"Ely")", R"("plan":"team")",
                                     R"("employees":7)", R"("events":[{"type":"visited"}])"};
      random.shuffle(parts);
      return fmt::format("{{{}}}", fmt::join(parts, ","));
    });
  }
}

TEST_CASE("an id that is a field, too, and any kind of event are read with native code") {
  if (!has_llvm()) return;
  const bytecode::Program program = ProgramMaker()
                                        .field("id", FieldType::kText)
                                        .field("city", FieldType::kText)
                                        .kind("visited", "page")
                                        .activity()
                                        .make();
  check_file_of(program, [](Random& random) { return lead(random); });
}

TEST_CASE("lines that are not alike get no code, and code that does not fit is asked for anew") {
  if (!has_llvm()) return;
  const bytecode::Program program = program_of_everything();
  QuickLeadReader reader(program, std::nullopt);
  CHECK_FALSE(reader.describe());
  MadeLines codes(nullptr);
  codes.want();
  CHECK(codes.code_for(reader, nullptr) == nullptr);
  LeadBatch batch(program);
  std::string line = "{\"id\":\"1\"}\n";
  line.append(LineReader::kPadding, '\0');
  REQUIRE(reader.read(line.data(), 1, 1, batch) != nullptr);
  const jit::LineCode* const first = codes.code_for(reader, nullptr);
  REQUIRE(first != nullptr);
  CHECK(codes.code_for(reader, nullptr) == first);
  const jit::LineCode* const second = codes.code_for(reader, first);
  CHECK(second != nullptr);
  CHECK(second != first);
  CHECK(codes.code_for(reader, first) == second);
  CHECK(codes.code_for(reader, second) == nullptr);
  CHECK(codes.code_for(reader, nullptr) == nullptr);
}

}  // namespace
}  // namespace leadscore::runtime::testing
