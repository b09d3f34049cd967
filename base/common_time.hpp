// The spelling of times that nearly all records have, read in one go.
#pragma once

#include "base/time.hpp"

#include <string_view>

namespace leadscore {

/// Reads `2026-01-31T09:30:00Z` into `time`. False: it is spelled otherwise or no such time, which
/// read_time() finds out, and `time` is as before. (An optional is written in two parts and read
/// back as one, for which a processor has to wait.)
[[nodiscard]] bool read_common_time(std::string_view text, TimeMs& time);

}  // namespace leadscore
