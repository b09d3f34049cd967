// Numbers that are worked out (language.md §5): arithmetic, `count of ...`, `total A of ...`; and
// what `points by` goes by (§6).
#pragma once

#include "compiler/check/context.hpp"

#include <optional>
#include <variant>

namespace leadscore::checking {

/// The number that stands there: arithmetic, an aggregate, or a field that is a number. Nothing if
/// something in it is wrong, now or before. It holds no scores: those are score_tests'.
[[nodiscard]] std::optional<model::NumberId> check_number(Context& context, ast::ExpressionId id);

/// The field of that name, which must be a number; nothing if it is none, which is (or was)
/// reported.
[[nodiscard]] std::optional<model::NumberId> number_named(Context& context, const ast::Name& name);

/// The number of a subject that is one.
[[nodiscard]] model::NumberId number_of(Context& context, const Subject& subject);

/// `domain of` a field, which stands at `span`; nothing if it is no text, which is reported.
[[nodiscard]] std::optional<Subject> domain_of(Context& context, const Subject& field, Span span);

/// What `points by` goes by: a number, or a text.
struct TableSubject {
  std::variant<model::NumberId, model::TextSubject> subject;
  std::optional<Subject> field;  // of a field alone and of `domain of`, for what rows may hold
};

/// Whether arithmetic, a number or an aggregate stands there, no name alone.
[[nodiscard]] bool is_worked_out(const ast::ExpressionNode& node);

/// Checks the subject of a table; nothing if it is neither, or wrong, which is reported.
[[nodiscard]] std::optional<TableSubject> check_table_subject(Context& context,
                                                              ast::ExpressionId id);

}  // namespace leadscore::checking
