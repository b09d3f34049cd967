// An engine's scratch memory, kept between calls so that scoring allocates nothing in the steady
// state. One thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace leadscore::runtime {

struct Workspace {
  std::vector<std::uint8_t> signals;    // Truth of each signal of the lead at hand
  std::vector<std::uint8_t> registers;  // Truth of each register
};

}  // namespace leadscore::runtime
