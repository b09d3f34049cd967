// Programs that were changed at random: either verify() refuses them, or they run and explain
// without harm.

#include "base/ids.hpp"
#include "bytecode/opcode_table.hpp"
#include "bytecode/verify.hpp"
#include "runtime/batch/batch_scorer.hpp"
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
    switch (below(9)) {
      case 0:
      case 1:
      case 2:
        change_instruction(program.code[below(program.code.size())]);
        break;
      case 3:
        move_instruction(program);
        break;
      case 4:
        change_signal(any_row(program.signals));
        break;
      case 5:
        change_selection(any_row(program.selections));
        break;
      case 6:
        change_number(any_row(program.numbers));
        break;
      case 7:
        change_points(program);
        break;
      case 8:
        change_table(program);
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

  template <class Id, class Row>
  Row& any_row(Store<Id, Row>& rows) {
    return rows[Id(number(rows.size()))];
  }
  template <class Id>
  Id any_id() {
    return Id(any_number());
  }
  bytecode::Subject any_subject() {
    if (below(2) == 0) return bytecode::FieldId(number(9));
    return bytecode::AttributeId(number(6));
  }
  std::int64_t any_points() {
    switch (below(3)) {
      case 0:
        return std::numeric_limits<std::int64_t>::max();
      case 1:
        return std::numeric_limits<std::int64_t>::min();
      default:
        return static_cast<std::int64_t>(below(2'000'000));
    }
  }

  void change_signal(bytecode::Signal& signal) {
    switch (below(9)) {
      case 0:
        signal = bytecode::TextSignal{.subject = {.of = any_subject(), .is_domain = below(2) == 0},
                                      .op = static_cast<bytecode::TextOperator>(below(9)),
                                      .literals = bytecode::TextSetId(number(10))};
        break;
      case 1:
        signal = bytecode::NumberSignal{.number = bytecode::NumberId(number(9)),
                                        .set = bytecode::NumberSetId(number(4))};
        break;
      case 2:
        signal =
            bytecode::NumberComparisonSignal{.left = bytecode::NumberId(number(9)),
                                             .op = static_cast<bytecode::NumberOperator>(below(6)),
                                             .right = bytecode::NumberId(number(9))};
        break;
      case 3:
        signal = bytecode::EqualitySignal{.left = bytecode::FieldId(number(9)),
                                          .right = bytecode::FieldId(number(9))};
        break;
      case 4:
        signal = bytecode::YesSignal{.subject = any_subject()};
        break;
      case 5:
        signal = bytecode::KnownSignal{.subject = bytecode::FieldId(number(9)),
                                       .is_domain = below(2) == 0};
        break;
      case 6:
        signal = bytecode::ListSignal{.subject = any_subject(),
                                      .needs_all = below(2) == 0,
                                      .literals = bytecode::TextSetId(number(10))};
        break;
      case 7:
        signal = bytecode::EventSignal{.selection = bytecode::SelectionId(number(5)),
                                       .measure = static_cast<bytecode::EventMeasure>(below(4)),
                                       .least = number(3),
                                       .most = number(3)};
        break;
      case 8:
        signal = bytecode::SequenceSignal{.first = bytecode::SelectionId(number(5)),
                                          .second = bytecode::SelectionId(number(5)),
                                          .within_ms = any_points(),
                                          .is_not_followed = below(2) == 0};
        break;
    }
  }

  void change_selection(bytecode::Selection& selection) {
    switch (below(4)) {
      case 0:
        selection.kind = any_id<bytecode::KindId>();
        break;
      case 1:
        selection.patterns = any_id<bytecode::TextSetId>();
        break;
      case 2:
        selection.where.push_back(
            {.signal = any_id<bytecode::SignalId>(), .is_negated = below(2) == 0});
        break;
      case 3:
        selection.window = bytecode::Window{
            .is_relative = below(2) == 0, .first = any_points(), .last = any_points()};
        break;
    }
  }

  void change_number(bytecode::Number& changed) {
    switch (below(4)) {
      case 0:
        changed = bytecode::FieldNumber{.field = any_id<bytecode::FieldId>()};
        break;
      case 1:
        changed = bytecode::Arithmetic{.op = static_cast<bytecode::ArithmeticOperator>(below(5)),
                                       .left = bytecode::NumberId(number(9)),
                                       .right = bytecode::NumberId(number(9))};
        break;
      case 2:
        changed =
            bytecode::Aggregate{.kind = static_cast<bytecode::AggregateKind>(below(7)),
                                .selection = bytecode::SelectionId(number(5)),
                                .attribute = below(2) == 0 ? bytecode::AttributeId()
                                                           : bytecode::AttributeId(number(6))};
        break;
      case 3:
        changed = bytecode::Negation{.operand = bytecode::NumberId(number(9))};
        break;
    }
  }

  void change_points(Program& program) {
    bytecode::Rule& rule = any_row(program.rules);
    switch (below(7)) {
      case 0:
        rule.points_thousandths = any_points();
        break;
      case 1:
        rule.condition_register = any_number();
        break;
      case 2:
        rule.each = static_cast<bytecode::Each>(below(4));
        rule.counted = bytecode::SelectionId(number(5));
        break;
      case 3:
        rule.decay = bytecode::Decay{.is_fade = below(2) == 0,
                                     .percent_hundredths = number(3) * 5'000,
                                     .period_ms = static_cast<DurationMs>(below(3)) * kMsPerDay};
        break;
      case 4:
        any_row(program.tables)
            .rows.push_back(
                {.signal = any_id<bytecode::SignalId>(), .points_thousandths = 1, .wording = {}});
        break;
      case 5:
        any_row(program.best_ofs).rules.push_back(any_id<bytecode::RuleId>());
        break;
      case 6:
        any_row(program.contributions).part = any_id<bytecode::PartId>();
        break;
    }
  }

  void change_table(Program& program) {
    switch (below(8)) {
      case 0:
        program.register_count = any_number();
        break;
      case 1:
        any_row(program.stages).condition_register = any_number();
        break;
      case 2:
        program.score_ranges[below(program.score_ranges.size())] = {
            {.low = static_cast<std::int64_t>(below(3)), .high = 1}};
        break;
      case 3:
        any_row(program.fields).type = static_cast<bytecode::FieldType>(below(8));
        break;
      case 4:
        any_row(program.attributes).type = static_cast<bytecode::FieldType>(below(8));
        break;
      case 5:
        any_row(program.parts).bounds.down_to_thousandths = any_points();
        break;
      case 6:
        program.score_changes[below(program.score_changes.size())].within_ms = any_points();
        break;
      case 7:
        program.grade_sets.front().push_back(any_number());
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
    BatchWorkspace batch_workspace;
    ScoreBatch batch_scores;
    BatchScorer(scorer).score(batch, kRandomLeadNow, batch_workspace, batch_scores);
    CHECK(scores == batch_scores);
  }
  // Both happen often enough to mean something.
  CHECK(refused > 2'000);
  CHECK(harmless > 500);
}

}  // namespace leadscore::runtime
