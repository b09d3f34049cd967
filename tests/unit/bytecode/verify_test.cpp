#include "bytecode/verify.hpp"

#include "tests/unit/bytecode/program_maker.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace leadscore::bytecode {
namespace {

/// What verify() says of a program with everything after `change`; empty: nothing.
template <class Change>
std::string message_after(Change change) {
  Program program = program_with_everything();
  change(program);
  const Result<void> result = verify(program);
  return result ? std::string() : result.error().message;
}

bool contains(const std::string& message, std::string_view words) {
  return message.find(words) != std::string::npos;
}

/// Whether verify() finds those words to say after `change`.
template <class Change>
void check_refused(Change change, std::string_view words) {
  const std::string message = message_after(change);
  CAPTURE(message);
  CAPTURE(words);
  CHECK(contains(message, words));
}

/// The first instruction of that kind.
Instruction& find(Program& program, Opcode opcode) {
  for (Instruction& instruction : program.code) {
    if (instruction.opcode == opcode) return instruction;
  }
  FAIL("no such instruction");
  return program.code.front();
}

void drop(Program& program, Opcode opcode) {
  std::erase_if(program.code,
                [&](const Instruction& instruction) { return instruction.opcode == opcode; });
}

void move_to_end(Program& program, Opcode opcode) {
  const Instruction moved = find(program, opcode);
  drop(program, opcode);
  program.code.push_back(moved);
}

void move_to_start(Program& program, Opcode opcode) {
  const Instruction moved = find(program, opcode);
  drop(program, opcode);
  program.code.insert(program.code.begin(), moved);
}

/// The first row of a table that holds an alternative.
template <class Row, class Table>
Row& find_row(Table& table) {
  for (auto& row : table) {
    if (auto* found = std::get_if<Row>(&row)) return *found;
  }
  FAIL("no such row");
  return std::get<Row>(*table.begin());
}

template <class SignalType>
SignalType& signal(Program& program) {
  return find_row<SignalType>(program.signals);
}

constexpr TextId kNoText(1'000'000);

}  // namespace

TEST_CASE("A program with one of everything is well-formed") {
  CHECK(message_after([](Program&) {}).empty());
}

TEST_CASE("The smallest program closes the score") {
  ProgramMaker maker;
  CHECK_FALSE(verify(maker.program()));
  maker.close();
  CHECK(verify(maker.program()));
}

TEST_CASE("Texts that do not exist are found in every table") {
  const auto check = [](auto change, std::string_view row) {
    check_refused(change, row);
    check_refused(change, "a text that does not exist");
  };
  check([](Program& program) { program.name = kNoText; }, "the program");
  check([](Program& program) { program.fields[FieldId(1)].key = kNoText; }, "field 1");
  check(
      [](Program& program) {
        program.fields[FieldId(0)].unknown_as = {std::vector<TextId>{kNoText}};
      },
      "field 0");
  check([](Program& program) { program.fields[FieldId(5)].known_values[0] = kNoText; }, "field 5");
  check([](Program& program) { program.attributes[AttributeId(2)].name = kNoText; }, "attribute 2");
  check([](Program& program) { program.kinds[KindId(1)].from = {kNoText}; }, "kind 1");
  check([](Program& program) { program.text_sets[TextSetId(3)] = {kNoText}; }, "text set 3");
  check([](Program& program) { program.parts[PartId(0)].name = kNoText; }, "part 0");
  check([](Program& program) { program.rules[RuleId(2)].wording.condition = kNoText; }, "rule 2");
  check([](Program& program) { program.tables[TableId(0)].rows[1].wording.because = kNoText; },
        "table 0");
  check([](Program& program) { program.best_ofs[BestOfId(0)].wording.condition = kNoText; },
        "best of 0");
  check([](Program& program) { program.grades[GradeId(0)].steps[1].name = kNoText; }, "grade 0");
  check([](Program& program) { program.grades[GradeId(0)].otherwise = kNoText; }, "grade 0");
  check([](Program& program) { program.disqualifications[0].wording.because = kNoText; },
        "disqualification 0");
  check([](Program& program) { program.stages[StageId(1)].name = kNoText; }, "stage 1");
  check([](Program& program) { program.routes[RouteId(1)].name = kNoText; }, "route 1");
  check([](Program& program) { program.alerts[AlertId(0)].name = kNoText; }, "alert 0");
  check([](Program& program) { program.nevers[NeverId(0)].wording.condition = kNoText; },
        "never 0");
}

