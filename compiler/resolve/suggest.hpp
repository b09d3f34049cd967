// What an author probably meant, added to a diagnostic as a fix that an editor can apply.
#pragma once

#include "base/source.hpp"
#include "compiler/diagnostics/diagnostic.hpp"

#include <span>
#include <string>
#include <string_view>

namespace leadscore::resolve {

/// "write `text`", in place of what stands at `span`; safe only where nothing else can be meant.
void suggest(Diagnostic& diagnostic, Span span, std::string text,
             FixSafety safety = FixSafety::kUnsafe);

/// "did you mean `...`?": the nearest of the known names to `name`, which stands at `span`; nothing
/// if none is near.
void suggest_nearest(Diagnostic& diagnostic, Span span, std::string_view name,
                     std::span<const std::string_view> known);

}  // namespace leadscore::resolve
