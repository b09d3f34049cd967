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

/// The first instruction of that kind.
Instruction& find(Program& program, Opcode opcode) {
  for (Instruction& instruction : program.code) {
    if (instruction.opcode == opcode) return instruction;
  }
  FAIL("no such instruction");
  return program.code.front();
}

template <class SignalType>
SignalType& find_signal(Program& program) {
  for (Signal& signal : program.signals) {
    if (auto* found = std::get_if<SignalType>(&signal)) return *found;
  }
  FAIL("no such signal");
  return std::get<SignalType>(*program.signals.begin());
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
  CHECK(contains(message_after([](Program& program) { program.name = kNoText; }), "a text"));
  CHECK(contains(message_after([](Program& program) { program.fields[FieldId(1)].key = kNoText; }),
                 "field 1 of the program is damaged: a text that does not exist"));
  CHECK(contains(message_after([](Program& program) {
                   program.fields[FieldId(0)].unknown_as = {std::vector<TextId>{kNoText}};
                 }),
                 "field 0"));
  CHECK(contains(message_after([](Program& program) { program.kinds[KindId(1)].from = {kNoText}; }),
                 "kind 1"));
  CHECK(contains(message_after([](Program& program) {
                   find_signal<TextSignal>(program).literals = {kNoText};
                 }),
                 "signal 0"));
  CHECK(contains(message_after([](Program& program) {
                   find_signal<ListSignal>(program).literals = {kNoText};
                 }),
                 "signal 2"));
  CHECK(contains(message_after([](Program& program) {
                   find_signal<EventSignal>(program).patterns = {kNoText};
                 }),
                 "signal 4"));
  CHECK(contains(message_after([](Program& program) { program.parts[PartId(0)].name = kNoText; }),
                 "part 0"));
  CHECK(contains(
      message_after([](Program& program) { program.rules[RuleId(2)].wording.condition = kNoText; }),
      "rule 2"));
  CHECK(contains(message_after([](Program& program) {
                   program.disqualifications[0].wording.because = kNoText;
                 }),
                 "disqualification 0"));
  CHECK(contains(message_after([](Program& program) { program.stages[StageId(1)].name = kNoText; }),
                 "stage 1"));
}

TEST_CASE("A hash is 32 hexadecimal digits") {
  CHECK(contains(message_after([](Program& program) { program.hash = "12"; }), "hash"));
  CHECK(contains(message_after([](Program& program) { program.hash[3] = 'G'; }), "hash"));
}

TEST_CASE("Fields have defaults and known values of their type") {
  CHECK(contains(
      message_after([](Program& program) { program.fields[FieldId(1)].default_value = true; }),
      "a default of another type"));
  CHECK(contains(message_after([](Program& program) {
                   program.fields[FieldId(1)].default_value =
                       std::numeric_limits<double>::quiet_NaN();
                 }),
                 "a default of another type"));
  CHECK(contains(message_after([](Program& program) {
                   program.fields[FieldId(0)].known_values = {program.fields[FieldId(0)].name};
                 }),
                 "known values"));
  CHECK(contains(message_after([](Program& program) {
                   program.fields[FieldId(0)].type = static_cast<FieldType>(99);
                 }),
                 "a type that does not exist"));
}

TEST_CASE("Signals ask fields of a type that they can read") {
  CHECK(contains(
      message_after([](Program& program) { find_signal<TextSignal>(program).field = FieldId(1); }),
      "signal 0 of the program is damaged: a field of a type that it cannot ask"));
  CHECK(contains(message_after([](Program& program) {
                   find_signal<NumberSignal>(program).field = FieldId(0);
                 }),
                 "cannot ask"));
  CHECK(contains(
      message_after([](Program& program) { find_signal<YesSignal>(program).field = FieldId(0); }),
      "cannot ask"));
  CHECK(contains(
      message_after([](Program& program) { find_signal<TimeSignal>(program).field = FieldId(0); }),
      "cannot ask"));
  CHECK(contains(
      message_after([](Program& program) { find_signal<ListSignal>(program).field = FieldId(0); }),
      "cannot ask"));
  CHECK(contains(
      message_after([](Program& program) { find_signal<KnownSignal>(program).field = FieldId(); }),
      "a field that does not exist"));
  CHECK(contains(
      message_after([](Program& program) { find_signal<EventSignal>(program).kind = KindId(2); }),
      "a kind of event that does not exist"));
  CHECK(contains(
      message_after([](Program& program) { find_signal<EventSignal>(program).kind = KindId(); }),
      "patterns for events of any kind"));
}

