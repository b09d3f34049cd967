// Behaviour: `visited("/pricing") at least 3 times in the last 7 days`, sequences, and the events
// that numbers count (language.md §5).
#pragma once

#include "compiler/check/context.hpp"

#include <optional>

namespace leadscore::checking {

/// Around an event test: what can be put before it with `and`.
enum class Around {
  kCondition,  // it is a condition of its own
  kOther,      // it is negated, or a part of a sequence or of a number
};

[[nodiscard]] Checked check_event_test(Context& context, const ast::EventTest& test, Span span,
                                       Around around);

/// `E1 then E2 within D`, `E1 not followed by E2 within D`.
[[nodiscard]] Checked check_sequence(Context& context, const ast::Sequence& sequence, Span span);

/// The events that a test or a number looks at, with patterns, `where` and window; nothing if
/// something is wrong, which is reported.
[[nodiscard]] std::optional<model::SelectionId> check_selection(Context& context,
                                                                const ast::EventTest& test,
                                                                Span span, Around around);

/// The kind of that name; if there is none, reports it, with the nearest and how to declare it.
/// The same name is reported once.
[[nodiscard]] std::optional<model::KindId> find_kind(Context& context, const ast::Name& name);

/// The attribute of that name of the events that the test asks for; nothing if there is none, which
/// is (or was) reported.
[[nodiscard]] std::optional<Subject> find_attribute(Context& context, const ast::EventTest& test,
                                                    const ast::Name& name);

/// The patterns of the subjects of a kind, as the model has them; nothing if one is wrong, which is
/// reported.
[[nodiscard]] std::optional<std::vector<TextId>> read_patterns(
    Context& context, const std::vector<ast::SubjectPattern>& written, TextForm form);

}  // namespace leadscore::checking
