#include "runtime/batch/steps.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace leadscore::runtime::batch {

using bytecode::ContributionId;
using bytecode::Opcode;

namespace {

std::vector<bytecode::SelectionId> counted_selections(
    const bytecode::Program& program, const std::vector<CountingContribution>& counting) {
  std::vector<bytecode::SelectionId> selections;
  for (const CountingContribution& one : counting) {
    for (const bytecode::RuleId rule : one.rules) {
      const bytecode::SelectionId counted = program.rules[rule].counted;
      if (counted.is_valid()) selections.push_back(counted);
    }
  }
  return selections;
}

/// The contributions among the steps that are one plain rule each.
std::vector<PlainContribution> find_plain(const Plan& plan) {
  const bytecode::Program& program = plan.program();
  std::vector<PlainContribution> plain(program.contributions.size());
  for (const bytecode::Instruction& step : plan.steps()) {
    if (step.opcode != Opcode::kGive) continue;
    const bytecode::Contribution& contribution = program.contributions[ContributionId(step.a)];
    const std::optional<bytecode::RuleId> rule = plain_rule_of(program, contribution);
    if (!rule) continue;
    plain[step.a] = {.slot = plan.slot_of(*rule),
                     .sum = sum_of(program, contribution),
                     .points = plain_points(program.rules[*rule])};
  }
  return plain;
}

/// The contributions among the steps that have a rule that is not plain.
std::vector<CountingContribution> find_counting(const Plan& plan) {
  const bytecode::Program& program = plan.program();
  std::vector<CountingContribution> counting;
  std::uint32_t planes = 0;
  for (const bytecode::Instruction& step : plan.steps()) {
    if (step.opcode != Opcode::kGive) continue;
    const ContributionId id(step.a);
    const bytecode::Contribution& contribution = program.contributions[id];
    const auto rules = rules_of(program, contribution);
    CountingContribution one{.id = id,
                             .sum = sum_of(program, contribution),
                             .rules = {rules.begin(), rules.end()},
                             .first_plane = planes};
    const bool is_plain_one =
        std::all_of(one.rules.begin(), one.rules.end(),
                    [&](bytecode::RuleId rule) { return is_plain(program.rules[rule]); });
    if (is_plain_one) continue;
    planes += static_cast<std::uint32_t>(one.rules.size());
    counting.push_back(std::move(one));
  }
  return counting;
}

}  // namespace

Steps::Steps(const Plan& plan_of, const Prepared& prepared_of, const TextMatchers& matchers)
    : plan(plan_of),
      prepared(prepared_of),
      plain(find_plain(plan)),
      ranked(plan.program().best_ofs.size()),
      counting(find_counting(plan)),
      counting_of(plan.program().contributions.size(), Plan::kNone),
      counted_events(
          plan.program(), matchers,
          Wanted::only(plan.program(), {}, counted_selections(plan.program(), counting))) {
  const bytecode::Program& program = plan.program();
  for (std::uint32_t at = 0; at < counting.size(); ++at) {
    counting_of[counting[at].id.value] = at;
    counting_planes += static_cast<std::uint32_t>(counting[at].rules.size());
  }
  for (const bytecode::BestOfId best_of : program.best_ofs.ids()) {
    std::vector<bytecode::RuleId>& rules = ranked[best_of.value];
    rules = program.best_ofs[best_of].rules;
    std::stable_sort(
        rules.begin(), rules.end(), [&](bytecode::RuleId left, bytecode::RuleId right) {
          return plain_points(program.rules[left]) > plain_points(program.rules[right]);
        });
  }
}

}  // namespace leadscore::runtime::batch
