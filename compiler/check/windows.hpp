// Windows of time (language.md §5).
#pragma once

#include "compiler/check/context.hpp"

#include <optional>

namespace leadscore::checking {

/// The window as meant; nothing if its bounds are the wrong way round, which is reported.
[[nodiscard]] std::optional<model::Window> check_window(Context& context,
                                                        const ast::Window& window);

/// `created_at in the last 30 days`: a window on a time field.
[[nodiscard]] std::optional<Asked> check_time_test(Context& context, const Subject& subject,
                                                   const ast::Window& window);

}  // namespace leadscore::checking
