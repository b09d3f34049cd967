// The function that gives each lead of a block what the rows of its values give, for all groups in
// one pass over the leads.
#pragma once

#include "runtime/batch/plan.hpp"

#include <string>
#include <vector>

namespace leadscore::runtime::jit {

struct RowsFunction {
  std::string ir;                // defines @apply_rows
  std::vector<bool> is_applied;  // by group: whether it is one whose rows the function applies
};

[[nodiscard]] RowsFunction write_apply_rows(const batch::Plan& plan);

}  // namespace leadscore::runtime::jit
