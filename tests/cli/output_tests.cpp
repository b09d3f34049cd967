// Where output cannot go: full disks, readers that leave, closed streams.
#include "tests/cli/program_run.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

namespace leadscore::cli_tests {
namespace {

constexpr std::string_view kModel = "when country is \"US\" +1\nhot at 1\n";

std::string many_leads(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += fmt::format("{{\"id\": \"lead-{}\", \"country\": \"{}\"}}\n", i, i % 2 ? "US" : "DE");
  }
  return text;
}

TEST_CASE("a full disk is reported") {
  const ScratchFolder scratch;
  scratch.write("model.score", kModel);
  scratch.write("leads.jsonl", many_leads(3));
  for (const std::string_view command :
       {"leadscore run model.score leads.jsonl --as-of 2026-01-31 >/dev/full",
        "leadscore run model.score leads.jsonl --as-of 2026-01-31 --out /dev/full",
        "leadscore why model.score leads.jsonl --as-of 2026-01-31 --id lead-1 >/dev/full",
        "leadscore check model.score >/dev/full", "leadscore test model.score >/dev/full",
        "leadscore --help >/dev/full"}) {
    CAPTURE(command);
    const ProgramRun run = run_shell(command, scratch.path());
    CHECK(run.exit_code == 2);
    CHECK(run.err.find("cannot write") != std::string::npos);
    CHECK(run.err.find("No space left on device") != std::string::npos);
  }
}

TEST_CASE("a reader that leaves ends the run quietly") {
  const ScratchFolder scratch;
  scratch.write("model.score", kModel);
  scratch.write("leads.jsonl", many_leads(20'000));
  const ProgramRun run = run_shell(
      "(leadscore run model.score leads.jsonl --as-of 2026-01-31; echo exit code $? >&2) | head -n "
      "1",
      scratch.path());
  CHECK(run.out.starts_with("lead"));
  CHECK(run.err == "exit code 0\n");
}

TEST_CASE("a closed standard output is reported") {
  const ScratchFolder scratch;
  scratch.write("model.score", kModel);
  scratch.write("leads.jsonl", many_leads(3));
  const ProgramRun run =
      run_shell("leadscore run model.score leads.jsonl --as-of 2026-01-31 >&-", scratch.path());
  CHECK(run.exit_code == 2);
  CHECK(run.err.find("cannot write standard output") != std::string::npos);
}

TEST_CASE("the order of the leads stays, over many blocks") {
  const ScratchFolder scratch;
  scratch.write("model.score", kModel);
  scratch.write("leads.jsonl", many_leads(5'000));
  const ProgramRun run =
      run_shell("leadscore run model.score leads.jsonl --as-of 2026-01-31 --format csv --quiet",
                scratch.path());
  CHECK(run.exit_code == 0);
  CHECK(run.err.empty());
  std::string expected = "id,score,stage,stages,disqualified,route,alerts\n";
  for (std::size_t i = 0; i < 5'000; ++i) {
    expected += fmt::format("lead-{},{},{}", i, i % 2, i % 2 ? "hot,hot,false,,\n" : ",,false,,\n");
  }
  CHECK(run.out == expected);
}

// The sanitizers hold freed memory back, which would look like growth.
TEST_CASE("memory does not grow with the file") {
  const ScratchFolder scratch;
  scratch.write("model.score", kModel);
  scratch.write("few.jsonl", many_leads(5'000));
  scratch.write("many.jsonl", many_leads(150'000));
  const auto peak_kilobytes = [&](std::string_view leads) {
    const ProgramRun run = run_shell(
        fmt::format("ASAN_OPTIONS=quarantine_size_mb=1 leadscore run model.score {} --as-of "
                    "2026-01-31 --top 10 --quiet >/dev/null & "
                    "while grep VmHWM /proc/$!/status 2>/dev/null; do sleep 0.02; done; wait $!",
                    leads),
        scratch.path());
    REQUIRE(run.exit_code == 0);
    // The last line is the highest: `VmHWM:     12345 kB`.
    const std::size_t last = run.out.rfind("VmHWM:");
    return last == std::string::npos ? 0 : std::stol(run.out.substr(last + 6));
  };
  const auto few = peak_kilobytes("few.jsonl");
  const auto many = peak_kilobytes("many.jsonl");
  REQUIRE(many > 0);
  CHECK(many < few + 48 * 1024);
}

}  // namespace
}  // namespace leadscore::cli_tests
