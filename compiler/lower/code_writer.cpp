#include "compiler/lower/code_writer.hpp"

#include "base/check.hpp"
#include "compiler/lower/intervals.hpp"
#include "compiler/lower/reach.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace leadscore {
namespace {

using bytecode::Opcode;

bytecode::ChangeKind lower_kind(model::ChangeKind kind) {
  switch (kind) {
    case model::ChangeKind::kRose:
      return bytecode::ChangeKind::kRose;
    case model::ChangeKind::kFell:
      return bytecode::ChangeKind::kFell;
    case model::ChangeKind::kMoved:
      return bytecode::ChangeKind::kMoved;
  }
  return bytecode::ChangeKind::kMoved;
}

/// The place of `row` in `rows`, where `places` remembers what is there.
template <class Row>
std::uint32_t place_of(Row row, std::vector<Row>& rows, std::map<Row, std::uint32_t>& places) {
  const auto next = static_cast<std::uint32_t>(rows.size());
  const auto [place, is_new] = places.emplace(std::move(row), next);
  if (is_new) rows.push_back(place->first);
  return place->second;
}

/// Whether the events can only meet it: any number of them.
bool is_always_true(const model::Test& test) {
  const auto* events = std::get_if<model::EventTest>(&test);
  return events != nullptr && events->least == 0 && !events->most;
}

}  // namespace

CodeWriter::CodeWriter(const model::Model& model, SignalMaker& signals, LowerOptions options,
                       bytecode::Program& program)
    : model_(model),
      signals_(signals),
      options_(options),
      program_(program),
      conditions_(model.conditions.size()) {
  const std::size_t likely = 2 * model.conditions.size();  // its test, and it joined with another
  written_.reserve(likely);
  made_.reserve(likely);
  program.code.reserve(likely + model.contributions.size());
}

void CodeWriter::write(Opcode opcode, std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  program_.code.push_back({.opcode = opcode, .a = a, .b = b, .c = c});
}

std::uint32_t CodeWriter::write_to(Opcode opcode, std::uint32_t b, std::uint32_t c) {
  if (options_.simplify) {
    const Made made{.opcode = opcode, .b = b, .c = c};
    const std::uint32_t next = program_.register_count;
    const std::uint32_t found = written_.find_or_add(
        MadeHash{}(made), next, [&](std::uint32_t place) { return made_[place] == made; });
    if (found != next) return found;
    made_.push_back(made);
  }
  const std::uint32_t to = program_.register_count++;
  write(opcode, to, b, c);
  return to;
}

// ---- Conditions ---------------------------------------------------------------------------------

std::vector<Operand> CodeWriter::operands(model::ConditionId id) const {
  const model::Condition& condition = model_.conditions[id];
  const bool is_joined = std::holds_alternative<model::And>(condition.node) ||
                         std::holds_alternative<model::Or>(condition.node);
  if (options_.simplify && is_joined) return merged_operands(model_, condition);
  const std::vector<model::ConditionId> conditions = operands_of(condition);
  return {conditions.begin(), conditions.end()};
}

std::uint32_t CodeWriter::condition(model::ConditionId id) {
  std::optional<std::uint32_t>& known = conditions_[id.value];
  if (!known && std::holds_alternative<model::TestUse>(model_.conditions[id].node)) {
    known = write_condition(id, {});
  }
  return known ? *known : joined_condition(id);
}

std::uint32_t CodeWriter::joined_condition(model::ConditionId id) {
  struct Waiting {
    model::ConditionId id;
    std::optional<std::vector<Operand>> operands = {};  // once those without code wait above it
  };
  // Depth first with a stack of our own: chains of named conditions can be as long as a file.
  std::vector<Waiting> waiting;
  waiting.push_back({.id = id});
  while (!waiting.empty()) {
    Waiting& next = waiting.back();
    if (conditions_[next.id.value]) {
      waiting.pop_back();
    } else if (next.operands) {
      conditions_[next.id.value] = write_condition(next.id, *next.operands);
      waiting.pop_back();
    } else {
      next.operands = operands(next.id);
      std::vector<model::ConditionId> inner;
      for (const Operand& operand : *next.operands) {
        if (const auto* condition = std::get_if<model::ConditionId>(&operand)) {
          inner.push_back(*condition);
        }
      }
      // The left one is written first.
      for (auto at = inner.rbegin(); at != inner.rend(); ++at) waiting.push_back({.id = *at});
    }
  }
  return *conditions_[id.value];
}

