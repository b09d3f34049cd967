// libFuzzer's entry: the program `fuzz_NAME` drives the target NAME.
#include "tests/fuzz/targets.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const leadscore::fuzz::Target* const target = [] {
    const auto targets = leadscore::fuzz::targets();
    const auto found =
        std::find_if(targets.begin(), targets.end(), [](const leadscore::fuzz::Target& candidate) {
          return candidate.name == LEADSCORE_FUZZ_TARGET;
        });
    return found == targets.end() ? nullptr : &*found;
  }();
  if (target == nullptr) std::abort();  // the build names a target that is not there
  target->run({reinterpret_cast<const char*>(data), size});
  return 0;
}
