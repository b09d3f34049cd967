// Rows of CSV are read quickly as they are read by the general reader, one after the other and in
// blocks on several threads, and the most common ones are indeed read quickly.
#include "runtime/pipeline/scoring_run.hpp"
#include "runtime/records/csv_scan.hpp"
#include "runtime/records/line_reader.hpp"
#include "runtime/records/quick_row_reader.hpp"
#include "tests/unit/runtime/records/csv_maker.hpp"
#include "tests/unit/runtime/records/reading.hpp"
#include "tests/unit/runtime/records/same_reading.hpp"

#include <doctest/doctest.h>

namespace leadscore::runtime::testing {
namespace {

bytecode::Program program_of_fields() {
  return ProgramMaker()
      .field("job_title", FieldType::kText)
      .field("company.city", FieldType::kText, {.unknown_as = {"n/a"}})
      .field("employees", FieldType::kNumber)
      .field(
          "headcount", FieldType::kNumber,
          {.key = "employees", .unknown_as_numbers = {-1}, .default_value = bytecode::Value(3.0)})
      .field("plan", FieldType::kOneOf, {.known_values = {"free", "team"}})
      .field("is_open", FieldType::kYesNo)
      .field("tags", FieldType::kListOfText, {.unknown_as = {"none"}})
      .field("created_at", FieldType::kTime)
      .field("anything", FieldType::kAny)
      .field("né", FieldType::kText)
      .kind("visited", "page")
      .kind("watched", "video")
      .make();
}

bytecode::Program smaller_program() {
  return ProgramMaker()
      .field("company", FieldType::kText)
      .field("id", FieldType::kText)
      .field("other", FieldType::kNumber)
      .make();
}

ReaderOptions options_of(std::uint64_t seed) {
  ReaderOptions options;
  options.is_strict = seed % 5 == 0;
  if (seed % 7 == 0) options.id_key = "job_title";
  if (seed % 11 == 0) options.limits.most_record_bytes = 100;
  options.limits.block_bytes = seed % 3 == 0 ? 1024 * 1024 : 1 + seed % 500;
  return options;
}

TEST_CASE("random rows are read quickly as the general reader reads them") {
  const bytecode::Program programs[] = {program_of_fields(), smaller_program()};
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    CAPTURE(seed);
    check_same(programs[seed % 4 == 0 ? 1 : 0], CsvMaker(seed).file(30), options_of(seed),
               1 + seed % 30);
  }
}

/// Keeps what comes of a file, as read_file() does.
class Kept : public LeadsTaker {
 public:
  Kept(const bytecode::Program& program, std::size_t jobs) : program_(program), jobs_(jobs) {}

  void begin(std::size_t job) override { jobs_[job] = {}; }
  void take(std::size_t job, ScoredLeads& leads) override {
    for (std::size_t lead = 0; lead < leads.size(); ++lead) {
      const LeadBatch& batch = leads.lead(0, lead).batch;
      jobs_[job].leads.push_back(spell(program_, batch, lead));
      jobs_[job].lines.push_back(batch.line(lead));
    }
  }
  bool put(std::size_t job) override {
    const Reading& put = jobs_[job];
    all.leads.insert(all.leads.end(), put.leads.begin(), put.leads.end());
    all.lines.insert(all.lines.end(), put.lines.begin(), put.lines.end());
    return true;
  }

  Reading all;

 private:
  const bytecode::Program& program_;
  std::vector<Reading> jobs_;
};

Reading run_file(const bytecode::Program& program, ReaderOptions options, std::size_t threads) {
  Reading reading;
  options.on_reject = [&](const Reject& reject) {
    reading.rejects.push_back(fmt::format("{}: {}", reject.line, reject.reason));
    reading.reject_texts.emplace_back(reject.text);
  };
  const bytecode::Program* const one = &program;
  auto run =
      ScoringRun::open(std::span(&one, 1), {.reader = std::move(options), .threads = threads});
  if (!run) {
    reading.error = run.error().message;
    return reading;
  }
  Kept kept(program, run->job_count());
  const auto done = run->run(kept);
  if (!done) reading.error = done.error().message;
  reading.leads = kept.all.leads;
  reading.lines = kept.all.lines;
  reading.report = run->report();
  return reading;
}

TEST_CASE("random rows come from several threads as from the general reader") {
  const bytecode::Program program = program_of_fields();
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    const TemporaryFile file(CsvMaker(seed).file(60));
    ReaderOptions options = options_of(seed);
    options.path = file.path();
    const Reading threads = run_file(program, options, 1 + seed % 4);
    options.is_quick = false;
    const Reading general = read_file(program, options);
    CHECK(threads.error == general.error);
    CHECK(threads.leads == general.leads);
    CHECK(threads.lines == general.lines);
    CHECK(threads.rejects == general.rejects);
    CHECK(spell(threads.report) == spell(general.report));
  }
}

TEST_CASE("rows come right wherever blocks end") {
  const bytecode::Program program = program_of_fields();
  const std::string bytes =
      "id,job_title,employees,other\r\n1,CTO,12,x\n\"2\",\"a, b\",\"1,200\",\" \"\r\n"
      "3,\"two\nlines\",5,5\" pipe\n,,,\n4,say \"hi\",7,\n5,\"say "
      "\"\"hi\"\"\",7\n6,\"open,1,2\n7,a,";
  for (std::size_t block = 1; block <= bytes.size() + 1; ++block) {
    CAPTURE(block);
    ReaderOptions options;
    options.limits.block_bytes = block;
    check_same(program, bytes, options, 1 + block % 3);
  }
}

