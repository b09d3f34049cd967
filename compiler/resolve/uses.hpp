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
};

/// All uses in rules, named conditions and outcomes, in the order of the file. Names on the right
/// side of a test are none.
[[nodiscard]] std::vector<Use> collect_uses(const ast::File& file, const Names& names);

/// The uses of one condition.
[[nodiscard]] std::vector<Use> collect_uses(const ast::File& file, const Names& names,
                                            ast::ExpressionId condition);

/// The type of a literal, and of the items of a list (of its first; none if it is empty).
[[nodiscard]] model::Type type_of(const ast::Literal& literal);
[[nodiscard]] std::optional<model::Type> type_of(const ast::ListLiteral& list);

}  // namespace leadscore::resolve
