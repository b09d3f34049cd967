// The order in which named conditions can be checked: each after those that it uses.
#pragma once

#include "base/interner.hpp"
#include "compiler/ast/ast.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/resolve/names.hpp"

#include <cstdint>
#include <vector>

namespace leadscore::resolve {

struct DefineOrder {
  std::vector<std::uint32_t> order;  // indexes of Names::defines
  std::vector<bool> is_circular;     // by index: defined by itself, which was reported
};

/// Orders the named conditions; one that comes back to itself is one error that names the chain.
/// However long a chain, there is no recursion.
[[nodiscard]] DefineOrder order_defines(const ast::File& file, const Names& names,
                                        const Interner& texts, Diagnostics& diagnostics);

}  // namespace leadscore::resolve
