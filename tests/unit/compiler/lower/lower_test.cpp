#include "compiler/lower/lower.hpp"

#include "bytecode/describe.hpp"
#include "bytecode/disassemble.hpp"
#include "tests/unit/compiler/lower/model_maker.hpp"

#include <doctest/doctest.h>

#include <string>
#include <variant>
#include <vector>

namespace leadscore {
namespace {

using bytecode::Opcode;
using bytecode::Program;
using model::ModelMaker;

Program lower_made(ModelMaker& maker) { return lower(maker.model(), SourceMap()); }

/// The code as `mnemonic operands`, without remarks: what follows the word `code` of a listing.
std::vector<std::string> code_of(const Program& program) {
  const std::string listing = bytecode::disassemble(program);
  std::vector<std::string> lines;
  std::size_t at = listing.find("\ncode\n") == std::string::npos ? 5 : listing.find("\ncode\n") + 6;
  while (at < listing.size()) {
    const std::size_t end = listing.find('\n', at);
    std::string line = listing.substr(at + 7, end - at - 7);
    line = line.substr(0, line.find(" #"));
    line.erase(line.find_last_not_of(' ') + 1);
    const std::size_t blanks = line.find(' ');
    if (blanks != std::string::npos) {
      line.erase(blanks, line.find_first_not_of(' ', blanks) - blanks - 1);
    }
    lines.push_back(line);
    at = end + 1;
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("An empty model closes the score") {
  ModelMaker maker;
  const Program program = lower_made(maker);
  CHECK(program.register_count == 0);
  CHECK(code_of(program) == Lines{"close_score"});
  CHECK(program.hash.size() == 32);
}

TEST_CASE("Only what a rule or an outcome asks for is in the program") {
  ModelMaker maker;
  const auto unused = maker.field("unused", model::Type::kText);
  const auto asked = maker.field("asked", model::Type::kYesNo);
  maker.kind("visited", "page");
  const auto opened = maker.kind("opened", "message");
  maker.test(model::KnownTest{.field = unused});
  maker.rule(maker.test(model::YesTest{.field = asked}), 1'000);
  model::EventTest event_test;
  event_test.kind = opened;
  maker.disqualify(maker.test(event_test));
  const Program program = lower_made(maker);
  REQUIRE(program.fields.size() == 1);
  CHECK(program.texts.text(program.fields[bytecode::FieldId(0)].name) == "asked");
  REQUIRE(program.kinds.size() == 1);
  CHECK(program.texts.text(program.kinds[bytecode::KindId(0)].name) == "opened");
  CHECK(program.signals.size() == 2);
}

TEST_CASE("Each condition and test is computed once, wherever it is used") {
  ModelMaker maker;
  const auto field = maker.field("a", model::Type::kYesNo);
  const auto other = maker.field("b", model::Type::kYesNo);
  const auto a = maker.test(model::YesTest{.field = field});
  const auto b = maker.test(model::YesTest{.field = other});
  const auto both = maker.all({a, b});
  maker.rule(both, 1'000);
  maker.rule(maker.any({maker.negation(both), a, b}), 2'000);
  maker.stage("mql", {}, both);
  CHECK(code_of(lower_made(maker)) == Lines{"load_signal r0, signal 0", "load_signal r1, signal 1",
                                            "and r2, r0, r1", "give rule 0, r2", "not r3, r2",
                                            "or r4, r3, r0", "or r5, r4, r1", "give rule 1, r5",
                                            "close_score", "reach_stage stage 0, r2"});
}

TEST_CASE("Rules come first, then parts, the score, disqualifications and stages") {
  ModelMaker maker;
  const auto field = maker.field("a", model::Type::kYesNo);
  const auto fit = maker.part("fit");
  const auto a = maker.test(model::YesTest{.field = field});
  maker.rule(a, 1'000, fit);
  maker.rule(a, -2'000);
  model::ScoreTest fit_test;
  fit_test.part = fit;
  fit_test.op = model::ScoreOperator::kLess;
  fit_test.literals = {0};
  maker.disqualify(maker.test(fit_test));
  const auto nurture = maker.stage("nurture", 10'000);
  maker.stage("mql", 10'000, maker.test(model::StageTest{.stage = nurture}));
  const Program program = lower_made(maker);
  CHECK(code_of(program) ==
        Lines{"load_signal r0, signal 0", "give rule 0, r0", "give rule 1, r0", "close_part part 0",
              "close_score", "part_in r1, part 0, scores 0", "disqualify disqualification 0, r1",
              "score_in r2, scores 1", "reach_stage stage 0, r2", "score_in r3, scores 1",
              "stage_met r4, stage 0", "and r5, r3, r4", "reach_stage stage 1, r5"});
  REQUIRE(program.score_ranges.size() == 2);
  CHECK(bytecode::describe(program.score_ranges[0]) == "< 0");
  CHECK(bytecode::describe(program.score_ranges[1]) == ">= 10");
  CHECK(program.stages[bytecode::StageId(1)].condition_register == 4);
}

TEST_CASE("Signals say what their tests say") {
  ModelMaker maker;
  const auto title = maker.field("title", model::Type::kText);
  const auto size = maker.field("size", model::Type::kNumber);
  const auto born = maker.field("born", model::Type::kTime);
  const auto tags = maker.field("tags", model::Type::kListOfText);
  const auto visited = maker.kind("visited", "page");
  const model::Window week{.kind = model::WindowKind::kInTheLast, .first = 7 * kMsPerDay};
  maker.rule(maker.test(model::TextTest{.field = title,
                                        .op = model::TextOperator::kEndsWith,
                                        .literals = maker.texts({"vp", "ceo"})}),
             1);
  maker.rule(maker.test(model::NumberTest{
                 .field = size, .op = model::NumberOperator::kLess, .literals = {50}}),
             1);
  maker.rule(maker.test(model::TimeTest{.field = born, .window = week}), 1);
  maker.rule(maker.test(model::ListTest{
                 .field = tags, .needs_all = true, .literals = maker.texts({"a", "b"})}),
             1);
  maker.rule(maker.test(model::KnownTest{.field = title}), 1);
  model::EventTest events;
  events.kind = visited;
  events.patterns = maker.texts({"/x"});
  events.window = week;
  events.least = 0;
  events.most = 3;
  maker.rule(maker.test(events), 1);
  model::EventTest activity;
  maker.rule(maker.test(activity), 1);
  const Program program = lower_made(maker);
  Lines words;
  for (const bytecode::SignalId signal : program.signals.ids()) {
    words.push_back(bytecode::describe(program, signal));
  }
  CHECK(words == Lines{R"(title ends with ["vp", "ceo"])", "size < 50", "born in the last 7 days",
                       R"(tags includes all of ["a", "b"])", "title is known",
                       R"(visited("/x") at most 3 times in the last 7 days)", "activity"});
}

TEST_CASE("Fields keep their types, keys, defaults and what means unknown") {
  ModelMaker maker;
  const auto plan = maker.field("plan", model::Type::kOneOf);
  model::Field& field = maker.model().fields[plan];
  field.key = maker.text("Plan Name");
  field.known_values = maker.texts({"free", "team"});
  field.default_value = maker.text("free");
  field.unknown_as = {maker.text("n/a"), 5.0};
  maker.rule(maker.test(model::KnownTest{.field = plan}), 1'000);
  CHECK(bytecode::disassemble(lower_made(maker))
            .starts_with("fields\n"
                         "    0  plan: one of \"free\", \"team\" = \"free\" from \"Plan Name\" "
                         "unknown as \"n/a\", 5\n"));
}

TEST_CASE("A rule keeps its line and its words") {
  SourceMap sources;
  const std::string text = "# first\nwhen a   is \"x  y\"  # why\n  and b +5\n";
  const FileId file = sources.add("m.score", text);
  const auto span_of = [&](std::string_view begin, std::string_view end) {
    return Span{.file = file,
                .begin = static_cast<std::uint32_t>(text.find(begin)),
                .end = static_cast<std::uint32_t>(text.find(end))};
  };
  ModelMaker maker;
  const auto a = maker.test(model::YesTest{.field = maker.field("a", model::Type::kYesNo)});
  model::Rule& rule = maker.rule(a, 5'000);
  rule.span = span_of("when", "\n  and b +5");
  rule.condition_span = span_of("a   is", " +5");
  rule.because = maker.text("a reason");
  const Program program = lower(maker.model(), sources);
  const bytecode::Wording& wording = program.rules[bytecode::RuleId(0)].wording;
  CHECK(wording.line == 2);
  CHECK(program.texts.text(wording.condition) == "a is \"x  y\" and b");
  REQUIRE(wording.because);
  CHECK(program.texts.text(*wording.because) == "a reason");
}

TEST_CASE("Chains of named conditions can be as long as a file") {
  ModelMaker maker;
  auto condition = maker.test(model::YesTest{.field = maker.field("a", model::Type::kYesNo)});
  for (int link = 0; link < 200'000; ++link) condition = maker.negation(condition);
  maker.rule(condition, 1'000);
  const Program program = lower_made(maker);
  CHECK(program.code.size() == 200'003);
}

TEST_CASE("Conditions that share their parts stay small") {
  ModelMaker maker;
  auto condition = maker.test(model::YesTest{.field = maker.field("a", model::Type::kYesNo)});
  for (int level = 0; level < 100; ++level) {
    condition = maker.all({condition, condition, maker.negation(condition)});
  }
  maker.rule(condition, 1'000);
  CHECK(lower_made(maker).code.size() == 303);
}

}  // namespace leadscore
