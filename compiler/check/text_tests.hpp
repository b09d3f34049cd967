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

/// The folded texts, sorted, each once, of values that must be texts; patterns, or the texts
/// themselves. Nothing if one of them is wrong, which is reported.
enum class TextForm { kText, kPattern };
[[nodiscard]] std::optional<std::vector<TextId>> folded_texts(Context& context,
                                                              const Subject& subject,
                                                              const RightSide& right,
                                                              TextForm form);

/// Sorts texts by their bytes and keeps each once.
void sort_distinct(Context& context, std::vector<TextId>& texts);

}  // namespace leadscore::checking
