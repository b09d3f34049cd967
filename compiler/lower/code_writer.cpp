#include "compiler/lower/code_writer.hpp"

#include "base/check.hpp"
#include "compiler/lower/intervals.hpp"
#include "compiler/lower/reach.hpp"

#include <utility>
#include <variant>

namespace leadscore {

using bytecode::Opcode;

CodeWriter::CodeWriter(const model::Model& model, const LoweredTables& tables,
                       bytecode::Program& program)
    : model_(model),
      tables_(tables),
      program_(program),
      conditions_(model.conditions.size()),
      tests_(model.tests.size()) {}

void CodeWriter::write(Opcode opcode, std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  program_.code.push_back({.opcode = opcode, .a = a, .b = b, .c = c});
}

std::uint32_t CodeWriter::write_to(Opcode opcode, std::uint32_t b, std::uint32_t c) {
  const std::uint32_t to = program_.register_count++;
  write(opcode, to, b, c);
  return to;
}

std::uint32_t CodeWriter::condition(model::ConditionId id) {
  // Depth first with a stack of our own: chains of named conditions can be as long as a file.
  std::vector<model::ConditionId> waiting = {id};
  while (!waiting.empty()) {
    const model::ConditionId next = waiting.back();
    const std::size_t before = waiting.size();
    if (!conditions_[next.value]) {
      const std::vector<model::ConditionId> operands = operands_of(model_.conditions[next]);
      for (auto operand = operands.rbegin(); operand != operands.rend(); ++operand) {
        LEADSCORE_CHECK(operand->value < next.value, "a condition that is made of a later one");
        if (!conditions_[operand->value]) waiting.push_back(*operand);
      }
    }
    if (waiting.size() > before) continue;
    write_condition(next);
    waiting.pop_back();
  }
  return *conditions_[id.value];
}

void CodeWriter::write_condition(model::ConditionId id) {
  std::optional<std::uint32_t>& place = conditions_[id.value];
  if (place) return;
  const auto& node = model_.conditions[id].node;
  if (const auto* use = std::get_if<model::TestUse>(&node)) {
    place = test(use->test);
  } else if (const auto* all = std::get_if<model::And>(&node)) {
    place = write_chain(Opcode::kAnd, all->operands);
  } else if (const auto* any = std::get_if<model::Or>(&node)) {
    place = write_chain(Opcode::kOr, any->operands);
  } else {
    place = write_to(Opcode::kNot, *conditions_[std::get<model::Not>(node).operand.value]);
  }
}

std::uint32_t CodeWriter::write_chain(Opcode opcode,
                                      const std::vector<model::ConditionId>& operands) {
  LEADSCORE_CHECK(!operands.empty(), "`and` or `or` of nothing");
  std::uint32_t result = *conditions_[operands.front().value];
  for (std::size_t index = 1; index < operands.size(); ++index) {
    result = write_to(opcode, result, *conditions_[operands[index].value]);
  }
  return result;
}

std::uint32_t CodeWriter::test(model::TestId id) {
  std::optional<std::uint32_t>& place = tests_[id.value];
  if (!place) place = write_test(id);
  return *place;
}

std::uint32_t CodeWriter::write_test(model::TestId id) {
  const model::Test& test = model_.tests[id];
  if (const auto* score = std::get_if<model::ScoreTest>(&test)) {
    const std::uint32_t scores = range(score_range(*score));
    return score->part ? write_to(Opcode::kPartIn, score->part->value, scores)
                       : write_to(Opcode::kScoreIn, scores);
  }
  if (const auto* stage = std::get_if<model::StageTest>(&test)) {
    return write_to(Opcode::kStageMet, stage->stage.value);
  }
  return write_to(Opcode::kLoadSignal, tables_.signals[id.value].value);
}

std::uint32_t CodeWriter::score_at_least(std::int64_t thousandths) {
  model::ScoreTest at_least;
  at_least.op = model::ScoreOperator::kGreaterOrEqual;
  at_least.literals = {thousandths};
  return write_to(Opcode::kScoreIn, range(score_range(at_least)));
}

std::uint32_t CodeWriter::range(bytecode::ScoreRange range) {
  std::vector<std::int64_t> ends;
  for (const bytecode::ScoreInterval& interval : range) {
    ends.insert(ends.end(), {interval.low, interval.high});
  }
  const auto next = static_cast<std::uint32_t>(program_.score_ranges.size());
  const auto [place, is_new] = ranges_.emplace(std::move(ends), next);
  if (is_new) program_.score_ranges.push_back(std::move(range));
  return place->second;
}

}  // namespace leadscore
