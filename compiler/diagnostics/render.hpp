// Diagnostics as text for a person: file:line:column, the excerpt with carets, labels and help.
#pragma once

#include "base/source.hpp"
#include "compiler/diagnostics/diagnostic.hpp"

#include <string>
#include <vector>

namespace leadscore {

enum class RenderStyle {
  kPlain,   // no colour
  kColour,  // ANSI colours
};

/// One diagnostic, with a line end after its last line. Long source lines are cut around the place.
[[nodiscard]] std::string render(const Diagnostic& diagnostic, const SourceMap& sources,
                                 RenderStyle style);

/// All of them, and a closing line that counts them ("2 errors, 1 warning"); empty if there are
/// none.
[[nodiscard]] std::string render(const Diagnostics& diagnostics, const SourceMap& sources,
                                 RenderStyle style);

/// The same for diagnostics that were chosen among those found.
[[nodiscard]] std::string render(const std::vector<Diagnostic>& diagnostics,
                                 const SourceMap& sources, RenderStyle style);

}  // namespace leadscore
