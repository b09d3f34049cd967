// Bad input that is too large or too odd to lie in a folder: made here.
#include "tests/cli/program_run.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>

namespace leadscore::cli_tests {
namespace {

constexpr std::string_view kModel = "when country is \"US\" +1\n";
constexpr std::string_view kLead = "{\"id\": \"1\", \"country\": \"US\"}\n";
constexpr std::size_t kTenMegabytes = 10 * 1024 * 1024;

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  all.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

/// A scratch folder with a good model and a good lead; cases replace one of them.
struct Case {
  Case() {
    scratch.write("model.score", kModel);
    scratch.write("leads.jsonl", kLead);
  }

  [[nodiscard]] ProgramRun run(std::string_view more = "") const {
    return run_shell(
        fmt::format("leadscore run model.score leads.jsonl --as-of 2026-01-31 {}", more),
        scratch.path());
  }

  ScratchFolder scratch;
};

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("the case that the others change is good") {
  const Case good;
  const ProgramRun run = good.run("--quiet --format csv");
  CHECK(run.exit_code == 0);
  CHECK(run.err.empty());
  CHECK(has(run.out, "1,1,"));
}

TEST_CASE("a lead of 10 MB on one line is read") {
  const Case one;
  one.scratch.write("leads.jsonl", fmt::format("{{\"id\": \"1\", \"note\": \"{}\", \"country\": "
                                               "\"US\"}}\n{}",
                                               std::string(kTenMegabytes, 'x'), kLead));
  const ProgramRun run = one.run("--quiet --format csv");
  CHECK(run.exit_code == 0);
  CHECK(run.out ==
        "id,score,stage,stages,disqualified,route,alerts\n1,1,,,false,,\n1,1,,,false,,\n");
}

TEST_CASE("10 MB on one line that are no lead are rejected, and the run goes on") {
  const Case one;
  one.scratch.write("leads.jsonl", std::string(kLead) + std::string(kTenMegabytes, 'x') + "\n" +
                                       std::string(kLead));
  const ProgramRun run = one.run("--format csv");
  CHECK(run.exit_code == 3);
  CHECK(has(run.err, "leads.jsonl:2: "));
  CHECK(has(run.err, "leads     2"));
  CHECK(run.err.size() < 2000);
}

TEST_CASE("a model of 10 MB on one line gets a message, not 10 MB of it") {
  const Case one;
  one.scratch.write("model.score",
                    "when country is \"" + std::string(kTenMegabytes, 'x') + " +1\n");
  const ProgramRun run = one.run();
  CHECK(run.exit_code == 1);
  CHECK(has(run.err, "model.score:1:"));
  CHECK(run.err.size() < 5000);
}

TEST_CASE("a model of many megabytes of rules on one line compiles or is refused in words") {
  const Case one;
  one.scratch.write("model.score", repeated("when country is \"US\" +1; ", 20'000));
  const ProgramRun run = one.run("--quiet --format csv");
  CHECK(run.exit_code == 0);
  CHECK(has(run.out, "1,20000,"));
}

TEST_CASE("a model larger than the limit is refused") {
  const Case one;
  one.scratch.write("model.score", std::string(17 * 1024 * 1024, '#'));
  const ProgramRun run = one.run();
  CHECK(run.exit_code == 2);
  CHECK(has(run.err, "model.score is larger than 16 MB"));
}

TEST_CASE("a model nested 10,000 deep is refused where it gets too deep") {
  const Case one;
  one.scratch.write("model.score", "when " + repeated("(", 10'000) + "country is \"US\"" +
                                       repeated(")", 10'000) + " +1\n");
  const ProgramRun run = one.run();
  CHECK(run.exit_code == 1);
  CHECK(has(run.err, "error[too-deep]"));
  CHECK(run.err.size() < 5000);
}

TEST_CASE("`not` 10,000 times is refused or read, but does no harm") {
  const Case one;
  one.scratch.write("model.score", "when " + repeated("not ", 10'000) + "country is \"US\" +1\n");
  const ProgramRun run = one.run();
  CHECK(run.exit_code <= 1);
}

TEST_CASE("JSON nested 10,000 deep is a reject or a value that nobody asked for") {
  const Case one;
  one.scratch.write("leads.jsonl", "{\"id\": \"1\", \"x\": " + repeated("[", 10'000) +
                                       repeated("]", 10'000) + "}\n" + std::string(kLead));
  const ProgramRun run = one.run("--format csv");
  CHECK((run.exit_code == 0 || run.exit_code == 3));
  CHECK(has(run.out, "1,1,"));
}

TEST_CASE("a binary file is no file of leads") {
  const Case one;
  std::string binary;
  for (int i = 0; i < 4096; ++i) binary += static_cast<char>((i * 37) % 256);
  one.scratch.write("leads.jsonl", binary);
  const ProgramRun run = one.run();
  CHECK(run.exit_code == 2);
  CHECK(has(run.err, "leads.jsonl"));
}

TEST_CASE("a binary file is no model") {
  const Case one;
  one.scratch.write("model.score", std::string_view("\x7f"
                                                    "ELF\0\0\1\2",
                                                    8));
  const ProgramRun run = one.run();
  CHECK(run.exit_code == 2);
  CHECK(has(run.err, "model.score is not a text"));
}

TEST_CASE("a model in UTF-16 is told how to be saved") {
  const Case one;
  one.scratch.write("model.score", std::string_view("\xFF\xFEw\0h\0", 6));
  const ProgramRun run = one.run();
  CHECK(run.exit_code == 2);
  CHECK(has(run.err, "save it as UTF-8"));
}

TEST_CASE("a model that is no UTF-8 is shown where") {
  const Case one;
  one.scratch.write("model.score", "# \xE4\nwhen country is \"US\" +1\n");
  const ProgramRun run = one.run();
  CHECK(run.exit_code == 1);
  CHECK(has(run.err, "error[not-utf8]"));
}

TEST_CASE("a lead that is no UTF-8 is rejected, and its output stays UTF-8") {
  const Case one;
  one.scratch.write("leads.jsonl",
                    "{\"id\": \"a\xFFz\", \"country\": \"US\"}\n" + std::string(kLead));
  const ProgramRun run = one.run("--format jsonl --rejects rejects.jsonl");
  CHECK(run.exit_code == 3);
  CHECK(has(run.err, "leads.jsonl:1: "));
  CHECK(has(run.out, "\"id\": \"1\""));
}

}  // namespace
}  // namespace leadscore::cli_tests
