#include "runtime/pipeline/cores.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <pthread.h>
#include <string>
#include <system_error>
#include <thread>

namespace leadscore::runtime {

namespace {

namespace fs = std::filesystem;

/// Those that the scheduler may choose among.
std::size_t allowed_cores() {
#if defined(__linux__)
  cpu_set_t cores;
  CPU_ZERO(&cores);
  if (::pthread_getaffinity_np(::pthread_self(), sizeof cores, &cores) == 0) {
    return static_cast<std::size_t>(CPU_COUNT(&cores));
  }
#endif
  return std::thread::hardware_concurrency();
}

/// `cpu.max` of one control group holds `200000 100000`: so many microseconds in each period, or
/// `max`.
std::size_t cores_of_group(const fs::path& group, std::size_t cores) {
  std::ifstream file(group / "cpu.max");
  double quota = 0;
  double period = 0;
  if (!(file >> quota >> period) || quota <= 0 || period <= 0) return cores;
  const double whole = quota / period + 0.999;
  return whole < static_cast<double>(cores) ? static_cast<std::size_t>(whole) : cores;
}

}  // namespace

std::size_t usable_cores() {
  std::size_t cores = allowed_cores();
  const fs::path root = "/sys/fs/cgroup";
  std::ifstream groups("/proc/self/cgroup");
  for (std::string line; std::getline(groups, line);) {
    if (!line.starts_with("0::/")) continue;
    // Each group above it holds for it as well.
    for (fs::path own = line.substr(4); !own.empty(); own = own.parent_path()) {
      cores = cores_of_group(root / own, cores);
    }
  }
  return std::max(cores_of_group(root, cores), std::size_t{1});
}

}  // namespace leadscore::runtime
