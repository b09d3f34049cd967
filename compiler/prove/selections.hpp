// Windows as intervals, and which events are surely among others.
#pragma once

#include "compiler/model/model.hpp"

#include <cstdint>
#include <utility>

namespace leadscore::prove {

/// The sum, or the end of the numbers that it would pass.
[[nodiscard]] std::int64_t saturated_add(std::int64_t left, std::int64_t right);

/// Whether the window is about ages; else it is about moments.
[[nodiscard]] bool is_relative(const model::Window& window);

/// First and last of the ages (or moments) in ms that meet the window.
[[nodiscard]] std::pair<std::int64_t, std::int64_t> meets(const model::Window& window);

/// Each event of `inner` is one of `outer`. False if not sure.
[[nodiscard]] bool is_among(const model::Model& model, const model::Selection& inner,
                            const model::Selection& outer);

}  // namespace leadscore::prove
