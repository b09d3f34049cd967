// Tests on texts and on lists of texts (language.md §5).
#pragma once

#include "compiler/check/context.hpp"
#include "compiler/check/right_side.hpp"

namespace leadscore::checking {

/// `job_title contains "VP"`: on a text, or one with known values.
[[nodiscard]] Checked check_text_test(Context& context, const Subject& subject,
                                      const ast::Test& test, Span span);

/// `interests includes "ai"`: on a list of texts.
[[nodiscard]] Checked check_list_test(Context& context, const Subject& subject,
                                      const ast::Test& test, Span span);

/// The texts of a right side in a form, sorted, each once; of a named list once for all its uses.
/// Nothing if one of them is wrong, which is reported (of a named list for each use).
[[nodiscard]] std::optional<std::vector<TextId>> texts_of(Context& context, const Subject& subject,
                                                          const RightSide& right, TextForm form);

/// A single text in a form, about which nothing is reported; empty if there is nothing in it.
[[nodiscard]] std::string in_form(const Context& context, const ast::TextLiteral& literal,
                                  TextForm form);

/// Sorts texts by their bytes and keeps each once.
void sort_distinct(Context& context, std::vector<TextId>& texts);

}  // namespace leadscore::checking