std::uint32_t CodeWriter::write_condition(model::ConditionId id,
                                          const std::vector<Operand>& operands) {
  const auto& node = model_.conditions[id].node;
  if (const auto* use = std::get_if<model::TestUse>(&node)) {
    return write_test(model_.tests[use->test]);
  }
  if (const auto* negation = std::get_if<model::Not>(&node)) {
    return write_not(*conditions_[negation->operand.value]);
  }
  const bool is_and = std::holds_alternative<model::And>(node);
  return write_chain(is_and ? Opcode::kAnd : Opcode::kOr, operands);
}

bool CodeWriter::is_always_true(std::uint32_t place) const { return always_true_ == place; }

std::uint32_t CodeWriter::write_chain(Opcode opcode, const std::vector<Operand>& operands) {
  LEADSCORE_CHECK(!operands.empty(), "`and` or `or` of nothing");
  std::optional<std::uint32_t> result;
  for (const Operand& operand : operands) {
    const std::uint32_t next = write_operand(operand);
    if (is_always_true(next)) {
      if (opcode == Opcode::kOr) return next;
      if (&operand != &operands.back() || result) continue;
    }
    const bool is_repeated = options_.simplify && result == next;
    result = result && !is_repeated ? write_to(opcode, *result, next) : next;
  }
  return *result;
}

std::uint32_t CodeWriter::write_not(std::uint32_t operand) {
  if (!options_.simplify) return write_to(Opcode::kNot, operand);
  if (const auto found = negations_.find(operand); found != negations_.end()) return found->second;
  const std::uint32_t negation = write_to(Opcode::kNot, operand);
  negations_.emplace(negation, operand);
  return negation;
}

std::uint32_t CodeWriter::write_operand(const Operand& operand) {
  if (const auto* id = std::get_if<model::ConditionId>(&operand)) return *conditions_[id->value];
  if (const auto* text = std::get_if<model::TextTest>(&operand)) return load(signals_.make(*text));
  if (const auto* list = std::get_if<model::ListTest>(&operand)) return load(signals_.make(*list));
  return load(signals_.make(std::get<NumberSetTest>(operand)));
}

// ---- Tests --------------------------------------------------------------------------------------

std::uint32_t CodeWriter::load(bytecode::SignalId signal) {
  return write_to(Opcode::kLoadSignal, signal.value);
}

std::uint32_t CodeWriter::write_test(const model::Test& test) {
  if (const auto* score = std::get_if<model::ScoreTest>(&test)) {
    const std::uint32_t terms = sum(score->terms);
    return write_to(Opcode::kScoreIn, terms, range(score_range(*score)));
  }
  if (const auto* changed = std::get_if<model::ScoreChangeTest>(&test)) {
    return write_to(Opcode::kChanged, change(*changed));
  }
  if (const auto* grade = std::get_if<model::GradeTest>(&test)) {
    return write_to(Opcode::kGradeIn, grade->grade.value, steps(grade->steps));
  }
  if (const auto* stage = std::get_if<model::StageTest>(&test)) {
    return write_to(Opcode::kStageMet, stage->stage.value);
  }
  if (std::holds_alternative<model::DisqualifiedTest>(test)) return write_to(Opcode::kDisqualified);
  if (options_.simplify && leadscore::is_always_true(test)) {
    always_true_ = write_to(Opcode::kLoadTrue);
    return *always_true_;
  }
  return load(signals_.make(test));
}

std::uint32_t CodeWriter::score_at_least(std::int64_t thousandths) {
  model::ScoreTest at_least;
  at_least.terms = {model::ScoreTerm{}};
  at_least.op = model::ScoreOperator::kGreaterOrEqual;
  at_least.literals = {thousandths};
  return write_test(at_least);
}

std::uint32_t CodeWriter::sum(const std::vector<model::ScoreTerm>& terms) {
  bytecode::ScoreSum sum;
  for (const model::ScoreTerm& term : terms) {
    sum.push_back({.part = lower_part(term.part), .times = term.times});
  }
  return place_of(std::move(sum), program_.score_sums, sums_);
}

std::uint32_t CodeWriter::range(bytecode::ScoreRange range) {
  return place_of(std::move(range), program_.score_ranges, ranges_);
}

std::uint32_t CodeWriter::change(const model::ScoreChangeTest& test) {
  return place_of(bytecode::ScoreChange{.part = lower_part(test.part),
                                        .kind = lower_kind(test.kind),
                                        .amount_thousandths = test.amount_thousandths,
                                        .within_ms = test.within_ms},
                  program_.score_changes, changes_);
}

std::uint32_t CodeWriter::steps(const std::vector<std::uint32_t>& steps) {
  std::vector<std::uint32_t> sorted = steps;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return place_of(std::move(sorted), program_.grade_sets, step_sets_);
}

}  // namespace leadscore