TEST_CASE("Texts are UTF-8, and a hash is 32 hexadecimal digits") {
  check_refused([](Program& program) { program.texts.intern("\xFF"); }, "not UTF-8");
  check_refused([](Program& program) { program.hash = "12"; }, "hash");
  check_refused([](Program& program) { program.hash[3] = 'G'; }, "hash");
}

TEST_CASE("Fields have defaults and known values of their type") {
  check_refused([](Program& program) { program.fields[FieldId(1)].default_value = true; },
                "a default of another type");
  check_refused(
      [](Program& program) {
        program.fields[FieldId(1)].default_value = std::numeric_limits<double>::quiet_NaN();
      },
      "a default of another type");
  check_refused(
      [](Program& program) {
        program.fields[FieldId(0)].known_values = {program.fields[FieldId(0)].name};
      },
      "known values");
  check_refused(
      [](Program& program) { program.fields[FieldId(0)].type = static_cast<FieldType>(99); },
      "a type that does not exist");
}

TEST_CASE("Attributes are of one kind, and addresses are of paths") {
  check_refused([](Program& program) { program.kinds[KindId(2)].attributes = {AttributeId(9)}; },
                "kind 2 of the program is damaged: an attribute that does not exist");
  check_refused([](Program& program) { program.kinds[KindId(2)].attributes = {AttributeId(0)}; },
                "of a kind already");
  check_refused([](Program& program) { program.kinds[KindId(1)].attributes.pop_back(); },
                "an attribute of no kind");
  check_refused([](Program& program) { program.kinds[KindId(0)].is_path = false; }, "no path");
  check_refused(
      [](Program& program) {
        program.attributes[AttributeId(0)].address_part = static_cast<AddressPart>(7);
      },
      "a part of an address that does not exist");
}

TEST_CASE("Signals ask what they can read") {
  const FieldId title(0);
  check_refused([](Program& program) { signal<TextSignal>(program).subject.of = AttributeId(0); },
                "a type that it cannot ask");
  check_refused([](Program& program) { signal<TextSignal>(program).subject.of = FieldId(99); },
                "a field that does not exist");
  check_refused([](Program& program) { signal<TextSignal>(program).subject.of = AttributeId(99); },
                "an attribute that does not exist");
  check_refused([](Program& program) { signal<NumberSignal>(program).number = NumberId(99); },
                "a number that does not exist");
  check_refused([](Program& program) { signal<NumberSignal>(program).set = NumberSetId(99); },
                "a set that does not exist");
  check_refused([](Program& program) { signal<TextSignal>(program).literals = TextSetId(99); },
                "a set that does not exist");
  check_refused([](Program& program) { signal<ListSignal>(program).literals = TextSetId(); },
                "a set that does not exist");
  check_refused([&](Program& program) { signal<YesSignal>(program).subject = title; },
                "cannot ask");
  check_refused([&](Program& program) { signal<TimeSignal>(program).subject = title; },
                "cannot ask");
  check_refused([&](Program& program) { signal<ListSignal>(program).subject = title; },
                "cannot ask");
  check_refused([](Program& program) { signal<EqualitySignal>(program).right = FieldId(1); },
                "cannot ask");
  check_refused([](Program& program) { signal<EqualitySignal>(program).left = FieldId(4); },
                "cannot ask");
  check_refused([](Program& program) { signal<KnownSignal>(program).subject = FieldId(); },
                "a field that does not exist");
  check_refused([](Program& program) { signal<KnownSignal>(program).subject = NumberId(99); },
                "a number that does not exist");
  check_refused(
      [](Program& program) {
        signal<KnownSignal>(program) = {.subject = NumberId(0), .is_domain = true};
      },
      "the domain of a number");
  check_refused([](Program& program) { signal<KnownSignal>(program).is_domain = true; },
                "cannot ask");
  check_refused(
      [](Program& program) { signal<TextSignal>(program).op = static_cast<TextOperator>(8); },
      "a test that does not exist");
  check_refused(
      [](Program& program) { signal<TimeSignal>(program).window.first = std::int64_t{1} << 61; },
      "a moment that is out of range");
}

