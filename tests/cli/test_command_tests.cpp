// What `leadscore test` writes for other programs, held against the grammar that they read, and
// --watch.
#include "tests/cli/program_run.hpp"
#include "tests/golden/golden_file.hpp"

#include <doctest/doctest.h>

#include <map>
#include <regex>
#include <sstream>
#include <string>

namespace leadscore::cli_tests {
namespace {

constexpr std::string_view kModel = R"(when employees >= 50 +20
when visited("/pricing") +10
mql at 30
test "<both> & \"more\"" {
  lead { employees: 50 }
  visited("/pricing")
  expect mql
}
)";

TEST_CASE("coverage as LCOV keeps to the grammar of its records, and its sums are right") {
  const ScratchFolder scratch;
  scratch.write("model.score", kModel);
  const ProgramRun run = run_shell(
      "leadscore test model.score --coverage lcov --coverage-out out.info", scratch.path());
  REQUIRE(run.exit_code == 0);
  std::istringstream lines(golden::read_file(scratch.path() / "out.info"));
  const std::regex record(
      R"(TN:|SF:.+|DA:[0-9]+,[0-9]+|BRDA:[0-9]+,[0-9]+,[0-9]+,([0-9]+|-)|(BRF|BRH|LF|LH):[0-9]+|end_of_record)");
  std::map<std::string, int> counts;
  std::map<std::string, int> said;
  std::string last;
  for (std::string line; std::getline(lines, line); last = line) {
    CAPTURE(line);
    CHECK(std::regex_match(line, record));
    const std::string kind = line.substr(0, line.find(':'));
    ++counts[kind];
    const bool is_hit = !line.ends_with(",0") && !line.ends_with(",-");
    if (kind == "DA" || kind == "BRDA") counts[kind + " hit"] += is_hit ? 1 : 0;
    if (kind.size() <= 3 && kind.find_first_of("FH") != std::string::npos && kind != "SF") {
      said[kind] = std::stoi(line.substr(kind.size() + 1));
    }
  }
  CHECK(last == "end_of_record");
  CHECK(counts["SF"] == 1);
  CHECK(said["LF"] == 3);  // two rules and a stage
  CHECK(said["LF"] == counts["DA"]);
  CHECK(said["LH"] == counts["DA hit"]);
  CHECK(said["BRF"] == counts["BRDA"]);
  CHECK(said["BRH"] == counts["BRDA hit"]);
}

TEST_CASE("JUnit is read by an XML parser, whatever a test is called") {
  const ScratchFolder scratch;
  scratch.write("model.score", kModel);
  scratch.write("read.py", R"(import sys, xml.etree.ElementTree
root = xml.etree.ElementTree.parse(sys.stdin).getroot()
for case in root.iter("testcase"):
  failures = [failure.get("message") for failure in case.findall("failure")]
  print(root.tag, root.get("failures"), case.get("name"), case.get("line"), failures)
)");
  const ProgramRun run = run_shell(
      "sed -i s/+10/+1/ model.score; leadscore test model.score --format junit | python3 read.py",
      scratch.path());
  CHECK(run.exit_code == 0);
  CHECK(run.out == "testsuites 1 <both> & \"more\" 4 ['expected mql, actual mql is not met']\n");
}

TEST_CASE("a page of coverage needs nothing from elsewhere") {
  const ScratchFolder scratch;
  scratch.write("model.score", kModel);
  const ProgramRun run = run_shell(
      "leadscore test model.score --coverage html --coverage-out out.html", scratch.path());
  REQUIRE(run.exit_code == 0);
  const std::string page = golden::read_file(scratch.path() / "out.html");
  CHECK(page.find("prefers-color-scheme: dark") != std::string::npos);
  for (const std::string_view outside : {"http:", "https:", "src=", "href=", "url(", "@import"}) {
    CHECK(page.find(outside) == std::string::npos);
  }
}

TEST_CASE("watched tests run again when the model changes, and end when their reader goes") {
  const ScratchFolder scratch;
  scratch.write("model.score", kModel);
  // The model changes when the first run has said something, and then the reader goes.
  const ProgramRun run = run_shell(
      "timeout 60 leadscore test model.score --watch --format plain | {\n"
      "  read -r first; echo \"$first\"\n"
      "  sed 's/+10/+1/' model.score >new; mv new model.score\n"
      "  head -n 2\n"
      "}",
      scratch.path());
  CHECK(run.exit_code == 0);
  CHECK(run.out ==
        "model.score:4: pass: <both> & \"more\"\n"
        "model.score:4: fail: <both> & \"more\"\n"
        "model.score:7: expected mql, actual mql is not met\n");
}

}  // namespace
}  // namespace leadscore::cli_tests
