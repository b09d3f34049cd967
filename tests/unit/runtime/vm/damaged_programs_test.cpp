// Programs that were changed at random: either verify() refuses them, or they run and explain
// without harm.

#include "bytecode/opcode_table.hpp"
#include "bytecode/verify.hpp"
#include "runtime/explain.hpp"
#include "runtime/scorer.hpp"
#include "tests/unit/bytecode/program_maker.hpp"
#include "tests/unit/runtime/vm/random_lead.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <vector>

namespace leadscore::runtime {
namespace {

using bytecode::Program;

/// Changes one thing of a program; small numbers are likely, so that some changes are harmless.
class Damage {
 public:
  explicit Damage(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }

  void change(Program& program) {
    switch (below(7)) {
      case 0:
      case 1:
      case 2:
        change_instruction(program.code[below(program.code.size())]);
        break;
      case 3:
        move_instruction(program);
        break;
      case 4:
        change_signal(program.signals[bytecode::SignalId(number(program.signals.size()))]);
        break;
      case 5:
        change_table(program);
        break;
      case 6:
        program.fields[bytecode::FieldId(number(program.fields.size()))].type =
            static_cast<bytecode::FieldType>(below(8));
        break;
    }
  }

 private:
  std::uint32_t number(std::size_t count) { return static_cast<std::uint32_t>(below(count)); }
  std::uint32_t any_number() {
    return below(10) == 0 ? std::numeric_limits<std::uint32_t>::max() - number(2) : number(20);
  }

  void change_instruction(bytecode::Instruction& instruction) {
    switch (below(4)) {
      case 0:
        instruction.opcode = static_cast<bytecode::Opcode>(below(bytecode::kOpcodeCount + 1));
        break;
      case 1:
        instruction.a = any_number();
        break;
      case 2:
        instruction.b = any_number();
        break;
      case 3:
        instruction.c = any_number();
        break;
    }
  }

  void move_instruction(Program& program) {
    const std::size_t from = below(program.code.size());
    const bytecode::Instruction moved = program.code[from];
    program.code.erase(program.code.begin() + static_cast<std::ptrdiff_t>(from));
    if (below(4) == 0) return;
    program.code.insert(
        program.code.begin() + static_cast<std::ptrdiff_t>(below(program.code.size() + 1)), moved);
  }

  void change_signal(bytecode::Signal& signal) {
    if (auto* events = std::get_if<bytecode::EventSignal>(&signal)) {
      events->kind = bytecode::KindId(any_number());
      events->least = number(3);
      events->most = number(3);
      return;
    }
    switch (below(4)) {
      case 0:
        signal = bytecode::TextSignal{.field = bytecode::FieldId(number(8)),
                                      .op = static_cast<bytecode::TextOperator>(below(7)),
                                      .literals = {TextId(number(40))}};
        break;
      case 1:
        signal = bytecode::NumberSignal{
            .field = bytecode::FieldId(number(8)),
            .intervals = {{.low = static_cast<double>(below(4)), .high = 2}}};
        break;
      case 2:
        signal = bytecode::YesSignal{.field = bytecode::FieldId(number(8))};
        break;
      case 3:
        signal = bytecode::KnownSignal{.field = bytecode::FieldId(number(8))};
        break;
    }
  }

  void change_table(Program& program) {
    switch (below(6)) {
      case 0:
        program.rules[bytecode::RuleId(number(program.rules.size()))].part =
            bytecode::PartId(any_number());
        break;
      case 1:
        program.rules[bytecode::RuleId(number(program.rules.size()))].condition_register =
            any_number();
        break;
      case 2:
        program.register_count = any_number();
        break;
      case 3:
        program.stages[bytecode::StageId(number(program.stages.size()))].condition_register =
            any_number();
        break;
      case 4:
        program.score_ranges[below(program.score_ranges.size())] = {
            {.low = static_cast<std::int64_t>(below(3)), .high = 1}};
        break;
      case 5:
        program.rules[bytecode::RuleId(number(program.rules.size()))].points_thousandths =
            below(2) == 0 ? std::numeric_limits<std::int64_t>::max()
                          : std::numeric_limits<std::int64_t>::min();
        break;
    }
  }

  std::mt19937_64 random_;
};

}  // namespace

TEST_CASE("A damaged program is refused, or harmless") {
  std::size_t refused = 0;
  std::size_t harmless = 0;
  Workspace workspace;
  for (std::uint64_t seed = 0; seed < 6'000; ++seed) {
    CAPTURE(seed);
    Damage damage(seed);
    const auto below = [&damage](std::size_t count) { return damage.below(count); };
    Program program = bytecode::program_with_everything();
    for (std::size_t changes = 1 + damage.below(2); changes > 0; --changes) damage.change(program);
    if (!bytecode::verify(program)) {
      ++refused;
      continue;
    }
    ++harmless;
    LeadBatch batch(program);
    add_lead(batch, random_values(program, below), random_events(program, below));
    const Scorer scorer(program);
    ScoreBatch scores;
    scorer.score(batch, kRandomLeadNow, workspace, scores);
    const Explanation why = explain(scorer, batch, 0, kRandomLeadNow, workspace);
    CHECK(why.score_thousandths == scores.scores[0]);
  }
  // Both happen often enough to mean something.
  CHECK(refused > 2'000);
  CHECK(harmless > 500);
}

}  // namespace leadscore::runtime