TEST_CASE("What is looked for is something") {
  const auto with = [](TextOperator op, std::string_view text) {
    return message_after([&](Program& program) {
      program.text_sets.add({program.texts.intern(text)});
      const auto last = static_cast<std::uint32_t>(program.text_sets.size() - 1);
      signal<TextSignal>(program).op = op;
      signal<TextSignal>(program).literals = TextSetId(last);
    });
  };
  CHECK(contains(with(TextOperator::kContains, ""), "an empty text"));
  CHECK(contains(with(TextOperator::kStartsWith, ""), "an empty text"));
  CHECK(contains(with(TextOperator::kMentions, "-!-"), "without words"));
  CHECK(contains(with(TextOperator::kMatchesRegex, "(a"), "a regular expression that is none"));
  CHECK(with(TextOperator::kMatchesRegex, "(a)").empty());
  CHECK(with(TextOperator::kMentions, "a b").empty());
  CHECK(with(TextOperator::kIs, "").empty());
}

TEST_CASE("Sets hold each text once, and intervals in their order") {
  check_refused(
      [](Program& program) {
        TextSet& set = program.text_sets[TextSetId(2)];
        set.push_back(set.front());
      },
      "text set 2 of the program is damaged: a text that it has already");
  const auto with_intervals = [](const NumberSet& set) {
    return message_after([&](Program& program) { program.number_sets[NumberSetId(0)] = set; });
  };
  CHECK(with_intervals({}).empty());
  CHECK(with_intervals({{1, 1}, {2, 3}}).empty());
  CHECK(contains(with_intervals({{2, 1}}), "empty"));
  CHECK(contains(with_intervals({{std::numeric_limits<double>::quiet_NaN(), 1}}), "empty"));
  CHECK(contains(with_intervals({{1, 2}, {2, 3}}), "disjoint"));
  CHECK(contains(with_intervals({{4, 5}, {2, 3}}), "disjoint"));

  const auto with_range = [](const ScoreRange& range) {
    return message_after([&](Program& program) { program.score_ranges[0] = range; });
  };
  CHECK(with_range({{1, 1}, {2, 3}}).empty());
  CHECK(contains(with_range({{2, 1}}), "score range 0 of the program is damaged: an interval"));
  CHECK(contains(with_range({{1, 2}, {2, 3}}), "disjoint"));
}

TEST_CASE("Numbers are made of earlier ones") {
  check_refused([](Program& program) { find_row<Arithmetic>(program.numbers).left = NumberId(4); },
                "an operand that does not come before it");
  check_refused(
      [](Program& program) { find_row<Negation>(program.numbers).operand = NumberId(99); },
      "an operand that does not come before it");
  check_refused([](Program& program) { find_row<Negation>(program.numbers).operand = NumberId(1); },
                "a number of the event at hand");
  check_refused([](Program& program) { find_row<FieldNumber>(program.numbers).field = FieldId(0); },
                "cannot ask");
  check_refused(
      [](Program& program) {
        find_row<Constant>(program.numbers).value = std::numeric_limits<double>::infinity();
      },
      "not finite");
  check_refused(
      [](Program& program) { find_row<Aggregate>(program.numbers).attribute = AttributeId(0); },
      "an attribute where none is");
  check_refused(
      [](Program& program) {
        find_row<Aggregate>(program.numbers) = {.kind = AggregateKind::kHighest,
                                                .selection = SelectionId(0),
                                                .attribute = AttributeId(0)};
      },
      "an attribute of another kind");
  check_refused(
      [](Program& program) { find_row<Aggregate>(program.numbers).selection = SelectionId(9); },
      "a selection that does not exist");
}

