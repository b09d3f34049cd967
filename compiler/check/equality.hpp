// `billing_country is country`: two fields that are equal (language.md §5).
#pragma once

#include "compiler/check/context.hpp"

namespace leadscore::checking {

/// `LEFT is RIGHT`, or `is not`, of two fields of one type.
[[nodiscard]] Checked check_equality(Context& context, const Subject& left, const Subject& right,
                                     const ast::Test& test, Span span);

}  // namespace leadscore::checking
