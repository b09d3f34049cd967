// What holds of every explanation, tried on random models and leads.

#include "base/decimal.hpp"
#include "bytecode/opcode_table.hpp"
#include "bytecode/verify.hpp"
#include "compiler/lower/lower.hpp"
#include "runtime/explain.hpp"
#include "tests/unit/compiler/lower/random_model.hpp"
#include "tests/unit/runtime/vm/random_lead.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cstdint>
#include <vector>

namespace leadscore::runtime {
namespace {

constexpr TimeMs kNow = kRandomLeadNow;

std::size_t below(std::size_t count) { return *rc::gen::inRange<std::size_t>(0, count); }

Explanation explain_lead(const bytecode::Program& program, const std::vector<FieldValue>& values,
                         const RandomEvents& events) {
  LeadBatch batch(program);
  add_lead(batch, values, events);
  Workspace workspace;
  return explain(program, batch, 0, kNow, workspace);
}

bytecode::Program random_program(bool may_ask_known) {
  return lower(model::random_model(may_ask_known), SourceMap());
}

/// Whether the condition in a register asks nothing: it is always true, or never.
bool asks_nothing(const bytecode::Program& program, std::uint32_t place) {
  for (auto at = program.code.rbegin(); at != program.code.rend(); ++at) {
    const bytecode::Opcode opcode = at->opcode;
    const bool writes = bytecode::info(opcode).operands[0] == bytecode::OperandKind::kTo;
    if (!writes || at->a != place) continue;
    if (opcode != bytecode::Opcode::kNot) return opcode == bytecode::Opcode::kLoadTrue;
    place = at->b;
  }
  return false;
}

}  // namespace

TEST_CASE("Every model lowers to a well-formed program") {
  CHECK(rc::check([] { RC_ASSERT(static_cast<bool>(bytecode::verify(random_program(true)))); }));
}

TEST_CASE("The reasons of a score add up to it, part by part") {
  CHECK(rc::check([] {
    const bytecode::Program program = random_program(true);
    const Explanation why =
        explain_lead(program, random_values(program, below), random_events(program, below));
    PointsSum score;
    std::vector<PointsSum> parts(program.parts.size());
    PointsSum outside_parts;
    RC_ASSERT(why.reasons.size() == program.contributions.size());
    for (const Reason& reason : why.reasons) {
      RC_ASSERT(reason.truth == Truth::kTrue || reason.points_thousandths == 0);
      const bytecode::PartId part = program.contributions[reason.contribution].part;
      score.add(reason.points_thousandths);
      (part.is_valid() ? parts[part.value] : outside_parts).add(reason.points_thousandths);
    }
    for (const BoundStep& bound : why.bounds) {
      RC_ASSERT(bound.points_thousandths != 0);
      score.add(bound.points_thousandths);
      if (bound.part.is_valid()) parts[bound.part.value].add(bound.points_thousandths);
    }
    RC_ASSERT(score.saturated() == why.score_thousandths);
    RC_ASSERT(outside_parts.saturated() == why.outside_parts_thousandths);
    for (std::size_t part = 0; part < parts.size(); ++part) {
      RC_ASSERT(parts[part].saturated() == why.parts_thousandths[part]);
    }
  }));
}

TEST_CASE("Every rule has evidence, which is bounded and as true as it says") {
  CHECK(rc::check([] {
    const bytecode::Program program = random_program(true);
    const Explanation why =
        explain_lead(program, random_values(program, below), random_events(program, below));
    for (const Reason& reason : why.reasons) {
      const std::uint32_t condition = program.rules[reason.rule].condition_register;
      RC_ASSERT(reason.evidence.empty() == asks_nothing(program, condition));
      RC_ASSERT(reason.evidence.size() <= Evidence::kMaxEvidence);
      for (const Evidence& evidence : reason.evidence) {
        RC_ASSERT(!describe(program, evidence).empty());
        RC_ASSERT(evidence.is_about_events || evidence.is_about_number || !evidence.fields.empty());
        RC_ASSERT(evidence.events.size() <= evidence.event_count);
      }
    }
  }));
}

TEST_CASE("Whatever the missing fields turn out to be, the score is within its bounds") {
  CHECK(rc::check([] {
    const bytecode::Program program = random_program(true);
    std::vector<FieldValue> values = random_values(program, below);
    const RandomEvents events = random_events(program, below);
    const Explanation before = explain_lead(program, values, events);
    for (const bytecode::FieldId field : program.fields.ids()) {
      FieldValue& value = values[field.value];
      const bytecode::FieldType type = program.fields[field].type;
      if (value.is_known || type == bytecode::FieldType::kYesNo) continue;
      value = random_value(type, program.texts, below);
    }
    const Explanation after = explain_lead(program, values, events);
    RC_ASSERT(before.least_thousandths <= after.score_thousandths);
    RC_ASSERT(after.score_thousandths <= before.most_thousandths);
    RC_ASSERT(after.missing.empty());
    RC_ASSERT(after.least_thousandths == after.score_thousandths);
    RC_ASSERT(after.most_thousandths == after.score_thousandths);
  }));
}

TEST_CASE("Where no rule asks whether a field is known, the score itself is within its bounds") {
  CHECK(rc::check([] {
    const bytecode::Program program = random_program(false);
    const Explanation why =
        explain_lead(program, random_values(program, below), random_events(program, below));
    RC_ASSERT(why.least_thousandths <= why.score_thousandths);
    RC_ASSERT(why.score_thousandths <= why.most_thousandths);
  }));
}

}  // namespace leadscore::runtime