TEST_CASE("A `where` asks attributes of its kind, and nothing else does") {
  check_refused(
      [](Program& program) {
        program.selections[SelectionId(2)].where = {{.signal = SignalId(0)}};
      },
      "selection 2 of the program is damaged: a signal of another kind's events");
  check_refused(
      [](Program& program) { program.selections[SelectionId(0)].where[0].signal = SignalId(99); },
      "a signal that does not exist");
  check_refused([](Program& program) { signal<TextSignal>(program).subject.of = FieldId(0); },
                "a signal that is not of the event at hand");
  check_refused([](Program& program) { find(program, Opcode::kLoadSignal).b = 0; },
                "a signal of the event at hand");
  check_refused([](Program& program) { program.tables[TableId(0)].rows[0].signal = SignalId(1); },
                "a signal of the event at hand");
  check_refused(
      [](Program& program) { signal<NumberComparisonSignal>(program).left = NumberId(1); },
      "a number of the event at hand");
  check_refused([](Program& program) { program.selections[SelectionId(0)].kind = KindId(9); },
                "a kind of event that does not exist");
  check_refused([](Program& program) { program.selections[SelectionId(0)].kind = KindId(); },
                "patterns or tests for events of any kind");
}

TEST_CASE("Counts and durations are possible") {
  check_refused(
      [](Program& program) {
        signal<EventSignal>(program).least = 3;
        signal<EventSignal>(program).most = 2;
      },
      "a count that is impossible");
  check_refused(
      [](Program& program) { signal<EventSignal>(program).measure = static_cast<EventMeasure>(3); },
      "a measure that does not exist");
  check_refused([](Program& program) { signal<SequenceSignal>(program).within_ms = 0; },
                "a duration");
  check_refused([](Program& program) { program.score_changes[0].within_ms = kMostDurationMs + 1; },
                "a duration");
  check_refused([](Program& program) { program.score_changes[0].amount_thousandths = -1; },
                "points that are out of range");
}

