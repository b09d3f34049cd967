// How many cores there are for this process.
#pragma once

#include <cstddef>

namespace leadscore::runtime {

/// The cores that this process may run on (`taskset`), but no more than its control groups give it
/// time for (containers), rounded up; at least 1.
[[nodiscard]] std::size_t usable_cores();

}  // namespace leadscore::runtime
