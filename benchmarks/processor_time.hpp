// The processor time of this process: unlike the time of a clock on the wall, it hardly depends on
// who else uses the machine.
#pragma once

#include <ctime>

namespace leadscore::benchmarks {

/// In seconds, of all threads, from some moment on.
[[nodiscard]] inline double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace leadscore::benchmarks
