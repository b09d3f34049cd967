// Tests on texts and on lists of texts (language.md §5).
#pragma once

#include "compiler/check/context.hpp"
#include "compiler/check/right_side.hpp"

namespace leadscore::checking {

/// `job_title contains "VP"`: on a text, or one with known values.
[[nodiscard]] std::optional<Asked> check_text_test(Context& context, const Subject& subject,
                                                   const ast::Test& test);

/// `interests includes "ai"`: on a list of texts.
[[nodiscard]] std::optional<Asked> check_list_test(Context& context, const Subject& subject,
                                                   const ast::Test& test);

/// The operator on texts; nothing if it is none.
[[nodiscard]] std::optional<model::TextOperator> text_operator(ast::TestOperator op);

/// The right side of a test with that operator.
[[nodiscard]] std::optional<RightSide> read_texts(Context& context, const Subject& subject,
                                                  const ast::Test& test);

/// The texts of a right side as the operator looks for them, sorted, each once; those of a named
/// list are worked out once for all its uses. Nothing if one of them is wrong, which is (or was,
/// with an earlier use of the list) reported.
[[nodiscard]] std::optional<std::vector<TextId>> texts_of(Context& context, const Subject& subject,
                                                          const RightSide& right,
                                                          model::TextOperator op);

/// Sorts texts by their bytes and keeps each once.
void sort_distinct(Context& context, std::vector<TextId>& texts);

}  // namespace leadscore::checking
