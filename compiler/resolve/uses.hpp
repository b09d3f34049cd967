// Every place where a condition names something that may be a field, with the type that the place
// asks for.
#pragma once

#include "base/source.hpp"
#include "compiler/ast/ast.hpp"
#include "compiler/model/model.hpp"
#include "compiler/resolve/names.hpp"

#include <optional>
#include <vector>

namespace leadscore::resolve {

struct Use {
  ast::Name name;
  Span test;                        // the whole test that asks, for messages
  std::optional<model::Type> type;  // nothing: any type will do (`is known`), or it cannot be told
  bool is_bare = false;             // the name alone is the condition
  /// `a is b`: what may be the other field, whose type is the same then. Such a name is no use by
  /// itself, for it may be a text without its quotes.
  std::optional<ast::Name> equal_to = {};
};

/// All uses in conditions, numbers and tables, in the order of what the file means.
[[nodiscard]] std::vector<Use> collect_uses(const ast::File& file, const Names& names);

/// The uses of one condition.
[[nodiscard]] std::vector<Use> collect_uses(const ast::File& file, const Names& names,
                                            ast::ExpressionId condition);

/// Every event test, and every aggregate (before its events), in the same places.
[[nodiscard]] std::vector<ast::ExpressionId> collect_events(const ast::File& file,
                                                            const Names& names);

/// The type that a test asks its left side to be; nothing: any will do, or its right side is a name
/// that may be a field.
[[nodiscard]] std::optional<model::Type> type_asked_by(const ast::Test& test, const Names& names);

/// The type of a literal, and of the items of a list (of its first; none if it is empty).
[[nodiscard]] model::Type type_of(const ast::Literal& literal);
[[nodiscard]] std::optional<model::Type> type_of(const ast::ListLiteral& list);

}  // namespace leadscore::resolve
