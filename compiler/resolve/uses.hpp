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

/// What conditions, numbers and tables look at.
struct Uses {
  std::vector<Use> names;
  std::vector<ast::ExpressionId> events;  // every event test, every aggregate before its events
};

/// All of a file, in the order of what it means.
[[nodiscard]] Uses collect_uses(const ast::File& file, const Names& names);

/// Those of one condition.
[[nodiscard]] Uses collect_uses(const ast::File& file, const Names& names,
                                ast::ExpressionId condition);

/// The type that a test asks its left side to be; nothing: any will do, or its right side is a name
/// that may be a field.
[[nodiscard]] std::optional<model::Type> type_asked_by(const ast::Test& test, const Names& names);

/// The type of a literal, and of the items of a list (of its first; none if it is empty).
[[nodiscard]] model::Type type_of(const ast::Literal& literal);
[[nodiscard]] std::optional<model::Type> type_of(const ast::ListLiteral& list);

}  // namespace leadscore::resolve
