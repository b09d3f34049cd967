#include "compiler/check/decays.hpp"

#include "base/time.hpp"

namespace leadscore::checking {
namespace {

constexpr std::uint32_t kLeastPercentHundredths = 100;
constexpr std::uint32_t kMostPercentHundredths = 10'000;
constexpr DurationMs kMsPerHour = 3'600'000;

/// Why the decay cannot be worked out; nothing if it can.
std::optional<std::string_view> why_not(const ast::Decay& decay) {
  if (decay.kind == ast::DecayKind::kFades) {
    if (decay.period_ms > 0 && decay.period_ms % kMsPerDay == 0) return std::nullopt;
    return "points fade over whole days, such as `fades over 30 days`";
  }
  if (decay.percent_hundredths < kLeastPercentHundredths ||
      decay.percent_hundredths > kMostPercentHundredths) {
    return "points decay by 1% to 100%, such as `decays 50% every 30 days`";
  }
  if (decay.period_ms < kMsPerHour) {
    return "points decay every hour or less often, such as `decays 10% every 1 hour`";
  }
  return std::nullopt;
}

}  // namespace

std::optional<model::Decay> check_decay(Context& context, const ast::Decay& decay) {
  if (decay.kind == ast::DecayKind::kNever) return std::nullopt;
  if (const auto why = why_not(decay)) {
    Diagnostic& diagnostic =
        context.diagnostics.report<DiagnosticKind::kBadDecay>(decay.span, context.text(decay.span));
    diagnostic.help.emplace_back(*why);
    return std::nullopt;
  }
  const bool is_fade = decay.kind == ast::DecayKind::kFades;
  return model::Decay{.is_fade = is_fade,
                      .percent_hundredths = is_fade ? 0 : decay.percent_hundredths,
                      .period_ms = decay.period_ms};
}

}  // namespace leadscore::checking