TEST_CASE("a long file without line feeds, or with a quote never closed, is read in passing time") {
  const bytecode::Program program = smaller_program();
  std::string returns = "id,company\n";
  std::string quotes = "id,company\n";
  for (int row = 0; row < 20'000; ++row) {
    returns += "7,a\r";
    quotes += row % 100 == 0 ? "\"7,a\n" : "7,\"a\nb\"\n";
  }
  ReaderOptions options;
  options.limits.most_record_bytes = 5'000;
  options.limits.block_bytes = 10'000;
  check_same(program, returns, options, 1000);
  check_same(program, quotes, options, 1000);
}

TEST_CASE("all kernels find the same marks") {
  const std::vector<CsvMarkKernel> kernels = csv_mark_kernels();
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    std::string text = CsvMaker(seed).file(20);
    const std::string_view seen(text.data() + seed % 5, text.size() - seed % 5);
    const std::size_t size = seen.size();
    text.append(LineReader::kPadding, ',');
    CsvMarks expected;
    kernels.front().find({text.data() + seed % 5, size}, ',', expected);
    for (const CsvMarkKernel& kernel : kernels) {
      CAPTURE(kernel.name);
      CsvMarks marks;
      kernel.find({text.data() + seed % 5, size}, ',', marks);
      REQUIRE(marks.count == expected.count);
      CHECK(std::equal(marks.places.begin(),
                       marks.places.begin() + static_cast<std::ptrdiff_t>(marks.count),
                       expected.places.begin()));
      CHECK(marks.is_ascii == expected.is_ascii);
    }
  }
  CsvMarks marks;
  kernels.front().find("a,\"b\"\r\n\xC3\xA9;", ';', marks);
  marks.places.resize(marks.count);
  CHECK(marks.places == std::vector<std::uint32_t>{2, 4, 5, 6, 9});
  CHECK_FALSE(marks.is_ascii);
}

TEST_CASE("the size of a row that is seen at a glance") {
  const auto size = [](std::string text) {
    const std::size_t bytes = text.size();
    text.append(LineReader::kPadding, '\0');
    return size_of_plain_row(std::string_view(text).substr(0, bytes), ',');
  };
  CHECK(size("1,a\n2,b\n") == 4);
  CHECK(size("1,a\r\n2,b\n") == 5);
  CHECK(size("\"1\", \"a,\" ,\"say \"\"hi\"\"\"\n2\n") == 0);  // a blank behind the quotes
  CHECK(size("\"1\", \"a,\",\"say \"\"hi\"\"\"\n2\n") == 23);
  CHECK(size("1,5\" pipe\n\"\n") == 10);
  CHECK(size("x\"y,\",z\n\"\n") == 0);  // the second quote opens a cell, the first does not
  for (const char* const text : {",1\n", " 1\n", "\n", "\"\",1\n", "1,\"two\nlines\"\n", "1\r2\n",
                                 "1,\"x\"y\n", "\xC2\xA0\n"}) {
    CAPTURE(text);
    CHECK(size(text) == 0);
  }
}

/// Whether a row of `id`, `employees`, `plan`, `tags`, `created_at`, `events` is read quickly.
bool takes(std::vector<std::string> cells) {
  static const bytecode::Program program = program_of_fields();
  QuickRowReader reader(program, {"id", "employees", "plan", "tags", "created_at", "events"},
                        std::nullopt);
  std::vector<std::string_view> views;
  for (std::string& cell : cells) {
    const std::size_t size = cell.size();
    cell.append(LineReader::kPadding, '7');
    views.push_back(std::string_view(cell).substr(0, size));
  }
  LeadBatch batch(program);
  const bool is_taken = reader.read(views, 1, 1, batch);
  CHECK(batch.size() == (is_taken ? 1 : 0));
  return is_taken;
}

TEST_CASE("numbers of few digits are read as any are") {
  const auto program = ProgramMaker().field("n", FieldType::kNumber).make();
  differential::Random random(5);
  std::string bytes = "n\n";
  for (int row = 0; row < 20'000; ++row) {
    const std::size_t size = 1 + random.below(17);
    for (std::size_t at = 0; at < size; ++at) {
      bytes += static_cast<char>('0' + random.below(10));
      if (random.chance(5)) bytes += random.pick(std::string_view("..-e/:x$"));
    }
    bytes += '\n';
  }
  check_same(program, bytes, {}, 1000);
}

TEST_CASE("the quick reader takes what reads, and leaves the rest to the general one") {
  CHECK(takes({"1", "12", "team", "a;b", "2026-01-31", ""}));
  CHECK(takes({"", "$1,200.50", "", " ", "1769850000", " "}));
  CHECK_FALSE(takes({"1", "many", "team", "a;b", "2026-01-31", ""}));
  CHECK_FALSE(takes({"1", "12", "gold", "a;b", "2026-01-31", ""}));
  CHECK_FALSE(takes({"1", "12", "team", "a;b", "2026-02-31", ""}));
  CHECK_FALSE(takes({"1", "12", "team", "a;b", "2026-01-31", "[]"}));
}

}  // namespace
}  // namespace leadscore::runtime::testing
