// The functions that work out a program's points for a block: its conditions over bit planes, 512
// leads at once, then the sums.
#pragma once

#include "runtime/batch/steps.hpp"

#include <cstddef>
#include <string>

namespace leadscore::runtime::jit {

struct PointsFunctions {
  std::string ir = {};  // defines @work_out_conditions and @sum_points; empty: there are none, as
                        // the plan has more steps than pay
  std::size_t mask_count = 0;
};

[[nodiscard]] PointsFunctions write_points(const batch::Steps& steps);

}  // namespace leadscore::runtime::jit