TEST_CASE("Intervals are sorted, disjoint and not empty") {
  const auto with_intervals = [](std::vector<NumberInterval> intervals) {
    return message_after(
        [&](Program& program) { find_signal<NumberSignal>(program).intervals = intervals; });
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

TEST_CASE("Counts of events are possible") {
  CHECK(contains(message_after([](Program& program) {
                   find_signal<EventSignal>(program).least = 3;
                   find_signal<EventSignal>(program).most = 2;
                 }),
                 "a count that is impossible"));
}

TEST_CASE("Registers are written once, before they are read") {
  CHECK(contains(message_after([](Program& program) { find(program, Opcode::kAnd).b = 20; }),
                 "instruction 2 of the program is damaged: a register that"));
  CHECK(contains(message_after([](Program& program) { find(program, Opcode::kAnd).c = 2; }),
                 "a register that was not written yet"));
  CHECK(contains(message_after([](Program& program) { find(program, Opcode::kAnd).a = 1; }),
                 "a register that was written already"));
  CHECK(contains(message_after([](Program& program) { find(program, Opcode::kAnd).a = 999; }),
                 "a register that does not exist"));
  CHECK(contains(message_after([](Program& program) { ++program.register_count; }),
                 "is never written"));
  CHECK(contains(message_after([](Program& program) {
                   program.register_count = std::numeric_limits<std::uint32_t>::max();
                 }),
                 "more registers than instructions"));
}

TEST_CASE("Instructions name what exists") {
  CHECK(contains(
      message_after([](Program& program) { program.code[0].opcode = static_cast<Opcode>(200); }),
      "an instruction that does not exist"));
  CHECK(contains(message_after([](Program& program) { find(program, Opcode::kLoadSignal).b = 99; }),
                 "a signal that does not exist"));
  CHECK(contains(message_after([](Program& program) { find(program, Opcode::kGive).a = 99; }),
                 "a rule that does not exist"));
  CHECK(contains(message_after([](Program& program) { find(program, Opcode::kClosePart).a = 99; }),
                 "a part that does not exist"));
  CHECK(contains(message_after([](Program& program) { find(program, Opcode::kScoreIn).b = 99; }),
                 "a score range that does not exist"));
  CHECK(contains(message_after([](Program& program) { find(program, Opcode::kDisqualify).a = 99; }),
                 "a disqualification that does not exist"));
  CHECK(contains(message_after([](Program& program) { find(program, Opcode::kStageMet).b = 99; }),
                 "a stage that does not exist"));
  CHECK(contains(message_after([](Program& program) { find(program, Opcode::kNot).c = 1; }),
                 "an operand where none is"));
}

TEST_CASE("Rules, disqualifications and stages have their own condition registers") {
  CHECK(contains(
      message_after([](Program& program) { program.rules[RuleId(0)].condition_register = 0; }),
      "not the rule's own"));
  CHECK(contains(
      message_after([](Program& program) { program.disqualifications[0].condition_register = 0; }),
      "not the disqualification's own"));
  CHECK(contains(message_after([](Program& program) {
                   program.stages[StageId(0)].condition_register = program.register_count;
                 }),
                 "a register that does not exist"));
  CHECK(contains(message_after([](Program& program) {
                   program.stages[StageId(0)].condition_register = program.register_count - 1;
                 }),
                 "a register that was not written yet"));
}

TEST_CASE("Each thing happens once and in its order") {
  CHECK(contains(message_after([](Program& program) {
                   program.code.push_back({.opcode = Opcode::kCloseScore});
                 }),
                 "a score that was closed already"));
  CHECK(contains(message_after([](Program& program) {
                   program.code.insert(program.code.begin(), {.opcode = Opcode::kCloseScore});
                 }),
                 "a rule that comes after the score"));
  CHECK(contains(message_after([](Program& program) {
                   program.code.insert(program.code.begin(), {.opcode = Opcode::kClosePart});
                 }),
                 "a rule that comes after its part"));
  CHECK(contains(message_after([](Program& program) { find(program, Opcode::kClosePart).a = 1; }),
                 "a part that was closed already"));
  CHECK(contains(message_after([](Program& program) { program.code.pop_back(); }),
                 "stage 1 is never reached"));
  CHECK(
      contains(message_after([](Program& program) { program.code.push_back(program.code.back()); }),
               "a stage that was reached already"));
  CHECK(contains(message_after([](Program& program) {
                   program.code.push_back(find(program, Opcode::kDisqualify));
                 }),
                 "asked already"));
  CHECK(contains(message_after([](Program& program) {
                   const Instruction disqualify = find(program, Opcode::kDisqualify);
                   std::erase_if(program.code, [](const Instruction& instruction) {
                     return instruction.opcode == Opcode::kDisqualify;
                   });
                   program.code.push_back(disqualify);
                 }),
                 "a disqualification that comes after a stage"));
  CHECK(contains(message_after([](Program& program) {
                   std::erase_if(program.code, [](const Instruction& instruction) {
                     return instruction.opcode == Opcode::kCloseScore;
                   });
                 }),
                 "a score that was not closed yet"));
  CHECK(contains(message_after([](Program& program) {
                   std::erase_if(program.code, [](const Instruction& instruction) {
                     return instruction.opcode == Opcode::kClosePart && instruction.a == 0;
                   });
                 }),
                 "a part that was not closed yet"));
  CHECK(contains(message_after([](Program& program) {
                   Instruction& stage_met = find(program, Opcode::kStageMet);
                   stage_met.b = 1;
                 }),
                 "a stage that was not reached yet"));
}

}  // namespace leadscore::bytecode
