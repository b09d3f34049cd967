// Grades: `grade fit: "A" at 40, "B" at 25, otherwise "D"` (language.md §6).
#pragma once

#include "compiler/check/context.hpp"

#include <optional>
#include <vector>

namespace leadscore::checking {

/// Adds all grades to the model, in the order of Names::grades. Parts must be there.
void add_grades(Context& context);

/// The step of the grade that has this text as `is` compares, as an index into its steps
/// (steps.size() is `otherwise`); nothing if there is none.
[[nodiscard]] std::optional<std::uint32_t> find_step(const Context& context, model::GradeId grade,
                                                     TextId text);

/// All its texts, from the highest step to `otherwise`, as written.
[[nodiscard]] std::vector<std::string_view> step_names(const Context& context,
                                                       model::GradeId grade);

/// Reports a name that should be one of a part and is none, with the nearest.
void report_unknown_part(Context& context, const ast::Name& name);

}  // namespace leadscore::checking
