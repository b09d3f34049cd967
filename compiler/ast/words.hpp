// What the nodes of a syntax tree are called where it is printed.
#pragma once

#include "compiler/ast/ast.hpp"

#include <string>
#include <string_view>

namespace leadscore::ast {

[[nodiscard]] std::string_view words(TestOperator op);
[[nodiscard]] std::string_view words(WindowKind kind);
[[nodiscard]] std::string_view words(QuantityKind kind);
[[nodiscard]] std::string_view words(TypeKind kind);
[[nodiscard]] std::string_view words(ExpectationKind kind);
[[nodiscard]] std::string_view words(AggregateKind kind);
[[nodiscard]] std::string_view words(ChangeKind kind);
[[nodiscard]] std::string_view words(RowKind kind);
[[nodiscard]] std::string words(const leadscore::DateLiteral& date);

}  // namespace leadscore::ast
