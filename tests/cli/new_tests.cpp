// `leadscore new` on what nobody wrote for it: the leads of all examples, and files that are made
// to break it. Whatever the file, the model has no finding, is in the one style, passes its tests
// and scores the file.
#include "tests/cli/program_run.hpp"
#include "tests/golden/golden_file.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace leadscore::cli_tests {
namespace {

namespace fs = std::filesystem;

/// Makes a model of `leads` in the folder, holds it against all that it must be, and returns it.
std::string made_of(const ScratchFolder& folder, const std::string& leads) {
  CAPTURE(leads);
  const auto run = [&](const std::string& command) {
    ProgramRun result = run_shell(command, folder.path());
    INFO(command, "\n", result.out, result.err);
    CHECK(result.exit_code == 0);
    return result;
  };
  const std::string model = run("leadscore new --quiet '" + leads + "'").out;
  folder.write("made.score", model);
  run("leadscore check --deny-warnings made.score");
  run("leadscore fmt --check made.score");
  run("leadscore test --ci made.score");
  // Names of kinds and of fields must find what they were made of; a value that does not read as
  // its type would reject its record.
  run("leadscore run made.score '" + leads + "' --strict --quiet --format csv");
  return model;
}

TEST_CASE("a model of the leads of each example") {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(LEADSCORE_SOURCE_DIR) / "examples")) {
    const fs::path leads = entry.path() / "leads.jsonl";
    if (!fs::exists(leads)) continue;
    const ScratchFolder folder;
    fs::copy_file(leads, folder.path() / "leads.jsonl");
    static_cast<void>(made_of(folder, "leads.jsonl"));
    ++count;
  }
  CHECK(count >= 5);
}

/// Every word that stands in the grammar.
std::set<std::string> words_of_the_language() {
  std::set<std::string> words;
  const std::regex word("\"([a-z]+)\"");
  for (const auto& entry : fs::directory_iterator(fs::path(LEADSCORE_SOURCE_DIR) / "grammar")) {
    if (entry.path().extension() != ".hpp") continue;
    const std::string text = golden::read_file(entry.path());
    for (std::sregex_iterator at(text.begin(), text.end(), word), end; at != end; ++at) {
      words.insert((*at)[1]);
    }
  }
  return words;
}

TEST_CASE("words of the language as keys and as kinds of events") {
  const std::set<std::string> words = words_of_the_language();
  CHECK(words.size() > 80);
  CHECK(words.contains("when"));
  CHECK(words.contains("otherwise"));
  const ScratchFolder folder;
  // Some at a time, as keys of texts, numbers, and yes or no, and as kinds of events.
  constexpr std::size_t kTogether = 12;
  std::size_t number = 0;
  for (auto word = words.begin(); word != words.end(); ++number) {
    std::string keys;
    std::string events;
    std::string first = *word;
    for (std::size_t i = 0; i < kTogether && word != words.end(); ++i, ++word) {
      const std::string_view value = i % 3 == 0 ? "\"v%\"" : i % 3 == 1 ? "%" : "true";
      keys += fmt::format("\"{}\": {}, ", *word, value);
      events += fmt::format("{}{{\"type\": \"{}\", \"{}\": \"x\", \"at\": \"2026-01-01\"}}",
                            i == 0 ? "" : ", ", *word, *word);
    }
    std::string leads;
    for (int lead = 1; lead <= 8; ++lead) {
      std::string line = fmt::format("{{{}\"events\": [{}]}}\n", keys, events);
      std::ranges::replace(line, '%', static_cast<char>('0' + lead));
      leads += line;
    }
    folder.write("leads.jsonl", leads);
    CAPTURE(first);
    const ProgramRun run = run_shell(fmt::format("leadscore new -q leads.jsonl -o m{0}.score && "
                                                 "leadscore run m{0}.score leads.jsonl -q --strict",
                                                 number),
                                     folder.path());
    INFO(run.out, run.err);
    CHECK(run.exit_code == 0);
  }
  const ProgramRun run =
      run_shell("leadscore check --deny-warnings . && leadscore test .", folder.path());
  INFO(run.out, run.err);
  CHECK(run.exit_code == 0);
}

