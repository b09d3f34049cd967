// Comparisons as closed ranges: a program knows nothing else of numbers, scores and windows.
#pragma once

#include "bytecode/program.hpp"
#include "compiler/model/model.hpp"

#include <vector>

namespace leadscore {

/// The doubles that meet the test, sorted and disjoint: `< 5` is up to the double before 5.
[[nodiscard]] std::vector<bytecode::NumberInterval> number_intervals(const model::NumberTest& test);

/// The thousandths that meet the test, sorted and disjoint.
[[nodiscard]] bytecode::ScoreRange score_range(const model::ScoreTest& test);

/// The ages or moments of the window (language.md §5 Windows).
[[nodiscard]] bytecode::Window lower_window(const model::Window& window);

}  // namespace leadscore