TEST_CASE("Points and decays are in range") {
  const auto with_rule = [](auto change) {
    return message_after([&](Program& program) { change(program.rules[RuleId(3)]); });
  };
  CHECK(contains(with_rule([](Rule& rule) { rule.points_thousandths = 1'000'000'001; }), "points"));
  CHECK(contains(with_rule([](Rule& rule) { rule.up_to_thousandths = -1; }), "points"));
  CHECK(contains(with_rule([](Rule& rule) { rule.each = static_cast<Each>(3); }), "`each`"));
  CHECK(contains(with_rule([](Rule& rule) { rule.counted = {}; }), "events to count"));
  CHECK(contains(with_rule([](Rule& rule) { rule.counted = SelectionId(77); }), "a selection"));
  CHECK(contains(with_rule([](Rule& rule) { rule.decay->percent_hundredths = 99; }), "a decay"));
  CHECK(contains(with_rule([](Rule& rule) { rule.decay->percent_hundredths = 10'001; }), "decay"));
  CHECK(contains(with_rule([](Rule& rule) { rule.decay->period_ms = kMsPerHour - 1; }), "a decay"));
  CHECK(contains(with_rule([](Rule& rule) { rule.decay->period_ms = kMostDurationMs + 1; }),
                 "a decay"));
  CHECK(contains(with_rule([](Rule& rule) {
                   rule.decay = Decay{.is_fade = true, .period_ms = kMsPerDay + 1};
                 }),
                 "a fade"));
  CHECK(contains(with_rule([](Rule& rule) { rule.decay = Decay{.is_fade = true}; }), "a fade"));
  check_refused([](Program& program) { program.rules[RuleId(0)].counted = SelectionId(0); },
                "events to count");
  check_refused(
      [](Program& program) {
        program.parts[PartId(0)].bounds = {.up_to_thousandths = 0, .down_to_thousandths = 1};
      },
      "bounds that leave nothing");
  check_refused(
      [](Program& program) {
        program.score_bounds.up_to_thousandths = std::numeric_limits<std::int64_t>::max();
      },
      "points that are out of range");
  check_refused(
      [](Program& program) { program.grades[GradeId(0)].steps[1].at_thousandths = 40'000; },
      "do not fall");
  check_refused([](Program& program) { program.tables[TableId(0)].rows[2].is_negated = true; },
                "a row that never fits");
  check_refused([](Program& program) { program.grade_sets[0] = {2, 0}; }, "grade set 0");
  check_refused([](Program& program) { program.grade_sets[0] = {3}; },
                "a step that the grade does not have");
}

TEST_CASE("Each source of points is of one contribution") {
  check_refused(
      [](Program& program) { program.contributions[ContributionId(1)].source = RuleId(0); },
      "a source of points that has given already");
  check_refused([](Program& program) { program.best_ofs[BestOfId(0)].rules[1] = RuleId(0); },
                "a source of points that has given already");
  check_refused([](Program& program) { program.best_ofs[BestOfId(0)].rules.pop_back(); },
                "a rule that gives nowhere");
  check_refused(
      [](Program& program) { program.contributions[ContributionId(1)].source = TableId(7); },
      "a source of points that does not exist");
  check_refused([](Program& program) { program.contributions[ContributionId(1)].part = PartId(2); },
                "a part that does not exist");
}

TEST_CASE("Registers are written once, before they are read") {
  check_refused([](Program& program) { find(program, Opcode::kAnd).c = 900; },
                "a register that does not exist");
  check_refused(
      [](Program& program) {
        Instruction& both = find(program, Opcode::kAnd);
        both.c = both.a + 1;
      },
      "a register that was not written yet");
  check_refused(
      [](Program& program) {
        Instruction& both = find(program, Opcode::kAnd);
        both.a = both.b;
      },
      "a register that was written already");
  check_refused([](Program& program) { ++program.register_count; }, "is never written");
  check_refused(
      [](Program& program) { program.register_count = std::numeric_limits<std::uint32_t>::max(); },
      "more registers than instructions");
}

TEST_CASE("Instructions name what exists") {
  check_refused([](Program& program) { program.code[0].opcode = static_cast<Opcode>(200); },
                "an instruction that does not exist");
  check_refused([](Program& program) { find(program, Opcode::kNot).c = 1; },
                "an operand where none is");
  const auto check = [](Opcode opcode, std::uint32_t Instruction::*operand, std::string_view name) {
    check_refused([&](Program& program) { find(program, opcode).*operand = 99; }, name);
  };
  check(Opcode::kLoadSignal, &Instruction::b, "a signal that does not exist");
  check(Opcode::kGive, &Instruction::a, "a contribution that does not exist");
  check(Opcode::kClosePart, &Instruction::a, "a part that does not exist");
  check(Opcode::kGrade, &Instruction::a, "a grade that does not exist");
  check(Opcode::kScoreIn, &Instruction::b, "a score sum that does not exist");
  check(Opcode::kScoreIn, &Instruction::c, "a score range that does not exist");
  check(Opcode::kGradeIn, &Instruction::b, "a grade that does not exist");
  check(Opcode::kGradeIn, &Instruction::c, "a grade set that does not exist");
  check(Opcode::kDisqualify, &Instruction::a, "a disqualification that does not exist");
  check(Opcode::kReachStage, &Instruction::a, "a stage that does not exist");
  check(Opcode::kStageMet, &Instruction::b, "a stage that does not exist");
  check(Opcode::kChanged, &Instruction::b, "a score change that does not exist");
  check(Opcode::kTakeRoute, &Instruction::a, "a route that does not exist");
  check(Opcode::kRaiseAlert, &Instruction::a, "an alert that does not exist");
  check(Opcode::kBreakNever, &Instruction::a, "a promise that does not exist");
}

TEST_CASE("What explanations read is written") {
  check_refused([](Program& program) { program.rules[RuleId(0)].condition_register = 999; },
                "a rule whose register was not written yet");
  check_refused(
      [](Program& program) {
        program.rules[RuleId(0)].condition_register = program.register_count - 1;
      },
      "a rule whose register was not written yet");
  check_refused(
      [](Program& program) {
        program.rules[program.best_ofs[BestOfId(0)].rules[1]].condition_register =
            program.register_count - 1;
      },
      "a rule whose register was not written yet");
  check_refused([](Program& program) { program.disqualifications[0].condition_register = 0; },
                "not the disqualification's own");
  check_refused([](Program& program) { program.applies_register = 0; }, "not the model's own");
  check_refused(
      [](Program& program) {
        program.stages[StageId(0)].condition_register = program.register_count - 1;
      },
      "a stage whose register was not written yet");
}

TEST_CASE("Each thing happens once") {
  for (const Opcode opcode :
       {Opcode::kGrade, Opcode::kDisqualify, Opcode::kReachStage, Opcode::kTakeRoute,
        Opcode::kRaiseAlert, Opcode::kBreakNever, Opcode::kCloseScore}) {
    check_refused([&](Program& program) { program.code.push_back(find(program, opcode)); },
                  "already");
  }
  for (const Opcode opcode : {Opcode::kGive, Opcode::kClosePart, Opcode::kDisqualify,
                              Opcode::kTakeRoute, Opcode::kRaiseAlert, Opcode::kBreakNever}) {
    check_refused([&](Program& program) { drop(program, opcode); }, " is never ");
  }
  check_refused([](Program& program) { drop(program, Opcode::kApply); },
                "it never asks whom the model is for");
  check_refused([](Program& program) { program.applies_register.reset(); }, "not the model's own");
}

TEST_CASE("Everything happens in its order") {
  check_refused([](Program& program) { move_to_start(program, Opcode::kCloseScore); },
                "the question whom the model is for, too late");
  check_refused(
      [](Program& program) {
        const Instruction first = find(program, Opcode::kGive);
        std::erase_if(program.code, [&](const Instruction& instruction) {
          return instruction.opcode == Opcode::kGive && instruction.a == first.a;
        });
        program.code.push_back(first);
      },
      "a contribution that comes after the score");
  check_refused(
      [](Program& program) {
        for (std::size_t index = 0; index < program.code.size(); ++index) {
          if (program.code[index].opcode != Opcode::kGive) continue;
          program.code.insert(program.code.begin() + static_cast<std::ptrdiff_t>(index),
                              {.opcode = Opcode::kClosePart});
          break;
        }
      },
      "a contribution that comes after its part");
  check_refused([](Program& program) { drop(program, Opcode::kCloseScore); }, "before the score");
  check_refused(
      [](Program& program) {
        const Instruction closed = find(program, Opcode::kClosePart);
        find(program, Opcode::kCloseScore) = closed;
      },
      "already");
  check_refused([](Program& program) { move_to_end(program, Opcode::kGrade); },
                "a grade that was not decided yet");
  check_refused(
      [](Program& program) {
        const Instruction disqualify = find(program, Opcode::kDisqualify);
        std::erase_if(program.code, [&](const Instruction& instruction) {
          return instruction.opcode == Opcode::kDisqualify && instruction.a == disqualify.a;
        });
        program.code.push_back(disqualify);
      },
      "a disqualification that comes too late");
  check_refused([](Program& program) { find(program, Opcode::kStageMet).b = 1; },
                "a stage that was not reached yet");
}

}  // namespace leadscore::bytecode
