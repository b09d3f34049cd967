// Adds the points of a rule to the sums of the leads of a plane. For the processor at hand there is
// a kernel of its own.
#pragma once

#include "runtime/batch/planes.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// Adds `points` to each of `sums` whose bit in the plane is set. `plane`: `words` of them; `sums`:
/// one for each bit.
using AddPoints = void (*)(const Word* plane, std::size_t words, std::int64_t points,
                           std::int64_t* sums);

/// A kernel, the same as all others but for its speed.
struct PointsKernel {
  std::string_view name;
  AddPoints add;
};

/// Those that this processor can run; the best is the last.
[[nodiscard]] std::vector<PointsKernel> points_kernels();

}  // namespace leadscore::runtime::batch
