#include "compiler/check/decays.hpp"

namespace leadscore::checking {

std::optional<model::Decay> meant(const ast::Decay& decay) {
  if (decay.kind == ast::DecayKind::kNever) return std::nullopt;
  const bool is_fade = decay.kind == ast::DecayKind::kFades;
  return model::Decay{.is_fade = is_fade,
                      .percent_hundredths = is_fade ? 0 : decay.percent_hundredths,
                      .period_ms = decay.period_ms};
}

}  // namespace leadscore::checking
