// Whatever a file holds: reading ends, does not crash, and accounts for every line.
#include "runtime/records/csv_rows.hpp"
#include "runtime/records/json_lines.hpp"
#include "runtime/records/record_stream.hpp"
#include "tests/unit/runtime/records/reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include <algorithm>

namespace leadscore::runtime::testing {
namespace {

/// Pieces of which files of records are made, whole and broken.
rc::Gen<std::string> pieces() {
  static const std::vector<std::string> kPieces{"{",
                                                "}",
                                                "[",
                                                "]",
                                                "\"",
                                                "\"\"",
                                                ",",
                                                ";",
                                                ":",
                                                "\t",
                                                "|",
                                                "\n",
                                                "\r\n",
                                                "\r",
                                                " ",
                                                "\\",
                                                "\\u12",
                                                "id",
                                                "\"id\"",
                                                "name",
                                                "events",
                                                "type",
                                                "at",
                                                "1e999",
                                                "-",
                                                "0",
                                                "99999999999999999999",
                                                "true",
                                                "null",
                                                "\xff",
                                                "\xc3\xa9",
                                                "\xEF\xBB\xBF",
                                                "\xFF\xFE",
                                                "{\"id\": 1}",
                                                "{\"events\": [{\"type\": \"visited\"}]}",
                                                "id,name\n",
                                                "1,a\n",
                                                "1,\"a\n",
                                                "sep=;\n",
                                                std::string(1, '\0'),
                                                std::string(80, 'x')};
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)),
                      [](const std::vector<std::string>& chosen) {
                        return fmt::format("{}", fmt::join(chosen, ""));
                      });
}

rc::Gen<std::string> any_bytes() {
  return rc::gen::oneOf(pieces(), rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
}

bytecode::Program program_of_all_types() {
  return ProgramMaker()
      .field("name", FieldType::kText)
      .field("at", FieldType::kTime)
      .field("id", FieldType::kNumber)
      .field("type", FieldType::kListOfText)
      .kind("visited", "id")
      .activity()
      .make();
}

/// Leads and rejects, one text each.
Texts outcome_of(const bytecode::Program& program, std::string_view bytes, std::size_t block,
                 std::size_t most_bytes) {
  Reading reading = read_bytes(program, bytes,
                               {.limits = {.most_record_bytes = most_bytes, .block_bytes = block}});
  Texts outcome = std::move(reading.leads);
  for (const std::uint64_t line : reading.lines) outcome.push_back(fmt::format("{}", line));
  outcome.insert(outcome.end(), reading.rejects.begin(), reading.rejects.end());
  outcome.push_back(reading.error.substr(0, reading.error.find('"')));
  return outcome;
}

TEST_CASE("any bytes: never a crash, and the same whatever the size of the blocks") {
  const auto program = program_of_all_types();
  CHECK(rc::check([&] {
    const std::string bytes = *any_bytes();
    const Texts outcome = outcome_of(program, bytes, 1024, 10'000);
    for (const std::size_t block : {1, 2, 7, 64}) {
      RC_ASSERT(outcome_of(program, bytes, block, 10'000) == outcome);
    }
  }));
}

TEST_CASE("any bytes: the same where records are too long") {
  const auto program = program_of_all_types();
  CHECK(rc::check([&] {
    const std::string bytes = *pieces();
    const Texts outcome = outcome_of(program, bytes, 1024, 20);
    for (const std::size_t block : {1, 3, 16}) {
      RC_ASSERT(outcome_of(program, bytes, block, 20) == outcome);
    }
  }));
}

TEST_CASE("any bytes: packed, none are lost or added, and damage is no crash") {
  const auto program = program_of_all_types();
  CHECK(rc::check([&] {
    const std::string bytes = *pieces();
    const std::string packed = gzip(bytes);
    RC_ASSERT(outcome_of(program, packed, 64, 1000) == outcome_of(program, bytes, 64, 1000));
    std::string damaged = packed;
    damaged[*rc::gen::inRange<std::size_t>(0, packed.size())] = *rc::gen::arbitrary<char>();
    static_cast<void>(outcome_of(program, damaged, 7, 1000));
  }));
}

TEST_CASE("any bytes: of JSON lines every line is read, rejected or blank") {
  CHECK(rc::check([] {
    const std::string bytes = *any_bytes();
    JsonLines records(std::make_unique<MemorySource>(bytes, 16), 40, 16);
    std::vector<std::uint64_t> lines;
    Record record;
    while (true) {
      RC_ASSERT(static_cast<bool>(records.next(record)));
      if (record.kind == Record::Kind::kEnd) break;
      lines.push_back(record.line);
      RC_ASSERT(record.number == lines.size());
    }
    // Each of the others is blank.
    std::uint64_t number = 0;
    std::size_t begin = 0;
    while (begin < bytes.size()) {
      const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
      const std::string line = bytes.substr(begin, end - begin);
      ++number;
      if (std::find(lines.begin(), lines.end(), number) == lines.end()) {
        RC_ASSERT(line.find_first_of("{}[]\",:;|\\idnamety0189-xutrl") == line.npos);
      }
      begin = end + 1;
    }
    const std::uint64_t last = lines.empty() ? 0 : lines.back();
    RC_ASSERT(last <= number);
    RC_ASSERT(std::is_sorted(lines.begin(), lines.end()));
    RC_ASSERT(std::adjacent_find(lines.begin(), lines.end()) == lines.end());
  }));
}

TEST_CASE("any rows: what a spreadsheet writes is read back, cell by cell") {
  CHECK(rc::check([] {
    const auto cell =
        rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab,;\" \n\r|xyz")));
    const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
        rc::gen::container<std::vector<std::string>>(3, cell));
    std::string text = "a,b,c\r\n";
    std::vector<std::vector<std::string>> expected;
    for (const auto& row : rows) {
      bool is_blank = true;
      for (std::size_t at = 0; at < row.size(); ++at) {
        is_blank = is_blank && row[at].find_first_not_of(" \n\r") == std::string::npos;
        text += at == 0 ? "\"" : ",\"";
        for (const char character : row[at]) {
          text += character == '"' ? std::string("\"\"") : std::string(1, character);
        }
        text += '"';
      }
      text += "\r\n";
      if (!is_blank) expected.push_back(row);
    }
    auto reader = CsvRows::open("x", std::make_unique<MemorySource>(text, 7), ',', 100'000, 7, 1);
    RC_ASSERT(static_cast<bool>(reader));
    std::vector<std::vector<std::string>> read;
    Record record;
    while (true) {
      RC_ASSERT(static_cast<bool>((*reader)->next(record)));
      if (record.kind == Record::Kind::kEnd) break;
      RC_ASSERT(record.kind == Record::Kind::kRow);
      read.emplace_back(record.row.begin(), record.row.end());
    }
    RC_ASSERT(read == expected);
  }));
}

TEST_CASE("quotes that are never closed, line after line, far beyond what a record may have") {
  // No line is read more than twice, so this does not take long.
  std::string text = "id,name\n1,\"a\n";
  constexpr std::size_t kRows = 100'000;
  for (std::size_t row = 2; row < kRows; ++row) text += fmt::format("{},\"name {}\n", row, row);
  const auto program = ProgramMaker().field("name", FieldType::kText).make();
  const Reading reading =
      read_bytes(program, text, {.limits = {.most_record_bytes = 10'000, .block_bytes = 1000}});
  CHECK(reading.leads.size() + reading.rejects.size() == kRows - 1);
}

}  // namespace
}  // namespace leadscore::runtime::testing
