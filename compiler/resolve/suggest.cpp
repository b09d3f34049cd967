#include "compiler/resolve/suggest.hpp"

#include "base/text/nearest.hpp"

namespace leadscore::resolve {

void suggest(Diagnostic& diagnostic, Span span, std::string text, FixSafety safety) {
  std::string description = fmt::format("write `{}`", text);
  diagnostic.fixes.push_back({span, std::move(text), std::move(description), safety});
}

void suggest_nearest(Diagnostic& diagnostic, Span span, std::string_view name,
                     std::span<const std::string_view> known) {
  const auto near = text::nearest(name, known);
  if (!near) return;
  diagnostic.fixes.push_back({span, std::string(*near), fmt::format("did you mean `{}`?", *near)});
}

}  // namespace leadscore::resolve
