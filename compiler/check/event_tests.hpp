// Behaviour tests: `visited("/pricing") at least 3 times in the last 7 days` (language.md §5).
#pragma once

#include "compiler/check/context.hpp"

#include <string_view>

namespace leadscore::checking {

[[nodiscard]] Checked check_event_test(Context& context, const ast::EventTest& test, Span span);

/// The kind of that name; if there is none, reports it, with the nearest and how to declare it.
/// The same name is reported once.
[[nodiscard]] std::optional<model::KindId> find_kind(Context& context, const ast::Name& name);

}  // namespace leadscore::checking
