// Any number of threads, any engine, and any size of what is read at once, give the same bytes:
// scores, rejects, messages, exit codes.
#include "runtime/jit/native_module.hpp"
#include "tests/cli/program_run.hpp"
#include "tests/golden/golden_file.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/console.hpp"
#include "tools/cli/options.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace leadscore::cli_tests {
namespace {

constexpr std::string_view kModel = R"(lead {
  country: text
  employees: number
  note: text
}

score fit up to 20 {
  when country is "US" +10
  when employees >= 100 +5
  when employees is unknown -1
}

score engagement up to 20 {
  when visited("/pricing") +7
  when visited() at least 2 times +1
}

mql at 12
never visited() at least 3 times
)";

/// What a run shows, with its time masked.
struct Shown {
  int exit_code = 0;
  std::string out;
  std::string err;
  std::string rejects;

  bool operator==(const Shown&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Shown& shown) {
  return out << "exit code " << shown.exit_code << "\n--- out\n"
             << shown.out << "--- err\n"
             << shown.err << "--- rejects\n"
             << shown.rejects;
}

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

/// Runs `leadscore run` in this process, as only here what is read at once can be set.
Shown run_in_process(const ScratchFolder& scratch, cli::Options options) {
  const auto path = [&](const char* name) { return (scratch.path() / name).string(); };
  options.files = {path("model.score")};
  options.leads = path("leads.jsonl");
  options.rejects = path("rejects");
  options.as_of = "2026-01-31";
  Shown shown;
  {
    const std::unique_ptr<std::FILE, FileCloser> out(std::fopen(path("out").c_str(), "wb"));
    const std::unique_ptr<std::FILE, FileCloser> err(std::fopen(path("err").c_str(), "wb"));
    cli::Console console(out.get(), err.get());
    shown.exit_code = static_cast<int>(cli::run_leads(options, console));
  }
  shown.out = golden::read_file(scratch.path() / "out");
  shown.err = masked(golden::read_file(scratch.path() / "err"));
  shown.rejects = golden::read_file(scratch.path() / "rejects");
  return shown;
}

std::string ordinary_line(std::mt19937& random) {
  static constexpr std::string_view kCountries[] = {"US", "DE", "us", "", "Österreich"};
  std::string line =
      fmt::format(R"("country": "{}", "employees": {})", kCountries[random() % 5], random() % 200);
  if (random() % 2 == 0) {
    line = fmt::format(R"("id": "lead-{}", {})", random() % 1000, line);
  }
  const std::size_t events = random() % 4;
  if (events > 0) {
    line += R"(, "events": [)";
    for (std::size_t at = 0; at < events; ++at) {
      line += fmt::format(R"({}{{"type": "visited", "page": "/{}", "at": "2026-01-{:02}"}})",
                          at > 0 ? ", " : "", random() % 2 ? "pricing" : "docs", 1 + random() % 30);
    }
    line += ']';
  }
  return fmt::format("{{{}}}", line);
}

/// Something that a line of leads can be, good or bad; no message of Segment.
std::string any_line(std::mt19937& random) {
  switch (random() % 24) {
    case 0:
      return "";
    case 1:
      return "  \t";
    case 2:
      return R"({"id": "broken", "country": )";
    case 3:
      return "[1, 2]";
    case 4:
      return R"({"country": "US", "country": "DE", "id": "twice"})";
    case 5:
      return fmt::format(R"({{"id": "unread-{}", "employees": "many"}})", random() % 100);
    case 6:
      return R"({"id": "no events", "events": "none"})";
    case 7:
      return "{\"id\": \"bytes\", \"country\": \"\xFF\xFE\"}";
    case 8:
      return fmt::format(R"({{"id": "long", "note": "{}"}})", std::string(random() % 3000, 'x'));
    case 9:
      return ordinary_line(random) + "\r";
    case 10:
      return R"({"id": "odd events", "events": [1, {}, {"type": "visited"}, {"at": 5}]})";
    case 11:
      return R"({"\u0069d": "escaped", "country": "\u0055S"})";
    default:
      return ordinary_line(random);
  }
}

constexpr std::string_view kMessage =
    R"({"type": "track", "userId": "lead-1", "event": "visited", "timestamp": "2026-01-05T00:00:00Z"})";

/// Random lines; in some files, somewhere, messages of Segment.
std::string random_file(std::mt19937& random) {
  const std::size_t lines = random() % 300;
  const std::size_t first_message = random() % 3 == 0 ? random() % 300 : 300;
  std::string text;
  for (std::size_t at = 0; at < lines; ++at) {
    const bool is_message = at == first_message || (at > first_message && random() % 10 == 0);
    text += is_message ? std::string(kMessage) : any_line(random);
    if (at + 1 < lines || random() % 2 == 0) text += '\n';
  }
  return text;
}

void check_all_alike(const ScratchFolder& scratch, cli::Options options,
                     const std::vector<std::size_t>& block_sizes) {
  // With a file of events, even an empty one, the reader of the whole file reads all.
  options.events = (scratch.path() / "events.jsonl").string();
  options.threads = "1";
  const Shown expected = run_in_process(scratch, options);
  options.events.reset();
  for (const std::size_t block_bytes : block_sizes) {
    for (const char* threads : {"1", "2", "3", "8"}) {
      CAPTURE(block_bytes);
      CAPTURE(threads);
      options.block_bytes = block_bytes;
      options.threads = threads;
      CHECK(run_in_process(scratch, options) == expected);
    }
  }
}

TEST_CASE("threads show the same of random files") {
  const ScratchFolder scratch;
  scratch.write("model.score", kModel);
  scratch.write("events.jsonl", "");
  for (unsigned seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    scratch.write("leads.jsonl", random_file(random));
    cli::Options options;
    options.format = seed % 3 == 0 ? "csv" : seed % 3 == 1 ? "jsonl" : "table";
    options.is_strict = seed % 4 == 0;
    options.shows_reasons = seed % 5 == 0;
    if (seed % 6 == 0) options.top = "7";
    if (seed % 7 == 0) options.stage = "mql";
    check_all_alike(scratch, options, {64, 1000, 10'000});
  }
}

TEST_CASE("threads show the same of a file of many blocks") {
  const ScratchFolder scratch;
  scratch.write("model.score", kModel);
  scratch.write("events.jsonl", "");
  std::mt19937 random(7);
  std::string text;
  for (std::size_t at = 0; at < 6000; ++at) text += any_line(random) + '\n';
  scratch.write("leads.jsonl", text);
  for (const char* format : {"jsonl", "table"}) {
    cli::Options options;
    options.format = format;
    check_all_alike(scratch, options, {20'000, 1024 * 1024});
  }
}

TEST_CASE("engines show the same") {
  const ScratchFolder scratch;
  scratch.write("model.score", kModel);
  std::mt19937 random(11);
  std::string text;
  for (std::size_t at = 0; at < 3000; ++at) text += any_line(random) + '\n';
  scratch.write("leads.jsonl", text);
  cli::Options options;
  options.format = "jsonl";
  options.since = "2026-01-01";
  options.engine = "vm";
  options.threads = "1";
  const Shown expected = run_in_process(scratch, options);
  std::vector<std::string> engines = {"vm", "batch", "auto"};
  if (runtime::jit::load_llvm()) engines.emplace_back("jit");
  for (const std::string& engine : engines) {
    CAPTURE(engine);
    options.engine = engine;
    for (const char* threads : {"1", "3"}) {
      options.threads = threads;
      CHECK(run_in_process(scratch, options) == expected);
    }
  }
}

TEST_CASE("threads show the same of files that hardly are any") {
  const ScratchFolder scratch;
  scratch.write("model.score", kModel);
  scratch.write("events.jsonl", "");
  for (const std::string_view text :
       {"", "\n", "\n\n  \n", "{}", "{}\n", "{}\n{}", "nothing\n", "{\"id\": \"x\"}\r\n\r\n"}) {
    CAPTURE(text);
    scratch.write("leads.jsonl", text);
    cli::Options options;
    options.format = "jsonl";
    check_all_alike(scratch, options, {64, 1024 * 1024});
  }
}

std::string many_leads(std::size_t count) {
  std::mt19937 random(3);
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += any_line(random) + '\n';
  return text;
}

TEST_CASE("threads show the same of gzip, of standard input and of CSV") {
  const ScratchFolder scratch;
  scratch.write("model.score", kModel);
  scratch.write("leads.jsonl", many_leads(5000));
  std::string csv = "id,country,employees\n";
  for (std::size_t i = 0; i < 5000; ++i) {
    csv += fmt::format("{},{},{}\n", i, i % 3 ? "US" : "DE", i % 7 ? std::to_string(i % 150) : "x");
  }
  scratch.write("leads.csv", csv);
  REQUIRE(run_shell("gzip -k leads.jsonl; gzip -c leads.csv >leads.csv.gz; "
                    "head -c 20000 leads.jsonl.gz >damaged.gz; test -s damaged.gz",
                    scratch.path())
              .exit_code == 0);
  for (const std::string_view leads :
       {"leads.jsonl", "leads.jsonl.gz", "- <leads.jsonl", "- <leads.jsonl.gz", "leads.csv",
        "leads.csv.gz", "damaged.gz"}) {
    CAPTURE(leads);
    const auto run = [&](std::size_t threads) {
      const ProgramRun ended = run_shell(
          fmt::format("leadscore run model.score {} --as-of 2026-01-31 --format csv --threads {}",
                      leads, threads),
          scratch.path());
      return std::tuple(ended.exit_code, ended.out, masked(ended.err));
    };
    const auto expected = run(1);
    CHECK(std::get<1>(expected).size() > 10'000);
    CHECK((std::get<0>(expected) == 2) == (leads == "damaged.gz"));
    for (const std::size_t threads : {2, 3, 8}) {
      CAPTURE(threads);
      CHECK(run(threads) == expected);
    }
  }
}

/// A writer that goes on for long, and a run that has no reason to wait for it.
ProgramRun run_before_slow_writer(const ScratchFolder& scratch, std::string_view leads,
                                  std::string_view arguments) {
  return run_shell(
      fmt::format("rm -f pipe; mkfifo pipe; (cat {}; exec sleep 30) >pipe 2>/dev/null & writer=$!; "
                  "timeout 10 leadscore run model.score - --as-of 2026-01-31 {} <pipe; "
                  "code=$?; kill $writer; exit $code",
                  leads, arguments),
      scratch.path());
}

TEST_CASE("a full disk ends the run at once, whatever its threads wait for") {
  const ScratchFolder scratch;
  scratch.write("model.score", kModel);
  scratch.write("leads.jsonl", many_leads(20'000));
  REQUIRE(run_shell("gzip -k leads.jsonl", scratch.path()).exit_code == 0);
  for (const std::string_view threads : {"1", "2", "8"}) {
    for (const std::string_view leads : {"leads.jsonl", "leads.jsonl.gz"}) {
      CAPTURE(threads);
      CAPTURE(leads);
      const ProgramRun run = run_before_slow_writer(
          scratch, leads,
          fmt::format("--format jsonl --quiet --out /dev/full --threads {}", threads));
      CHECK(run.exit_code == 2);
      CHECK(run.err.ends_with("error: cannot write /dev/full: No space left on device\n"));
    }
  }
}

TEST_CASE("a reader that leaves ends a run with threads quietly") {
  const ScratchFolder scratch;
  scratch.write("model.score", kModel);
  scratch.write("leads.jsonl", many_leads(20'000));
  for (const std::string_view threads : {"1", "2", "8"}) {
    CAPTURE(threads);
    const ProgramRun run = run_shell(
        fmt::format("(timeout 60 leadscore run model.score leads.jsonl --as-of 2026-01-31 --quiet "
                    "--format jsonl --threads {}; echo exit code $? >&2) | head -n 1",
                    threads),
        scratch.path());
    CHECK(run.out.starts_with("{\"id\""));
    CHECK(run.err.find("exit code 0\n") != std::string::npos);
  }
}

TEST_CASE("a number of threads that is none is refused") {
  const ScratchFolder scratch;
  scratch.write("model.score", kModel);
  scratch.write("leads.jsonl", "{}\n");
  for (const std::string_view threads : {"-1", "two", "1.5", "257"}) {
    CAPTURE(threads);
    const ProgramRun run = run_shell(
        fmt::format("leadscore run model.score leads.jsonl --threads={}", threads), scratch.path());
    CHECK(run.exit_code == 2);
    CHECK(run.err.find("whole number up to 256; 0 is one a core") != std::string::npos);
  }
  const ProgramRun run =
      run_shell("leadscore run model.score leads.jsonl --threads 0 --quiet", scratch.path());
  CHECK(run.exit_code == 0);
}

}  // namespace
}  // namespace leadscore::cli_tests
