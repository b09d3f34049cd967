// `points by employees { under 10 -5; 10 to 49 +5; ... }` (language.md §6).
#pragma once

#include "compiler/check/context.hpp"

#include <optional>

namespace leadscore::checking {

/// The table as meant; nothing if it is wrong, which is reported. Warns of gaps, of overlaps and of
/// rows that never fit. Time is n log n in its rows and their values.
[[nodiscard]] std::optional<model::Table> check_table(Context& context,
                                                      const ast::TableStatement& table, Span span);

}  // namespace leadscore::checking
