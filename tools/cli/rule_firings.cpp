#include "tools/cli/rule_firings.hpp"

#include <variant>

namespace leadscore::cli {

RuleFirings::RuleFirings(const bytecode::Program& program) : program_(program) {
  std::size_t size = 0;
  for (const bytecode::Contribution& one : program.contributions) {
    if (const auto* table = std::get_if<bytecode::TableId>(&one.source)) {
      size += program.tables[*table].rows.size();
    } else if (const auto* best_of = std::get_if<bytecode::BestOfId>(&one.source)) {
      size += program.best_ofs[*best_of].rules.size();
    } else {
      ++size;
    }
  }
  counts_.resize(size);
}

void RuleFirings::count(const runtime::Workspace& workspace) {
  std::size_t next = 0;
  for (const bytecode::ContributionId id : program_.contributions.ids()) {
    const auto& source = program_.contributions[id].source;
    if (const auto* rule = std::get_if<bytecode::RuleId>(&source)) {
      count_rule(workspace, *rule, next++);
    } else if (const auto* table = std::get_if<bytecode::TableId>(&source)) {
      const std::size_t chosen = workspace.given[id.value].chosen;
      if (chosen != runtime::Given::kNothing) ++counts_[next + chosen];
      next += program_.tables[*table].rows.size();
    } else {
      const auto best_of = std::get<bytecode::BestOfId>(source);
      for (const bytecode::RuleId one : program_.best_ofs[best_of].rules) {
        count_rule(workspace, one, next++);
      }
    }
  }
}

void RuleFirings::count_rule(const runtime::Workspace& workspace, bytecode::RuleId rule,
                             std::size_t place) {
  const std::uint32_t condition = program_.rules[rule].condition_register;
  if (workspace.registers[condition] == runtime::Truth::kTrue) ++counts_[place];
}

}  // namespace leadscore::cli
