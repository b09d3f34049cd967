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
using Lines = std::vector<std::string>;

Program lower_made(ModelMaker& maker, LowerOptions options = {}) {
  return lower(maker.model(), SourceMap(), options);
}

/// The code as `mnemonic operands`, without remarks: what follows the word `code` of a listing.
Lines code_of(const Program& program) {
  const std::string listing = bytecode::disassemble(program);
  Lines lines;
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

Lines signals_of(const Program& program) {
  Lines words;
  for (const bytecode::SignalId signal : program.signals.ids()) {
    words.push_back(bytecode::describe(program, signal));
  }
  return words;
}

std::size_t count_instructions(const Program& program, Opcode opcode) {
  std::size_t count = 0;
  for (const bytecode::Instruction& instruction : program.code) {
    if (instruction.opcode == opcode) ++count;
  }
  return count;
}

model::TextTest text_is(model::FieldId field, std::vector<TextId> literals) {
  return {.subject = field, .op = model::TextOperator::kIs, .literals = std::move(literals)};
}

model::Row row(decltype(model::Row::match) match, std::int64_t points_thousandths) {
  model::Row made;
  made.match = std::move(match);
  made.points_thousandths = points_thousandths;
  return made;
}

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
  const auto visited = maker.kind("visited", "page", true);
  const auto opened = maker.kind("opened", "message");
  maker.attribute(visited, "seconds", model::Type::kNumber);
  maker.number_of(unused);
  maker.selection(visited);
  maker.test(model::KnownTest{.subject = unused});
  maker.rule(maker.test(model::YesTest{.subject = asked}), 1'000);
  const auto mails = maker.selection(opened);
  maker.disqualify(maker.test(model::EventTest{.selection = mails, .most = {}}));
  const Program program = lower_made(maker);
  REQUIRE(program.fields.size() == 1);
  CHECK(program.texts.text(program.fields[bytecode::FieldId(0)].name) == "asked");
  REQUIRE(program.kinds.size() == 1);
  CHECK(program.texts.text(program.kinds[bytecode::KindId(0)].name) == "opened");
  CHECK(program.attributes.empty());
  CHECK(program.numbers.empty());
  CHECK(program.selections.size() == 1);
  CHECK(program.signals.size() == 2);
}

TEST_CASE("Each condition and test is computed once, wherever it is used") {
  ModelMaker maker;
  const auto field = maker.field("a", model::Type::kYesNo);
  const auto other = maker.field("b", model::Type::kYesNo);
  const auto a = maker.test(model::YesTest{.subject = field});
  const auto b = maker.test(model::YesTest{.subject = other});
  const auto both = maker.all({a, b});
  maker.rule(both, 1'000);
  maker.rule(maker.any({maker.negation(both), a, b}), 2'000);
  maker.stage("mql", {}, both);
  CHECK(code_of(lower_made(maker)) == Lines{"load_signal r0, signal 0", "load_signal r1, signal 1",
                                            "and r2, r0, r1", "give contribution 0", "not r3, r2",
                                            "or r4, r3, r0", "or r5, r4, r1", "give contribution 1",
                                            "close_score", "reach_stage stage 0, r2"});
}

TEST_CASE("Points come first, then parts, the score, grades and outcomes") {
  ModelMaker maker;
  const auto field = maker.field("a", model::Type::kYesNo);
  const auto fit = maker.part("fit");
  const auto a = maker.test(model::YesTest{.subject = field});
  maker.model().applies_to = maker.negation(a);
  maker.rule(a, 1'000, fit);
  maker.best_of({maker.make_rule(a, 1'000), maker.make_rule(a, 2'000)});
  const auto grade = maker.model().grades.add({.part = fit,
                                               .steps = {{maker.text("A"), 10'000}},
                                               .otherwise = maker.text("B"),
                                               .span = {}});
  maker.disqualify(maker.test(model::ScoreTest{
      .terms = {{.part = fit}}, .op = model::ScoreOperator::kLess, .literals = {0}}));
  const auto nurture = maker.stage("nurture", 10'000);
  maker.stage("mql", 10'000, maker.test(model::StageTest{.stage = nurture}));
  maker.route("desk", maker.test(model::GradeTest{.grade = grade, .steps = {1}}));
  maker.route("others", {});
  maker.alert("up", maker.test(model::ScoreChangeTest{
                        .part = {}, .amount_thousandths = 5'000, .within_ms = kMsPerDay}));
  maker.alert("gone", maker.test(model::DisqualifiedTest{}), true);
  maker.never(a);
  const Program program = lower_made(maker);
  CHECK(code_of(program) == Lines{"load_signal r0, signal 0",
                                  "not r1, r0",
                                  "apply r1",
                                  "give contribution 0",
                                  "give contribution 1",
                                  "close_part part 0",
                                  "close_score",
                                  "grade grade 0",
                                  "score_in r2, sum 0, scores 0",
                                  "disqualify disqualification 0, r2",
                                  "score_in r3, sum 1, scores 1",
                                  "reach_stage stage 0, r3",
                                  "stage_met r4, stage 0",
                                  "and r5, r3, r4",
                                  "reach_stage stage 1, r5",
                                  "grade_in r6, grade 0, steps 0",
                                  "take_route route 0, r6",
                                  "load_true r7",
                                  "take_route route 1, r7",
                                  "changed r8, change 0",
                                  "raise_alert alert 0, r8",
                                  "disqualified r9",
                                  "raise_alert alert 1, r9",
                                  "break_never never 0, r0"});
  CHECK(bytecode::describe(program.score_ranges[0]) == "< 0");
  CHECK(bytecode::describe(program.score_ranges[1]) == ">= 10");
  CHECK(program.stages[bytecode::StageId(1)].condition_register == 4);
  CHECK(program.applies_register == 1);
  CHECK(program.alerts[bytecode::AlertId(1)].names_disqualified);
}

TEST_CASE("Signals say what their tests say") {
  ModelMaker maker;
  const auto title = maker.field("title", model::Type::kText);
  const auto size = maker.field("size", model::Type::kNumber);
  const auto born = maker.field("born", model::Type::kTime);
  const auto tags = maker.field("tags", model::Type::kListOfText);
  const auto visited = maker.kind("visited", "page", true);
  const auto opened = maker.kind("opened", "message");
  const auto host = maker.attribute(visited, "host", model::Type::kText);
  const auto seconds = maker.attribute(visited, "seconds", model::Type::kNumber);
  const model::Window week{.kind = model::WindowKind::kInTheLast, .first = 7 * kMsPerDay};
  const auto number = maker.number_of(size);
  const auto is_acme = maker.where(model::TextTest{
      .subject = host, .op = model::TextOperator::kIs, .literals = maker.texts({"acme.com"})});
  const auto is_long = maker.where(model::NumberTest{.number = maker.number_of(seconds),
                                                     .op = model::NumberOperator::kGreaterOrEqual,
                                                     .literals = {60}});
  const auto pages = maker.selection({.kind = visited,
                                      .patterns = maker.texts({"/x"}),
                                      .where = {{.test = is_acme}, {is_long, true}},
                                      .window = week});
  const auto mails = maker.selection(opened);
  const auto total = maker.number(model::Aggregate{
      .kind = model::AggregateKind::kTotal, .selection = pages, .attribute = seconds});
  const auto ratio = maker.number(
      model::Arithmetic{.op = model::ArithmeticOperator::kDivide, .left = total, .right = number});
  for (const model::Test& test : std::vector<model::Test>{
           model::TextTest{.subject = title,
   .op = model::TextOperator::kEndsWith,
   .literals = maker.texts({"vp", "ceo"})},
           model::NumberTest{
               .number = number, .op = model::NumberOperator::kLess, .literals = {50}},
           model::TimeTest{.subject = born, .window = week},
           model::ListTest{.subject = tags, .needs_all = true, .literals = maker.texts({"a", "b"})},
           model::KnownTest{.subject = title}, model::KnownTest{.subject = model::DomainOf{title}},
           model::KnownTest{.subject = ratio},
           model::EventTest{.selection = mails, .least = 0, .most = 3},
           model::NumberComparison{
               .left = ratio, .op = model::NumberOperator::kGreater, .right = number},
           model::SequenceTest{.first = mails, .second = pages, .within_ms = kMsPerDay}}) {
    maker.rule(maker.test(test), 1);
  }
  const std::string x = R"(visited("/x") where host is "acme.com" and not seconds >= 60)";
  const std::string in_week = " in the last 7 days";
  CHECK(signals_of(lower_made(maker)) ==
        Lines{R"(host is "acme.com")", "seconds >= 60", R"(title ends with ["vp", "ceo"])",
              "size < 50", "born in the last 7 days", R"(tags includes all of ["a", "b"])",
              "title is known", "domain of title is known",
              "(total seconds of " + x + in_week + " / size) is known", "opened() at most 3 times",
              "(total seconds of " + x + in_week + " / size) > size",
              "opened() then " + x + " within 1 day" + in_week});
}

TEST_CASE("Rows of a table of numbers are closed intervals") {
  ModelMaker maker;
  model::Table table;
  table.subject = maker.number_of(maker.field("size", model::Type::kNumber));
  table.rows = {row(model::NumberRange{.high = 10, .includes_high = false}, -5'000),
                row(model::NumberRange{.low = 10, .high = 50, .includes_high = false}, 5'000),
                row(model::NumberRange{.low = 100, .includes_low = false}, 9'000),
                row(model::RowUnknown{}, 1'000), row(model::RowOtherwise{}, 2'000)};
  maker.table(table);
  const Program program = lower_made(maker);
  Lines words;
  for (const bytecode::Row& one : program.tables[bytecode::TableId(0)].rows) {
    words.push_back(bytecode::describe(program, one));
  }
  CHECK(words == Lines{"size < 10", "size between 10 and 49.99999999999999", "size > 100",
                       "size is unknown", "otherwise"});
}

TEST_CASE("Rows of a table of texts are globs, or plain texts where none has a wildcard") {
  ModelMaker maker;
  model::Table table;
  table.subject = model::TextSubject(model::DomainOf{maker.field("email", model::Type::kText)});
  table.rows = {row(maker.texts({"acme.com", R"(a\*b)"}), 1'000),
                row(maker.texts({"*.edu", "mit"}), 2'000), row(model::RowUnknown{}, 3'000)};
  maker.table(table);
  const Program program = lower_made(maker);
  CHECK(signals_of(program) == Lines{R"(domain of email in ["acme.com", "a*b"])",
                                     R"(domain of email matches ["*.edu", "mit"])",
                                     "domain of email is known"});
  CHECK(program.tables[bytecode::TableId(0)].rows[2].is_negated);
}

TEST_CASE("Rules keep what they count, their limit and their decay") {
  ModelMaker maker;
  const auto mails = maker.selection(maker.kind("opened", "message"));
  const auto opened = maker.test(model::EventTest{.selection = mails, .most = {}});
  model::Rule& rule = maker.rule(opened, 1'000);
  rule.each = model::Each::kEvent;
  rule.up_to_thousandths = 5'000;
  rule.decay = model::Decay{.percent_hundredths = 5'000, .period_ms = kMsPerDay};
  rule.counted = mails;
  // Without `each` and decay nothing is counted.
  maker.rule(opened, 1'000).counted = mails;
  const Program program = lower_made(maker);
  CHECK(bytecode::describe_points(program.rules[bytecode::RuleId(0)]) ==
        "+1 each, up to 5, decays 50% every 1 day");
  CHECK(program.rules[bytecode::RuleId(0)].counted == bytecode::SelectionId(0));
  CHECK_FALSE(program.rules[bytecode::RuleId(1)].counted.is_valid());
}

TEST_CASE("The address of a path gives what a record does not") {
  ModelMaker maker;
  const auto visited = maker.kind("visited", "page", true);
  const auto opened = maker.kind("opened", "message");
  for (const auto kind : {visited, opened}) {
    const auto source = maker.attribute(kind, "utm_source", model::Type::kText);
    const auto test = maker.where(model::KnownTest{.subject = source});
    const auto events = maker.selection(kind, {{.test = test}});
    maker.rule(maker.test(model::EventTest{.selection = events, .most = {}}), 1);
  }
  const Program program = lower_made(maker);
  CHECK(program.attributes[bytecode::AttributeId(0)].address_part ==
        bytecode::AddressPart::kUtmSource);
  CHECK(program.attributes[bytecode::AttributeId(1)].address_part == bytecode::AddressPart::kNone);
}

TEST_CASE("Fields keep their types, keys, defaults and what means unknown") {
  ModelMaker maker;
  const auto plan = maker.field("plan", model::Type::kOneOf);
  model::Field& field = maker.model().fields[plan];
  field.key = maker.text("Plan Name");
  field.known_values = maker.texts({"free", "team"});
  field.default_value = maker.text("free");
  field.unknown_as = {maker.text("n/a"), 5.0};
  maker.rule(maker.test(model::KnownTest{.subject = plan}), 1'000);
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
  const auto a = maker.test(model::YesTest{.subject = maker.field("a", model::Type::kYesNo)});
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

// ---- Simplifying --------------------------------------------------------------------------------

TEST_CASE("Tests of one text that stand side by side become one") {
  ModelMaker maker;
  const auto title = maker.field("title", model::Type::kText);
  const auto a = maker.test(text_is(title, maker.texts({"a"})));
  const auto b = maker.test(text_is(title, maker.texts({"b", "c"})));
  const auto other = maker.test(text_is(maker.field("city", model::Type::kText), {}));
  maker.rule(maker.any({a, other, b, a}), 1'000);
  const Program program = lower_made(maker);
  CHECK(signals_of(program) == Lines{"city in []", R"(title in ["a", "b", "c"])"});
  CHECK(code_of(program) == Lines{"load_signal r0, signal 0", "load_signal r1, signal 1",
                                  "or r2, r1, r0", "give contribution 0", "close_score"});
  const Program plain = lower_made(maker, {.simplify = false});
  CHECK(plain.signals.size() == 3);
  CHECK(count_instructions(plain, Opcode::kOr) == 3);
}

TEST_CASE("Comparisons of one number become its intervals") {
  ModelMaker maker;
  const auto number = maker.number_of(maker.field("n", model::Type::kNumber));
  const auto test = [&](model::NumberOperator op, double literal) {
    return maker.test(model::NumberTest{.number = number, .op = op, .literals = {literal}});
  };
  const auto from_10 = test(model::NumberOperator::kGreaterOrEqual, 10);
  const auto to_20 = test(model::NumberOperator::kLessOrEqual, 20);
  const auto below_5 = test(model::NumberOperator::kLess, 5);
  maker.rule(maker.all({from_10, to_20}), 1);
  maker.rule(maker.any({from_10, below_5}), 1);
  maker.rule(maker.all({from_10, below_5}), 1);
  maker.rule(maker.any({from_10, to_20}), 1);
  CHECK(signals_of(lower_made(maker)) ==
        Lines{"n between 10 and 20", "n < 5 or >= 10", "n never", "n is any number"});
}

TEST_CASE("A long list is not copied into what stands beside it") {
  ModelMaker maker;
  const auto title = maker.field("title", model::Type::kText);
  std::vector<std::string> words;
  for (int index = 0; index < 1'000; ++index) words.push_back("word " + std::to_string(index));
  const auto in_list = maker.test(text_is(title, maker.texts(words)));
  for (int index = 0; index < 100; ++index) {
    const auto one = maker.test(text_is(title, maker.texts({"other " + std::to_string(index)})));
    maker.rule(maker.any({in_list, one}), 1);
  }
  const auto city = maker.field("city", model::Type::kText);
  maker.rule(maker.test(text_is(city, maker.texts(words))), 1);
  const Program program = lower_made(maker);
  std::size_t literals = 0;
  for (const bytecode::TextSet& set : program.text_sets) literals += set.size();
  CHECK(literals == 1'100);
}

TEST_CASE("What says the same has one register") {
  ModelMaker maker;
  const auto number = maker.number_of(maker.field("n", model::Type::kNumber));
  const auto yes = maker.test(model::YesTest{.subject = maker.field("a", model::Type::kYesNo)});
  const auto five = maker.test(model::NumberTest{.number = number, .literals = {5}});
  const auto also_five = maker.test(model::NumberTest{
      .number = number, .op = model::NumberOperator::kBetween, .literals = {5, 5}});
  maker.rule(maker.all({five, yes}), 1);
  maker.rule(maker.negation(maker.negation(maker.all({also_five, yes}))), 1);
  const Lines same = {"load_signal r0, signal 0",
                      "load_signal r1, signal 1",
                      "and r2, r0, r1",
                      "give contribution 0",
                      "not r3, r2",
                      "give contribution 1",
                      "close_score"};
  const Program program = lower_made(maker);
  CHECK(code_of(program) == same);
  CHECK(program.rules[bytecode::RuleId(1)].condition_register == 2);
  CHECK(lower_made(maker, {.simplify = false}).code.size() == 10);
}

TEST_CASE("What is always true is left out") {
  ModelMaker maker;
  const auto mails = maker.selection(maker.kind("opened", "message"));
  const auto always = maker.test(model::EventTest{.selection = mails, .least = 0, .most = {}});
  const auto yes = maker.test(model::YesTest{.subject = maker.field("a", model::Type::kYesNo)});
  maker.rule(maker.all({always, yes}), 1);
  maker.rule(maker.any({yes, always}), 1);
  const auto also_always = maker.test(model::EventTest{.selection = mails, .least = 0, .most = {}});
  maker.rule(maker.all({always, also_always}), 1);
  const Program program = lower_made(maker);
  CHECK(count_instructions(program, Opcode::kAnd) == 0);
  CHECK(count_instructions(program, Opcode::kOr) == 0);
  CHECK(program.rules[bytecode::RuleId(1)].condition_register ==
        program.rules[bytecode::RuleId(2)].condition_register);
}

// ---- Size ---------------------------------------------------------------------------------------

TEST_CASE("Chains of named conditions can be as long as a file") {
  ModelMaker maker;
  const auto other = maker.test(model::YesTest{.subject = maker.field("b", model::Type::kYesNo)});
  auto condition = maker.test(model::YesTest{.subject = maker.field("a", model::Type::kYesNo)});
  for (int link = 0; link < 100'000; ++link) {
    condition = maker.negation(maker.all({condition, other}));
  }
  maker.rule(condition, 1'000);
  CHECK(lower_made(maker).code.size() == 200'004);
}

TEST_CASE("Conditions that share their parts stay small") {
  for (const bool simplify : {true, false}) {
    ModelMaker maker;
    auto condition = maker.test(model::YesTest{.subject = maker.field("a", model::Type::kYesNo)});
    for (int level = 0; level < 100; ++level) {
      condition = maker.all({condition, condition, maker.negation(condition)});
    }
    maker.rule(condition, 1'000);
    CHECK(lower_made(maker, {.simplify = simplify}).code.size() == (simplify ? 203 : 303));
  }
}

TEST_CASE("Sums of numbers can be as long as a file") {
  ModelMaker maker;
  const auto one = maker.number_of(maker.field("n", model::Type::kNumber));
  auto sum = one;
  for (int link = 0; link < 100'000; ++link) {
    sum = maker.number(model::Arithmetic{.left = sum, .right = one});
  }
  maker.rule(maker.test(model::KnownTest{.subject = sum}), 1'000);
  CHECK(lower_made(maker).numbers.size() == 100'001);
}

}  // namespace leadscore
