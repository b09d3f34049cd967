// What `where` asks of an event: tests of its own attributes (language.md §5).
#pragma once

#include "compiler/check/event_tests.hpp"

#include <optional>
#include <vector>

namespace leadscore::checking {

/// The tests after `where`, sorted, each once; nothing if one is wrong, which is reported. `span`
/// is the whole event test.
[[nodiscard]] std::optional<std::vector<model::WhereTest>> check_where(Context& context,
                                                                       const ast::EventTest& test,
                                                                       Span span, Around around);

}  // namespace leadscore::checking
