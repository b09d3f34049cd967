#include "tools/cli/arguments.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

namespace leadscore::cli {
namespace {

Result<Options> read(std::string_view command, const std::vector<std::string>& arguments) {
  const Command* found = find_command(command);
  REQUIRE(found != nullptr);
  return read_arguments(*found, arguments);
}

std::string error_of(std::string_view command, const std::vector<std::string>& arguments) {
  const auto options = read(command, arguments);
  return options ? "" : options.error().message;
}

}  // namespace

TEST_CASE("Arguments in any order, with = or without") {
  auto options = read("run", {"--top=5", "m.score", "--id", "Record ID", "-", "--why", "-q"});
  REQUIRE(options);
  CHECK(options->files == std::vector<std::string>{"m.score"});
  CHECK(options->leads == "-");
  CHECK(options->top == "5");
  CHECK(options->id_key == "Record ID");
  CHECK(options->shows_reasons);
  CHECK(options->is_quiet);
  CHECK_FALSE(options->is_strict);
}

TEST_CASE("The leads come last, behind one model or several") {
  auto options = read("run", {"a.score", "b.score", "--top", "3", "c.scorec", "leads.csv"});
  REQUIRE(options);
  CHECK(options->files == std::vector<std::string>{"a.score", "b.score", "c.scorec"});
  CHECK(options->leads == "leads.csv");
  CHECK(options->top == "3");
}

TEST_CASE("One model, a file to write to by either name, and a module that may be left out") {
  auto options = read("compile", {"m.score", "-o", "m.scorec"});
  REQUIRE(options);
  CHECK(options->model == "m.score");
  CHECK(options->out == "m.scorec");
  CHECK(error_of("compile", {"m.score"}).starts_with("`leadscore compile` needs --out FILE"));
  REQUIRE(read("stdlib", {}));
  CHECK(read("stdlib", {"titles"})->module == "titles");
}

TEST_CASE("`--id` is the lead for `why`, and the key of the id for `run`") {
  auto options = read("why", {"m.score", "l.csv", "--id", "7", "--id-key", "email"});
  REQUIRE(options);
  CHECK(options->lead_id == "7");
  CHECK(options->id_key == "email");
}

TEST_CASE("Wrong arguments are named, with what was probably meant") {
  CHECK(error_of("run", {"m", "l", "--evnets", "e"}) ==
        "`leadscore run` has no option `--evnets`; did you mean `--events`?");
  CHECK(error_of("compile", {"m", "more", "-o", "f"}) ==
        "`leadscore compile` does not know what to do with `more`");
  CHECK(error_of("run", {"m"}).starts_with("`leadscore run` needs LEADS (the leads"));
  CHECK(error_of("why", {"m", "l"}).starts_with("`leadscore why` needs --id ID"));
  CHECK(error_of("run", {"m", "l", "--format", "jsonlines"}) ==
        "--format is `jsonlines`, but must be one of table, jsonl, csv");
  CHECK(error_of("run", {"m", "l", "--top"}) ==
        "`--top` needs N (only the N highest scores, best first)");
}

TEST_CASE("Several files are one list, and help needs no other argument") {
  auto files = read("check", {"a.score", "b.score"});
  REQUIRE(files);
  CHECK(files->files == std::vector<std::string>{"a.score", "b.score"});
  auto help = read("run", {"--help"});
  REQUIRE(help);
  CHECK(help->wants_help);
}

TEST_CASE("No command has two arguments of one name") {
  for (const Command& command : all_commands()) {
    std::set<std::string_view> names;
    for (const ArgumentRow& row : command.arguments) CHECK(names.insert(row.name).second);
    for (const ArgumentRow& row : common_options()) CHECK(names.insert(row.name).second);
  }
}

}  // namespace leadscore::cli
