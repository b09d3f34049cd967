// Comparisons as closed ranges: a program knows nothing else of numbers, scores and windows.
#pragma once

#include "bytecode/program.hpp"
#include "compiler/model/model.hpp"

namespace leadscore {

/// The doubles that meet the test, sorted and disjoint: `< 5` is up to the double before 5.
[[nodiscard]] bytecode::NumberSet number_intervals(const model::NumberTest& test);

/// The doubles of a row of a table: `10 to under 50` ends with the double before 50.
[[nodiscard]] bytecode::NumberSet number_intervals(const model::NumberRange& range);

/// The thousandths that meet the test, sorted and disjoint.
[[nodiscard]] bytecode::ScoreRange score_range(const model::ScoreTest& test);

/// The ages or moments of the window (language.md §5 Windows).
[[nodiscard]] bytecode::Window lower_window(const model::Window& window);

}  // namespace leadscore