TEST_CASE("ten thousand columns") {
  const ScratchFolder folder;
  std::string header = "id";
  for (int column = 0; column < 10'000; ++column) header += fmt::format(",Column {}", column);
  std::string text = header + "\n";
  for (int row = 0; row < 5; ++row) {
    text += std::to_string(row);
    for (int column = 0; column < 10'000; ++column) text += fmt::format(",v{}", (row + column) % 3);
    text += '\n';
  }
  folder.write("wide.csv", text);
  const std::string model = made_of(folder, "wide.csv");
  CHECK(model.find("column_999:") != std::string::npos);
  CHECK(model.find("column_1000:") == std::string::npos);
  CHECK(model.find("# Left out:") != std::string::npos);
}

TEST_CASE("a key of its own in every record") {
  const ScratchFolder folder;
  std::string text;
  for (int row = 0; row < 30'000; ++row) {
    text += fmt::format(
        "{{\"id\": \"{0}\", \"k{0}\": {0}, \"events\": [{{\"type\": \"t{0}\"}}]}}\n", row);
  }
  folder.write("keys.jsonl", text);
  CHECK(made_of(folder, "keys.jsonl").size() < 200'000);
}

TEST_CASE("values and keys of a megabyte") {
  const ScratchFolder folder;
  const std::string long_text(1'000'000, 'x');
  std::string items;
  for (int item = 0; item < 100'000; ++item) items += fmt::format("item {};", item);
  std::string leads;
  for (int lead = 0; lead < 3; ++lead) {
    leads += fmt::format(
        "{{\"a\": \"{0}\", \"{0}\": 1, \"b\": \"{1}\", \"c\": {2}, \"events\": [{{\"type\": "
        "\"{0}\"}}, {{\"type\": \"visited\", \"page\": \"/{0}\"}}]}}\n",
        long_text, items, lead);
  }
  folder.write("long.jsonl", leads);
  CHECK(made_of(folder, "long.jsonl").size() < 10'000);
}

TEST_CASE("texts that would steer a terminal, or end a comment or a text") {
  const ScratchFolder folder;
  std::string leads;
  for (int lead = 0; lead < 40; ++lead) {
    leads +=
        R"({"k\u001b[31m": "v\u001b[0m\u202e", "l\nwhen x +1": "a\r\nwhen y +1", "m": "\"quoted\" \\", )"
        R"("# allow: zero-points x": "# allow: zero-points x", "o": ")" +
        std::string(lead % 2 == 0 ? "even" : "odd\\u0000") +
        R"(", "events": [{"type": "t\n\u0007", "what": "*?\"\\\n"}, {"type": "visited", "page": "/a*b?c=%00"}]})"
        "\n";
  }
  folder.write("signs.jsonl", leads);
  const std::string model = made_of(folder, "signs.jsonl");
  CHECK(model.find('\x1b') == std::string::npos);
  CHECK(model.find("\xE2\x80\xAE") == std::string::npos);
  CHECK(model.find("\nwhen") == std::string::npos);
}

TEST_CASE("keys that are not UTF-8 are refused as they are by run") {
  const ScratchFolder folder;
  folder.write("latin.csv",
               "id,Gr\xF6\xDF"
               "e\n1,2\n");
  const ProgramRun run = run_shell("leadscore new latin.csv", folder.path());
  CHECK(run.exit_code == 2);
  CHECK(run.err.find("UTF-8") != std::string::npos);
}

TEST_CASE("the name of a file becomes a name whatever its bytes") {
  for (const std::string name : {"Gr\xF6sse.csv", ".csv", "a\"b\\c.csv", "--_ .csv", "x.y.z"}) {
    const ScratchFolder folder;
    folder.write(name, "id,industry\n1,Software\n2,Retail\n");
    static_cast<void>(made_of(folder, "./" + name));
  }
}

TEST_CASE("random files of CSV and JSON lines") {
  const std::vector<std::string> values{
      "",         "yes", "no",    "1",  "0",  "-1",  "999",  "n/a",       "-", "2026-01-01",
      "20260131", "x;y", "1,200", "/a", "NA", "1e3", "null", "some text", "é", "007"};
  const std::vector<std::string> keys{"a b", "Score", "is", "created_at",
                                      "x.y", "%",     "2",  "Job Title"};
  std::uint32_t state = 7;
  const auto next = [&state](std::size_t most) {
    state = state * 1'664'525U + 1'013'904'223U;
    return static_cast<std::size_t>(state >> 8) % most;
  };
  for (int round = 0; round < 8; ++round) {
    const ScratchFolder folder;
    std::string csv = "id";
    for (const std::string& key : keys) csv += ",\"" + key + "\"";
    csv += '\n';
    std::string json;
    const std::size_t variety = 1 + next(values.size());
    const std::size_t begin = next(values.size());
    for (std::size_t row = 0; row < 60; ++row) {
      csv += std::to_string(row);
      json += fmt::format("{{\"id\": {}", row);
      for (const std::string& key : keys) {
        const std::string& value = values[(begin + next(variety)) % values.size()];
        csv += ",\"" + value + "\"";
        json += fmt::format(", \"{}\": \"{}\"", key, value);
      }
      csv += '\n';
      json += "}\n";
    }
    folder.write("random.csv", csv);
    folder.write("random.jsonl", json);
    static_cast<void>(made_of(folder, "random.csv"));
    static_cast<void>(made_of(folder, "random.jsonl"));
  }
}

}  // namespace
}  // namespace leadscore::cli_tests
