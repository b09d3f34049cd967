// Lists of values, named or in `[ ]`: texts or numbers, not both, at least one, none of them empty.
#pragma once

#include "base/interner.hpp"
#include "compiler/ast/ast.hpp"
#include "compiler/diagnostics/diagnostic.hpp"

#include <string_view>

namespace leadscore::checking {

/// Whether the list is a good one; what is wrong with it is reported.
[[nodiscard]] bool check_list(const Interner& texts, const ast::ListLiteral& list,
                              Diagnostics& diagnostics);

/// "texts": the values of a list, as messages say it.
[[nodiscard]] std::string_view phrase_of_many(const ast::Literal& literal);

/// Whether a text is short enough for a pattern; if not, it is reported at `span`.
[[nodiscard]] bool check_pattern_length(std::string_view pattern, Span span,
                                        Diagnostics& diagnostics);

}  // namespace leadscore::checking
