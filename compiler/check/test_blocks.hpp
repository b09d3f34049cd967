// `test` blocks: their leads fit the fields, their events and expectations name what there is
// (language.md §8).
#pragma once

#include "compiler/check/context.hpp"

#include <cstdint>

namespace leadscore::checking {

/// The most events that one test may have.
inline constexpr std::uint64_t kMaxTestEvents = 10'000;

/// Checks all `test` blocks and adds them to the model.
void add_test_blocks(Context& context);

}  // namespace leadscore::checking
